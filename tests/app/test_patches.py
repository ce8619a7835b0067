"""What is changed inside Textual and Rich: each change takes effect, and the library alone still lacks it.

Where a test of the second kind fails, the library has mended it, and the patch can go.
"""

from __future__ import annotations

import re
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import cells as rich_cells
from textual import _xterm_parser
from textual.events import Key, MouseMove, Resize

from hnreader.app.terminal import setup

if TYPE_CHECKING:
    from types import ModuleType

PHRASE = "湖南日报社论"
COMMITTED = f"\x1b[0;;{':'.join(str(ord(char)) for char in PHRASE)}u"
"""A phrase from an input method, in the kitty protocol."""
LATE_ANSWER = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c"
"""A terminal's answer to the question for its background."""
NO_CHARACTERS = ("\x1b[1114112u", "\x1b[55296u")


def typed(parser: ModuleType, text: str) -> str:
    """Return the characters of the keys that a parser makes of what a terminal sends."""
    events = parser.XTermParser().feed(text)
    return "".join(event.character or "" for event in events if isinstance(event, Key) and event.key != "<ignore>")


@pytest.fixture
def unpatched() -> ModuleType:
    """A copy of Textual's parser as it is installed."""
    spec = util.find_spec(_xterm_parser.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_long_phrase_arrives_whole() -> None:
    """The parser waits for the end of a phrase of many characters."""
    setup.prepare()
    assert _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD == setup.LONGEST_SEQUENCE
    assert typed(_xterm_parser, COMMITTED) == PHRASE


def test_textual_alone_breaks_a_long_phrase(unpatched: ModuleType) -> None:
    assert typed(unpatched, COMMITTED) != PHRASE


@pytest.mark.parametrize("sequence", [LATE_ANSWER, *NO_CHARACTERS])
def test_what_is_no_key_is_ignored(sequence: str) -> None:
    """A late answer types nothing, and neither does a key code that is no character."""
    setup.prepare()
    assert typed(_xterm_parser, sequence) == ""
    assert typed(_xterm_parser, "长") == "长"


def test_textual_alone_takes_a_late_answer_for_keys(unpatched: ModuleType) -> None:
    assert "rgb" in typed(unpatched, LATE_ANSWER)


def test_textual_alone_fails_at_a_code_beyond_unicode(unpatched: ModuleType) -> None:
    with pytest.raises(ValueError, match="chr"):
        typed(unpatched, NO_CHARACTERS[0])


CODES = st.text("19:;", max_size=9)


@given(st.one_of(CODES, st.text("1:;", max_size=40)), st.sampled_from("u~ABCDEFHPQRSxm1"))
def test_extended_keys_are_those_that_textual_knows(codes: str, end: str) -> None:
    """The pattern that takes linear time matches what Textual's does, with the same parts."""
    slow = re.compile(r"\x1b\[((?:[\d:]*;?){2,3})([u~ABCDEFHPQRS])")
    sequence = f"\x1b[{codes}{end}"
    expected, found = slow.fullmatch(sequence), setup._EXTENDED_KEY.fullmatch(sequence)
    assert (found and found.groups()) == (expected and expected.groups())


@pytest.mark.parametrize("sequence", ["\x1b[<0;5;" + "9" * 400 + "M", "\x1b[<0;99999;5M", "\x1b[48;9999;9999;99;99t"])
def test_reports_out_of_all_bounds_are_ignored(sequence: str) -> None:
    """A pointer that no window has, and a size of the window, are no events."""
    setup.prepare()
    assert list(_xterm_parser.XTermParser().feed(sequence)) == []
    (pointer,) = _xterm_parser.XTermParser().feed("\x1b[<35;5;7M")
    assert isinstance(pointer, MouseMove)
    assert (pointer.x, pointer.y) == (4, 6)


def test_textual_alone_fails_at_a_pointer_out_of_all_bounds(
    unpatched: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpatched, "_MAX_SEQUENCE_SEARCH_THRESHOLD", setup.LONGEST_SEQUENCE)
    with pytest.raises(OverflowError):
        list(unpatched.XTermParser().feed("\x1b[<0;5;" + "9" * 400 + "M"))


def test_textual_alone_believes_a_size(unpatched: ModuleType) -> None:
    assert [type(event) for event in unpatched.XTermParser().feed("\x1b[48;9999;9999;99;99t")] == [Resize]


def test_textual_alone_matches_digits_in_more_than_one_way() -> None:
    """Its pattern for extended keys is the one that is replaced: where it has changed, so may the replacement."""
    spec = util.find_spec(_xterm_parser.__name__)
    assert spec is not None
    assert spec.origin is not None
    assert r"\x1b\[((?:[\d:]*;?){2,3})([u~ABCDEFHPQRS])" in Path(spec.origin).read_text("utf-8")


def test_rich_alone_knows_one_width_of_ambiguous_marks() -> None:
    """The cell table of Rich has no other width for “, and no setting for it."""
    assert rich_cells.cell_len("“") == 1
    assert not [name for name in vars(rich_cells) if "ambiguous" in name.lower()]
