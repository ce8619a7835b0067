"""Text in two columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from hnreader.app.rendering.hanging import Hanging, set_entries
from hnreader.typesetting import cells

ENTRIES = (Hanging(Content("选择下一篇"), Content("  j  ↓")), Hanging(Content("切换窗格"), Content("  Tab  Shift+Tab")))


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["  j  ↓              选择下一篇", "  Tab  Shift+Tab    切换窗格"]),
        (30, ["  j  ↓    选择下一篇", "  Tab  Shift+Tab", "          切换窗格"]),
        (18, ["  j  ↓", "      选择下一篇", "  Tab  Shift+Tab", "      切换窗格"]),
    ],
)
def test_what_is_said_hangs(width: int, lines: list[str]) -> None:
    """It begins in its column in every line, and a wider term stands above it."""
    assert [line.plain.rstrip() for line in set_entries(ENTRIES, 20, width)] == lines


@given(st.lists(st.tuples(st.text("汉字a ，。（\n", max_size=30), st.text("汉a ", max_size=9))), st.integers(6, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(pairs: list[tuple[str, str]], width: int) -> None:
    """Every character that is no blank is in a line."""
    lines = [line.plain for line in set_entries([Hanging(Content(a), Content(b)) for a, b in pairs], 12, width)]
    assert all(cells(line) <= width for line in lines)
    written = "".join(term + text for text, term in pairs)
    assert "".join("".join(lines).split()) == "".join(written.split())
