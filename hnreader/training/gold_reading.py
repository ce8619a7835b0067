"""Gold files as labelled pages: what was told by hand, in the form of what is generated."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role, StoryTruth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SPAN: Final = re.compile(r"(\d+)(?:-(\d+))?(?:\[(\d*):(\d*)\])?")
_HEADS: Final = (Role.COLUMN, Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE)


def read_gold(folder: Path, pages: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a folder of gold files whose texts stand in `pages`."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (pages / gold["page"]).read_text(encoding="utf-8-sig")
        yield labelled(gold, text.replace("\r\n", "\n").split("\n"))


def labelled(gold: dict[str, Any], lines: list[str]) -> LabelledPage:
    """Return a page with the labels that a gold file gives it."""
    labels: list[Label] = []
    for story, article in enumerate(gold["articles"]):
        for paragraph, (role, spans) in enumerate(_texts(article)):
            labels += _labels(lines, spans, story, role, paragraph)
    for paragraph, item in enumerate(gold["furniture"]):
        labels += _labels(lines, item["text"], NO_STORY, Role.FURNITURE, paragraph)
    stories = [article["id"] for article in gold["articles"]]
    for paragraph, item in enumerate(gold["duplicates"], 10_000):
        original = stories.index(item["of"]) if item.get("of") in stories else NO_STORY
        labels += _labels(lines, item["text"], original, Role.DUPLICATE, paragraph, original)
    return LabelledPage(
        lines=tuple(lines),
        labels=tuple(sorted(labels, key=lambda label: (label.line, label.start))),
        form="-".join(filter(None, (gold.get("form"), gold.get("level")))) or "gold",
        stories=tuple(map(_truth, gold["articles"])),
        date=gold["issue"]["date"],
        page_number=gold["issue"]["page_no"],
        issue_number=gold["issue"]["issue_no"],
    )


def _texts(article: dict[str, Any]) -> Iterator[tuple[Role, list[str]]]:
    """Yield an article's texts in reading order."""
    for role in _HEADS:
        if article.get(role.value):
            yield role, article[role.value]
    if article.get("jump_from"):
        yield Role.JUMP, article["jump_from"]["text"]
    for paragraph in article["paragraphs"]:
        yield Role.HEADING if paragraph["heading"] else Role.BODY, paragraph["text"]
    for caption in article.get("captions") or ():
        yield Role.CAPTION, caption
    if article.get("jump_to"):
        yield Role.JUMP, article["jump_to"]["text"]


def _labels(
    lines: list[str], spans: list[str], story: int, role: Role, paragraph: int, copy_of: int | None = None
) -> Iterator[Label]:
    """Yield a text's labels: a span of several lines gives one for each that is not blank."""
    piece = 0
    for span in spans:
        for number, start, end in _places(lines, span):
            yield Label(number, start, end, story, role, paragraph, piece, copy_of)
            piece += end - start


def _places(lines: list[str], span: str) -> Iterator[tuple[int, int, int]]:
    found = _SPAN.fullmatch(span)
    if not found:
        raise ValueError(f"no span: {span!r}")
    first, last, start, end = found.groups()
    for number in range(int(first), int(last or first) + 1):
        line = lines[number - 1]
        blanks = len(line) - len(line.lstrip())
        length = len(line.strip())
        if length:
            yield number, blanks + int(start or 0), blanks + min(length, int(end or length))


def _truth(article: dict[str, Any]) -> StoryTruth:
    jumps = {name: article[name]["page"] if article.get(name) else None for name in ("jump_from", "jump_to")}
    return StoryTruth(
        kind=article["kind"],
        source=article["id"],
        dateline=article.get("dateline"),
        reporters=tuple(article["reporters"]),
        correspondents=tuple(article["correspondents"]),
        photographers=tuple(article["photographers"]),
        commentators=tuple(article["commentators"]),
        truncated=bool(article.get("truncated")),
        **jumps,
    )
