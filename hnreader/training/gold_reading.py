"""Gold files → labelled pages: what was said by hand, in the form in which generated pages tell their truth."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SPAN = re.compile(r"^(\d+)(?:-(\d+))?(?:\[(\d*):(\d*)\])?$")
_HEAD = (Role.COLUMN, Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE)


def read_gold(gold: Path, page: Path) -> LabelledPage:
    """Return a page with the labels of its gold file."""
    lines = tuple(page.read_text(encoding="utf-8-sig").split("\n"))
    found = json.loads(gold.read_text(encoding="utf-8"))
    labels: list[Label] = []
    for story, article in enumerate(found["articles"]):
        labels += _article(lines, story, article)
    for number, item in enumerate(found.get("furniture") or []):
        labels += _text(lines, item["text"], NO_STORY, Role.FURNITURE, number)
    names = [article["id"] for article in found["articles"]]
    for number, item in enumerate(found.get("duplicates") or []):
        owner = names.index(item["of"]) if item.get("of") in names else NO_STORY
        labels += _text(lines, item["text"], owner, Role.DUPLICATE, 10_000 + number, copy_of=owner)
    labels.sort(key=lambda label: (label.line, label.start))
    return LabelledPage(lines, tuple(labels), found.get("form") or "gold", (found.get("level") or "",))


def _article(lines: Sequence[str], story: int, article: dict[str, Any]) -> Iterator[Label]:
    number = 0
    for role in _HEAD:
        yield from _text(lines, article.get(role) or [], story, role, number)
        number += 1
    for side in ("jump_from", "jump_to"):
        if article.get(side):
            yield from _text(lines, article[side]["text"], story, Role.JUMP, number)
            number += 1
    for paragraph in article.get("paragraphs") or []:
        role = Role.HEADING if paragraph.get("heading") else Role.BODY
        yield from _text(lines, paragraph["text"], story, role, number)
        number += 1
    for caption in article.get("captions") or []:
        yield from _text(lines, caption, story, Role.CAPTION, number)
        number += 1


def _text(
    lines: Sequence[str], spans: Sequence[str], story: int, role: Role, paragraph: int, copy_of: int | None = None
) -> Iterator[Label]:
    place = 0
    for span in spans:
        found = _SPAN.match(span)
        if found is None:
            raise ValueError(span)
        first, last, start, end = found.groups()
        for number in range(int(first), int(last or first) + 1):
            raw = lines[number - 1]
            indent, size = len(raw) - len(raw.lstrip()), len(raw.strip())
            low, high = indent + int(start or 0), indent + min(int(end or size), size)
            if high > low:
                yield Label(number, low, high, story, role, paragraph, place, copy_of)
                place += high - low
