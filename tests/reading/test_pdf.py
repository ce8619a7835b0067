"""The text layer of a PDF: what stands on a line is a line, wherever the file has it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import HEIGHT, WIDTH, Drawn, paragraph, pdf_of

from hnreader.model import Page
from hnreader.reading.formats import pages_of
from hnreader.reading.formats.pdf import pdf_pages
from hnreader.reading.formats.printed_page import PrintedPage
from hnreader.reading.layout import laid_out
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from random import Random

TEXT = "湖南日报长沙开福区江边渔民上岸务工三年来收入增长两成。"


def page_of(*drawn: Drawn) -> PrintedPage:
    (page,) = pdf_pages(pdf_of(drawn))
    assert isinstance(page, PrintedPage)
    return page


def lines_of(*drawn: Drawn) -> list[str]:
    page = page_of(*drawn)
    return [line.strip() for line in laid_out(page.lines, page.width, page.height)[0] if line]


@pytest.mark.parametrize(
    ("drawn", "lines"),
    [
        pytest.param([Drawn("记者 甲某 乙某 通讯员 丙某", 50, 50)], ["记者 甲某 乙某 通讯员 丙某"], id="names"),
        pytest.param([Drawn("总部、区域总部", 50, 50, spacing=5)], ["总部、区域总部"], id="letter-spaced"),
        pytest.param([Drawn("Hunan Daily 2024年的445辆", 50, 50)], ["Hunan Daily 2024年的445辆"], id="Latin"),
        pytest.param([Drawn("粗体", 50, 50), Drawn("粗体", 50.3, 50)], ["粗体"], id="set twice to look bold"),
        pytest.param([Drawn("右半行", 80, 50), Drawn("左半行", 50, 50)], ["左半行右半行"], id="drawn backwards"),
        pytest.param([Drawn("左栏的行", 50, 50), Drawn("右栏的行", 105, 50)], ["左栏的行", "右栏的行"], id="two legs"),
        pytest.param([Drawn(c, 50, 24 * y, 20) for y, c in enumerate("竖排标题", 2)], ["竖排标题"], id="vertical"),
    ],
)  # fmt: skip
def test_lines(drawn: list[Drawn], lines: list[str]) -> None:
    assert lines_of(*drawn) == lines


def test_characters_of_a_font_that_nobody_has_are_not_lost() -> None:
    """Each is an object of its own, and as wide as the file says, whichever fonts this machine has."""
    drawn = [Drawn(char, 50 + 10 * number, 50) for number, char in enumerate(TEXT)]
    (line,) = page_of(*drawn).lines
    assert line.text == TEXT
    assert round(line.right - line.left) == 100 * len(TEXT)


def test_rules_and_frames_are_known() -> None:
    """A picture is no frame."""
    texts = [*paragraph([TEXT[:20]] * 4, 50, 90), *paragraph([TEXT[:20]] * 4, 50, 290)]
    (page,) = pages_of(pdf_of(texts, boxes=[(50, 200, 250, 200), (40, 270, 260, 350), (300, 100, 500, 300)]), "甲.pdf")
    assert isinstance(page, Page)
    assert page.layout
    edges = [(rule.left, rule.top, rule.right, rule.bottom) for rule in page.layout.rules]
    tenths = {tuple(round(edge / 100) * 100 for edge in box) for box in edges}
    across = {(400, 2700, 2600, 2700), (400, 3500, 2600, 3500), (500, 2000, 2500, 2000)}
    assert tenths == across | {(400, 2700, 400, 3500), (2600, 2700, 2600, 3500)}


def test_the_halves_of_a_headline_stand_far_apart() -> None:
    """Further than two legs do, for their type is larger."""
    words = [Drawn("共同富裕", 50, 50, 30), Drawn("稳步前行", 200, 50, 30)]
    assert lines_of(*words, *paragraph([TEXT[:10]] * 4, 50, 90))[0] == "共同富裕 稳步前行"


def test_legs_are_read_one_after_another_below_their_title() -> None:
    """Also where the file has their lines by turns."""
    left, right = paragraph([TEXT[:10]] * 4, 50, 100), paragraph([TEXT[10:20]] * 4, 165, 100)
    by_turns = [line for pair in zip(left, right, strict=True) for line in pair]
    assert lines_of(*by_turns, Drawn("两栏的标题", 90, 70, 20)) == ["两栏的标题", *[TEXT[:10]] * 4, *[TEXT[10:20]] * 4]


def test_stories_side_by_side_are_read_one_after_the_other() -> None:
    """Their titles stand on one line, and the white below these runs across both."""
    stories = [
        [Drawn(title, x, 70, 14), *paragraph(lines, x, 100)]
        for title, lines, x in (("甲的标题", [TEXT[:10]] * 4, 50), ("乙的标题", [TEXT[5:15]] * 6, 180))
    ]
    assert lines_of(*stories[1], *stories[0]) == ["甲的标题", *[TEXT[:10]] * 4, "乙的标题", *[TEXT[5:15]] * 6]


def test_a_paragraph_is_set_in() -> None:
    page = page_of(Drawn(TEXT[:8], 70, 50), *paragraph([TEXT[:10]] * 3, 50, 64))
    assert laid_out(page.lines, page.width, page.height)[0] == ["\u3000\u3000" + TEXT[:8], *[TEXT[:10]] * 3]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(angle: int) -> None:
    step = {90: (14, 0), 180: (0, -14), 270: (-14, 0)}[angle]
    drawn = [Drawn(line, 300 + step[0] * at, 400 + step[1] * at, 10, angle) for at, line in enumerate("甲乙丙")]
    texts = [drawn[at]._replace(text=drawn[at].text * 4) for at in range(3)]
    page = page_of(*texts)
    assert [line.text for line in page.lines] == ["甲甲甲甲", "乙乙乙乙", "丙丙丙丙"]
    assert (page.width, page.height) == ((10 * HEIGHT, 10 * WIDTH) if angle % 180 else (10 * WIDTH, 10 * HEIGHT))


def test_what_runs_otherwise_keeps_its_place() -> None:
    page = page_of(Drawn("横排的一行正文", 50, 300), Drawn("侧边", 500, 300, angle=270))
    side = next(line for line in page.lines if line.text == "侧边")
    assert side.top == pytest.approx(3000, abs=10)
    assert side.bottom == pytest.approx(3200, abs=10)
    assert 4900 < side.left < side.right < 5150


def test_places_are_in_tenths_of_a_point() -> None:
    page = page_of(Drawn("正文一行", 50, 300, 12))
    _, layout = laid_out(page.lines, page.width, page.height)
    assert (layout.width, layout.height) == (10 * WIDTH, 10 * HEIGHT)
    (line,) = layout.lines
    assert line
    assert (line.left, line.right, line.size) == (500, 980, 120)
    assert line.top < 3000 < line.bottom


def test_places_begin_where_the_page_does() -> None:
    """Margins that were cut off, as printer's marks are, are no part of it."""
    (page,) = pdf_pages(pdf_of([Drawn("正文一行", 150, 300, 12)], crop=(100, 50, WIDTH - 30, HEIGHT - 60)))
    assert isinstance(page, PrintedPage)
    assert (page.width, page.height) == (10 * (WIDTH - 130), 10 * (HEIGHT - 110))
    (line,) = page.lines
    assert line.left == pytest.approx(500)
    assert line.top < 2400 < line.bottom


