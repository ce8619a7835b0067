"""Cleaning at the door: what is taken out, what is left, and that nothing is lost by it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hnreader.model import Line, Span
from hnreader.reading import raw_spans, raw_text
from hnreader.reading.cleaning import BLANK_CONTROLS, clean, clean_line

ESC = "\x1b"

CASES = [
    ("a plain line", "湖南日报3月8日讯（全媒体记者 甲 乙）", "湖南日报3月8日讯（全媒体记者 甲 乙）"),
    ("an ideographic space", "区域\u3000总部", "区域\u3000总部"),
    ("marks that NFKC would spoil", "（上接1版①）Ａ１℃“”…", "（上接1版①）Ａ１℃“”…"),
    ("a variation selector", "葛\U000e0100城", "葛\U000e0100城"),
    ("private use", "甲\ue000乙", "甲\ue000乙"),
    ("a colour", f"甲{ESC}[1;31m乙{ESC}[0m丙", "甲乙丙"),
    ("a private mode", f"{ESC}[?1049h甲", "甲"),
    ("a window title ended by BEL", f"甲{ESC}]2;劫持\x07乙", "甲乙"),
    ("a link ended by ST", f"{ESC}]8;;http://x{ESC}\\甲{ESC}]8;;{ESC}\\", "甲"),
    ("the clipboard", f"{ESC}]52;c;5rmW\x07甲", "甲"),
    ("a device control string", f"甲{ESC}Pq#0;2{ESC}\\乙", "甲乙"),
    ("APC, PM and SOS strings", f"{ESC}_a{ESC}\\甲{ESC}^b{ESC}\\乙{ESC}Xc{ESC}\\丙", "甲乙丙"),
    ("a reset", f"甲{ESC}c乙", "甲乙"),
    ("8-bit CSI", "甲\x9b31m乙", "甲乙"),
    ("8-bit OSC ended by 8-bit ST", "甲\x9d2;劫持\x9c乙", "甲乙"),
    ("8-bit DCS", "甲\x90q\x9c乙", "甲乙"),
    ("an OSC that never ends", f"甲{ESC}]2;正文还在", "甲2;正文还在"),
    ("a CSI that never ends", f"甲{ESC}[31正文还在", "甲31正文还在"),
    ("a DCS that never ends", f"甲{ESC}P正文还在", "甲正文还在"),
    ("an OSC whose end is a page away", f"{ESC}]{'字' * 6000}\x07", "字" * 6000),
    ("an ESC at the end", f"甲{ESC}", "甲"),
    ("lone controls", "甲\x00\x07\x08乙\x7f\x80丙", "甲乙丙"),
    ("zero-width and bidi marks", "甲\u200b\u200d乙\u202e丙\u2066丁\ufeff", "甲乙丙丁"),
    ("a soft hyphen", "hyphen\u00adation", "hyphenation"),
    ("tags of plane 14", "甲\U000e0041乙", "甲乙"),
    ("noncharacters and lone surrogates", "甲\ufffe\ufdd0乙\U0010ffff丙\ud800", "甲乙丙"),
    ("blank controls", "甲\t乙\x0b丙\x0c丁\x1c戊\x85己\u2028庚\u2029辛", "甲 乙 丙 丁 戊 己 庚 辛"),
]


@pytest.mark.parametrize(("raw", "cleaned"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(raw, cleaned):
    """Complete sequences go first, then what is left of controls; text stays as printed."""
    assert clean_line(1, raw).text == cleaned


def test_removed_pieces_keep_their_columns():
    """A removed piece is recorded with its column in the file's line, neighbours as one."""
    line = clean_line(7, f"甲{ESC}[1m\u200b乙\u200b")
    assert line == Line(7, "甲乙", ((1, f"{ESC}[1m\u200b"), (7, "\u200b")))


HOSTILE = st.text(
    st.one_of(
        st.sampled_from(f"{ESC}[]PX^_\\0;mBc湖南 \t\u3000\x07\x90\x9b\x9c\x9d\u200b\ufeff\U000e0041\ufdd0\x85"),
        st.characters(exclude_characters="\r\n"),
    )
)


def blanked(text: str) -> str:
    return "".join(" " if char in BLANK_CONTROLS else char for char in text)


@given(HOSTILE)
@example(f"{ESC}\t甲\u200b")
def test_cleaning_is_reversible(raw):
    """Putting the removed pieces back gives the file's line, but for blank controls, which are one space each."""
    line = clean_line(1, raw)
    assert blanked(raw_text(line)) == blanked(raw)
    assert all(chars for _, chars in line.removed)


@given(HOSTILE)
def test_nothing_that_commands_or_hides_is_left(raw):
    """A cleaned text holds no control, no format character and no surrogate."""
    kinds = {unicodedata.category(char) for char in clean_line(1, raw).text}
    assert not kinds & {"Cc", "Cf", "Cs"}


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(raw):
    """Cleaning is idempotent."""
    once = clean(raw)
    assert clean(once) == once


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn"])))
def test_text_is_never_touched(raw):
    """A line without controls, format characters and unassigned ones stands as it is."""
    assert clean_line(1, raw) == Line(1, raw)


# How other programs take sequences out (they know no 8-bit forms and no strings but OSC).
PLAIN_SEQUENCES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b.?")


@given(st.text(st.sampled_from(f"{ESC}[]2;mK\\\x07湖南 \t\u200b\ufeff①（")))
def test_agrees_with_the_plain_account(raw):
    """For the usual sequences what is left is what is left by taking them and all Cc and Cf characters out."""
    plain = PLAIN_SEQUENCES.sub("", raw)
    plain = "".join(char for char in plain if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"})
    assert "".join(clean_line(1, raw).text.split()) == plain


@given(HOSTILE, st.data())
def test_columns_lead_back_to_the_file(raw, data):
    """The spans of a stretch of cleaned text hold exactly its characters, in order, and never an empty piece."""
    line = clean_line(3, raw)
    start = data.draw(st.integers(0, len(line.text)))
    end = data.draw(st.integers(start, len(line.text)))
    spans = raw_spans(line, start, end)
    assert blanked("".join(raw[span.start : span.end] for span in spans)) == line.text[start:end]
    assert all(span.line == 3 and span.start < span.end for span in spans)
    assert all(before.end < behind.start for before, behind in pairwise(spans))


def test_a_line_without_removals_has_one_span():
    """Where nothing was taken out a stretch is one span, and an empty stretch none."""
    line = Line(2, "湖南日报")
    assert raw_spans(line, 1, 3) == (Span(2, 1, 3),)
    assert raw_spans(line, 2, 2) == ()


@pytest.mark.parametrize(
    "raw",
    [f"{ESC}]" * 200_000, f"{ESC}[0" * 150_000, f"{ESC}P" + "a" * 400_000, "\x90" * 400_000, "\u200b甲" * 200_000],
    ids=["OSC", "CSI", "DCS", "C1", "zero-width"],
)
def test_no_line_runs_away(raw):
    """A line of hundreds of thousands of introducers is cleaned; a pattern that runs away would not come back."""
    assert ESC not in clean_line(1, raw).text
