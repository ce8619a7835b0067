"""Entries: what the index holds of an article. Its texts are folded into one string, field after field."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from weakref import WeakValueDictionary

from hnreader.language.folding import fold, folded_columns
from hnreader.model import HEAD_ROLES, JUMP_ROLES, TextRole
from hnreader.search.highlighting import occurrences
from hnreader.search.readings import meant_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.model import Article, Text
    from hnreader.search.readings import MeantText

    Parts = tuple[Article, ...]

Field = Literal["headline", "title", "body"]

CONTRIBUTOR: Final = "maker"
"""Name of a text that is only a contributor's name, which no text of the article spells like that."""

TEXT_SEPARATOR: Final = "\n"
"""Stands between two texts. No folded text or term contains it, so that nothing is found across two texts."""

_PLACES: Final[dict[TextRole, tuple[Field, str]]] = {
    role: (
        "headline" if role is TextRole.HEADLINE else "title" if role in HEAD_ROLES else "body",
        str(TextRole.PARAGRAPH if role is TextRole.HEADING else role),
    )
    for role in TextRole
    if role not in JUMP_ROLES
} | {TextRole.BYLINE: ("body", str(TextRole.BYLINE))}
"""The field and the name of each text that is looked for."""

_BITS: Final = 12  # for the position on a page, and as many for the page number
_GREATEST: Final = (1 << _BITS) - 1


class EntryText(NamedTuple):
    """One text of an entry, and the part of the story that has it."""

    field: Field
    part: Article
    text: str
    name: str
    """Its role, with headings as paragraphs; or `CONTRIBUTOR`."""
    number: int
    """Index in the part's paragraphs, captions or contributors; 0 for other texts."""
    source: Text | None
    """The text in the article; None for the name of a contributor."""
    meant: MeantText | None = None
    """For a text with what people say that its misread characters are: it stands behind the same as printed."""


class TextPlaces:
    """The texts of an entry, each with its position in `Entry.folded` and what it is folded to: what stands where."""

    def __init__(self, texts: Iterable[tuple[EntryText, int, str]]) -> None:
        self._texts = [*texts]
        self._starts = [start for _, start, _ in self._texts]
        self._columns: dict[int, Sequence[int]] = {}

    def index_of(self, place: tuple[int, int]) -> int:
        """Return the index of the text that has a range of `Entry.folded`."""
        return bisect_right(self._starts, place[0]) - 1

    def text_of(self, place: tuple[int, int]) -> tuple[EntryText, int, int]:
        """Return the text that has a range of `Entry.folded`, and which columns of `EntryText.text` it is there."""
        index = self.index_of(place)
        text, offset, folded = self._texts[index]
        columns = self._columns.get(index)
        if columns is None:
            same = len(folded) == len(text.text)
            columns = self._columns[index] = range(len(folded)) if same else folded_columns(text.text)
        return text, columns[place[0] - offset], columns[place[1] - 1 - offset] + 1

    def printed(self, place: tuple[int, int]) -> tuple[EntryText, int, int]:
        """Return what `text_of` does, but of a text as it is meant the columns of the text as printed."""
        text, start, end = self.text_of(place)
        if text.meant:
            return text._replace(text=text.meant.printed), *text.meant.columns(start, end)
        return text, start, end

    def count(self, place: tuple[int, int]) -> bool:
        """Tell whether a range of `Entry.folded` counts: of a text as it is meant, only what is not printed so."""
        text, start, end = self.text_of(place)
        return text.meant is None or text.meant.differs(start, end)


class Address(NamedTuple):
    """By what the index leads to an entry: the state of its issue, and its place there."""

    state: int
    page: int
    place: int


_NOWHERE: Final = Address(0, 0, 0)


class FoldedTexts:
    """Bounds the folded texts that entries keep: of too many characters the oldest are dropped.

    Entries are found by their addresses as long as they are kept here or used elsewhere.
    """

    def __init__(self, most: int) -> None:
        self._room = most
        self._kept: deque[tuple[Entry, int]] = deque()
        self._entries: WeakValueDictionary[Address, Entry] = WeakValueDictionary()
        self._lock = Lock()

    def entry(self, address: Address, order: int, parts: Callable[[Address], Parts]) -> Entry:
        """Return the entry with an address, or make it; `parts` is called when its texts are looked at."""
        with self._lock:
            found = self._entries.get(address)
            if found is None:
                found = self._entries[address] = Entry(partial(parts, address), order, address, self)
            found.fetch = partial(parts, address)  # else it would keep what an earlier search was made in
            return found

    def add(self, entry: Entry, size: int) -> None:
        """Take note that an entry keeps so many characters."""
        with self._lock:
            self._kept.append((entry, size))
            self._room -= size
            while self._room < 0:
                oldest, size = self._kept.popleft()
                self._room += size
                oldest.drop_texts()


class _Folded(NamedTuple):
    """The folded texts of an entry, where its fields end, and its texts if some are as they are meant."""

    text: str
    ends: tuple[int, int]
    meant: TextPlaces | None


