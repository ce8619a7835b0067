"""The map of a page as values: regions, arrows and lines, on any page and on some with names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_layouts import HEIGHT, WIDTH, MadePage, Place, front_page, leg

from hnreader.app.rendering.map_arrows import Direction, arrows
from hnreader.app.rendering.map_drawing import LIT, OPEN, MapDrawing
from hnreader.app.rendering.map_grid import MapGrid, SheetSize, sheet_size
from hnreader.app.rendering.map_layout import Box, MapLayout, map_layout
from hnreader.app.rendering.story_panel import PanelStory, panel_lines
from hnreader.messages import Translator
from hnreader.model import Evidence, Paragraph, Span, Text
from hnreader.reasons import Message, Reason
from hnreader.typesetting import ambiguous_width, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_TEXT = st.text(
    st.sampled_from("春江日报，“（2024-GDP）é\u0301\u200d☎\ufe0f😀[/]\x1b\u202e　 "), min_size=1, max_size=30
)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place on the page or, as damaged files have it, partly beside it."""
    left, top = draw(st.integers(-50, WIDTH + 50)), draw(st.integers(-50, HEIGHT + 50))
    return left, top, left + draw(st.integers(0, 600)), top + draw(st.integers(0, 200))


@st.composite
def pages(draw: st.DrawFn) -> MapLayout:
    page = MadePage(1, *draw(st.sampled_from([(WIDTH, HEIGHT), (3000, 400), (1, 10_000), (0, 0)])))
    for _ in range(draw(st.integers(0, 12))):
        headline = draw(st.none() | st.tuples(ANY_TEXT, places()))
        page.story(draw(st.lists(places(), min_size=0 if headline else 1, max_size=6)), headline)
    if draw(st.booleans()):
        page.masthead(draw(ANY_TEXT), draw(places()))
    layout = map_layout(page.made())
    assert layout is not None
    assert layout.stories == len(page.articles)
    return layout


SIZES = st.tuples(st.integers(1, 60), st.none() | st.integers(1, 40))


def layout_of(page: MadePage) -> MapLayout:
    layout = map_layout(page.made())
    assert layout is not None
    return layout


def drawn(page: MadePage, columns: int = 60, rows: int = 40, opened: tuple[int, ...] = ()) -> list[str]:
    """The lines of a page without its frame."""
    layout = layout_of(page)
    grid = MapGrid(layout, sheet_size(layout, columns, rows))
    drawing = MapDrawing(layout, grid, opened)
    return ["".join(text for text, _ in drawing.line(row, None)) for row in range(grid.size.rows)]


def targets(page: MadePage) -> list[dict[Direction, int]]:
    layout = layout_of(page)
    return arrows([item.box for item in layout.items[: layout.stories]])


@given(pages(), SIZES)
def test_regions_stay_on_the_sheet(layout: MapLayout, room: tuple[int, int | None]) -> None:
    """Every story has cells, all on the sheet, which is no larger than its room; a cell has one story, or is shared."""
    size = sheet_size(layout, *room)
    assert 1 <= size.columns <= room[0]
    assert 1 <= size.rows <= (room[1] or size.rows)
    grid = MapGrid(layout, size)
    several = []
    for region in grid.regions[: layout.stories]:
        assert region
        assert all(0 <= cell.row < size.rows and 0 <= cell.column < size.columns for cell in region)
        several += region if len(region) > 1 else []
    assert len(several) == len(set(several))


@given(pages(), SIZES, st.sampled_from([1, 2]))
def test_lines_are_as_wide_as_the_sheet(layout: MapLayout, room: tuple[int, int | None], ambiguous: int) -> None:
    """Whatever a page prints, each line has the cells of the sheet, whatever is selected; nothing moves the cursor."""
    ambiguous_width(ambiguous)
    try:
        grid = MapGrid(layout, sheet_size(layout, *room))
        drawing = MapDrawing(layout, grid, range(0, layout.stories, 2))
        for row in range(grid.size.rows):
            for selected in (None, *range(layout.stories)[:2]):
                line = "".join(text for text, _ in drawing.line(row, selected))
                assert cells(line) == grid.size.columns
                assert all(char.isprintable() or char == "\u3000" for char in line)
    finally:
        ambiguous_width(1)


