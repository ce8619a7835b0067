"""A pane draws a line once, and again when it looks otherwise."""

from __future__ import annotations

from bare_app import Bare, reached
from rich.segment import Segment
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from hnreader.app.panes.pane import Pane


class Numbers(Pane):
    """Numbered lines, which count how often each is drawn."""

    DEFAULT_CSS = "Numbers { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        super().__init__(id="numbers")
        self.word, self.lines = "line", 100
        self.drawn: list[int] = []

    def on_resize(self) -> None:
        self.set_line_count(self.lines)

    def render_line(self, y: int) -> Strip:
        at = self.scroll_offset.y + y
        self.drawn.append(at)
        return Strip([Segment(f"{self.word} {at}")]).adjust_cell_length(self.content_width, self.base_style)


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
        assert [strip.cell_length for strip in pane.render_lines(pane.size.region)] == [29] * 10
        before = pane.render_lines(pane.size.region)[0]._segments[-1].style
        app.theme = "textual-light"
        await pilot.pause()
        assert pane.render_lines(pane.size.region)[0]._segments[-1].style != before


async def test_the_thumb_stands_where_textuals_own_would() -> None:
    """The bar is drawn where its thumb moves, and only there; a click below the thumb scrolls down."""
    pane = Numbers()
    pane.lines = 800
    app = Bare(pane)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        for y in (0, 1, 9, 10, 11, 400, 789, 790, 3):
            pane.scroll_to(y=y, animate=False, force=True)
            await pilot.pause()
            textuals = ScrollBarRender.render_bar(size=10, virtual_size=800, window_size=10, position=y)
            assert "".join(line[-1] for line in app.lines) == "".join(cell.text for cell in textuals.segments), y
        drawn = pane.vertical_scrollbar._repaint_regions
        pane.scroll_to(y=4, animate=False, force=True)
        assert not drawn
        pane.scroll_to(y=400, animate=False, force=True)
        assert drawn
        await pilot.click(pane.vertical_scrollbar, offset=(0, 9))
        await reached(pilot, lambda: pane.scroll_offset.y > 400)


async def test_an_app_that_ends_amid_a_scroll_ends() -> None:
    """The bar is gone before the animation that moves it."""
    pane = Numbers()
    pane.lines = 800
    app = Bare(pane)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        bar = pane.vertical_scrollbar
        await bar.remove()
        pane.scroll_to(y=400, animate=False, force=True)
        assert bar.position == 400
