"""Names that were not found anywhere, put where those that were found are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.research.mentions import NameKind
from hnreader.research.names_writer import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from hnreader.research.names import Names


def put_people(names: Names, people: Iterable[tuple[str, int, dt.date, dt.date]]) -> None:
    """Count people: their names, how often they occur, and since and until when."""
    kind = KINDS.index(NameKind.PEOPLE)
    with names._database.writing() as db:
        db.execute("INSERT OR IGNORE INTO archive VALUES (1, ?)", (names._key,))
        for text, times, first, last in people:
            number = db.execute("INSERT INTO name (kind, text) VALUES (?, ?)", (kind, text)).lastrowid
            db.execute(
                "INSERT INTO usage VALUES (1, ?, ?, ?, NULL, ?, 1, 1, ?, ?)",
                (number, kind, text, times, first.toordinal(), last.toordinal()),
            )
