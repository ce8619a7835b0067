"""The page as it came, beside what the program made of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from bare_app import Bare
from msgspec.structs import replace

import hnreader
from hnreader.app.commands import Keys
from hnreader.app.panes.page import PagePane
from hnreader.app.rendering.page_lines import PageLines
from hnreader.app.rendering.page_ownership import PageOwnership
from hnreader.app.screens.page import PageScreen
from hnreader.archive import Archive
from hnreader.messages import Translator
from hnreader.model import Duplicate, Line, Span, Text
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from hnreader.model import Article

STORY = """\
2024年3月9日 星期六

青石镇春茶上市

本报讯（记者 韩松年） 近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起了长队，茶农说今年的春茶比往年好。

红河桥通车

本报讯（记者 杜若） 3月9日，红河桥正式通车。两岸的居民从此不必再绕行二十里路，红河桥上人来人往。
"""


@asynccontextmanager
async def shown(
    archive: Archive, article: Article, span: Any = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Bare, Pilot[None]]]:
    app = Bare(over=PageScreen(Translator("zh"), archive, article, Keys(), span))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield app, pilot


@pytest.fixture(scope="module")
def seeds() -> Archive:
    return hnreader.open()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "2024-03-09_01.txt").write_text(STORY, encoding="utf-8")
    return hnreader.open(tmp_path)


def _texts(article: Article) -> str:
    texts = [article.column, article.kicker, article.headline, article.subhead, article.byline, *article.captions]
    texts += [each.text for each in article.paragraphs]
    texts += [each.text for each in (article.jump_from, article.jump_to) if each is not None]
    return "".join(each.text for each in texts if each is not None)


def test_what_is_lit_is_the_article(seeds: Archive) -> None:
    """What is lit on the page, without blanks, is the text of the article, for every article of the sample pages."""
    for article in seeds.articles:
        page = seeds.page_of(article)
        lines = PageLines(page.page.lines, 60)
        owned = PageOwnership(page, article, None)
        lit = ""
        for number in range(len(lines)):
            row = lines.row(number)
            for start, end in owned.article_ranges(row.line, row.start, row.end):
                lit += row.text[max(0, start - row.start) : max(0, end - row.start)]
        assert sorted("".join(lit.split())) == sorted("".join(_texts(article).split()))


async def test_the_article_is_brighter_and_barred(archive: Archive) -> None:
    """The lines of the open article have a bar and another colour than those of others."""
    article = archive.articles[0]
    async with shown(archive, article, size=(160, 24)) as (app, _pilot):
        mine = [row for row in app.lines if "▌" in row]
        assert any("青石镇春茶上市" in row for row in mine)
        assert not any("红河桥" in row for row in mine)
        pane = app.screen.query_one(PagePane)
        strips = [list(pane.render_line(y)) for y in range(10)]
        colours = {s.style.color for n in (4, 8) for s in strips[n] if s.style and ("本报讯" in s.text)}
        assert len(colours) == 2


async def test_it_opens_at_the_line_that_the_reader_came_from(seeds: Archive) -> None:
    """The line that the reader came from is in sight, marked, and under the cursor."""
    article = seeds.articles[3]
    span = article.paragraphs[-1].text.spans[0]
    async with shown(seeds, article, span) as (app, _pilot):
        (row,) = (row for row in app.lines if row.startswith("▶"))
        assert row.split()[1].startswith(f"{span.line}▌")
        assert any(f"第{span.line}行" in row and "本篇" in row for row in app.lines)


async def test_enter_reads_the_article_of_the_line(archive: Archive) -> None:
    """Enter ends the page with the id of the article that the cursor is on, Escape with none."""
    first, second = archive.articles[:2]
    async with shown(archive, first) as (app, pilot):
        await pilot.press("G", "enter")
        await pilot.pause()
        assert app.given.id == second.id
    async with shown(archive, first) as (app, pilot):
        await pilot.press("G", "escape")
        await pilot.pause()
        assert app.given is None


async def test_enter_on_what_no_article_has_stays(archive: Archive) -> None:
    """A line of no article cannot be read: Enter says so, and leaves the page where it is."""
    lines = archive.page_of(archive.articles[0]).page.lines
    blank = next(at for at, line in enumerate(lines) if not line.text)
    async with shown(archive, archive.articles[0], size=(160, 24)) as (app, pilot):
        app.screen.query_one(PagePane).move_to(blank)
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == "nothing"
        assert "此行不属于任何文章" in app.seen


async def test_enter_on_what_stands_twice_reads_the_first(archive: Archive) -> None:
    """A passage that stands on the page a second time leads to the article that has it."""
    page_articles, owner = archive.page_of(archive.articles[0]), archive.articles[1]
    last = page_articles.page.lines[-1].number + 1
    copy = Duplicate(Text("红河桥", (Span(last, 0, 3),)), owner.id)
    page = replace(page_articles.page, lines=(*page_articles.page.lines, Line(last, "红河桥")))
    twice = Archive([replace(page_articles, page=page, duplicates=(*page_articles.duplicates, copy))])
    async with shown(twice, twice.articles[0]) as (app, pilot):
        await pilot.press("G", "enter")
        await pilot.pause()
        assert app.given.id == owner.id


async def test_a_double_click_reads_the_article(archive: Archive) -> None:
    """A click puts the cursor on a line, a second one reads what is there."""
    async with shown(archive, archive.articles[0], size=(160, 24)) as (app, pilot):
        await pilot.click(PagePane, offset=(12, 6))
        assert app.screen.query_one(PagePane).row.line == 6
        await pilot.click(PagePane, offset=(12, 6), times=2)
        await pilot.pause()
        assert app.given.id == archive.articles[1].id


async def test_doubts_are_gone_through(seeds: Archive) -> None:
    """`n` goes to the next doubtful line, which is marked, and says in words what is doubted of it."""
    article = next(each for each in seeds.articles if any(e.confidence < 0.6 and e.doubt for e in each.evidence))
    line = next(e.span.line for e in article.evidence if e.confidence < 0.6 and e.span)
    async with shown(seeds, article) as (app, pilot):
        await pilot.press("G", "n")
        await pilot.pause()
        assert any(row[1] == "?" and row.split()[1].startswith(f"{line}▌") for row in app.lines)
        assert any("最不确定" in row for row in app.lines)


async def test_no_doubt_is_said(archive: Archive) -> None:
    """Where nothing is in doubt, the key says so and the cursor stays."""
    article = next(each for each in archive.articles if not any(e.confidence < 0.6 and e.span for e in each.evidence))
    async with shown(archive, article) as (app, pilot):
        before = app.screen.query_one(PagePane).row
        await pilot.press("n")
        await pilot.pause()
        assert any("没有存疑处" in row for row in app.lines)
        assert app.screen.query_one(PagePane).row == before


async def test_hostile_text_is_drawn_as_blanks(tmp_path: Path) -> None:
    """What would move the cursor is drawn as blanks, and brackets are no markup."""
    (tmp_path / "a.txt").write_text("标题[red]\x9b31m[/]\n正文一句\u202e完。\n" * 3, encoding="utf-8")
    archive = hnreader.open(tmp_path)
    async with shown(archive, archive.articles[0]) as (app, _pilot):
        assert any("[red]" in row for row in app.lines)
        assert all(char.isprintable() or char == "\u3000" for row in app.lines for char in row)


@pytest.mark.parametrize("size", [(160, 50), (60, 20), (40, 12), (10, 5), (3, 3)])
async def test_every_size_shows_the_line(seeds: Archive, size: tuple[int, int]) -> None:
    """Whatever the size, nothing fails, and no row is wider than the screen."""
    async with shown(seeds, seeds.articles[9], size=size) as (app, pilot):
        await pilot.press("j", "space", "ctrl+d", "n", "G", "g")
        assert all(cells(row) <= size[0] for row in app.lines)


@pytest.mark.parametrize("lines", [("字" * 5_000_000,), ("一行字",) * 200_000])
def test_huge_pages_are_broken_without_loss(lines: tuple[str, ...]) -> None:
    """A page of one huge line, or of very many, has rows that fit and that are found by their place."""
    made = PageLines(tuple(Line(at + 1, text) for at, text in enumerate(lines)), 70)
    last = made.row(len(made) - 1)
    assert (last.line, last.end) == (len(lines) - 1, len(lines[-1]))
    assert cells(made.row(0).text) <= 70
    assert made.row_at(last.line, last.end - 1) == len(made) - 1


def test_no_character_of_a_line_is_lost() -> None:
    """The rows of a line hold its characters in order, and the blanks it begins with."""
    text = "　　3月9日，青石镇的茶农把头一批春茶送到了集市。" * 5
    made = PageLines((Line(1, text),), 20)
    rows = [made.row(number) for number in range(len(made))]
    assert "".join("".join(row.text for row in rows).split()) == "".join(text.split())
    assert rows[0].text.startswith("　　")
    assert [row.first for row in rows] == [True, *[False] * (len(rows) - 1)]
