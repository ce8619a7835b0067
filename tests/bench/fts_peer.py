"""The peer of search: SQLite FTS5 over the texts of the same articles, asked in processes of its own.

The texts come from `hnreader export`: titles, byline and paragraphs of an article are a document. There are two
indexes, both without the texts, as that of the program is: of trigrams, which find nothing shorter than three
characters, and of single characters with their places, which find any phrase. A question counts what is found and gives
ids and dates of the best 20 by BM25.

The work is the same in this: any phrase is found anywhere, what is found is counted and ranked, and both processes
begin with nothing loaded. It is less in this: the peer knows no near matches, pinyin, fields or variants of characters,
joins no stories over two pages, and shows no passages, for which texts are read.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from processes import Run, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from processes import Home

BATCH: Final = 2000  # articles
TOKENS: Final = {"trigrams": "trigram", "characters": "unicode61"}
SHORTEST: Final = {"trigrams": 3, "characters": 1}
QUESTION: Final = """
import sqlite3, sys
path, phrase, day = sys.argv[1:]
base = sqlite3.connect(path)
where = "from texts join article on article.rowid = texts.rowid where texts match ? and article.date like ?"
found = base.execute(f"select id, date {where} order by rank limit 20", (phrase, day))
print(*found, sep="\\n")
print(*base.execute(f"select count(*) {where}", (phrase, day)))
"""


class Peer(NamedTuple):
    """An index of the peer."""

    tokens: str
    path: Path
    seconds: float
    """What making it took."""

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.path.stat().st_size

    def ask(self, home: Home, words: list[str], year: str = "") -> Run | None:
        """Return what a question takes; None where the index cannot answer it."""
        if min(map(len, words)) < SHORTEST[self.tokens]:
            return None
        phrase = " ".join(f'"{_spaced(word) if self.tokens == "characters" else word}"' for word in words)
        return run([sys.executable, "-c", QUESTION, str(self.path), phrase, f"{year}%"], home.environment)


def articles(home: Home) -> Iterator[dict[str, Any]]:
    """Yield the articles of a home as they are exported."""
    command = [sys.executable, "-m", "hnreader", "export", "--format", "jsonl", str(home.folder)]
    with subprocess.Popen(command, env=home.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        yield from map(json.loads, process.stdout)


def text_of(article: dict[str, Any]) -> str:
    """Return what is indexed of an article."""
    titles = [article[role] or "" for role in ("column", "kicker", "headline", "subhead", "byline")]
    return "\n".join((*titles, *(paragraph["text"] for paragraph in article["paragraphs"])))


def make(some: Iterator[dict[str, Any]], folder: Path) -> list[Peer]:
    """Index articles in both ways."""
    folder.mkdir()
    bases = {}
    for tokens, name in TOKENS.items():
        base = bases[tokens] = sqlite3.connect(folder / f"{tokens}.sqlite3")
        base.execute("create table article (id text, date text)")
        base.execute(f"create virtual table texts using fts5(text, content='', tokenize='{name}')")
    taken = dict.fromkeys(bases, 0.0)
    number = 0
    while batch := [(article["id"], article["date"], text_of(article)) for article in islice(some, BATCH)]:
        for tokens, base in bases.items():
            begun = time.perf_counter()
            made = _spaced if tokens == "characters" else str
            base.executemany(
                "insert into article (rowid, id, date) values (?, ?, ?)",
                ((at, name, date) for at, (name, date, _) in enumerate(batch, number)),
            )
            base.executemany(
                "insert into texts (rowid, text) values (?, ?)",
                ((at, made(text)) for at, (*_, text) in enumerate(batch, number)),
            )
            base.commit()
            taken[tokens] += time.perf_counter() - begun
        number += len(batch)
    for tokens, base in bases.items():
        begun = time.perf_counter()
        base.execute("insert into texts (texts) values ('optimize')")
        base.commit()
        base.execute("vacuum")
        base.close()
        taken[tokens] += time.perf_counter() - begun
    return [Peer(tokens, folder / f"{tokens}.sqlite3", taken[tokens]) for tokens in TOKENS]


def _spaced(text: str) -> str:
    return " ".join(text)
