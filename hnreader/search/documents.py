"""Documents: what the index holds of an entry, field by field, and by which numbers a document leads to its entry.

Every character of a folded text is a token with its position, so that any substring is a phrase. Bigrams are tokens
without positions: two characters are found by one of them, and of a longer phrase only the articles that have all its
bigrams are looked through (without them a phrase of common characters took ten times as long).
"""

from __future__ import annotations

from hashlib import blake2b
from operator import add
from typing import TYPE_CHECKING, Final

from msgspec import msgpack
from tantivy import Document, PreTokenizedString, Query, SchemaBuilder, TextAnalyzerBuilder, Token, Tokenizer
from tantivy import Index as TantivyIndex

from hnreader.archive.codec import plain
from hnreader.language.pinyin import index_tokens, readings_of
from hnreader.search.entries import TEXT_SEPARATOR, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tantivy import Schema

    from hnreader.archive import Archive
    from hnreader.model import Issue
    from hnreader.search.entries import FoldedTexts

VERSION: Final = "1-ed85eaf9f48d"
"""A number, raised by hand for a change that no sample page shows, and a digest of the sample pages' documents.

An index on disk that another version has made is not taken for ours. `tests/search/test_documents.py` says what stands
here when they have changed.
"""
_SPACED: Final = "spaced"
_ADDRESS: Final = 8  # bytes: two of a million entries have the same address in one of 37 million archives

TEXT_FIELDS: Final = {
    "every": "position",
    "headline": "position",
    "title": "position",
    "column": "position",
    "names": "position",
    "bigrams": "freq",
    "headline_sounds": "position",
    "names_sounds": "position",
    "kind": "basic",
    "paper": "basic",
}
"""Fields of tokens, and what is known of these: `every` has all texts of an entry, others those of a query field."""
NUMBER_FIELDS: Final = ("address", "page", "day", "order")
"""Fields of numbers."""


def entries_of(issue: Issue, archive: Archive, texts: FoldedTexts | None = None) -> Iterator[Entry]:
    """Yield the entries of an issue of an archive with their addresses, in order; `texts` bounds what they keep.

    The address is a digest of all that a document is made of. So it is the same in every process, and another one where
    a page that the entry goes on to has changed or has come.
    """
    for page in issue.pages:
        for position, article in enumerate(page.articles):
            if archive.continues(article) is None:
                parts = archive.parts(article)
                digest = blake2b(_as_bytes((parts, position)), digest_size=_ADDRESS).digest()
                yield Entry(parts, position, int.from_bytes(digest), texts)


def _as_bytes(value: object) -> bytes:
    """Return bytes that are the same where a value is."""
    try:
        return msgpack.encode(value, enc_hook=plain)
    except UnicodeEncodeError:  # half a surrogate pair: no file has one, but an article that a program made may
        return repr(value).encode("utf-8", "surrogatepass")


def schema() -> Schema:
    """Return the fields of a document."""
    fields = SchemaBuilder()
    for name, known in TEXT_FIELDS.items():
        fields.add_text_field(name, tokenizer_name=_SPACED, index_option=known)
    for name in NUMBER_FIELDS:
        fields.add_unsigned_field(name, indexed=True, fast=True)
    return fields.build()


def open_documents(fields: Schema, folder: Path | None = None) -> TantivyIndex:
    """Return the documents in a folder, which are none if it is empty, or new ones in memory.

    Raises ValueError where what is in the folder cannot be read, or is of other fields.
    """
    documents = TantivyIndex(fields, path=None if folder is None else str(folder))
    documents.config_reader(reload_policy="manual")  # else documents come that the archive's entries know nothing of
    documents.register_tokenizer(_SPACED, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return documents


def addresses_of(documents: TantivyIndex) -> list[int]:
    """Return the addresses of all documents, in their order."""
    searcher = documents.searcher()
    hits = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
    return [int(number or 0) for number in searcher.fast_field_values("address", [found for _, found in hits])]


def units(folded: str) -> str:
    """Return a folded text or term with a visible character for each blank and separator: blanks separate tokens."""
    return folded.replace(" ", "␣").replace(TEXT_SEPARATOR, "␤")


def bigrams(folded: str) -> Iterator[str]:
    """Yield every two characters that stand side by side."""
    shown = units(folded)
    return map(add, shown, shown[1:])


def document(entry: Entry) -> Document:
    """Return the document of an entry."""
    made = Document()
    for field, text in spaced_texts(entry).items():
        made.add_text(field, text)
    for field, texts in sounding_texts(entry).items():
        made.add_pre_tokenized_text(field, _pinyin_tokens(texts))
    for field, numbers in numbers_of(entry).items():
        for number in numbers:
            made.add_unsigned(field, number)
    return made


def spaced_texts(entry: Entry) -> dict[str, str]:
    """Return the texts whose tokens stand between blanks, by field."""
    texts = {
        "every": entry.folded,
        "headline": entry.headlines,
        "title": entry.titles,
        "column": TEXT_SEPARATOR.join(entry.columns),
        "names": TEXT_SEPARATOR.join(entry.names),
    }
    return {field: " ".join(units(text)) for field, text in texts.items()} | {
        "bigrams": " ".join(bigrams(entry.folded)),
        "kind": str(entry.parts[0].kind),
        "paper": entry.paper,
    }


def sounding_texts(entry: Entry) -> dict[str, list[str]]:
    """Return the texts that are found by their sounds, by field."""
    return {"headline_sounds": entry.headlines.split(TEXT_SEPARATOR), "names_sounds": entry.names}


def numbers_of(entry: Entry) -> dict[str, tuple[int, ...]]:
    """Return the numbers of an entry by field: a story has several pages."""
    date = entry.parts[0].date
    return {
        "address": (entry.address,),
        "order": (entry.order,),
        "day": (date.toordinal() if date else 0,),
        "page": tuple({part.page_no for part in entry.parts if part.page_no}),
    }


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
