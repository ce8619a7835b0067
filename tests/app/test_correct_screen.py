"""Correcting a page in the reader, by keys, by mouse and by the palette. All text is made up."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest
from bare_app import reached
from page_files import write
from two_stories import FISH, LAMPS, LINES, MONEY, WEIGHT

from hnreader.app.application import Reader
from hnreader.app.panes.correction import CorrectionPane
from hnreader.app.screens.correct import CorrectScreen
from hnreader.app.user_state import UserState
from hnreader.archive.corrected_files import PageCorrections
from hnreader.corrections import Action
from hnreader.userdata.correction_file import correction_path, read_corrections
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot


class Corrector:
    """A reader whose page is being corrected, and what is kept of that."""

    def __init__(self, app: Reader, pilot: Pilot[None], page: Path) -> None:
        self.app = app
        self.pilot = pilot
        self._page = page
        self.until = partial(reached, pilot)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def pane(self) -> CorrectionPane:
        return self.app.screen.query_one(CorrectionPane)

    @property
    def seen(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def lit(self) -> str:
        """The characters that a decision would be about."""
        text = "".join("".join(line.split()) for line in LINES)
        return "".join(text[run.start : run.stop] for run in self.pane.passage.passage)

    @property
    def decided(self) -> list[tuple[Action, str, str]]:
        """What is kept: action, first words, role or first words of the other passage."""
        kept = [each.correction for each in read_corrections(correction_path(self._page)).corrections]
        return [
            (each.action, each.on.begins if each.on else "", each.other.begins if each.other else each.role)
            for each in kept
        ]


@asynccontextmanager
async def opened(
    tmp_path: Path, size: tuple[int, int] = (120, 40), lang: str = "en", *, in_memory: bool = True
) -> AsyncIterator[Corrector]:
    """A single file is kept in memory, a folder in a library."""
    page = write(tmp_path / "2024-03-09_01.txt", "\n".join(LINES))
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([str(page if in_memory else tmp_path)], lang, user_state=state)
    async with app.run_test(size=size) as pilot:
        here = Corrector(app, pilot, page)
        await here.until(lambda: app.screen_stack[0].controllers.context.loaded.complete)
        await here.press("enter", "e")
        await here.until(lambda: isinstance(app.screen, CorrectScreen))
        await here.press("g")
        yield here


async def test_it_opens_at_what_is_being_read(tmp_path: Path) -> None:
    """What the text at the cursor is taken for stands beside it, its article beside the page."""
    async with opened(tmp_path) as here:
        await here.press("escape", "J", "e")
        assert here.lit.startswith("湖南日报3月8日讯（全媒体记者韩松年）")
        await here.press("g")
        assert here.lit == FISH
        assert f"headline · of “{FISH}" in here.seen
        assert here.seen.count("渔民把第一网鱼拖上岸时") == 2
        await here.press("J")
        assert here.lit == LAMPS
        assert here.seen.count("住在街口的老人说") == 2


async def test_an_article_begins_at_the_line_of_the_cursor(tmp_path: Path) -> None:
    """What came of it is told; it is taken back, done again, and withdrawn."""
    async with opened(tmp_path) as here:
        await here.press("G", "s")
        assert here.decided == [(Action.BEGINS_STORY, MONEY + LINES[-1][len(MONEY) :], "")]
        assert "articles changed" in here.seen
        assert "✓" in here.seen
        await here.press("u")
        assert here.decided == []
        await here.press("u")
        assert "Nothing to undo" in here.seen
        await here.press("ctrl+r")
        assert len(here.decided) == 1
        await here.press("e", "e")
        await here.press("u")
        assert here.decided == [], "also when the page was left meanwhile"
        await here.press("ctrl+r", "G")
        await here.press("D")
        assert here.decided == []


async def test_a_text_is_given_to_another_article(tmp_path: Path) -> None:
    """First the text, then the relation, then the other text."""
    async with opened(tmp_path) as here:
        await here.press("tab", "tab", "j", "j", "t", "J")
        assert here.lit.startswith(WEIGHT), "it stays lit while the other is looked for"
        await here.press("enter")
        assert here.decided == [(Action.BELONGS, here.decided[0][1], LAMPS)]
        assert here.decided[0][1].startswith(WEIGHT)


async def test_what_was_begun_is_given_up(tmp_path: Path) -> None:
    """A relation, or a selection; what is related to itself is refused."""
    async with opened(tmp_path) as here:
        await here.press("t", "enter")
        assert "another text" in here.seen
        await here.press("escape", "v", "j", "escape")
        assert here.lit == LINES[1]
        assert here.decided == []
        await here.press("escape")
        await here.until(lambda: not isinstance(here.app.screen, CorrectScreen))


ROLE_KEYS = (
    ("1", "headline", FISH),
    ("j2", "kicker", LINES[1]),
    ("jj6", "body", LINES[2]),
    ("0", "furniture", FISH),
    ("lvll9", "credit", FISH[1:4]),
    ("vj8", "caption", FISH + LINES[1]),
)


async def test_what_is_lit_is_of_a_role(tmp_path: Path) -> None:
    """The line at the cursor, characters of a line, or lines; all is withdrawn by a key."""
    async with opened(tmp_path) as here:
        for keys, role, words in ROLE_KEYS:
            await here.press("g", *keys[:-1])
            lit = here.lit
            await here.press(keys[-1])
            assert [(action, decided) for action, _, decided in here.decided] == [(Action.IS, role)]
            assert lit == "".join(words.split())
            assert lit.startswith(here.decided[0][1])
            await here.press("X")
            assert here.decided == []


async def test_what_has_to_be_typed_is_asked_for(tmp_path: Path) -> None:
    """Wrong answers are told, and nothing is kept; the article shows what was said, and how it is read."""
    async with opened(tmp_path) as here:
        await here.press("r")
        assert "Select the characters first" in here.seen
        await here.press("i", "ctrl+u", *"2024-13-01", "enter")
        assert "Type a date" in here.seen
        await here.press("ctrl+u", *"2024-03-10 7", "enter")
        assert "2024-03-10" in here.seen
        assert "page 7" in here.seen
        await here.press("l", "h", "v", "l", "r", "ctrl+u", *"黑鹭", "enter")
        await here.press("m", "9", "enter")
        assert [action for action, *_ in here.decided] == [Action.DATES, Action.READS, Action.CONTINUES_ON]
        await here.press("e")
        await here.until(lambda: "read “黑鹭”" in here.seen)


async def test_who_made_an_article_is_said_by_a_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as here:
        await here.press("a")
        assert here.decided == []
        await here.press("tab", *["l"] * 15, "v", "l", "l", "Z")
        assert here.decided == [(Action.NAMES, "江小舟", "none")]
        await here.press("e")
        await here.until(lambda: "Reporters" not in here.seen)


async def test_the_selection_of_the_text_comes_along(tmp_path: Path) -> None:
    async with opened(tmp_path) as here:
        await here.press("escape", "g", "v", "j", "e")
        await here.until(lambda: isinstance(here.app.screen, CorrectScreen))
        await here.press("s")
        assert here.decided[0][0] is Action.BEGINS_STORY
        assert here.decided[0][1].startswith(FISH)


async def test_the_mouse_selects_characters(tmp_path: Path) -> None:
    async with opened(tmp_path) as here:
        left = here.pane.number_width + here.pane.margin
        await here.pilot.mouse_down(here.pane, offset=(left + 2, 0))
        await here.pilot.hover(here.pane, offset=(left + 7, 0))
        await here.pilot.mouse_up(here.pane, offset=(left + 7, 0))
        await here.pilot.pause()
        assert here.lit == FISH[1:4]
        await here.press("1")
        assert here.decided == [(Action.IS, FISH[1:4], "headline")]


async def test_the_palette_has_all_that_can_be_decided(tmp_path: Path) -> None:
    async with opened(tmp_path) as here:
        await here.press("G", "enter", *"signature")
        await here.until(lambda: "It is a signature" in here.seen)
        await here.press("enter")
        await here.until(lambda: bool(here.decided))
        assert [(action, role) for action, _, role in here.decided] == [(Action.IS, "signature")]


async def test_what_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PageCorrections, "add", full)
    async with opened(tmp_path) as here:
        await here.press("1")
        assert "No space left on device" in here.seen


@pytest.mark.parametrize("in_memory", [True, False])
async def test_the_reader_follows(tmp_path: Path, in_memory: bool) -> None:
    """The page is left with the article that is to be read, which the list has by then; marks follow their article."""
    async with opened(tmp_path, in_memory=in_memory) as here:
        controllers = here.app.screen_stack[0].controllers
        await here.until(lambda: in_memory or controllers.context.tasks.busy("watching"))
        await here.press("tab", "tab", "j", "j", "s")
        await here.until(lambda: len(controllers.panes.articles.rows.articles) == 3)
        await here.press("o")
        await here.until(lambda: not isinstance(here.app.screen, CorrectScreen))
        assert controllers.panes.articles.selected.paragraphs[0].text.text.startswith(WEIGHT)


async def test_a_bookmark_comes_back_with_its_article(tmp_path: Path) -> None:
    """It goes to the article that this one is merged with, and back; where the old id leads is told."""
    async with opened(tmp_path) as here:
        notebook = here.app.screen_stack[0].controllers.context.user_state.notebook
        await here.press("escape", "J", "m", "e")
        (bookmark,) = notebook.bookmarks()
        await here.press("v", "G", "t", "g", "enter")
        await here.until(lambda: notebook.bookmarked(bookmark.id) is None)
        assert [mark.headline for mark in notebook.bookmarks()] == [LAMPS]
        await here.press("u")
        await here.until(lambda: notebook.bookmarked(bookmark.id) is not None)
        assert notebook.bookmarks() == (bookmark,)
        await here.press("ctrl+r")
        await here.until(lambda: notebook.bookmarked(bookmark.id) is None)
        await here.press("escape", ":", *bookmark.id, "enter")
        assert f"{bookmark.id} is {notebook.bookmarks()[0].id} now" in here.seen


async def test_a_small_window_has_room_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 12), "zh") as here:
        assert "更正" in here.seen
        assert FISH in here.seen
        await here.press(*"jjjjjs")
        assert len(here.decided) == 1
