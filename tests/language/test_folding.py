"""Folding: what is looked up as the same, and that places hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.language.folding import fold, folded_columns
from hnreader.reading import clean
from hnreader.search import highlight_ranges

WORDS = st.text(st.sampled_from("长沙芯片發後裡⾦三高四新的 \u3000aBＡ１-—“”\"'·\n\u200b\x1b①İß\ud800"), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("總 部、區 域", "总部、区域"),
        ("ＧＤＰ Growth ２０２４", "gdp growth 2024"),
        ("「三高四新」", '"三高四新"'),
        ("3—5月", "3-5月"),
        ("阿・米尔", "阿·米尔"),
        ("裡裏里 為爲为 臺台", "里里里为为为台台"),
        ("乾隆後宮", "干隆后宫"),
        ("⼈⺠⻛⻢", "人民风马"),
        ("\ud800", "\ufffd"),
        ("甲\u3000乙\u00a0丙", "甲乙丙"),
        ("a\u3000\tb", "a b"),
    ],
)
def test_spellings(text, folded):
    """One form for each spelling; blanks only between words of Latin and figures."""
    assert fold(text) == folded


@given(st.one_of(WORDS, st.text()))
def test_folding_keeps_its_places(text):
    """Every folded character knows the column that it stands for, and those left out are blanks."""
    columns = folded_columns(text)
    assert len(fold(text)) == len(columns)
    assert columns == sorted(set(columns))
    assert all(char.isspace() for column, char in enumerate(text) if column not in columns)
    assert all(fold(text[column]) in {char, ""} for column, char in zip(columns, fold(text), strict=True))


@given(st.one_of(WORDS, st.text()))
def test_folding_twice_changes_nothing(text):
    """What is folded is looked up as it is."""
    assert fold(fold(text)) == fold(text)


@given(WORDS, WORDS)
def test_hits_lie_in_the_text_and_say_what_was_asked_for(text, words):
    """What is lit is in order, apart, and folds to something that was folded_words for."""
    folded_words = tuple(fold(word) for word in clean(words).split())
    found = highlight_ranges(text, folded_words)
    assert all(end < start for (_, end), (start, _) in pairwise(found))
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert any(word in fold(text[start:end]) for word in folded_words if word)


def test_hits_are_lit_as_printed():
    """The places are those of the text as it is shown: letter-spaced, full width, traditional."""
    text = "湖 南 發 展ＡＩ產業"
    assert [text[a:b] for a, b in highlight_ranges(text, (fold("南发展"), fold("ai产")))] == ["南 發 展ＡＩ產"]
