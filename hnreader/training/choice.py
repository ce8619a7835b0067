"""Which articles stand on a page together."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from hnreader.training import daily, inserts
from hnreader.training.articles import by_page

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from hnreader.training.articles import SourceArticle

_LONGEST: Final = 6000
"""Characters of an article; longer ones are documents over several pages."""
_SHORT: Final = 700
"""Characters of an article that is short news."""
_SHORT_KINDS: Final = frozenset({"news", "brief", "photo"})
_KINDS: Final = ("news", "commentary", "feature", "photo")

Group = tuple["SourceArticle", ...]
"""Articles that stand under each other: one alone, or briefs under the name of a column."""


class PageKind(Enum):
    """What sort of articles a page has."""

    NEWS = auto()
    """Short news and nothing else."""
    SHORT = auto()
    """Short news, photographs, and what pages have besides."""
    MIXED = auto()
    """Such as stood together, or a mixture."""
    DAILY = auto()
    """The news of a provincial daily."""


class Choice:
    """Chooses articles for pages."""

    def __init__(self, articles: Sequence[SourceArticle]) -> None:
        self._articles = [article for article in articles if 0 < article.characters <= _LONGEST]
        if not self._articles:
            raise ValueError("no article to set")
        self._pages = by_page(self._articles)
        short = [article for article in self._articles if article.characters <= _SHORT and article.kind in _SHORT_KINDS]
        self._short = short or self._articles
        self._by_kind = {kind: [a for a in self._articles if a.kind == kind] for kind in _KINDS}
        self._by_kind["news"] = self._by_kind["news"] or self._articles
        self._news = [article for article in self._short if article.kind != "photo"] or self._short

    def groups(self, rng: random.Random, kind: PageKind) -> list[Group]:
        """Return the articles of a page of a kind, and what pages have besides."""
        if kind is PageKind.NEWS:
            return [(inserts.with_titles(rng, article),) for article in self._short_news(rng, self._news)]
        if kind is PageKind.DAILY:
            return _shuffled(rng, daily.stories(rng, self._by_kind))
        if kind is PageKind.SHORT:
            articles = self._short_news(rng, self._short)
        else:
            articles = self._filled(rng, list(rng.choice(self._pages)) if rng.random() < 0.65 else [])
        groups: list[Group] = [(inserts.varied(rng, article),) for article in articles]
        if rng.random() < 0.15:
            groups.append(inserts.short_notes(rng, rng.sample(self._short, min(len(self._short), rng.randint(3, 6)))))
        groups += [(article,) for article in inserts.besides(rng, self._articles)]
        return _shuffled(rng, groups) if rng.random() < 0.5 else groups

    def _short_news(self, rng: random.Random, articles: Sequence[SourceArticle]) -> list[SourceArticle]:
        """Return short articles, and sometimes a long one above them."""
        chosen = [rng.choice(articles) for _ in range(rng.randint(6, 16))]
        if rng.random() < 0.4:
            chosen[0] = rng.choice(self._articles)
        return list(dict.fromkeys(chosen))

    def _filled(self, rng: random.Random, articles: list[SourceArticle]) -> list[SourceArticle]:
        """Return articles with others until a page is full, at least two."""
        room = rng.randint(3000, 9000)
        most = rng.randint(3, 12)
        for _ in range(most):
            full = sum(article.characters for article in articles) >= room and len(articles) > 1
            if len(articles) >= most or full:
                break
            articles += rng.choice(self._pages)[:2] if rng.random() < 0.3 else [rng.choice(self._articles)]
        return list(dict.fromkeys(articles))


def _shuffled(rng: random.Random, groups: Iterable[Group]) -> list[Group]:
    """Return groups in any order."""
    order = list(groups)
    rng.shuffle(order)
    return order
