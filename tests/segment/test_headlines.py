"""The lines of a title divided into kicker, headline and subhead, at the divider itself. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.page_layout import Placing
from hnreader.segment.draft import Block, Role
from hnreader.segment.headlines import divide
from hnreader.segment.title_lines import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = (
    "近日，青石镇的茶农把头一批春茶送到了集市，头茶价钱比去年上涨3成，镇里还办起了炒茶的夜校，"
    "让茶农学会了看火候的手艺，老街上的茶行又添了三家。"
)
SAYS = "罗春山在青石镇调研时强调"
SLOGAN = "抓住农时 种好春茶"
HELD = "全省春茶生产会议召开"
HELD_THERE = "全省春茶生产会议在青石镇召开"

Parted = tuple[list[str], list[str], list[str]]


@pytest.fixture(scope="session")
def parted(rows) -> Callable[..., Parted]:
    """A title divided: kicker, headline, subhead, each with its lines.

    Lines as print has them, blank ones too, divided at their blanks as OCR's are unless `whole`; one that begins
    with `+` goes on with the last word of the line before.
    """

    def _parted(title: list[str], story: str = "", *, whole: bool = False) -> Parted:
        lines = []
        for row in rows([line.removeprefix("+") for line in title]):
            lines += [Block((piece,), Role.TITLE) for piece in ([row] if whole else parts_of(row))]
            lines[-1].broken = title[row.number - 1].startswith("+")
        kicker, headline, subhead = ([block.rows[0].text for block in part] for part in divide(lines, story))
        return kicker, headline, subhead

    return _parted


CASES: dict[str, tuple[list[str], Parted]] = {
    # Who says where: a kicker, whatever its setting and the length of what follows.
    "says, parted": ([SAYS, "", "抓住农时种好春茶"], ([SAYS], ["抓住农时种好春茶"], [])),
    "says, set close": ([SAYS, "抓住农时种好春茶"], ([SAYS], ["抓住农时种好春茶"], [])),
    "says, on one line": ([f"{SAYS} 抓住农时种好春茶"], ([SAYS], ["抓住农时种好春茶"], [])),
    "says, over a long headline": (
        [SAYS, "", "把每一片茶叶的好处都留给种茶的人"],
        ([SAYS], ["把每一片茶叶的好处都留给种茶的人"], []),
    ),
    "says, over a call in two lines": (
        [SAYS, "", "让每片叶子都有去处", "让每户茶农都有奔头"],
        ([SAYS], ["让每片叶子都有去处", "让每户茶农都有奔头"], []),
    ),
    "two that say": (
        ["罗春山主持召开春茶生产会议", SAYS, "", SLOGAN],
        (["罗春山主持召开春茶生产会议", SAYS], ["抓住农时", "种好春茶"], []),
    ),
    "says, broken by the measure": (
        ["罗春山在全镇春茶生产现场", "会议上强调", "", SLOGAN],
        (["罗春山在全镇春茶生产现场", "会议上强调"], ["抓住农时", "种好春茶"], []),
    ),
    "says under a theme": (
        ["茶乡新风采", "", SAYS, "", SLOGAN],
        (["茶乡新风采", SAYS], ["抓住农时", "种好春茶"], []),
    ),
    "a dash leads over": (
        ["写在春茶节开幕之际——", "", "一片叶子的路"],
        (["写在春茶节开幕之际——"], ["一片叶子的路"], []),
    ),
    "a dash under a theme, over a fact": (
        ["茶乡新风采", "", "写在春茶节开幕之际——", "头茶价钱比去年上涨3成"],
        (["茶乡新风采", "写在春茶节开幕之际——"], ["头茶价钱比去年上涨3成"], []),
    ),
    # …and what only looks like one.
    "nobody says, set close": (
        ["茶农罗春山说了算", "茶园里立起新规矩"],
        ([], ["茶农罗春山说了算", "茶园里立起新规矩"], []),
    ),
    "says, alone": ([SAYS], ([], [SAYS], [])),
    "strong, no dash": (["青石镇的茶更强", "老街上的人更多"], ([], ["青石镇的茶更强", "老街上的人更多"], [])),
    # A slogan and a meeting.
    "slogan over a meeting held": ([SLOGAN, "", HELD], (["抓住农时", "种好春茶"], [HELD], [])),
    "slogan over a meeting held there": ([SLOGAN, "", HELD_THERE], ([], ["抓住农时", "种好春茶"], [HELD_THERE])),
    "slogan set close over a meeting held there": (
        ["春茶上市香满老街 茶农进城客商盈门", HELD_THERE],
        ([], ["春茶上市香满老街", "茶农进城客商盈门"], [HELD_THERE]),
    ),
    "short slogan set close over a meeting held there": (
        [SLOGAN, HELD_THERE],
        ([], ["抓住农时", "种好春茶"], [HELD_THERE]),
    ),
    "slogan of one piece over a meeting held": (
        ["让每一片茶叶都有好去处", "", HELD],
        (["让每一片茶叶都有好去处"], [HELD], []),
    ),
    "meeting held over a slogan": ([HELD, "", SLOGAN], ([HELD], ["抓住农时", "种好春茶"], [])),
    "meeting held there over a slogan": ([HELD_THERE, "", SLOGAN], ([HELD_THERE], ["抓住农时", "种好春茶"], [])),
    "meeting held, alone": ([HELD], ([], [HELD], [])),
    "meeting held, who came": ([HELD, "", "罗春山出席"], ([], [HELD], ["罗春山出席"])),
    "meeting held, two who came": ([HELD, "", "罗春山 杜仲明出席"], ([], [HELD], ["罗春山", "杜仲明出席"])),
    "a tea is no meeting": (
        ["春茶上市香满老街", "客商进镇把茶召开"],
        ([], ["春茶上市香满老街", "客商进镇把茶召开"], []),
    ),
    # Who came, what it adds.
    "who came, under a call": (
        [SLOGAN, "", "罗春山 杜仲明出席"],
        ([], ["抓住农时", "种好春茶"], ["罗春山", "杜仲明出席"]),
    ),
    "all three": (
        [SAYS, "", SLOGAN, "", "罗春山 杜仲明参加"],
        ([SAYS], ["抓住农时", "种好春茶"], ["罗春山", "杜仲明参加"]),
    ),
    "a clause with a figure": (
        ["青石镇春茶上市", "", "头茶价钱比去年上涨3成"],
        ([], ["青石镇春茶上市"], ["头茶价钱比去年上涨3成"]),
    ),
    "a clause with a figure, set close": (
        ["青石镇春茶上市", "头茶价钱比去年上涨3成"],
        ([], ["青石镇春茶上市"], ["头茶价钱比去年上涨3成"]),
    ),
    "a clause with a figure, behind all": (
        [SAYS, "", SLOGAN, "", "头茶价钱比去年上涨3成"],
        ([SAYS], ["抓住农时", "种好春茶"], ["头茶价钱比去年上涨3成"]),
    ),
    "a figure that no clause has": (
        ["青石镇春茶上市", "", "头茶价钱比去年上涨5成"],
        (["青石镇春茶上市"], ["头茶价钱比去年上涨5成"], []),
    ),
    "two figures": (
        ["青石镇春茶上市", "", "12个村新添5000亩茶园"],
        ([], ["青石镇春茶上市"], ["12个村新添5000亩茶园"]),
    ),
    "a sentence with a comma": (
        ["青石镇春茶上市", "", "头茶价钱高，客商来得早"],
        ([], ["青石镇春茶上市"], ["头茶价钱高，客商来得早"]),
    ),
    "a list of three": (
        ["青石镇春茶上市", "", "采茶、炒茶、卖茶一条街"],
        ([], ["青石镇春茶上市"], ["采茶、炒茶、卖茶一条街"]),
    ),
    "a list of two": (["青石镇春茶上市", "", "采茶、卖茶一条街"], (["青石镇春茶上市"], ["采茶、卖茶一条街"], [])),
    # A clause of the story over the headline.
    "a quoted clause, set close": (
        ["镇里还办起了炒茶的夜校", "青石镇的茶农白天采茶晚上进学堂"],
        (["镇里还办起了炒茶的夜校"], ["青石镇的茶农白天采茶晚上进学堂"], []),
    ),
    "no clause, set close": (
        ["镇里还办起了读书的夜校", "青石镇茶农白天采茶晚上读书"],
        ([], ["镇里还办起了读书的夜校", "青石镇茶农白天采茶晚上读书"], []),
    ),
    "halves, of which the story has one": (
        ["镇里还办起了炒茶的夜校 山里的茶农把书读起来"],
        ([], ["镇里还办起了炒茶的夜校", "山里的茶农把书读起来"], []),
    ),
    # Halves on one line.
    "halves": (["春茶上市香满老街 茶农进城客商盈门"], ([], ["春茶上市香满老街", "茶农进城客商盈门"], [])),
    "who and what": (["青石镇 春茶上市香满老街"], ([], ["青石镇", "春茶上市香满老街"], [])),
    "what and a figure": (["春茶上市香满老街 头茶价钱上涨3成"], ([], ["春茶上市香满老街"], ["头茶价钱上涨3成"])),
    "who and a figure": (["青石镇 头茶价钱上涨3成"], ([], ["青石镇", "头茶价钱上涨3成"], [])),
    "halves with figures": (["12个村修通路 15座桥连成片"], ([], ["12个村修通路", "15座桥连成片"], [])),
    "halves in two lines": (
        ["春茶上市香满老街", "茶农进城客商盈门"],
        ([], ["春茶上市香满老街", "茶农进城客商盈门"], []),
    ),
    "no halves: parted": (
        ["春茶上市香满老街", "", "茶农进城客商盈门"],
        (["春茶上市香满老街"], ["茶农进城客商盈门"], []),
    ),
    # A theme in two lines over the headline, and lines that the measure broke.
    "banner": (
        ["茶乡新", "风采茶香满老街客商盈门", "", "青石镇的茶农进了城"],
        (["茶乡新", "风采茶香满老街客商盈门"], ["青石镇的茶农进了城"], []),
    ),
    "broken in mid-word": (
        ["青石镇的茶农把头一批春茶送到了集", "+市客商盈门"],
        ([], ["青石镇的茶农把头一批春茶送到了集", "市客商盈门"], []),
    ),
    "broken in mid-word, over a headline": (
        ["茶农们把春茶送到了集", "+市客商盈门", "", "香满老街"],
        (["茶农们把春茶送到了集", "市客商盈门"], ["香满老街"], []),
    ),
    "broken, with a blank line between as in a text layer": (
        ["把每一片茶叶的好", "", "+处都留给种茶的人"],
        ([], ["把每一片茶叶的好", "处都留给种茶的人"], []),
    ),
    "the story has it unbroken": (
        ["头茶价钱比去", "", "年上涨3成", "", "青石镇春茶上市"],
        (["头茶价钱比去", "年上涨3成"], ["青石镇春茶上市"], []),
    ),
    "the story has it, at a comma": (
        ["老街上茶香满", "", "了看火候的手艺"],
        (["老街上茶香满"], ["了看火候的手艺"], []),
    ),
    # Three lines, and lines set close that are no halves.
    "meeting held there over a message": (
        [HELD_THERE, "", "头茶价钱高，客商来得早"],
        ([HELD_THERE], ["头茶价钱高，客商来得早"], []),
    ),
    "meeting held there, set close under a fact": (
        ["镇里还办起了炒茶的夜校", HELD_THERE],
        ([], ["镇里还办起了炒茶的夜校"], [HELD_THERE]),
    ),
    "meeting held, a clause with a figure": (
        [HELD, "", "头茶价钱比去年上涨3成"],
        ([], [HELD], ["头茶价钱比去年上涨3成"]),
    ),
    "theme, call, meeting held": (
        ["一片叶子的路", "", SLOGAN, "", HELD],
        (["一片叶子的路"], ["抓住农时", "种好春茶"], [HELD]),
    ),
    "two figures, set close": (
        ["青石镇春茶上市", "12个村新添5000亩茶园"],
        ([], ["青石镇春茶上市"], ["12个村新添5000亩茶园"]),
    ),
    "a comma, set close": (
        ["青石镇春茶上市", "头茶价钱高，客商来得早"],
        ([], ["青石镇春茶上市", "头茶价钱高，客商来得早"], []),
    ),
    "two lines and a fact": (
        ["青石镇春茶上市", "青石镇的茶农今年迎来了一个好年景", "", "12个村新添5000亩茶园"],
        ([], ["青石镇春茶上市", "青石镇的茶农今年迎来了一个好年景"], ["12个村新添5000亩茶园"]),
    ),
    "says over a fact": ([SAYS, "", "头茶价钱比去年上涨3成"], ([SAYS], ["头茶价钱比去年上涨3成"], [])),
    "a call over a fact set close": (
        ["春茶上市香满老街 茶农进城客商盈门", "头茶价钱比去年上涨3成"],
        ([], ["春茶上市香满老街", "茶农进城客商盈门"], ["头茶价钱比去年上涨3成"]),
    ),
    "a call set close over a meeting held": (
        ["春茶上市香满老街 茶农进城客商盈门", HELD],
        (["春茶上市香满老街", "茶农进城客商盈门"], [HELD], []),
    ),
    # Smaller type is longer.
    "longer above": (
        ["青石镇的茶农今年迎来了好年景", "", "春茶满街香"],
        (["青石镇的茶农今年迎来了好年景"], ["春茶满街香"], []),
    ),
    "longer below": (
        ["春茶满街香", "", "青石镇的茶农今年迎来了一个好年景"],
        ([], ["春茶满街香"], ["青石镇的茶农今年迎来了一个好年景"]),
    ),
    "longer below, set close": (
        ["春茶满街香", "青石镇的茶农今年迎来了一个好年景"],
        ([], ["春茶满街香", "青石镇的茶农今年迎来了一个好年景"], []),
    ),
}
WRONG: dict[str, str] = {
    "a call over a fact set close": "the second half of a call goes with what is set close below it",
    "a call set close over a meeting held": "the second half of a call goes with what is set close below it",
    "short slogan set close over a meeting held there": (
        "a half of five characters and less is taken for who or where, though the other part is no half of its line"
    ),
    "meeting held, two who came": "names parted by a blank are lines of their own: the first does not attend",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=WRONG[name])] if name in WRONG else [])
        for name in CASES
    ],
)
def test_a_title_has_its_parts(parted, name: str) -> None:
    """What each line is, and how the lines are set, tells its part; lines of one sentence stay together."""
    title, parts = CASES[name]
    assert parted(title, STORY) == parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ([SLOGAN, "", "今年茶园新增5000亩"], ([], [SLOGAN], ["今年茶园新增5000亩"])),
        (
            ["春茶上市香满老街 茶农进城客商盈门", "", "青石镇的茶农今年迎来了一个好年景"],
            ([], ["春茶上市香满老街 茶农进城客商盈门"], ["青石镇的茶农今年迎来了一个好年景"]),
        ),
        (
            ["镇里还办起了炒茶的夜校", "春茶上市香满老街 茶农进城客商盈门"],
            (["镇里还办起了炒茶的夜校"], ["春茶上市香满老街 茶农进城客商盈门"], []),
        ),
        # halves that differ make no call
        (
            ["春茶上市 茶农进城客商盈门", "", "今年茶园新增5000亩"],
            (["春茶上市 茶农进城客商盈门"], ["今年茶园新增5000亩"], []),
        ),
    ],
)
def test_a_call_on_one_line_of_a_text_layer(parted, title: list[str], parts: Parted) -> None:
    """Where lines are not divided at their blanks, one of two halves of equal length is the headline."""
    assert parted(title, STORY, whole=True) == parts


@pytest.mark.parametrize("lines", [["茶"], ["茶", "", "茶"], ["茶", "茶", "茶", "", "茶", "茶"]])
def test_a_title_keeps_its_lines_in_order(parted, lines: list[str]) -> None:
    """Whatever the lines are, all of them stand in one part each, in their order, and the headline is not empty."""
    kicker, headline, subhead = parted(lines)
    assert kicker + headline + subhead == [line for line in lines if line]
    assert headline


def test_no_title_has_no_parts() -> None:
    """A story without a title line has none of the three."""
    assert divide([]) == ([], [], [])


@pytest.mark.parametrize(
    ("story", "parts"),
    [
        (STORY, (["镇里还办起了炒茶的夜校"], ["青石镇的茶农白天采茶晚上进学堂"], [])),
        ("", ([], ["镇里还办起了炒茶的夜校", "青石镇的茶农白天采茶晚上进学堂"], [])),
    ],
)
def test_the_story_tells_what_is_quoted(parted, story: str, parts: Parted) -> None:
    """The same two lines are kicker and headline where the story has the first, and one headline where it has not."""
    assert parted(["镇里还办起了炒茶的夜校", "青石镇的茶农白天采茶晚上进学堂"], story) == parts


@pytest.mark.parametrize(
    ("title", "places", "expected"),
    [
        ([SLOGAN, SAYS], [40, 9], ([SAYS], [SLOGAN], [])),
        (["头茶价钱比去年上涨3成", "春茶满街香"], [9, 40], ([], ["春茶满街香"], ["头茶价钱比去年上涨3成"])),
        (["春茶满街香", "头茶价钱比去年上涨3成"], [9, 40], ([], ["春茶满街香"], ["头茶价钱比去年上涨3成"])),
        (["抓住农时种好春茶", SAYS], [9, 10], ([SAYS], ["抓住农时种好春茶"], [])),
    ],
    ids=["the kicker elsewhere", "the subhead before", "in order, apart", "the kicker right behind"],
)
def test_lines_that_stand_apart_are_read_in_the_order_that_makes_sense(rows, title, places, expected) -> None:
    lines = [Block((row,), Role.TITLE, place) for row, place in zip(rows(title), places, strict=True)]
    assert tuple([block.rows[0].text for block in part] for part in divide(lines, STORY)) == expected


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ((110, 220, 220), "KHH"),
        ((220, 220, 110), "HHS"),
        ((110, 220, 110), "KHS"),
        ((220, 222, 220), "HHH"),  # founts of one size may differ a little
        ((110, 110, 220), "KKH"),
    ],
)
def test_type_tells_the_parts_where_its_size_is_known(rows, sizes: tuple[int, ...], parts: str) -> None:
    """Whatever the lines say: the largest is the headline."""
    lines = [
        Block((row._replace(placing=Placing(0, 0, 0, 0, size)),), Role.TITLE)
        for row, size in zip(rows(["抓住农时", HELD, SAYS]), sizes, strict=True)
    ]
    found = divide(lines, STORY)
    assert "".join(name * len(part) for name, part in zip("KHS", found, strict=True)) == parts
    assert [block for part in found for block in part] == lines
