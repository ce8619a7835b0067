"""Pages from articles: chosen, written, set, extracted, damaged and labelled."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from hnreader.training.articles import by_page
from hnreader.training.damage import damaged, draw_damage
from hnreader.training.extractors import FORMS, extract
from hnreader.training.furniture import furniture
from hnreader.training.habits import draw_habits
from hnreader.training.layout import Layout
from hnreader.training.manuscripts import write
from hnreader.training.traditional import in_traditional
from hnreader.training.truth import Label, LabelledPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.training.articles import Article
    from hnreader.training.extractors import PageLines

_LONGEST: Final = 6000
"""Characters of an article; longer ones are documents over several pages."""
_FULL_PAGE: Final = 9000
"""Characters of a page."""


class Generator:
    """Sets pages from articles. Page `number` depends on the seed, the number and the articles alone."""

    def __init__(self, articles: Sequence[Article], seed: int = 0) -> None:
        self._seed = seed
        short = [article for article in articles if 0 < article.characters <= _LONGEST]
        if not short:
            raise ValueError("no article to set")
        self._pages = by_page(short)
        self._articles = short

    def pages(self, count: int, start: int = 0) -> Iterator[LabelledPage]:
        """Yield pages `start` to `start + count`."""
        for number in range(start, start + count):
            yield self.page(number)

    def page(self, number: int, form: str | None = None) -> LabelledPage:
        """Return a page, in a form of `FORMS` or one that is drawn."""
        rng = random.Random(f"{self._seed} {number}")
        names, weights = zip(*FORMS, strict=True)
        form = form or rng.choices(names, weights)[0]
        articles = self._choose(rng)
        habits = draw_habits(rng, articles[0].date, articles[0].page)
        if habits.traditional:
            articles = [in_traditional(article) for article in articles]
        stories = [write(rng, article, habits, story) for story, article in enumerate(articles)]
        layout = Layout(rng)
        frame = layout.arrange(stories)
        around, issue_number = furniture(rng, habits, frame)
        extraction = extract(rng, [*around, *frame.blocks], layout.grid, form)
        damage = draw_damage(rng, form)
        lines, labels = label(damaged(rng, extraction.lines, damage))
        return LabelledPage(
            lines=lines,
            labels=labels,
            form=form,
            traits=extraction.traits + damage.traits(),
            stories=tuple(story.truth for story in stories),
            date=habits.date.isoformat(),
            page_number=habits.page_number,
            issue_number=issue_number,
        )

    def _choose(self, rng: random.Random) -> list[Article]:
        """Return articles for a page: such as stood together, filled up with others, or a mixture."""
        room = rng.randint(3000, _FULL_PAGE)
        chosen = list(rng.choice(self._pages)) if rng.random() < 0.7 else []
        most = rng.randint(3, 14)
        for _ in range(40):
            if len(chosen) >= most or sum(article.characters for article in chosen) >= room:
                break
            chosen += rng.choice(self._pages)[:2] if rng.random() < 0.3 else [rng.choice(self._articles)]
        return list(dict.fromkeys(chosen))


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
