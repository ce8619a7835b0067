"""Names in a library: pages made up for them, a finder that takes no time, and all that can be asked of an index."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from msgspec.structs import replace
from stored_pages import KEY, article, stored

from hnreader.model import Dating, Line, Page, PageArticles, Paragraph, Text
from hnreader.research import names_gathering
from hnreader.research.mentions import Mention, NameKind
from hnreader.research.names import Names

WORDS = {"青石镇": NameKind.PLACES, "春茶": NameKind.PHRASES, "师傅": NameKind.PEOPLE, "白鹭湖": NameKind.PLACES}


class Finder:
    """Finds a few words at once; a person's name is proven where there is a headline."""

    batches: ClassVar[list[int]] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def mentions(self, sources):
        self.batches.append(len(sources))
        return [[*self._found("".join(source.texts), len(source.texts) > 1)] for source in sources]

    def _found(self, text, titled):
        for word, kind in WORDS.items():
            if text.count(word):
                yield Mention(kind, word, text.count(word), proven=titled or kind is not NameKind.PEOPLE)


def find_at_once(monkeypatch):
    """Have `Finder` find the names, and count what it is given."""
    monkeypatch.setattr(names_gathering, "Tagging", Finder)
    monkeypatch.setattr(Finder, "batches", [])
    return Finder


def page(number, day=1, text="副省长沈从文来到青石镇，炒春茶。"):
    """A page of an issue, with one article."""
    date = dt.date(2024, 3, day)
    made = replace(
        article(date, f"a{number}", f"{number}.txt", number, (None, None), 0), paragraphs=(Paragraph(Text(text)),)
    )
    return PageArticles(
        Page(f"{number}.txt", (Line(1, f"{number} {day} {text}"),)), Dating(date, page_no=number), (made,)
    )


PUBLISHED = {f"{day}/{number}.txt": page(number, day) for day in (1, 2, 3) for number in (1, 2)}


def gathered(library, key=KEY):
    names = Names(stored(library, key))
    list(names.gather())
    return names


def described(names):
    """All that can be asked of an index of names."""
    listings = {(kind, order): [*names.listed(kind, order)] for kind in NameKind for order in ("count", "first")}
    articles = {name: [each.id for each in names.articles(WORDS[name], name)] for name in WORDS}
    return [*names.ranked()], [*names.ranked(order="first")], listings, articles
