"""Pages from articles: chosen, written, set, extracted, damaged and labelled."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.choice import Choice, PageKind
from hnreader.training.damage import damaged, draw_damage
from hnreader.training.extractors import FORMS, PLACED, extract
from hnreader.training.furniture import furniture
from hnreader.training.habits import draw_habits
from hnreader.training.layout import Layout
from hnreader.training.manuscripts import write
from hnreader.training.traditional import in_traditional
from hnreader.training.truth import Label, LabelledPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.page_layout import PageLayout
    from hnreader.training.articles import SourceArticle
    from hnreader.training.extractors import PageLines
    from hnreader.training.furniture import Imprint
    from hnreader.training.truth import StoryTruth

_KINDS: Final = {
    "ocr": (1, 2, 6, 4),
    "pdf": (2, 2, 4, 8),
    PLACED: (2, 2, 4, 8),
    "ocr-stories": (1, 1, 2, 14),
    "ocr-shuffled": (1, 1, 2, 14),
}
"""How often a page of a form, or of another of its sort, is of each `PageKind`."""
_TWO_PAGES: Final = 0.03
"""How often a file has two pages."""

_CLIPPINGS: Final = 0.07
"""How often a page is a part of one: a clipping, a few stories that somebody pasted …"""
_HEADLESS: Final = 0.3
"""… and how often these are without their titles."""


class _Sheet(NamedTuple):
    """A page before it is damaged."""

    lines: PageLines
    stories: tuple[StoryTruth, ...]
    imprint: Imprint
    traits: tuple[str, ...]
    layout: PageLayout | None


class Generator:
    """Sets pages from articles. Page `number` depends on the seed, the number and the articles alone."""

    def __init__(self, articles: Sequence[SourceArticle], seed: int = 0) -> None:
        self._seed = seed
        self._choice = Choice(articles)

    def pages(self, number: int, start: int = 0) -> Iterator[LabelledPage]:
        """Yield so many pages."""
        for page in range(start, start + number):
            yield self.page(page)

    def page(self, number: int, form: str | None = None) -> LabelledPage:
        """Return a page, in a form of `FORMS` or one that is drawn."""
        rng = random.Random(f"{self._seed} {number}")
        names, weights = zip(*FORMS, strict=True)
        form = form or rng.choices(names, weights)[0]
        sheet = self._sheet(rng, form, 0, 0)
        lines, stories, traits = sheet.lines, sheet.stories, sheet.traits
        if form == PLACED:
            return self._labelled(sheet, form, *label(lines), traits)
        if rng.random() < _TWO_PAGES:
            second = self._sheet(rng, form, len(stories), len(lines))
            lines, stories, traits = [*lines, [], *second.lines], stories + second.stories, (*traits, "two-pages")
        damage = draw_damage(rng, form)
        texts, labels = label(damaged(rng, lines, damage))
        return replace(self._labelled(sheet, form, texts, labels, traits + damage.traits()), stories=stories)

    @staticmethod
    def _labelled(
        sheet: _Sheet, form: str, texts: tuple[str, ...], labels: tuple[Label, ...], traits: tuple[str, ...]
    ) -> LabelledPage:
        return LabelledPage(
            lines=texts,
            labels=labels,
            form=form,
            traits=traits,
            stories=sheet.stories,
            date=sheet.imprint.date.isoformat() if sheet.imprint.date else None,
            page_number=sheet.imprint.page_number,
            issue_number=sheet.imprint.issue_number,
            layout=sheet.layout,
        )

    def _sheet(self, rng: random.Random, form: str, first_story: int, first_stray: int) -> _Sheet:
        kind = rng.choices(list(PageKind), _KINDS.get(form) or _KINDS[form.partition("-")[0]])[0]
        groups = self._choice.groups(rng, kind)
        clipping = rng.random() < _CLIPPINGS
        if clipping:
            groups = groups[: rng.randint(1, 3)]
        habits = draw_habits(rng, groups[0][0].date, groups[0][0].page, kind)
        numbers = count(first_story)
        stories = [tuple(write(rng, article, habits, next(numbers)) for article in group) for group in groups]
        if clipping and rng.random() < _HEADLESS:
            stories = [tuple(replace(story, title=()) for story in group) for group in stories]
        layout = Layout(rng, stories)
        frame = layout.arrange(stories)
        around, imprint = furniture(rng, habits, frame, first_stray)
        extraction = extract(rng, [*around, *frame.blocks], layout.grid, form, frame.drawings)
        return _Sheet(
            lines=in_traditional(extraction.lines) if habits.traditional else extraction.lines,
            stories=tuple(story.truth for group in stories for story in group),
            imprint=imprint,
            traits=(*extraction.traits, *habits.traits()),
            layout=extraction.layout,
        )


def label(lines: PageLines) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """Return lines as text, and their labels."""
    texts: list[str] = []
    labels: list[Label] = []
    for line in lines:
        column = 0
        for text, mark, offset in line:
            if core := text.strip():
                start = column + len(text) - len(text.lstrip())
                labels.append(
                    Label(
                        len(texts) + 1,
                        start,
                        start + len(core),
                        mark.story,
                        mark.role,
                        mark.paragraph,
                        offset,
                        mark.copy_of,
                    )
                )
            column += len(text)
        texts.append("".join(piece.text for piece in line).rstrip())
    return tuple(texts), tuple(labels)
