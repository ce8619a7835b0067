"""The page in two dimensions, and the orders in which extractors give its blocks."""

from __future__ import annotations

import random
from itertools import combinations, count, groupby

import pytest
from articles import article
from hypothesis import given
from hypothesis import strategies as st

from hnreader.reading.xy_cut import by_cuts
from hnreader.training.articles import from_row
from hnreader.training.choice import PageKind
from hnreader.training.elements import Manuscript, Mark, Piece, text_of
from hnreader.training.habits import draw_habits
from hnreader.training.layout import Layout
from hnreader.training.manuscripts import write
from hnreader.training.orders import by_columns, by_ends, by_objects, by_widest_gaps, interleaved, parted
from hnreader.training.truth import Role, StoryTruth
from hnreader.training.typeset import Measure, TypeBlock, breaks, set_lines


@given(text=st.text("一二三，。“”（）0123aB.% "), width=st.integers(3, 20), indent=st.sampled_from([0, 2]))
def test_lines_are_the_text_and_fit_their_measure(text: str, width: int, indent: int) -> None:
    """Lines follow each other without a gap; none is wider than its measure but for one closing mark."""
    places = breaks(text, Measure(width, indent))
    assert [start for start, _, _ in places] == [0, *(end for _, end, _ in places[:-1])]
    assert places[-1][1] == len(text)
    assert all(wide <= width + 1 for _, _, wide in places)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六", ["一二三四", "五六"]),
        ("一二三四，五", ["一二三四，", "五"]),
        ("一二三（四五）", ["一二三", "（四五）"]),
        ("一二三2024年", ["一二三", "2024年"]),
        ("一二三9.75亿", ["一二三", "9.75亿"]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    """A closing mark stands out, an opening one goes with what it opens, figures stay whole."""
    assert [text[start:end] for start, end, _ in breaks(text, Measure(4))] == lines


def test_a_character_wider_than_its_measure_has_a_line_of_its_own() -> None:
    assert [(start, end) for start, end, _ in breaks("一二", Measure(0.5))] == [(0, 1), (1, 2)]


def page(seed: int, stories: int) -> tuple[list[TypeBlock], str]:
    """Return the blocks of a page, and what was to be set."""
    rng = random.Random(seed)
    habits = draw_habits(rng, "2024-03-09", 2, PageKind.SHORT)
    numbers = count()
    groups = [(write(rng, from_row(article(rng, number)), habits, next(numbers)),) for number in range(stories)]
    elements = [element for (story,) in groups for element in (*story.title, *story.body, *story.pictures)]
    return Layout(rng, groups).arrange(groups).blocks, "".join(map(text_of, elements))


@given(seed=st.integers(0, 10_000), stories=st.integers(1, 12))
def test_nothing_is_lost_and_no_blocks_overlap(seed: int, stories: int) -> None:
    """Law: every character is set once, and no block stands on another: a closing mark may stand out by an em."""
    blocks, text = page(seed, stories)
    assert sorted(text) == sorted("".join(text_of(line.element) for block in blocks for line in block.lines))
    for (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) in combinations(
        (block.box for block in blocks), 2
    ):
        beside = min(right, other_right) - max(left, other_left) <= 1.01
        assert beside or min(bottom, other_bottom) <= max(top, other_top) + 0.01


def block(text: str, x: float, y: float, lines: int = 5) -> TypeBlock:
    element = (Piece(text, Mark(0, Role.BODY, 0)),)
    return TypeBlock(tuple(set_lines(element, Measure(99)) * lines), 0, x, y, 1.4)


def names(blocks: list[TypeBlock]) -> str:
    return "".join(text_of(block.lines[0].element)[0] for block in blocks)


# Two stories under each other, each with a head (甲, 戊) over two legs:   甲甲甲甲 / 乙 丙 / 戊戊戊戊 / 己 庚
TWO_STORIES = [
    block("甲" * 22, 0, 0, 1),
    block("乙" * 10, 0, 2),
    block("丙" * 10, 12, 2),
    block("戊" * 22, 0, 12, 1),
    block("己" * 10, 0, 14),
    block("庚" * 10, 12, 14),
]


def test_orders_of_two_stories_under_each_other() -> None:
    shuffled = random.Random(1).sample(TWO_STORIES, 6)
    assert names(by_cuts(shuffled, 1.0, 0.5, rows_first=True)) == "甲乙丙戊己庚"
    assert names(by_widest_gaps(shuffled, 0.5)) == "甲乙丙戊己庚"
    assert names(by_columns(shuffled, 12)) == "甲乙戊己丙庚"
    assert names(by_ends(shuffled)) == "甲乙丙戊己庚"


def test_narrow_white_is_cut_where_there_is_no_other() -> None:
    assert names(by_cuts([block("乙", 0, 7.5), block("甲", 0, 0)], 1.0, 5.0, rows_first=False)) == "甲乙"


def objects(seed: int, heads_first: float) -> list[TypeBlock]:
    blocks, _ = page(7, 8)
    return by_objects(random.Random(seed), blocks, heads_first=heads_first)


@given(seed=st.integers(0, 500))
def test_heads_stand_before_behind_or_in_clusters_and_none_is_lost(seed: int) -> None:
    """Law: the file's objects are the page's blocks; the text of a story is never parted by one of another's."""
    blocks, _ = page(7, 8)
    ordered = objects(seed, 0.0)
    assert sorted(names(ordered)) == sorted(names(blocks))
    bodies = [block.story for block in ordered if block.role is Role.BODY]
    assert len([story for story, _ in groupby(bodies)]) == len(set(bodies))


def test_a_reader_of_print_has_heads_first() -> None:
    """With `heads_first`, nearly every headline stands before the text of its story; without it many do not."""

    def before(heads_first: float) -> float:
        places = []
        for seed in range(60):
            first: dict[int, Role] = {}
            for block in objects(seed, heads_first):
                first.setdefault(block.story, block.role)
            places += [role is not Role.BODY for role in first.values()]
        return sum(places) / len(places)

    assert before(1.0) > 0.9
    assert before(0.0) < 0.6


def test_second_halves_of_paragraphs_stand_elsewhere() -> None:
    """Of a paragraph cut in two the first half stays; nothing is lost; no share moves nothing."""
    pieces = [block(f"{name}{name}", 0, row) for row, name in enumerate("甲乙丙丁戊己庚辛")]
    blocks = [
        whole._replace(
            lines=tuple(line._replace(element=(Piece("甲", Mark(0, Role.BODY, number // 2)),)) for line in whole.lines)
        )
        for number, whole in enumerate(pieces)
    ]
    assert parted(random.Random(1), blocks, 0.0) == blocks
    moved = parted(random.Random(1), blocks, 1.0)
    assert moved != blocks
    assert sorted(b.y for b in moved) == sorted(b.y for b in blocks)
    assert [b.y for b in moved if b.y % 2 == 0] == [0, 2, 4, 6]


def of(block: TypeBlock, story: int, frame: int) -> TypeBlock:
    """Return a block as one of a story's, in a frame."""
    marked = [line._replace(element=(Piece(line.element[0].text, Mark(story, Role.BODY, 0)),)) for line in block.lines]
    return block._replace(lines=tuple(marked), frame=frame)


@given(seed=st.integers(0, 200), share=st.sampled_from((0.0, 1.0)))
def test_legs_of_neighbouring_stories_stand_among_each_other(seed: int, share: float) -> None:
    """Law: nothing is lost, legs of a story keep their order, and a story of one leg stands among no other's legs."""
    legs = [("甲", 0), ("乙", 0), ("丙", 1), ("丁", 2), ("戊", 2), ("己", 2), ("庚", 3), ("辛", 3)]
    blocks = [of(block(name, 0, row), story, row) for row, (name, story) in enumerate(legs)]
    found = names(interleaved(random.Random(seed), blocks, share))
    assert sorted(found) == sorted("甲乙丙丁戊己庚辛")
    for story in ("甲乙", "丁戊己", "庚辛"):
        assert [name for name in found if name in story] == list(story)
    assert found.index("丙") in ({2} if not share else {2, 5})
    if not share:
        assert found == "甲乙丙丁戊己庚辛"


def test_legs_are_interleaved_somewhere() -> None:
    legs = [of(block(name, 0, row), row // 2, row) for row, name in enumerate("甲乙丙丁")]
    assert {names(interleaved(random.Random(seed), legs, 1.0)) for seed in range(60)} == {
        "甲乙丙丁", "甲丙乙丁", "甲丙丁乙", "丙甲乙丁", "丙甲丁乙", "丙丁甲乙",
    }  # fmt: skip


def test_boxes_come_by_their_lower_edge() -> None:
    """As pdfminer gives them without a flow of boxes: the shorter of two that begin at one height is first."""
    assert names(by_ends([block("甲", 0, 0, 9), block("乙", 12, 0, 2), block("丙", 24, 8, 1)])) == "乙丙甲"


HEAD = {Role.COLUMN: "湖边", Role.HEADLINE: "湖面开网"}


def test_a_column_may_be_a_frame_of_its_own() -> None:
    """Then it stands anywhere over its head; else it is of the head."""
    title = tuple((Piece(text, Mark(0, role, number)),) for number, (role, text) in enumerate(HEAD.items()))
    story = Manuscript(title, ((Piece("甲" * 400, Mark(0, Role.BODY, 2)),),), (), StoryTruth("news"))
    apart, places = 0, set()
    for seed in range(60):
        blocks = {block.role: block for block in Layout(random.Random(seed), [(story,)]).arrange([(story,)]).blocks}
        column, headline = blocks[Role.COLUMN], blocks[Role.HEADLINE]
        assert column.y < headline.y
        apart += column.frame != headline.frame
        places.add(round(column.x))
    assert 10 < apart < 40
    assert len(places) > 5