@given(st.lists(st.text(TEXT + "Aa1 ", min_size=1, max_size=12), max_size=12), st.randoms())
def test_no_character_is_lost(texts: list[str], draw: Random) -> None:
    tops = draw.sample(range(20, 780, 26), len(texts))  # PDFium leaves out what is set a second time over itself
    drawn = [
        Drawn(text, draw.uniform(20, 500), top, draw.choice((9, 10, 22))) for text, top in zip(texts, tops, strict=True)
    ]
    (page,) = pdf_pages(pdf_of(drawn))
    found = page.lines if isinstance(page, PrintedPage) else []
    assert Counter("".join("".join(line.text for line in found).split())) == Counter("".join("".join(texts).split()))


def test_pages_come_one_by_one() -> None:
    """A page without text is told, and the others are there."""
    first, second, third = pdf_pages(pdf_of([Drawn("第一", 50, 50)], [], [Drawn("第三", 50, 50)]))
    assert isinstance(first, PrintedPage)
    assert second == Message(Reason.OCR_NOTHING)
    assert isinstance(third, PrintedPage)
    assert third.lines[0].text == "第三"


def test_what_cannot_be_opened_is_told() -> None:
    whole = pdf_of([Drawn("正文", 50, 50)])
    assert list(pdf_pages(pdf_of([Drawn("正文", 50, 50)], password="密"))) == [Message(Reason.PDF_LOCKED)]
    assert list(pdf_pages(whole[: len(whole) // 3])) == [Message(Reason.PDF_DAMAGED)]
    assert list(pdf_pages(b"%PDF-1.7\n")) == [Message(Reason.PDF_DAMAGED)]


@given(st.randoms(), st.integers(1, 40))
def test_damage_is_no_error(draw: Random, count: int) -> None:
    data = bytearray(pdf_of(paragraph([TEXT] * 5, 50, 50)))
    for _ in range(count):
        data[draw.randrange(len(data))] = draw.randrange(256)
    assert all(isinstance(page, PrintedPage | Message) for page in pdf_pages(bytes(data)))


@pytest.mark.parametrize("before", [b"", b"\n\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_pdf_is_known_by_its_first_bytes(before: bytes) -> None:
    """Whatever its name is."""
    first, second = pages_of(before + pdf_of([Drawn("第一", 50, 50)], [Drawn("第二", 50, 50)]), "2024-03-09.txt")
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert [first.lines[0].text, second.lines[0].text] == ["第一", "第二"]
    assert first.layout
