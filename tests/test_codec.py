"""Segmented pages as bytes."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hnreader.archive import load
from hnreader.archive.codec import EncodedPage, decode_page, encode_page
from hnreader.kinds import Kind
from hnreader.model import (
    Article,
    Dating,
    Duplicate,
    Evidence,
    Furniture,
    Jump,
    Line,
    Page,
    PageArticles,
    Paragraph,
    People,
    Reading,
    Span,
    Text,
    TextRole,
)
from hnreader.packing import DamagedBytesError
from hnreader.reasons import Message, Reason

NUMBERS = st.integers(0, 2**40)
DAYS = st.none() | st.dates()
SPANS = st.builds(Span, NUMBERS, NUMBERS, NUMBERS)
TEXTS = st.builds(Text, st.text(max_size=8), st.lists(SPANS, max_size=3).map(tuple))
NAMES_OF_FILES = st.binary(min_size=1, max_size=8).map(lambda name: os.fsdecode(name.replace(bytes(1), b"/")))
VALUES = {
    str: st.text(max_size=8),
    int: st.integers(-(2**40), 2**40),
    tuple: st.lists(st.text(max_size=4), max_size=3).map(tuple),
    dt.date: st.dates(),
    Path: NAMES_OF_FILES.map(Path),
}


def message_of(reason: Reason) -> st.SearchStrategy[Message]:
    arguments = {name: VALUES[kind] for name, kind in reason.parameters.items()}
    return st.fixed_dictionaries(arguments).map(lambda given_: Message(reason, **given_))


MESSAGES = st.sampled_from(Reason).flatmap(message_of)
EVIDENCE = st.builds(Evidence, MESSAGES, st.floats(0, 1), st.none() | SPANS, st.none() | MESSAGES)
JUMPS = st.none() | st.builds(Jump, NUMBERS, st.none() | st.text(max_size=1), TEXTS, st.booleans())
READINGS = st.builds(Reading, st.sampled_from(TextRole), *[NUMBERS] * 3, st.tuples(SPANS), st.text(max_size=4))
NAMES = st.lists(st.text(max_size=4), max_size=2).map(tuple)
ARTICLES = st.builds(
    Article,
    id=st.text(max_size=8),
    kind=st.sampled_from(Kind),
    source=st.text(max_size=8),
    date=DAYS,
    page_no=st.none() | NUMBERS,
    headline=st.none() | TEXTS,
    byline=st.none() | TEXTS,
    people=st.builds(People, NAMES, NAMES, NAMES, NAMES),
    dateline=DAYS,
    paragraphs=st.lists(st.builds(Paragraph, TEXTS, st.booleans()), max_size=3).map(tuple),
    captions=st.lists(TEXTS, max_size=2).map(tuple),
    jump_from=JUMPS,
    jump_to=JUMPS,
    truncated=st.booleans(),
    as_printed=st.booleans(),
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
    paper=st.none() | st.text(max_size=4),
    readings=st.lists(READINGS, max_size=2).map(tuple),
)
REMOVED = st.lists(st.tuples(NUMBERS, st.text(max_size=2)), max_size=2).map(tuple)
LINES = st.builds(Line, NUMBERS, st.text(max_size=8), REMOVED)
PAGES = st.builds(
    PageArticles,
    st.builds(Page, st.text(max_size=8), st.lists(LINES, max_size=3).map(tuple), path=st.none() | VALUES[Path]),
    st.builds(Dating, DAYS, inferred=st.booleans(), evidence=st.lists(EVIDENCE, max_size=2).map(tuple)),
    st.lists(ARTICLES, max_size=3).map(tuple),
    st.lists(st.builds(Furniture, st.text(max_size=4), TEXTS), max_size=2).map(tuple),
    st.lists(st.builds(Duplicate, TEXTS, st.text(max_size=4)), max_size=2).map(tuple),
    st.none() | st.text(max_size=4),
    st.lists(EVIDENCE, max_size=2).map(tuple),
)


@given(page=PAGES)
def test_a_page_comes_back_as_it_was(page: PageArticles) -> None:
    """Whatever is in its fields, and each article by itself."""
    data = encode_page(page)
    assert decode_page(data) == page
    encoded = EncodedPage(data)
    assert [encoded[place] for place in range(len(encoded))] == list(page.articles)
    assert encode_page(decode_page(data)) == data


def test_the_sample_pages_come_back() -> None:
    """What segmentation makes of real pages has every type that a field says it has."""
    for page in load():
        assert isinstance(page, PageArticles)
        assert decode_page(encode_page(page)) == page


@pytest.mark.parametrize("reason", Reason)
@settings(max_examples=10)  # of each reason
@given(data=st.data())
def test_a_message_of_every_reason_comes_back(reason: Reason, data: st.DataObject) -> None:
    """With arguments of the types that the reason names."""
    message = data.draw(message_of(reason))
    page = PageArticles(Page("a", ()), Dating(evidence=(Evidence(message, 0.5),)), ())
    (evidence,) = decode_page(encode_page(page)).dating.evidence
    assert evidence.message == message
    assert [type(each) for each in evidence.message.arguments] == [type(each) for each in message.arguments]


@given(page=PAGES, data=st.data())
def test_damaged_bytes_are_no_page(page: PageArticles, data: st.DataObject) -> None:
    """One byte changed, bytes missing, bytes of something else: an error of ours, and never another page."""
    whole = encode_page(page)
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    for damaged in (bytes(changed), whole[:place], data.draw(st.binary(max_size=40))):
        with pytest.raises(DamagedBytesError):
            decode_page(damaged)


def test_a_message_is_a_value() -> None:
    """Equal and hashed by what it says; never changed."""
    message = Message(Reason.TITLE, title="水渠")
    assert message == Message(Reason.TITLE, title="水渠")
    assert len({message, Message(Reason.TITLE, title="水渠"), Message(Reason.TITLE, title="茶园")}) == 2
    assert message != Message(Reason.TITLE_BESIDE, title="水渠")
    with pytest.raises(AttributeError):
        message.arguments = ()


def test_all_fields_are_kept() -> None:
    """A page whose every field differs from its default: none is left out by the parts that are decoded apart."""
    span = Span(1, 0, 2)
    text = Text("水渠", (span,))
    evidence = (Evidence(Message(Reason.TEXT), 0.5, span, Message(Reason.DOUBT_BODY)),)
    page = PageArticles(
        Page("a.txt", (Line(1, "水渠", ((0, "\x1b"),)),), "gb18030", 3, Path("a.txt")),
        Dating(dt.date(2024, 3, 9), 1, 2, 8, True, evidence),
        (),
        (Furniture("label", text),),
        (Duplicate(text, "a"),),
        "青石晚报",
        evidence,
    )
    back = decode_page(encode_page(page))
    assert structs.astuple(back) == structs.astuple(page)
