"""Finds the names in an article: people, places, organizations and quoted phrases, each by its own rules."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.names import looks_like_name
from hnreader.model import CONTENT_ROLES
from hnreader.research.organizations import organizations
from hnreader.research.people import people
from hnreader.research.places import places
from hnreader.research.tagged import tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Article
    from hnreader.research.tagged import Tagger


class NameKind(StrEnum):
    """What is named. The values are the names of the kinds in data and on the command line."""

    PEOPLE = "people"
    PLACES = "places"
    ORGANIZATIONS = "organizations"
    PHRASES = "phrases"


class Source(NamedTuple):
    """The texts of an article that are searched for names."""

    texts: tuple[str, ...]
    contributors: tuple[str, ...]
    """Names of its byline: these are known to be people's."""


class Mention(NamedTuple):
    """A name in an article, and how often it occurs there."""

    kind: NameKind
    name: str
    times: int
    proven: bool
    """False for what looks like a person's name: it counts only if it is proven in another article."""


# A quoted phrase has no punctuation inside (“智赋万企”); quoted speech has some, or a colon before it.
_QUOTED: Final = re.compile(r"(?<![：:])[“「\"](?P<phrase>[^“”「」\"‘’，。；！？：、…,;!?:（）()《》]{2,12})[”」\"]")


def source_of(article: Article) -> Source:
    """Return what is searched of an article: the texts of its content, and its contributors."""
    texts = (text.text.text for text in article.texts if text.role in CONTENT_ROLES)
    return Source(tuple(texts), tuple(filter(looks_like_name, article.people.names)))


def quoted_phrases(text: str) -> Iterator[str]:
    """Yield the phrases in quotes, without the blanks of letter-spacing."""
    return (found["phrase"] for found in _QUOTED.finditer("".join(text.split())))


def mentions(source: Source, tagger: Tagger) -> list[Mention]:
    """Return every name in a source once, with its count."""
    proven: Counter[tuple[NameKind, str]] = Counter()
    unproven: Counter[str] = Counter()
    for text in source.texts:
        words = tagged(text, tagger)
        names, others = people(words, source.contributors)
        unproven.update(others)
        proven.update((NameKind.PEOPLE, name) for name in names)
        proven.update((NameKind.PLACES, name) for name in places(words))
        proven.update((NameKind.ORGANIZATIONS, name) for name in organizations(words))
        proven.update((NameKind.PHRASES, name) for name in quoted_phrases(words.text))
    for name in source.contributors:
        proven[NameKind.PEOPLE, name] = max(1, proven[NameKind.PEOPLE, name])
    for name in unproven.keys() & {name for kind, name in proven if kind is NameKind.PEOPLE}:
        proven[NameKind.PEOPLE, name] += unproven.pop(name)
    return [
        *(Mention(kind, name, times, proven=True) for (kind, name), times in proven.items()),
        *(Mention(NameKind.PEOPLE, name, times, proven=False) for name, times in unproven.items()),
    ]
