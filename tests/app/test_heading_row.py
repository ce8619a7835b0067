"""How a heading of the list is drawn."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from hnreader.app.rendering.list_row import HeadingRow, RowRenderer
from hnreader.app.rendering.list_sections import ListHeading
from hnreader.messages import Translator

if TYPE_CHECKING:
    from hnreader.userdata.notebook import Bookmark


class Unmarked:
    """Nothing was read, bookmarked or tagged."""

    def is_read(self, _article_id: str, /) -> bool:
        return False

    def bookmarked(self, _article_id: str, /) -> Bookmark | None:
        return None

    def tags_of(self, _article_id: str, /) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("inferred", [False, True])
def test_a_heading_is_as_wide_as_the_list(language: str, inferred: bool) -> None:
    """Whatever the width, the counts of all headings end in one column, where the list ends."""
    renderer = RowRenderer(Translator(language), Unmarked(), lambda _part: Style())
    for width in range(26, 80):
        for size in (6, 13, 110):
            head = ListHeading(dt.date(2023, 11, 16), inferred, None, 0, size)
            drawn = renderer.heading(HeadingRow(head, size, selected=False, focused=False), 0, width)
            assert drawn.cell_length == width, drawn.text
