"""The end of a leg that stands again at the head of the next. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.model.overlaps import cut_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("before", "lines", "rest"),
    [
        pytest.param("各村要扛起使命任务。", ["务。各村随即行动起来。"], "各村随即行动起来。", id="the end of a word"),
        pytest.param("各村要扛起使命任务。", ["务。", "各村随即行动起来。"], "各村随即行动起来。", id="a printed line"),
        pytest.param("各村要扛起使命任务", ["务。各村随即行动起来。"], None, id="a cut sentence goes on"),
        pytest.param("各村要扛起使命任务。", ["各村随即行动起来。"], None, id="nothing twice"),
        pytest.param("行动起来。", ["行动起来。"], None, id="a whole text"),
        pytest.param("他说，要把水渠清好。", ["要把水渠清好。各村随即行动。"], None, id="a sentence said twice"),
        pytest.param("大家都说，好。", ["好。就这么办。"], None, id="a word said twice"),
    ],
)
def test_what_stands_twice_at_a_break(
    rows: Callable[..., list], before: str, lines: list[str], rest: str | None
) -> None:
    first, *others = rows([before, *lines])
    blocks = [Block((first,), Role.BODY, 0), Block(tuple(others), Role.BODY, 1)]
    story = Story(blocks=blocks)
    copies = cut_overlaps(story)
    assert blocks[1].compact == "".join(row.compact for row in blocks[1].rows) == (rest or "".join(lines))
    assert [(copy.compact, copy.twin) for copy in copies] == ([("务。", blocks[0])] if rest else [])
    assert list(story.joined) == ([1] if rest else [])


def test_a_heading_is_no_overlap(rows: Callable[..., list]) -> None:
    first, second = rows(["各村要扛起使命任务。", "务。各村随即行动起来。"])
    story = Story(blocks=[Block((first,), Role.HEADING, 0), Block((second,), Role.BODY, 1)])
    assert cut_overlaps(story) == []
