"""A library as an earlier version has written it is gone on with: nothing is segmented, published or indexed again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from page_files import OLD, OTHER, write
from stored_pages import agree, described
from taken_in import same, stored, take

from hnreader.archive import Taken
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from pathlib import Path

# The tables of the fourth version, in which a file was a page.
FOURTH = """
ALTER TABLE member RENAME TO later;
CREATE TABLE member (archive INTEGER NOT NULL, path BLOB NOT NULL, status TEXT NOT NULL, page INTEGER,
    day INTEGER NOT NULL, failure BLOB, PRIMARY KEY (archive, path)) WITHOUT ROWID;
INSERT INTO member SELECT archive, path, status, page, day, failure FROM later;
DROP TABLE later;
CREATE INDEX member_of_day ON member (archive, day);
DROP TABLE document;
PRAGMA user_version = 4;
"""


def test_a_library_in_which_a_file_was_a_page(folder: Path, library: Path, segmented: list[str]) -> None:
    write(folder / "2024-03-04_01.txt", "\0\1\2\3" * 100)
    write(folder / "undated.txt", "青石镇通水记\n")
    outcome = {Taken.NEW: 4, Reason.BINARY: 1}
    assert take(folder, library=library) == outcome
    before = stored(folder, library=library)
    expected, states = described(before), [issue.state for issue in before.summaries]
    before.close()
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database:
        database.executescript(FOURTH)
    segmented.clear()
    archive = stored(folder, library=library)
    agree(expected, described(archive))
    assert take(folder, library=library) == {Taken.KNOWN: 4, Reason.BINARY: 1}
    assert segmented == []
    assert not archive.refresh()
    assert [issue.state for issue in archive.summaries] == states
    write(folder / "2024-03-01_01.txt", OTHER, OLD + 60)
    assert take(folder, library=library) == {Taken.KNOWN: 3, Taken.NEW: 1, Reason.BINARY: 1}
    same(folder, library=library)