@given(pages(), SIZES)
def test_what_is_selected_is_lit(layout: MapLayout, room: tuple[int, int | None]) -> None:
    """A selected story is lit in at least one cell, and without a selection nothing is."""
    grid = MapGrid(layout, sheet_size(layout, *room))
    drawing = MapDrawing(layout, grid)

    def lit(selected: int | None) -> set[int]:
        lines = ((row, drawing.line(row, selected)) for row in range(grid.size.rows))
        return {row for row, line in lines if any(style.startswith(LIT) for _, style in line)}

    assert not lit(None)
    for story in range(layout.stories):
        assert {cell.row for cell in grid.regions[story]} <= lit(story)


def boxes() -> st.SearchStrategy[Box]:
    numbers = st.integers(0, 40)
    return st.builds(lambda x, y, across, down: Box(x, y, x + across, y + down), numbers, numbers, numbers, numbers)


@given(st.lists(boxes(), max_size=30))
def test_arrows_reach_every_story(stories: list[Box]) -> None:
    """By arrows every story is reached from every other, and none leads off the page or stays where it is."""
    led = arrows(stories)
    for start in range(len(stories)):
        assert start not in led[start].values()
        reached, ahead = {start}, [start]
        while ahead:
            new = set(led[ahead.pop()].values()) - reached
            reached |= new
            ahead += new
        assert reached == set(range(len(stories)))


@given(st.lists(boxes(), max_size=30))
def test_arrows_lead_in_their_direction(stories: list[Box]) -> None:
    """The middle of what an arrow leads to is never on the other side."""
    for at, led in enumerate(arrows(stories)):
        x, y = stories[at].centre
        for direction, target in led.items():
            across, down = stories[target].centre
            ahead = {"left": x - across, "right": across - x, "up": y - down, "down": down - y}[direction]
            assert ahead >= 0


def test_two_stories_side_by_side() -> None:
    """White parts them in every row, and the arrows lead from each to the other."""
    page = MadePage()
    page.story(leg(50, 50, 490, 60))
    page.story(leg(500, 50, 950, 60))
    grid = MapGrid(layout_of(page), SheetSize(50, 35))
    for row in range(35):
        owners = [grid.item_at(cell) for cell in grid.regions[0] + grid.regions[1] if cell.row == row]
        assert not owners or set(owners) == {0, 1}
    between = {column for row in range(2, 20) for column in range(20, 30) if grid.ground[row][column] < 0}
    assert between
    assert targets(page) == [{Direction.RIGHT: 1}, {Direction.LEFT: 0}]


def test_one_story_across_two() -> None:
    """From that across the page down leads to one of those below, and up from both to it."""
    page = front_page()
    led = targets(page)
    assert led[0][Direction.DOWN] in {1, 2}
    assert led[1][Direction.UP] == led[2][Direction.UP] == 0
    assert (led[1][Direction.RIGHT], led[2][Direction.LEFT]) == (2, 1)
    assert led[1][Direction.DOWN] == led[2][Direction.DOWN] == 3
    assert Direction.UP not in led[0]
    assert Direction.DOWN not in led[3]


def test_a_box_within_a_story() -> None:
    """A story that stands in another one's midst has a region of its own, white around it, and is reached."""
    page = MadePage()
    outer = [*leg(50, 50, 950, 16), *leg(50, 290, 290, 30), *leg(710, 290, 950, 30), *leg(50, 740, 950, 20)]
    page.story(outer)
    page.story(leg(330, 350, 670, 20))
    grid = MapGrid(layout_of(page), SheetSize(50, 35))
    inner = set(grid.regions[1])
    assert not inner & set(grid.regions[0])
    assert {grid.ground[cell.row][cell.column] for cell in inner} == {1}
    for cell in inner:
        assert all(grid.ground[cell.row][cell.column + step] in {1, -1} or step for step in (-1, 1))
    assert 1 in targets(page)[0].values()
    assert 0 in targets(page)[1].values()


def test_a_page_looks_like_itself() -> None:
    """Masthead, headlines in their places, legs of marks with white between them."""
    lines = drawn(front_page(), opened=(2,))
    assert "春  江  日  报" in lines[1]
    text = "".join(lines).replace(" ", "")
    for headline in ("春耕备耕工作全面展开", "青石镇", f"{OPEN}红河桥通车", "乡村医生的一天"):
        assert headline in text
    legs = next(line for line in lines[6:] if line.count("=") > 20)
    assert len(legs.split()) == 3


