"""Printed lines: which blanks are the typesetter's, which are the writer's; how wide a line is."""

from __future__ import annotations

import pytest

from hnreader.segment.repair import repair_line, repair_rows
from hnreader.segment.rows import compact_offset, cut_row, is_spaced, make_row


@pytest.mark.parametrize(
    ("printed", "repaired"),
    [
        # A justified line is letter-spaced; marks hang at the character before them.
        ("渠 道 清 了 ，水 才 走 得 远 ；堤 坝", "渠道清了，水才走得远；堤坝"),
        ("“ 修 一 条 渠 ”，他 说", "“修一条渠”，他说"),
        ("茶 园 、果 园 、菜 园 ，都 种 在 坡 上", "茶园、果园、菜园，都种在坡上"),
        ("（ 一 ）总 体 要 求 。要 修 好 渠", "（一）总体要求。要修好渠"),
        ("《 渡 口 》写 的 是 一 家 四 代", "《渡口》写的是一家四代"),
        # A name of two characters is set to the width of three.
        ("温 如", "温如"),
        ("温 如 韩松年", "温如 韩松年"),
        # Figures and letter-spacing: a figure within the run stands as close as everything else.
        ("增 长 12.5% ，高 于 去 年", "增长12.5%，高于去年"),
        # Of two Latin words in a letter-spaced line the blank between is a word's.
        ("渠 道 清 了 Green Stone 才 走 得 远", "渠道清了Green Stone才走得远"),
        # Half-width figures carry blanks towards 汉字.
        ("从 2022年的 445户增至 2023 年的 512 户", "从2022年的445户增至2023年的512户"),
        ("投入 3.2亿元，增长 15%", "投入3.2亿元，增长15%"),
        ("20 万亩", "20万亩"),
        # Marks need no blank, wherever it stands.
        ("他来了 ，又走了 。", "他来了，又走了。"),
        ("他说： “好。”", "他说：“好。”"),
    ],
)
def test_the_blanks_of_typesetting_go(printed: str, repaired: str) -> None:
    """Blanks of letter-spacing, and blanks beside marks and figures, are artefacts."""
    assert repair_line(printed) == repaired


@pytest.mark.parametrize(
    "printed",
    [
        "修渠筑坝 不误农时",  # a slogan in two halves
        "疏通堵点 打通难点 解决痛点",
        "韩松年 杜若 江小舟",  # names
        "通讯员 杜若",
        "use the DeepSeek app",
        "Hunan Daily",
        "用 AI 写诗",  # print sets a little space around Latin words
        "下载 APP 的人",
        "今年",
        "",
    ],
)
def test_the_blanks_of_the_writer_stay(printed: str) -> None:
    """A blank between halves of a slogan, between names and around Latin words parts something."""
    assert repair_line(printed) == printed


def test_a_run_of_blanks_is_one() -> None:
    """What stays of several blanks, of any kind, is one plain blank."""
    assert repair_line("修渠筑坝 　 不误农时") == "修渠筑坝 不误农时"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["青石镇的茶农把头一批", "春茶送到了集市。"], "青石镇的茶农把头一批春茶送到了集市。"),
        (["在全镇推广 DeepSeek", "和别的模型"], "在全镇推广 DeepSeek和别的模型"),
        (["the tea was", "very good"], "the tea was very good"),
        (["共有 12", "户"], "共有12户"),
        (["共有 20", "24 户"], "共有2024户"),  # a figure that the line's end cuts is one figure
        (["渠 道 清 了 ，水 才 走 得 远 ；堤", "坝固了。"], "渠道清了，水才走得远；堤坝固了。"),
    ],
)
def test_a_line_end_is_no_blank(rows, lines: list[str], text: str) -> None:
    """Lines of one text are set without a blank between, except where Latin words meet."""
    assert repair_rows(rows(lines)) == text


@pytest.mark.parametrize(
    ("printed", "spaced"),
    [
        ("渠 道 清 了 ，水 才 走 得 远", True),
        ("全镇的茶农说，今 年 雨 水 好", True),
        ("渠 12 道 清 了 ，水", True),
        ("温 如", False),
        ("温 如 杜 若", True),  # a line of four characters set apart fills its measure, names or not
        ("修渠筑坝 不误农时", False),
        ("a b c d e f", False),
        ("1 2 3 4 5", False),
        ("青石镇的茶农", False),
    ],
)
def test_a_letter_spaced_line_is_told(printed: str, spaced: bool) -> None:
    """A line is letter-spaced when four 汉字 and more stand singly; two-character names and slogans are not."""
    assert is_spaced(printed.split()) == spaced


@pytest.mark.parametrize(
    ("printed", "width"),
    [
        ("青石镇的茶农", 6.0),
        ("青 石 镇 的 茶 农", 6.0),
        ("2024年", 3.0),
        ("tea", 1.5),
        ("好，他说", 4.0),
        ("好。", 1.5),  # a mark at the end of a line is set close
        ("“好", 1.5),  # and so is an opening one at its start
        ("他说：“好", 4.5),  # of two marks together the second is
    ],
)
def test_a_line_is_as_wide_as_print_sets_it(generic, printed: str, width: float) -> None:
    """汉字 and full marks fill an em, half-width characters half of one, marks set close half of one less."""
    assert make_row(1, 0, printed, 0, generic).width == width


def test_rows_know_their_place(rows) -> None:
    """A row knows its line, its first character's column, and how many blank lines part it from the row before."""
    first, second, third = rows(["", "　　青石镇 ", "", " ", "\t茶农", "果农"])
    assert [(each.number, each.start, each.text, each.gap) for each in (first, second, third)] == [
        (2, 2, "青石镇", 0),
        (5, 1, "茶农", 2),
        (6, 0, "果农", 0),
    ]


def test_cutting_a_row_keeps_places(rows) -> None:
    """Both pieces of a row that is cut stand where they stood, and the second says that it stands behind another."""
    (row,) = rows(["　（上接1版） 青 石镇"])
    head, tail = cut_row(row, compact_offset(row.text, 6))
    assert (head.text, head.start, head.gap) == ("（上接1版）", 1, row.gap)
    assert (tail.text, tail.start, tail.gap) == ("青 石镇", 8, -1)


@pytest.mark.parametrize(
    ("text", "count", "offset"),
    [("青 石 镇", 0, 0), ("青 石 镇", 1, 1), ("青 石 镇", 2, 3), ("青石", 9, 2), ("", 1, 0)],
)
def test_counting_characters_passes_blanks_over(text: str, count: int, offset: int) -> None:
    """So many non-blank characters end at this column of the text as printed."""
    assert compact_offset(text, count) == offset
