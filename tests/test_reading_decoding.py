"""Bytes become text: the encoding that a page is in, damage, and what is no text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hnreader.model import Failure, Page
from hnreader.reading import pages_from
from hnreader.reading.decoding import decode

NEWS = (
    "湖南日报3月8日讯（全媒体记者 甲 乙 通讯员 丙）今天，全省经济工作会议在长沙召开。会议强调，要深入贯彻落实"
    "“三高四新”战略定位和使命任务，推动高质量发展。▲（下转2版①）\n"
)
TRADITIONAL = "湖南日報三月八日訊，全省經濟運行總體平穩，發展態勢良好，各項事業取得新的進步。"

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [NEWS * 20, NEWS, "长沙\n"], ids=["page", "paragraph", "word"])
def test_chinese_in_every_usual_encoding(text, encoding):
    """Chinese is read in each encoding that pages come in, with or without a byte order mark; the encoding is known."""
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.damaged) == (text, encoding, 0)


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        ("Hunan Daily, page 3\n" * 9, "ascii", "utf-8"),
        ("Hunan Daily, page 3\n" * 9, "utf-16-le", "utf-16-le"),
        ("Déjà réservé\n", "utf-16", "utf-16"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        ("今日は良い天気です。新聞を読みます。経済の発展について。", "shift_jis", "cp932"),
    ],
)
def test_other_texts(text, encoding, reported):
    """Texts that are no simplified Chinese are read as well."""
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, reported)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_some_broken_bytes_do_not_spoil_a_page(encoding):
    """A page with a few broken bytes keeps its encoding; each broken byte is U+FFFD and counted."""
    data = bytearray((NEWS * 10).encode(encoding))
    for place in random.Random(1).sample(range(len(data)), 20):
        data[place] = 0xFF
    decoded = decode(bytes(data))
    assert decoded is not None
    assert decoded.encoding == encoding
    assert decoded.damaged == decoded.text.count("\ufffd") >= 20
    assert decoded.text.count("湖南日报") >= 5


def test_damage_is_counted_in_bytes():
    """Every byte that has no character stands as one U+FFFD, those that stood there already are not counted."""
    decoded = decode("已有\ufffd，".encode() + NEWS.encode() + b"\xe6\xb9" + NEWS.encode())
    assert decoded is not None
    assert (decoded.damaged, decoded.text.count("\ufffd")) == (2, 3)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + random.Random(0).randbytes(2000),
        random.Random(0).randbytes(5000),
        b"\x7fELF\x02\x01\x01" + bytes(500),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj\n" * 20,
    ],
    ids=["PNG", "noise", "ELF", "PDF"],
)
def test_binaries_are_no_text(data):
    """What is no text is reported apart."""
    assert decode(data) is None


def test_a_stray_null_does_not_make_a_page_binary():
    """A page of Chinese with a NUL in it is a page."""
    decoded = decode(NEWS.encode() + b"\0" + NEWS.encode())
    assert decoded is not None
    assert decoded.encoding == "utf-8"


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=100).map(lambda text: text.encode("utf-16", "replace"))))
def test_no_bytes_raise(data):
    """Whatever the bytes: a page with text in it, or the reason why there is none."""
    page = next(pages_from(data, "page.txt"))
    if isinstance(page, Page):
        assert any(line.text.strip() for line in page.lines)
        assert [line.number for line in page.lines] == list(range(1, len(page.lines) + 1))
    else:
        assert isinstance(page, Failure)
        assert page.message.reason.startswith("fail.")  # bytes may begin as those of any format
