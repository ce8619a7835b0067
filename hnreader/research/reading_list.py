"""Reading lists: the articles that a user has bookmarked or tagged, with citations and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from hnreader.research.citation import gb7714, ris
from hnreader.research.json_text import json_text
from hnreader.research.markdown import escaped
from hnreader.research.reference import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article

ListFormat = Literal["markdown", "ris", "json"]

_BETWEEN_LINES: Final = " / "  # of a note, in a format whose values have one line


class ListedArticle(Struct, frozen=True):
    """An article of a reading list, and what its reader has noted of it."""

    article: Article
    note: str = ""
    """Of any number of lines."""
    tags: tuple[str, ...] = ()


def reading_list(archive: Archive, listed: Iterable[ListedArticle], form: ListFormat) -> Iterator[str]:
    """Yield the text of a file with the articles, piece by piece."""
    if form == "json":
        yield json_text([_item(archive, each) for each in listed], indent=2) + "\n"
        return
    for number, each in enumerate(listed):
        yield ("\n" if number else "") + _WRITERS[form](archive, each) + "\n"


def _markdown(archive: Archive, listed: ListedArticle) -> str:
    """Return the title as a heading, the citation, the tags, and the note as a quotation."""
    cited = reference(archive, listed.article)
    parts = [f"## {escaped(cited.title)}", escaped(gb7714(cited))]
    parts += [" ".join(f"`#{tag.replace('`', '')}`" for tag in listed.tags)] if listed.tags else []
    parts += ["\n".join(f"> {escaped(line)}".rstrip() for line in listed.note.splitlines())] if listed.note else []
    return "\n\n".join(parts)


def _ris(archive: Archive, listed: ListedArticle) -> str:
    note = _BETWEEN_LINES.join(line.strip() for line in listed.note.splitlines() if line.strip())
    return ris(reference(archive, listed.article), [*(("KW", tag) for tag in listed.tags), ("N1", note)])


def _item(archive: Archive, listed: ListedArticle) -> dict[str, Any]:
    cited = reference(archive, listed.article)
    return {
        "id": cited.id,
        "title": cited.title,
        "date": cited.date.isoformat() if cited.date else None,
        "citation": gb7714(cited),
        "tags": list(listed.tags),
        "note": listed.note,
    }


_WRITERS: Final[dict[str, Callable[[Archive, ListedArticle], str]]] = {"markdown": _markdown, "ris": _ris}