class Entry:
    """An article with all its parts. Its texts are folded when they are looked at."""

    __slots__ = ("__weakref__", "_folded", "_texts", "address", "fetch", "order")

    def __init__(
        self,
        parts: Callable[[], Parts],
        order: int,
        address: Address = _NOWHERE,
        texts: FoldedTexts | None = None,
    ) -> None:
        """Make the entry of the article whose parts a function returns.

        `address` is by what the index leads to it. `texts` bounds what it keeps; without, it is not bounded.
        """
        self.fetch = parts
        self.address: Final = address
        self.order: Final = order
        """Greater for newer articles, and within an issue for those printed first."""
        self._texts = texts
        self._folded: _Folded | None = None

    @property
    def parts(self) -> Parts:
        """The article, and those that continue it, in reading order."""
        return self.fetch()

    @property
    def day(self) -> int:
        """The date of its issue as an ordinal; 0 without one."""
        return self.order >> 2 * _BITS

    @property
    def folded(self) -> str:
        """Headlines, then other titles, then all else, with `TEXT_SEPARATOR` between two texts."""
        return (self._folded or self._fold()).text

    @property
    def ends(self) -> tuple[int, int]:
        """Where the headlines end in `folded`, and where the titles do, with the separators behind them."""
        return (self._folded or self._fold()).ends

    def drop_texts(self) -> None:
        """Keep the folded texts no longer; they are folded again when they are looked at."""
        self._folded = None

    def _fold(self) -> _Folded:
        texts: list[tuple[EntryText, int, str]] = []
        ends = {"headline": 0, "title": 0, "body": 0}
        size = 0
        for text in entry_texts(self.parts):
            texts.append((text, size, fold(text.text)))
            size += len(texts[-1][2]) + len(TEXT_SEPARATOR)
            ends[text.field] = size
        first = ends["headline"]
        meant = TextPlaces(texts) if any(text.meant for text, _, _ in texts) else None
        whole = TEXT_SEPARATOR.join(folded for _, _, folded in texts)
        folded = _Folded(whole, (first, max(first, ends["title"])), meant)
        self._folded = folded
        if self._texts:
            self._texts.add(self, size)
        return folded

    def occurrences(self, word: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the ranges of `folded` between two positions where a folded word stands, each that is printed once."""
        return filter(self.counts, occurrences(self.folded, word, start, end))

    def counts(self, place: tuple[int, int]) -> bool:
        """Tell whether a range of `folded` counts: of a text as it is meant, only what is not printed so."""
        meant = (self._folded or self._fold()).meant
        return meant is None or meant.count(place)

    def field(self, at: int) -> Field:
        """Return the field of a position in `folded`."""
        headlines, titles = self.ends
        return "headline" if at < headlines else "title" if at < titles else "body"

    @property
    def headlines(self) -> str:
        """The folded headlines."""
        return self.folded[: self.ends[0]]

    @property
    def titles(self) -> str:
        """The folded titles beside the headlines: kickers, subheads, columns."""
        return self.folded[self.ends[0] : self.ends[1]]

    @property
    def texts(self) -> Iterator[tuple[EntryText, int, str]]:
        """Each text, its position in `folded`, and what it is folded to."""
        start = 0
        # The folded texts first: where they end, no contributor's name is left to look for.
        for folded, text in zip(self.folded.split(TEXT_SEPARATOR), entry_texts(self.parts), strict=False):
            yield text, start, folded
            start += len(folded) + len(TEXT_SEPARATOR)

    @property
    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Each paragraph, and heading among them: its position in `folded`, and what it is folded to."""
        return ((start, folded) for text, start, folded in self.texts if text.name == TextRole.PARAGRAPH)

    @property
    def names(self) -> list[str]:
        """The names of all contributors, folded."""
        return [fold(name) for part in self.parts for name in part.people.names]

    @property
    def columns(self) -> list[str]:
        """The names of the standing columns that it is printed in, folded."""
        return [fold(part.column.text) for part in self.parts if part.column]

    @property
    def paper(self) -> str:
        """The id of the newspaper; empty where no page tells it."""
        return next((part.paper for part in self.parts if part.paper), "")


def entry_texts(parts: Sequence[Article]) -> Iterator[EntryText]:
    """Yield the texts of a story in the order of `Entry.folded`: all headlines, all other titles, then the rest.

    Behind a text with misread characters it stands once more as people say that it is meant.
    """
    texts = [_by_field(part) for part in parts]
    for some in texts:
        yield from some["headline"]
    for some in texts:  # the column last
        yield from sorted(some["title"], key=lambda text: text.name == "column")
    for part, some in zip(parts, texts, strict=True):
        yield from some["body"]
        compact = "".join("".join(text.text for text in some["body"]).split())
        # Most names are in a text as well, where they are found once.
        names = (name for name in part.people.names if "".join(name.split()) not in compact)
        yield from (EntryText("body", part, name, CONTRIBUTOR, number, None) for number, name in enumerate(names))


def _by_field(part: Article) -> dict[Field, list[EntryText]]:
    """Return the texts of one part, in the order of print."""
    texts: dict[Field, list[EntryText]] = {"headline": [], "title": [], "body": []}
    for each in part.texts:
        role, text, _, number, _ = each
        if role in _PLACES:
            field, name = _PLACES[role]
            texts[field].append(EntryText(field, part, text.text, name, number, text))
            if meant := meant_text(each):
                texts[field].append(EntryText(field, part, meant.text, name, number, text, meant))
    return texts


def entry_of(parts: Parts, position: int = 0, address: Address = _NOWHERE) -> Entry:
    """Return the entry of an article at hand; `position` is the index of its first part on its page."""
    return Entry(lambda: parts, _order(parts[0], position), address)


def _order(first: Article, position: int) -> int:
    day = first.date.toordinal() if first.date else 0
    page = min(first.page_no or _GREATEST, _GREATEST)
    return (day << 2 * _BITS) | ((_GREATEST - page) << _BITS) | (_GREATEST - min(position, _GREATEST))
