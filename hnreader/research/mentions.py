"""What is named in an article: people, places, offices, and phrases in quotes; each by rules of its own."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.research.bodies import bodies
from hnreader.research.people import people
from hnreader.research.places import places
from hnreader.research.tagged import tagged
from hnreader.segment.names import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Article
    from hnreader.research.tagged import Tagger


class Kind(StrEnum):
    """What sort of thing a name names."""

    PEOPLE = "people"
    PLACES = "places"
    OFFICES = "offices"
    PHRASES = "phrases"


class Source(NamedTuple):
    """What an article's mentions are found in."""

    texts: tuple[str, ...]
    makers: tuple[str, ...]
    """Who made it, by its byline."""


class Mention(NamedTuple):
    """A name in an article, and how often it stands there."""

    kind: Kind
    name: str
    times: int
    proven: bool
    """False: it may be a person's name, and is one if another article proves it."""


# Policy phrases are quoted without a sentence's marks (“智赋万企”); speech has them inside, or a colon before it.
_QUOTED: Final = re.compile(r"(?<![：:])[“「\"](?P<phrase>[^“”「」\"‘’，。；！？：、…,;!?:（）()《》]{2,12})[”」\"]")


def source(article: Article) -> Source:
    """Return what is looked through of an article: titles, paragraphs, captions, and who made it."""
    titles = (article.kicker, article.headline, article.subhead)
    texts = (*titles, *(one.text for one in article.paragraphs), *article.captions)
    made = article.people
    makers = dict.fromkeys(chain(made.reporters, made.correspondents, made.photographers, made.commentators))
    return Source(tuple(text.text for text in texts if text), tuple(filter(looks_like_name, makers)))


def quoted(text: str) -> Iterator[str]:
    """Yield the phrases in quotes, without the blanks of letter-spacing."""
    return (found["phrase"] for found in _QUOTED.finditer("".join(text.split())))


def mentions(held: Source, tagger: Tagger) -> list[Mention]:
    """Return all that is named, each once with its count."""
    proven: Counter[tuple[Kind, str]] = Counter()
    maybe: Counter[str] = Counter()
    for text in held.texts:
        seen = tagged(text, tagger)
        named, others = people(seen, held.makers)
        maybe.update(others)
        proven.update((Kind.PEOPLE, name) for name in named)
        proven.update((Kind.PLACES, name) for name in places(seen))
        proven.update((Kind.OFFICES, name) for name in bodies(seen))
        proven.update((Kind.PHRASES, name) for name in quoted(seen.text))
    for maker in held.makers:
        proven[Kind.PEOPLE, maker] = max(1, proven[Kind.PEOPLE, maker])
    for name in maybe.keys() & {name for kind, name in proven if kind is Kind.PEOPLE}:
        proven[Kind.PEOPLE, name] += maybe.pop(name)
    return [
        *(Mention(kind, name, times, proven=True) for (kind, name), times in proven.items()),
        *(Mention(Kind.PEOPLE, name, times, proven=False) for name, times in maybe.items()),
    ]
