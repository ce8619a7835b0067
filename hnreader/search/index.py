"""The full-text index (tantivy): one document for each entry, kept up to date with an archive.

Every character of a folded text is a token with its position, so that any substring is a phrase. Bigrams are tokens
without positions: two characters are found by one of them, and of a longer phrase only the articles that have all its
bigrams are looked through (without them a phrase of common characters took ten times as long).
"""

from __future__ import annotations

from operator import add, is_not
from threading import Lock
from typing import TYPE_CHECKING, Final

from tantivy import Document, PreTokenizedString, Query, SchemaBuilder, TextAnalyzerBuilder, Token, Tokenizer
from tantivy import Index as _Index

from hnreader.language.pinyin import index_tokens, readings_of
from hnreader.search.entries import TEXT_SEPARATOR, Entry, make_entry

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tantivy import DocAddress, Schema, Searcher

    from hnreader.archive import Archive
    from hnreader.model import Article, Issue, PageArticles

    ProgressCallback = Callable[[int, int], None]
    """Called with how much is done, and of how much."""

_HEAP: Final = 64_000_000  # bytes of new documents that are kept in memory before they are written
_SPACED: Final = "spaced"


def schema() -> Schema:
    """Return the fields of a document: `every` has all texts of an entry, the others those of one query field."""
    fields = SchemaBuilder()
    for name in ("every", "headline", "title", "column", "names"):
        fields.add_text_field(name, tokenizer_name=_SPACED, index_option="position")
    fields.add_text_field("bigrams", tokenizer_name=_SPACED, index_option="freq")
    for name in ("headline_sounds", "names_sounds"):
        fields.add_text_field(name, tokenizer_name=_SPACED, index_option="position")
    for name in ("kind", "paper"):
        fields.add_text_field(name, tokenizer_name=_SPACED, index_option="basic")
    for name in ("serial", "page", "day", "order"):
        fields.add_unsigned_field(name, indexed=True, fast=True)
    return fields.build()


def units(folded: str) -> str:
    """Return a folded text or term with a visible character for each blank and separator: blanks separate tokens."""
    return folded.replace(" ", "␣").replace(TEXT_SEPARATOR, "␤")


def bigrams(folded: str) -> Iterator[str]:
    """Yield every two characters that stand side by side."""
    shown = units(folded)
    return map(add, shown, shown[1:])


class Index:
    """The entries of an archive by serial number, and the index of their characters."""

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        """Create the index in memory, or in an empty folder."""
        self.schema: Final = schema()
        self._index = _Index(self.schema, path=None if folder is None else str(folder))
        self._index.register_tokenizer(_SPACED, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        self._lock = Lock()
        self._issues: tuple[Issue, ...] | None = None
        self._indexed: dict[datetime.date | None, tuple[tuple[PageArticles, ...], dict[int, int]]] = {}
        self.entries: list[Entry] = []
        """By serial number. Entries that were replaced stay, because a search that still runs may have found them."""

    @property
    def searcher(self) -> Searcher:
        """A searcher of the index as it is now."""
        return self._index.searcher()

    def scored_entries(self, searcher: Searcher, hits: Sequence[tuple[float, DocAddress]]) -> list[tuple[float, Entry]]:
        """Return the entries of the documents that a searcher has found, with their scores."""
        serials = searcher.fast_field_values("serial", [address for _, address in hits])
        return [(score, self.entries[int(serial or 0)]) for (score, _), serial in zip(hits, serials, strict=True)]

    def update(
        self, archive: Archive, cancelled: Callable[[], bool] = lambda: False, progress: ProgressCallback | None = None
    ) -> None:
        """Index what the archive has got since the last time; what is left when cancelled is indexed the next time."""
        with self._lock:
            issues = archive.issues
            if issues is self._issues:
                return
            try:
                for number, issue in enumerate(issues):
                    if cancelled():
                        return
                    if progress:
                        progress(number, len(issues))
                    self._update_issue(issue, archive)
                self._issues = issues
            finally:
                self._writer.commit()
                self._index.reload()

    def _update_issue(self, issue: Issue, archive: Archive) -> None:
        """Index the entries of an issue that are new or have other parts, and delete those that it has no more."""
        pages, known = self._indexed.get(issue.date, ((), {}))
        if pages == issue.pages:
            return
        kept: dict[int, int] = {}
        for parts, position in _entries(issue, archive):
            serial = known.get(id(parts[0]))
            if serial is None or _differ(self.entries[serial].parts, parts):
                serial = self._add(make_entry(parts, position))
            kept[id(parts[0])] = serial
        for serial in {*known.values()} - {*kept.values()}:
            # Not by term: tantivy 0.27 takes an int for a signed one then, and deletes nothing.
            self._writer.delete_documents_by_query(Query.term_query(self.schema, "serial", serial))
        self._indexed[issue.date] = issue.pages, kept

    def _add(self, entry: Entry) -> int:
        serial = len(self.entries)
        self.entries.append(entry)
        self._writer.add_document(_document(entry, serial))
        return serial


def _entries(issue: Issue, archive: Archive) -> Iterator[tuple[tuple[Article, ...], int]]:
    """Yield the parts of each entry of an issue, with the index of the first on its page."""
    for page in issue.pages:
        for position, article in enumerate(page.articles):
            if archive.continues(article) is None:
                yield archive.parts(article), position


def _differ(known: tuple[Article, ...], parts: tuple[Article, ...]) -> bool:
    return len(known) != len(parts) or any(map(is_not, known, parts))


def _document(entry: Entry, serial: int) -> Document:
    first = entry.parts[0]
    made = Document()
    texts = {
        "every": entry.folded,
        "headline": entry.headlines,
        "title": entry.titles,
        "column": TEXT_SEPARATOR.join(entry.columns),
        "names": TEXT_SEPARATOR.join(entry.names),
    }
    for field, text in texts.items():
        made.add_text(field, " ".join(units(text)))
    made.add_text("bigrams", " ".join(bigrams(entry.folded)))
    made.add_pre_tokenized_text("headline_sounds", _pinyin_tokens(entry.headlines.split(TEXT_SEPARATOR)))
    made.add_pre_tokenized_text("names_sounds", _pinyin_tokens(entry.names))
    made.add_text("kind", str(first.kind))
    made.add_text("paper", entry.paper)
    made.add_unsigned("serial", serial)
    made.add_unsigned("order", entry.order)
    made.add_unsigned("day", first.date.toordinal() if first.date else 0)
    for page in {part.page_no for part in entry.parts if part.page_no}:
        made.add_unsigned("page", page)
    return made


def _pinyin_tokens(texts: Iterable[str]) -> PreTokenizedString:
    """Return the readings of texts as tokens, all of one character at its position, and a gap between texts."""
    made: list[Token] = []
    at = 0
    for text in dict.fromkeys(texts):
        for readings in readings_of(text):
            made += (Token(token, at, at, at + 1) for reading in readings for token in index_tokens(reading))
            at += 1
        at += 1
    return PreTokenizedString("\n".join(texts), made)
