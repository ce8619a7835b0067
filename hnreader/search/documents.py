"""Documents: what the index holds of an entry, field by field, and by which numbers a document leads to its entry.

Of a folded text every character is a token, and every two side by side are one behind the first of them: 湖 湖南 南.
So any substring is a phrase of pairs, which are rare where characters are common: positions of few of them are read.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tantivy import Document, PreTokenizedString, Query, SchemaBuilder, TextAnalyzerBuilder, Token, Tokenizer
from tantivy import Index as TantivyIndex

from hnreader.archive import Place
from hnreader.language.pinyin import index_tokens, readings_of
from hnreader.search.entries import TEXT_SEPARATOR, Address, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tantivy import Schema

    from hnreader.archive import View
    from hnreader.search.entries import Entry

VERSION: Final = "3-ba69973ea98e"
"""A number, raised by hand for a change that no sample page shows, and a digest of the sample pages' documents.

An index on disk that another version has made is not taken for ours. `tests/search/test_documents.py` says what stands
here when they have changed.
"""
_SPACED: Final = "spaced"
_NO_THREAD: Final = "Failed to spawn"
"""In what tantivy says where a thread cannot be started."""

TEXT_FIELDS: Final = {
    "every": "position",
    "headline": "position",
    "title": "position",
    "column": "position",
    "names": "position",
    "headline_sounds": "position",
    "names_sounds": "position",
    "kind": "basic",
    "paper": "basic",
    "issue": "basic",
}
"""Fields of tokens, and what is known of these: `every` has all texts of an entry, others those of a query field."""
NUMBER_FIELDS: Final = ("state", "place", "page", "day", "order")
"""Fields of numbers."""
_KEPT_TOKENS: Final = 1 << 14
"""Characters at their positions, with some five tokens each: the frequent ones in the length of a headline."""
PLACE_BITS: Final = 24  # of the field `place`, for the place on a page


def entries_of(view: View, index: int) -> Iterator[Entry]:
    """Yield the entries of an issue of a view with their addresses, in order. Raises `LostPageError`."""
    issue = view.open(index)
    for page, outlined in enumerate(issue.pages):
        later = {*outlined.later}
        for place in range(len(outlined.ids)):
            if place not in later:
                address = Address(issue.summary.state, page, place)
                yield entry_of(view.fetched_parts(index, Place(page, place)), place, address)


def schema() -> Schema:
    """Return the fields of a document."""
    fields = SchemaBuilder()
    for name, known in TEXT_FIELDS.items():
        fields.add_text_field(name, tokenizer_name=_SPACED, index_option=known)
    for name in NUMBER_FIELDS:
        fields.add_unsigned_field(name, fast=True)
    return fields.build()


def open_documents(fields: Schema, folder: Path | None = None) -> TantivyIndex:
    """Return the documents in a folder, which are none if it is empty, or new ones in memory.

    Raises ValueError where what is in the folder cannot be read, or is of other fields, and MemoryError where there is
    no room for a thread.
    """
    with starting_threads():
        documents = TantivyIndex(fields, path=None if folder is None else str(folder))
    documents.config_reader(reload_policy="manual")  # else documents come that the archive's entries know nothing of
    documents.register_tokenizer(_SPACED, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return documents


@contextmanager
def starting_threads() -> Iterator[None]:
    """Raise MemoryError where tantivy cannot start a thread: it raises ValueError then, or panics."""
    try:
        yield
    except BaseException as error:  # a panic of Rust's is no Exception in Python
        if _NO_THREAD in str(error):
            raise MemoryError from error
        raise


def token_of(state: int) -> str:
    """Return the token that all documents of an issue have."""
    return f"{state:x}"


def states_of(documents: TantivyIndex) -> dict[int, int]:
    """Return the states of the issues that are indexed, with the number of their documents."""
    # Without a filter those are listed as well of which all documents are deleted.
    found = documents.searcher().terms_with_prefix("issue", "", filter_query=Query.all_query())
    return {int(token, 16): count for token, count in found if count}


def units(folded: str) -> str:
    """Return a folded text or term with a visible character for each blank and separator: blanks separate tokens."""
    return folded.replace(" ", "␣").replace(TEXT_SEPARATOR, "␤")


def bigrams(folded: str) -> Iterator[str]:
    """Yield every two characters that stand side by side."""
    return map("".join, pairwise(units(folded)))


def tokens(folded: str) -> str:
    """Return the tokens of a folded text between blanks: each character, and behind it itself with the next one.

    >>> tokens("湖南省").split()
    ['湖', '湖南', '南', '南省', '省']
    """
    import numpy as np  # noqa: PLC0415 only who indexes waits for it; then this takes a tenth of the time

    characters = np.frombuffer(units(folded).encode("utf-32-le"), "<u4")
    made = np.full((len(characters), 5), ord(" "), "<u4")
    made[:, 0] = characters
    made[:-1, 2] = characters[:-1]
    made[:-1, 3] = characters[1:]
    return made.tobytes().decode("utf-32-le")


def phrase_tokens(start: int, shown: str) -> list[tuple[int, str]]:
    """Return tokens that stand for all of a piece of `units` from the character `start` on, with their positions."""
    last = len(shown) - 2
    if last < 0:
        return [(2 * start, shown)]
    return [(2 * (start + at) + 1, shown[at : at + 2]) for at in dict.fromkeys((*range(0, last, 2), last))]


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
    return {field: tokens(text) for field, text in texts.items()} | {
        "kind": str(entry.parts[0].kind),
        "paper": entry.paper,
        "issue": token_of(entry.address.state),
    }


def sounding_texts(entry: Entry) -> dict[str, list[str]]:
    """Return the texts that are found by their sounds, by field."""
    return {"headline_sounds": entry.headlines.split(TEXT_SEPARATOR), "names_sounds": entry.names}


def numbers_of(entry: Entry) -> dict[str, tuple[int, ...]]:
    """Return the numbers of an entry by field: a story has several pages."""
    date = entry.parts[0].date
    return {
        "state": (entry.address.state,),
        "place": (entry.address.page << PLACE_BITS | entry.address.place,),
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
            made += _tokens_at(at, readings)
            at += 1
        at += 1
    return PreTokenizedString("\n".join(texts), made)


@lru_cache(_KEPT_TOKENS)
def _tokens_at(position: int, readings: tuple[str, ...]) -> tuple[Token, ...]:
    """Return the tokens of the readings of one character; that they are kept is a tenth of the time of indexing."""
    every = (token for reading in readings for token in index_tokens(reading))
    return tuple(Token(token, position, position, position + 1) for token in every)
