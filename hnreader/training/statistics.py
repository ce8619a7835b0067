"""Figures that tell whether generated pages look like real ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.truth import NO_STORY, TITLE_ROLES, Label, LabelledPage, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_BODY_ROLES: Final = frozenset({Role.BODY, Role.HEADING, Role.CAPTION})
_DATELINE: Final = re.compile(r"^.{0,16}[讯电]\s*[（(【]|^【?本报讯")


class Figure(NamedTuple):
    """A figure of some pages: its mean, and between what values it is on eight in ten of them."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Figure:
        """Return the figure of a page each."""
        ordered = sorted(values)
        tenth = len(ordered) // 10
        return cls(mean(ordered), ordered[tenth], ordered[-1 - tenth])


def describe(pages: Iterable[LabelledPage]) -> dict[str, Figure]:
    """Return the figures of some pages."""
    figures: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for name, value in _of_page(page).items():
            figures[name].append(value)
    return {name: Figure.of(values) for name, values in figures.items()}


def _of_page(page: LabelledPage) -> dict[str, float]:
    filled = [line for line in page.lines if line.strip()]
    roles: dict[int, Role] = {}
    for label in page.labels:
        roles.setdefault(label.line, label.role)
    texts: dict[tuple[int, int], list[Label]] = defaultdict(list)
    for label in page.labels:
        if label.role is not Role.FURNITURE:
            texts[label.story, label.paragraph].append(label)
    body = [len(page.lines[line - 1]) for line, role in roles.items() if role is Role.BODY]
    title = [len(page.lines[line - 1]) for line, role in roles.items() if role in TITLE_ROLES]
    paragraphs = [labels for labels in texts.values() if labels[0].role is Role.BODY]
    return {
        "lines": len(filled),
        "characters": sum(len(line.replace(" ", "")) for line in filled),
        "blank lines": 1 - len(filled) / len(page.lines),
        "body line length": median(body or [0]),
        "title line length": median(title or [0]),
        "lines: title": _share(len(title), len(filled)),
        "lines: heading": _share(sum(role is Role.HEADING for role in roles.values()), len(filled)),
        "lines: caption": _share(sum(role is Role.CAPTION for role in roles.values()), len(filled)),
        "lines: furniture": _share(sum(role is Role.FURNITURE for role in roles.values()), len(filled)),
        "stories": len(page.stories),
        "paragraphs a story": _share(len(paragraphs), len(page.stories)),
        "pieces apart a paragraph": mean([_runs_of_lines(labels, page) for labels in paragraphs] or [0]),
        "runs a story": _share(_runs(page), len({label.story for label in page.labels} - {NO_STORY})),
        "begins with title": _begins(page),
        "has dateline": _share(
            sum(_has_dateline(page, number) for number in range(len(page.stories))), len(page.stories)
        ),
        "has kicker": _with_role(page, Role.KICKER),
        "has headline": _with_role(page, Role.HEADLINE),
        "has subhead": _with_role(page, Role.SUBHEAD),
        "has column": _with_role(page, Role.COLUMN),
        "has byline": _with_role(page, Role.BYLINE),
        "has caption": _with_role(page, Role.CAPTION),
        "has jump": _with_role(page, Role.JUMP),
        "lines: titles joined": _share(_joined_titles(page), len(title)),
        "duplicates": len({label.paragraph for label in page.labels if label.role is Role.DUPLICATE}),
        "spaced characters": _share(
            sum(len(re.findall(r"(?<=\w) (?=\w)", line)) for line in filled), sum(map(len, filled))
        ),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _runs(page: LabelledPage) -> int:
    """Return how many runs of labels of one story the page has, furniture left out."""
    stories = [label.story for label in page.labels if label.story != NO_STORY]
    return sum(before != story for before, story in zip([None, *stories], stories, strict=False))


def _runs_of_lines(labels: list[Label], page: LabelledPage) -> int:
    """Return in how many runs of lines a paragraph stands, blank lines left out."""
    lines = sorted({label.line for label in labels})
    return 1 + sum(any(page.lines[between].strip() for between in range(a, b - 1)) for a, b in pairwise(lines))


def _begins(page: LabelledPage) -> float:
    """Return the share of stories whose first line on the page is one of its title, of those that have one."""
    first: dict[int, Role] = {}
    titled = {label.story for label in page.labels if label.role in TITLE_ROLES}
    for label in page.labels:
        first.setdefault(label.story, label.role)
    return _share(sum(first[story] in TITLE_ROLES for story in titled), len(titled))


def _with_role(page: LabelledPage, role: Role) -> float:
    """Return the share of stories that have a text of a role."""
    return _share(len({label.story for label in page.labels if label.role is role} - {NO_STORY}), len(page.stories))


def _joined_titles(page: LabelledPage) -> int:
    """Return how many lines have two texts of one title."""
    titles = Counter(label.line for label in page.labels if label.role in TITLE_ROLES)
    return sum(count > 1 for count in titles.values())


def _has_dateline(page: LabelledPage, story: int) -> bool:
    body = [label for label in page.labels if label.story == story and label.role is Role.BODY]
    begun = sorted(body, key=lambda label: (label.paragraph, label.piece))[:3]
    text = "".join(page.lines[label.line - 1][label.start : label.end] for label in begun)
    return bool(_DATELINE.search(text.replace(" ", "")))
