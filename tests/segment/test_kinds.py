"""What sort of piece a story without a dateline is. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.kinds import Kind
from hnreader.model import People
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.kinds import REPORT, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "青石镇的茶农把头一批春茶送到了集市。"
LONG = SENTENCE * (REPORT // len(SENTENCE) + 1)


@pytest.mark.parametrize(
    ("title", "texts", "kind"),
    [
        pytest.param("一片叶子的路", [SENTENCE], Kind.NEWS, id="short"),
        pytest.param("一片叶子的路", [LONG], Kind.FEATURE, id="long"),
        pytest.param("一片叶子的路", [SENTENCE, "+灯下炒茶", SENTENCE], Kind.FEATURE, id="divided by a heading"),
        pytest.param("关于春茶上市的公告", [LONG], Kind.NOTICE, id="announced"),
        pytest.param("", [SENTENCE], Kind.NOTICE, id="without a title"),
    ],
)
def test_kinds_without_a_dateline(rows: Callable[..., list], title: str, texts: list[str], kind: Kind) -> None:
    """`+` marks a heading."""
    lines = list(rows([title, *(text.removeprefix("+") for text in texts)]))
    roles = [Role.HEADING if text.startswith("+") else Role.BODY for text in texts]
    head = [Block((lines.pop(0),), Role.TITLE)] if title else []
    blocks = [Block((row,), role) for row, role in zip(lines, roles, strict=True)]
    assert kind_of(Story(blocks=blocks, title=head), People()) is kind
