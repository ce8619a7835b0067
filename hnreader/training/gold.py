"""A labelled page as a text file and a gold file: what `score.py` compares exports with."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role, StoryTruth

if TYPE_CHECKING:
    from pathlib import Path

_HEADS: Final = (Role.COLUMN, Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE)
_CAPTIONS: Final = frozenset({Role.CAPTION, Role.CREDIT})
_MARK: Final = re.compile("[①-⑳]")
_LABEL_LENGTH: Final = 6
"""An editor's note no longer than this is its label, and a heading."""


def write_gold(folder: Path, name: str, page: LabelledPage) -> None:
    """Write `pages/NAME.txt` and `gold/NAME.json` in a folder."""
    for part in ("pages", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "pages" / f"{name}.txt").write_text("\n".join(page.lines) + "\n", encoding="utf-8")
    text = json.dumps(gold(name, page), ensure_ascii=False, indent=1)
    (folder / "gold" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def gold(name: str, page: LabelledPage) -> dict[str, Any]:
    """Return a page's truth by references into its lines."""
    texts = _texts(page)
    return {
        "page": f"{name}.txt",
        "form": page.form,
        "level": page.form.partition("-")[0],
        "issue": {
            "date": page.date,
            "why": "generated",
            "page_no": page.page_number,
            "issue_no": page.issue_number,
            "pages_total": None,
        },
        "articles": [
            _article(f"{name}-{number:02}", truth, texts.get(number, {}), page)
            for number, truth in enumerate(page.stories)
            if texts.get(number)
        ],
        "furniture": [{"what": "stray", "text": _spans(page, labels)} for labels in texts.get(NO_STORY, {}).values()],
        "duplicates": [
            {"text": _spans(page, labels), "of": f"{name}-{labels[0].copy_of:02}"}
            for story in texts.values()
            for labels in story.values()
            if labels[0].role is Role.DUPLICATE
        ],
    }


def _texts(page: LabelledPage) -> dict[int, dict[int, list[Label]]]:
    """Return story → paragraph → its pieces, everything in reading order."""
    texts: dict[int, dict[int, list[Label]]] = {}
    for label in sorted(page.labels, key=lambda label: (label.story, label.paragraph, label.piece)):
        texts.setdefault(label.story, {}).setdefault(label.paragraph, []).append(label)
    return texts


def _article(identity: str, truth: StoryTruth, texts: dict[int, list[Label]], page: LabelledPage) -> dict[str, Any]:
    article: dict[str, Any] = {"id": identity, "kind": truth.kind}
    roles = {number: labels[0].role for number, labels in texts.items()}
    for role in _HEADS:
        article[role.value] = _of_roles(page, texts, {role})
    for people in ("reporters", "correspondents", "photographers", "commentators"):
        article[people] = list(getattr(truth, people))
    article["dateline"] = truth.dateline
    body = {Role.BODY, Role.HEADING, Role.EDITOR_NOTE, Role.SIGNATURE}
    article["paragraphs"] = [
        {"text": _spans(page, texts[number]), "heading": _is_heading(texts[number])}
        for number, role in roles.items()
        if role in body
    ]
    article["captions"] = _captions(page, texts)
    jumps = _of_roles(page, texts, {Role.JUMP})
    for name in ("jump_from", "jump_to"):
        number = getattr(truth, name)
        article[name] = {"page": number, "mark": _mark(page, texts), "text": jumps} if number and jumps else None
    article["truncated"] = truth.truncated
    return article


def _mark(page: LabelledPage, texts: dict[int, list[Label]]) -> str | None:
    """Return the ① that tells several jumps of a page apart."""
    labels = [label for labels in texts.values() for label in labels if label.role is Role.JUMP]
    text = "".join(page.lines[label.line - 1][label.start : label.end] for label in labels)
    return next(iter(_MARK.findall(text)), None)


def _is_heading(labels: list[Label]) -> bool:
    length = sum(label.end - label.start for label in labels)
    return labels[0].role is Role.HEADING or (labels[0].role is Role.EDITOR_NOTE and length <= _LABEL_LENGTH)


def _captions(page: LabelledPage, texts: dict[int, list[Label]]) -> list[list[str]]:
    """Return the captions, each with the credit behind it."""
    captions: list[list[str]] = []
    for labels in texts.values():
        role = labels[0].role
        if role is Role.CREDIT and captions:
            captions[-1] += _spans(page, labels)
        elif role in _CAPTIONS:
            captions.append(_spans(page, labels))
    return captions


def _of_roles(page: LabelledPage, texts: dict[int, list[Label]], roles: set[Role]) -> list[str]:
    return [span for labels in texts.values() if labels[0].role in roles for span in _spans(page, labels)]


def _spans(page: LabelledPage, labels: list[Label]) -> list[str]:
    """Return references: `12` for a whole line, `12[0:17]` for a part of one."""
    spans = []
    for label in labels:
        line = page.lines[label.line - 1]
        blanks = len(line) - len(line.lstrip())
        start, end = label.start - blanks, label.end - blanks
        whole = start == 0 and end == len(line.strip())
        spans.append(str(label.line) if whole else f"{label.line}[{start}:{end}]")
    return spans
