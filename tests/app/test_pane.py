"""A pane draws a line once, and again when it looks otherwise."""

from __future__ import annotations

from bare_app import Bare
from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.panes.pane import Pane


class Numbers(Pane):
    """A hundred numbered lines, which count how often each is drawn."""

    DEFAULT_CSS = "Numbers { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        super().__init__(id="numbers")
        self.word = "line"
        self.drawn: list[int] = []

    def on_resize(self) -> None:
        self.set_line_count(100)

    def render_line(self, y: int) -> Strip:
        at = self.scroll_offset.y + y
        self.drawn.append(at)
        return Strip([Segment(f"{self.word} {at}")]).adjust_cell_length(self.size.width, self.base_style)


async def test_only_what_comes_in_sight_is_drawn() -> None:
    """Scrolled by a line, a pane draws one line, and shows all of them at their new places."""
    pane = Numbers()
    app = Bare(pane)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        pane.drawn.clear()
        pane.scroll_to(y=1, animate=False, force=True)
        await pilot.pause()
        assert pane.drawn == [10]
        assert [line.split()[:2] for line in app.lines] == [["line", str(at)] for at in range(1, 11)]


async def test_what_has_changed_is_drawn_anew() -> None:
    """Lines that are to be redrawn are, and no others; `refresh` draws all that is in sight."""
    pane = Numbers()
    app = Bare(pane)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        pane.drawn.clear()
        pane.word = "other"
        pane.redraw([3, 50])
        await pilot.pause()
        assert pane.drawn == [3]
        assert [line.split()[0] for line in app.lines] == ["line"] * 3 + ["other"] + ["line"] * 6
        pane.refresh()
        await pilot.pause()
        assert {line.split()[0] for line in app.lines} == {"other"}


async def test_another_size_or_theme_draws_anew() -> None:
    """Lines fill another width, and stand in the colours of another theme."""
    pane = Numbers()
    app = Bare(pane)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert [strip.cell_length for strip in pane.render_lines(pane.size.region)] == [pane.size.width] * 10
        before = pane.render_lines(pane.size.region)[0]._segments[-1].style
        app.theme = "textual-light"
        await pilot.pause()
        assert pane.render_lines(pane.size.region)[0]._segments[-1].style != before
