"""The files of OCR programs: each says the same of one page in its own way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.model import Failure, Page
from hnreader.page_layout import Rule
from hnreader.reading.formats import pages_of
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Lines = list[tuple[str, tuple[int, int, int, int]]]

LEFT: Lines = [("左栏的正文一行", (100, 200 + 40 * at, 310, 230 + 40 * at)) for at in range(4)]
RIGHT: Lines = [("右栏的正文一行", (360, 200 + 40 * at, 570, 230 + 40 * at)) for at in range(4)]
TITLE: Lines = [("两栏上面的大标题", (120, 80, 550, 140))]
READ = ["两栏上面的大标题", *["左栏的正文一行"] * 4, *["右栏的正文一行"] * 4]
BY_TURNS: Lines = [line for pair in zip(RIGHT, LEFT, strict=True) for line in pair] + TITLE


SEPARATOR = (100, 170, 570, 173)


def alto(lines: Lines, version: int = 4) -> bytes:
    x, y, right, bottom = SEPARATOR
    separator = f'<GraphicalElement HPOS="{x}" VPOS="{y}" WIDTH="{right - x}" HEIGHT="{bottom - y}"/>'
    written = "".join(
        f'<TextLine HPOS="{x}" VPOS="{y}" WIDTH="{right - x}" HEIGHT="{bottom - y}">'
        + "<SP/>".join(f'<String CONTENT="{escape(word, {chr(34): "&quot;"})}"/>' for word in text.split())
        + "</TextLine>"
        for text, (x, y, right, bottom) in lines
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#">'
        f'<Layout><Page WIDTH="700" HEIGHT="900"><PrintSpace><TextBlock>{written}</TextBlock>{separator}'
        "</PrintSpace></Page>"
        "</Layout></alto>"
    ).encode()


def page_xml(lines: Lines) -> bytes:
    (left, top, end, foot) = SEPARATOR
    separator = f'<SeparatorRegion><Coords points="{left},{top} {end},{top} {end},{foot} {left},{foot}"/>'
    written = "".join(
        f'<TextLine><Coords points="{x},{y} {right},{y} {right},{bottom} {x},{bottom}"/><Word><TextEquiv><Unicode>词'
        f"</Unicode></TextEquiv></Word><TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv></TextLine>"
        for text, (x, y, right, bottom) in lines
    )
    return (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="700"'
        f' imageHeight="900"><TextRegion>{written}</TextRegion>{separator}</SeparatorRegion></Page></PcGts>'
    ).encode()


def hocr(lines: Lines) -> bytes:
    written = "".join(
        f"<span class='ocr_line' title='bbox {x} {y} {right} {bottom}; x_size 30'>"
        + " ".join(f"<span class='ocrx_word'>{escape(word)}</span>" for word in text.split())
        + "</span>"
        for text, (x, y, right, bottom) in lines
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'/><meta name='ocr-system' content='x'/></head><body>"
        f"<div class='ocr_page' title='image \"x\"; bbox 0 0 700 900'>{written}"
        f"<div class='ocr_separator' title='bbox {' '.join(map(str, SEPARATOR))}'></div></div></body></html>"
    ).encode()


def corners(box: tuple[int, int, int, int]) -> list[list[int]]:
    x, y, right, bottom = box
    return [[x, y], [right, y], [right, bottom], [x, bottom]]


def rapid(lines: Lines) -> bytes:
    return json.dumps([[corners(box), text, 0.9] for text, box in lines]).encode()


def paddle(lines: Lines) -> bytes:
    return json.dumps([[[corners(box), [text, 0.9]] for text, box in lines]]).encode()


def named(lines: Lines) -> bytes:
    texts, boxes = [text for text, _ in lines], [box for _, box in lines]
    return json.dumps({"res": {"rec_texts": texts, "rec_boxes": boxes}}).encode()


FORMATS = [alto, page_xml, hocr, rapid, paddle, named]


@pytest.mark.parametrize("form", [alto, page_xml, hocr])
def test_rules_are_known(form: Callable[[Lines], bytes]) -> None:
    layout = page_of(form([*LEFT, *RIGHT])).layout
    assert layout
    assert layout.rules == (Rule(*SEPARATOR),)


def page_of(data: bytes) -> Page:
    (page,) = pages_of(data, "page")
    assert isinstance(page, Page)
    return page


def reason_of(data: bytes) -> Reason:
    (failure,) = pages_of(data, "page")
    assert isinstance(failure, Failure)
    return failure.message.reason


@pytest.mark.parametrize("written", FORMATS)
def test_legs_are_read_one_after_another(written: Callable[[Lines], bytes]) -> None:
    page = page_of(written(BY_TURNS))
    assert [line.text for line in page.lines if line.text] == READ
    assert page.layout
    place = page.layout.lines[0]
    assert place
    assert (place.left, place.top, place.right, place.bottom) == (120, 80, 550, 140)
    assert place.size == pytest.approx(54, abs=2)


@pytest.mark.parametrize("written", [alto, page_xml, hocr])
def test_the_size_of_the_page_is_known(written: Callable[[Lines], bytes]) -> None:
    layout = page_of(written(TITLE)).layout
    assert layout
    assert (layout.width, layout.height) == (700, 900)


@pytest.mark.parametrize("version", [2, 3, 4])
def test_versions_of_alto(version: int) -> None:
    assert [line.text for line in page_of(alto(TITLE, version)).lines] == ["两栏上面的大标题"]


def test_words_of_a_line() -> None:
    """Of hOCR any two have white between them, which between 汉字 means nothing."""
    lines: Lines = [("记者 Hunan Daily 报道", (100, 100, 500, 130))]
    assert page_of(alto(lines)).lines[0].text == "记者 Hunan Daily 报道"
    assert page_of(hocr(lines)).lines[0].text == "记者Hunan Daily报道"


@pytest.mark.parametrize("written", [alto, page_xml, hocr])
def test_no_text_is_said(written: Callable[[Lines], bytes]) -> None:
    assert reason_of(written([])) is Reason.EMPTY


@pytest.mark.parametrize("number", ["9" * 400, "-7", "NaN", "1e999"])
@pytest.mark.parametrize("written", [alto, page_xml, hocr])
def test_places_that_no_page_has_are_no_error(written: Callable[[Lines], bytes], number: str) -> None:
    """Numbers may be anything."""
    data = written([("渠道通水", (100, 100, 500, 130)), ("全县受益", (7777, 200, 900, 230))])
    assert {line.text for line in page_of(data.replace(b"7777", number.encode())).lines} >= {"渠道通水", "全县受益"}


def test_damage_is_said_in_one_line() -> None:
    assert reason_of(alto(LEFT)[:-40]) is Reason.XML_DAMAGED
    (failure,) = pages_of(alto(LEFT)[:-40], "page")
    assert isinstance(failure, Failure)
    assert "\n" not in failure.message.arguments[0]


def test_entities_are_not_expanded() -> None:
    """Neither a bomb nor a file of this computer."""
    bomb = '<!ENTITY a "好好好好好好好好好好">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
    )
    for declared, used in ((bomb, "&j;"), ('<!ENTITY j SYSTEM "file:///etc/hostname">', "&j;")):
        text = (
            f'<!DOCTYPE alto [{declared}]><alto><Page><TextLine><String CONTENT="一"/></TextLine>{used}</Page></alto>'
        )
        (page,) = pages_of(text.encode(), "page")
        assert isinstance(page, Failure) or [line.text for line in page.lines] == ["一"]


@pytest.mark.parametrize("text", ["<p>长沙 alto 声部</p>", "<<长沙>>"])
def test_text_that_begins_as_markup_does_is_text(text: str) -> None:
    assert page_of(text.encode()).lines[0].text == text


def test_other_xml_is_no_page() -> None:
    """Such files lie beside those of an OCR."""
    assert reason_of(b'<?xml version="1.0"?><mix:mix xmlns:mix="x"/>') is Reason.XML_OTHER


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": 1}', "[" * 5_000, "{湖南日报", '[["x", "y"]]', "[]"])
def test_other_json_is_text(text: str) -> None:
    assert page_of(text.encode()).lines[0].text == text


@given(st.sampled_from([alto, page_xml, hocr, rapid]), st.randoms(), st.integers(1, 30))
def test_damage_is_no_error(written: Callable[[Lines], bytes], draw: Random, count: int) -> None:
    data = bytearray(written(BY_TURNS))
    for _ in range(count):
        data[draw.randrange(len(data))] = draw.randrange(256)
    assert all(isinstance(page, Page | Failure) for page in pages_of(bytes(data), "page"))
