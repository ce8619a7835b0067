"""Pages made up for laws about archives, libraries on disk that have them, and all that an archive says of itself."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader.archive import Archive, Catalogue
from hnreader.archive.codec import encode_page
from hnreader.archive.members import Members
from hnreader.archive.page_store import PageStore
from hnreader.errors import HnreaderError
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Jump, Line, Page, PageArticles, Paragraph, Text
from hnreader.reading.contents import FileContents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

KEY, RECIPE, TODAY = b"archive", b"recipe", dt.date(2026, 1, 1)
DAYS = (dt.date(2024, 3, 9), dt.date(2024, 3, 8), dt.date(2023, 11, 16), None)
_STATUS = os.stat_result((0o644, 1, 1, 1, 0, 0, 10, 0, 1_600_000_000, 0))
_BODIES = (
    "近日青石镇的茶农把春茶送到集市，师傅支起铁锅，",
    "当街炒茶给客商看。青石镇的春茶要赶在清明前炒完。",
    "白鹭湖开湖。",
)


def article(
    day: dt.date | None, name: str, source: str, number: int | None, turns: tuple[int | None, int | None], body: int
) -> Article:
    """An article with an id as all have them; `turns` are the pages that it comes from and goes on to."""
    back, to = turns
    return Article(
        f"{day:%Y%m%d}-{name}" if day else f"undated-{name}",
        Kind.CONTINUATION if back else Kind.NEWS,
        source,
        day,
        number,
        headline=Text("春茶" * (1 + body)) if body else None,
        paragraphs=(Paragraph(Text(_BODIES[body])),),
        jump_from=Jump(back, None, Text(f"（上接{back}版）")) if back else None,
        jump_to=Jump(to, None, Text(f"（下转{to}版）")) if to else None,
    )


_turn = st.sampled_from((None, None, 1, 2, 3))
_articles = st.lists(
    st.tuples(st.text("ab", min_size=1, max_size=3), st.tuples(_turn, _turn), st.integers(0, 2)), max_size=4
)


@st.composite
def made_page(draw: st.DrawFn) -> PageArticles:
    """A page of one of a few days, numbers and names, so that all of them coincide now and then."""
    day, number = draw(st.sampled_from(DAYS)), draw(st.sampled_from((None, 1, 2, 3)))
    source, inferred = draw(st.sampled_from(("one.txt", "two.txt", "三.txt"))), draw(st.booleans())
    drawn = draw(_articles)
    names = {name: (name, turns, body) for name, turns, body in drawn}
    articles = tuple(article(day, name, source, number, turns, body) for name, turns, body in names.values())
    lines = (Line(1, repr((day, number, inferred, drawn))),)  # equal pages alone have equal lines
    return PageArticles(Page(source, lines), Dating(day, page_no=number, inferred=inferred), articles)


made_pages = st.lists(made_page(), max_size=10).flatmap(
    # Files in several folders may be the same page.
    lambda pages: (
        st.lists(st.sampled_from(pages), max_size=2).map(lambda again: pages + again) if pages else st.just([])
    )
)


def contents_of(pages: Sequence[PageArticles], path: Path) -> FileContents:
    """The file that pages are made of, as it was written long ago."""
    return FileContents(repr([page.page.lines for page in pages]).encode(), path.name, path, _STATUS)


def publish(
    library: Path, files: Iterable[tuple[str, PageArticles]], gone: Sequence[str] = (), key: bytes = KEY
) -> None:
    """Put the pages of files into an archive of a library, and remove others."""
    publish_several(library, [(name, [page]) for name, page in files], gone, key)


def publish_several(
    library: Path, files: Iterable[tuple[str, Sequence[PageArticles]]], gone: Sequence[str] = (), key: bytes = KEY
) -> None:
    """The same, where a file may have several pages."""
    members = Members(key, RECIPE)
    with PageStore(library, RECIPE, TODAY, members) as store:
        for name, pages in files:
            contents = contents_of(pages, Path("/made") / name)
            for page in pages:
                store.put(contents, page.page.source, page.dating, encode_page(page))
            store.end(contents, [page.page.source for page in pages])
        members.remove(os.fsencode(f"/made/{name}") for name in gone)
        members.looked_over({})
    assert store.problem is None


def stored(library: Path, key: bytes = KEY) -> Archive:
    """What the library has of the archive."""
    return Archive(source=Catalogue(library, key))


def answer(ask: Callable[[], Any]) -> Any:
    """What is answered, or the error with all that it says."""
    try:
        return ask()
    except HnreaderError as error:
        return type(error), error.message


def names_of(article: Article) -> list[str]:
    """What somebody may type to find it: the id, with hyphens and in capitals, its beginning, its tail."""
    head, _, tail = article.id.partition("-")
    dated = f"{head[:4]}-{head[4:6]}-{head[6:]}-{tail}"
    return [article.id, dated, article.id.upper(), head, f"{head}-", article.id[:-1], tail, tail[:1]]


def described(archive: Archive) -> dict[str, Any]:
    """All that an archive says of itself, by the question."""
    articles = [*archive.articles]
    summaries = [replace(issue, number=0, state=0) for issue in archive.summaries]
    of_each = {
        name: [answer(lambda ask=ask, each=each: ask(each)) for each in articles]  # type: ignore[misc]
        for name, ask in {
            "position": archive.position,
            "entry_index": archive.entry_index,
            "parts": archive.parts,
            "story": archive.story,
            "continued_by": archive.continued_by,
            "continues": archive.continues,
            "first_part": archive.first_part,
            "page_of": archive.page_of,
        }.items()
    }
    typed = sorted({name for article in articles for name in names_of(article)} | {"", "2024", "a", "undated", "zz"})
    return (
        of_each
        | {
            "issues": [*archive.issues],
            "pages": [*archive.pages],
            "articles": articles,
            "entries": [*archive.entries],
            "continuations": archive.continuations,
            "len": len(archive),
            "lens": (len(archive.issues), len(archive.articles), len(archive.entries)),
            "summaries": summaries,
            "found": [(name, answer(lambda name=name: archive.find(name))) for name in typed],  # type: ignore[misc]
            "reversed": [*reversed(archive.entries)],
            "some": archive.articles[1:-1],
        }
    )


def agree(expected: dict[str, Any], found: dict[str, Any]) -> None:
    for question, reply in found.items():
        assert reply == expected[question], question