def test_a_headline_without_room_is_cut() -> None:
    """It takes rows of its body, at most half of its story, and ends with … where that is not enough."""
    page = MadePage()
    page.story(leg(50, 80, 250, 12), ("这是一行无论如何也放不下的很长很长的标题文字", (50, 50, 250, 70)))
    lines = drawn(page, 40, 28)
    assert any("…" in line for line in lines)
    assert any("=" in line for line in lines)


def test_a_headline_that_runs_down() -> None:
    """A headline that is printed from top to bottom stands so on the map."""
    page = MadePage()
    page.story(leg(150, 50, 600, 60), ("竖排的标题", (60, 50, 100, 600)))
    lines = drawn(page)
    rows = [next((row for row, line in enumerate(lines) if char in line), -1) for char in "竖排的标题"]
    assert -1 not in rows
    assert rows == sorted(set(rows))


def test_a_kicker_has_room_or_not() -> None:
    """A kicker is set where it has room as a whole, and hinted at otherwise."""
    for kicker, shown in (("农业农村厅部署", True), ("农业农村厅部署" * 9, False)):
        page = MadePage()
        text = page.text(kicker, (50, 50, 600, 70))
        page.story(leg(50, 170, 950, 40), ("春耕全面展开", (50, 90, 700, 150)), kicker=text)
        assert any(kicker in line for line in drawn(page)) is shown


def test_an_untitled_story_is_marked_open() -> None:
    """The story that is open is marked, also where it has no headline."""
    page = MadePage()
    page.story(leg(50, 50, 950, 40))
    page.story(leg(50, 800, 950, 20))
    lines = drawn(page, opened=(1,))
    assert [line.count(OPEN) for line in lines if OPEN in line] == [1]
    assert next(row for row, line in enumerate(lines) if OPEN in line) > len(lines) // 2


def test_a_file_without_places_has_no_map() -> None:
    """Text alone does not say where it stands."""
    assert map_layout(front_page().made(placed=False)) is None


def test_only_the_part_of_a_line_that_is_a_text_is_its_own() -> None:
    """Two texts on one line share its place as they share its characters."""
    page = MadePage()
    whole = page.text("甲乙丙丁戊己庚辛壬癸", (0, 700, 1000, 710))
    span = whole.spans[0]
    for start, end in ((0, 5), (5, 10)):
        part = Text(whole.text[start:end], (Span(span.line, start, end),))
        page.story([], paragraphs=(Paragraph(part),))
    first, second = (item.box for item in layout_of(page).items)
    assert (first.left, first.right, second.left, second.right) == (0, 500, 500, 1000)


@given(ANY_TEXT.map("字".__add__), st.integers(2, 80), st.integers(1, 40))
def test_panel_lines_fit(text: str, width: int, height: int) -> None:
    """However small, the panel has no more lines than there are, and none is too wide."""
    page = MadePage()
    story = page.story(leg(0, 0, 100, 3), (text, (0, 0, 100, 10)), kicker=Text(text), byline=Text(text))
    lines = panel_lines(Translator("en"), PanelStory(story, 1, 9, True, 2, 3), width, height)
    assert len(lines) <= height
    assert all(cells("".join(part for part, _ in line)) <= width for line in lines)


def test_the_panel_tells_what_is_known() -> None:
    """Titles, first lines, size, confidence, and where the story comes from and goes on."""
    page = MadePage()
    doubt = Evidence(Message(Reason.TEXT), 0.42)
    story = page.story(leg(0, 0, 100, 80), ("红河桥通车", (0, 0, 100, 10)), column=Text("民生"), evidence=(doubt,))
    lines = panel_lines(Translator("en"), PanelStory(story, 2, 9, goes_on=3), 40, 20)
    text = "\n".join("".join(part for part, _ in line) for line in lines)
    for words in (
        "民生",
        "红河桥通车",
        "这是第1篇的正文。",
        "…",
        "story 2 of 9",
        "? confidence 42%",
        "continues on page 3",
    ):
        assert words in text
    assert len(lines) == 20


@pytest.fixture(autouse=True)
def _narrow() -> Iterator[None]:
    yield
    ambiguous_width(1)
