"""The notebook follows articles to new ids: nothing of the user's is lost, and old ids lead to the new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.errors import NotebookError
from hnreader.storage import database
from hnreader.userdata import notebook
from hnreader.userdata.notebook import Notebook, ReadingPosition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IDS = "abcdef"
ids = st.sampled_from(IDS)
mappings = st.dictionaries(ids, ids)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hnreader" / "notebook.sqlite3"


def read_articles(book: Notebook) -> set[str]:
    return {article for article in IDS if book.is_read(article)}


def aliases(book: Notebook) -> dict[str, str]:
    return dict(book._run("SELECT old, new FROM alias"))


@pytest.mark.parametrize("in_file", [True, False])
def test_all_that_is_noted_moves(path: Path, in_file: bool) -> None:
    """Read marks, bookmarks with note, time and place in the list, and the position; what is not renamed stays."""
    with Notebook(path if in_file else None) as book:
        for article in "ab":
            book.mark_read(article)
        book.bookmark("a", "甲", "2024-03-09", "注")
        book.bookmark("b", "乙", None)
        book.save_position("a", 3, 7)
        before = book.bookmarks()
        book.rename({"a": "c", "d": "e"})
        assert read_articles(book) == {"b", "c"}
        assert [mark.id for mark in book.bookmarks()] == ["b", "c"]
        moved = book.bookmarked("c")
        assert moved is not None
        assert book.bookmarked("a") is None
        assert (moved.headline, moved.date, moved.note, moved.made) == ("甲", "2024-03-09", "注", before[1].made)
        assert book.position() == ReadingPosition("c", 3, 7)
        assert [book.current_id(article) for article in "abcde"] == ["c", "b", "c", "d", "e"]
        assert aliases(book) == {"a": "c"}


def test_the_next_session_has_all(path: Path) -> None:
    """What was moved is in the file, and another session sees it."""
    with Notebook(path) as book:
        book.mark_read("a")
        book.bookmark("a", "甲", None, "注")
        book.rename({"a": "b"})
    with Notebook(path) as book:
        assert read_articles(book) == {"b"}
        assert [mark.id for mark in book.bookmarks()] == ["b"]
        assert book.current_id("a") == "b"


def test_another_session_sees_the_new_ids(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has the page as it was goes on with the old ids as well."""
    monkeypatch.setattr(notebook, "_REFRESH", -1.0)
    with Notebook(path) as first, Notebook(path) as second:
        first.mark_read("a")
        first.bookmark("a", "甲", None)
        assert second.is_read("a")
        first.rename({"a": "b"})
        assert second.is_read("a")
        assert second.is_read("b")
        assert second.bookmarked("b") is not None
        assert second.current_id("a") == "b"


@pytest.mark.parametrize(
    ("notes", "together"),
    [
        (("", ""), ""),
        (("甲", ""), "甲"),
        (("", "乙"), "乙"),
        (("甲", "甲"), "甲"),
        (("甲", "乙"), "乙 / 甲"),
        (("甲", "乙甲丙"), "乙甲丙"),
    ],
)
def test_both_notes_are_kept(notes: tuple[str, str], together: str) -> None:
    """Where both articles have a bookmark, that of the new id has its own note first; it keeps its headline."""
    book = Notebook(None)
    book.bookmark("a", "旧", None, notes[0])
    book.bookmark("b", "新", None, notes[1])
    book.rename({"a": "b"})
    (mark,) = book.bookmarks()
    assert (mark.id, mark.headline, mark.note) == ("b", "新", together)


@pytest.mark.parametrize(
    "marked", [(True, False), (False, True), (True, True), (False, False), (None, True), (True, None)]
)
def test_an_article_is_read_if_either_was(marked: tuple[bool | None, bool | None]) -> None:
    """Also where one was marked unread again; None was never marked."""
    book = Notebook(None)
    for article, read in zip("ab", marked, strict=True):
        if read is not None:
            book.mark_read(article)
            book.mark_read(article, read)
    book.rename({"a": "b"})
    assert read_articles(book) == ({"b"} if any(marked) else set())


@given(
    st.dictionaries(ids, st.tuples(st.booleans(), st.none() | st.text("甲乙丙", max_size=4))),
    st.lists(mappings, max_size=6),
)
def test_nothing_is_lost(noted: dict[str, tuple[bool, str | None]], renamings: list[dict[str, str]]) -> None:
    """Whatever is renamed, also in circles and in turns: each mark is at the id that its article has in the end."""
    book = Notebook(None)
    now = {article: article for article in IDS}
    for article, (read, note) in noted.items():
        book.mark_read(article, read)
        if note is not None:
            book.bookmark(article, article, None, note)
    for new_ids in renamings:
        book.rename(new_ids)
        now = {article: new_ids.get(current, current) for article, current in now.items()}
    assert read_articles(book) == {now[article] for article, (read, _) in noted.items() if read}
    notes = {mark.id: mark.note for mark in book.bookmarks()}
    assert notes.keys() == {now[article] for article, (_, note) in noted.items() if note is not None}
    assert all(note in notes[now[article]] for article, (_, note) in noted.items() if note is not None)


@given(st.sets(ids), st.lists(st.dictionaries(ids, st.integers(1, 3)), max_size=6))
def test_an_old_id_leads_to_the_new_one(noted: set[str], renamings: list[dict[str, int]]) -> None:
    """Through any number of changes, in which some articles become one and no id comes into use again."""
    book = Notebook(None)
    for article in noted:
        book.mark_read(article)
    ever = {article: [article] for article in IDS}
    for number, targets in enumerate(renamings):
        new_ids = {ever[article][-1]: f"{number}-{target}" for article, target in targets.items()}
        book.rename(new_ids)
        for article in IDS:
            ever[article].append(new_ids.get(ever[article][-1], ever[article][-1]))
    for article in noted:
        assert {book.current_id(name) for name in ever[article]} == {ever[article][-1]}
    assert aliases(book).keys() <= {name for article in noted for name in ever[article]}


@given(st.sets(ids), st.lists(mappings, max_size=6))
def test_no_id_leads_on(noted: set[str], renamings: list[dict[str, str]]) -> None:
    """Not in circles either, nor where ids come into use again."""
    book = Notebook(None)
    for article in noted:
        book.mark_read(article)
    for new_ids in renamings:
        book.rename(new_ids)
        assert set(aliases(book).values()) <= read_articles(book)
        assert not aliases(book).keys() & set(aliases(book).values())


def test_a_chain_leads_to_its_end() -> None:
    """An id of two changes ago is found as fast as that of the last."""
    book = Notebook(None)
    book.mark_read("a")
    for old, new in ("ab", "bc", "cd"):
        book.rename({old: new})
    assert aliases(book) == {"a": "d", "b": "d", "c": "d"}
    book.rename({"d": "a"})
    assert aliases(book) == {"b": "a", "c": "a", "d": "a"}
    assert book.current_id("a") == "a"


def test_bookmarks_of_several_articles_come_together_in_their_order() -> None:
    """Where neither has the new id: the older one's headline, and its note first."""
    book = Notebook(None)
    book.bookmark("a", "旧", None, "甲")
    book.bookmark("b", "新", None, "乙")
    book.rename({"b": "c", "a": "c"})
    (mark,) = book.bookmarks()
    assert (mark.id, mark.headline, mark.note) == ("c", "旧", "甲 / 乙")


def test_an_old_id_follows_also_where_nothing_is_noted_any_more() -> None:
    """It may stand in a citation, whatever became of the bookmark; the id of a place that was left is known too."""
    book = Notebook(None)
    book.bookmark("a", "甲", None)
    book.save_position("d", 0, 0)
    book.rename({"a": "b", "d": "e"})
    book.unbookmark("b")
    book.save_position("f", 0, 0)
    book.rename({"b": "c"})
    assert [book.current_id(article) for article in "abde"] == ["c", "c", "e", "e"]


def test_only_what_is_noted_is_remembered() -> None:
    """The notebook does not grow with the archive."""
    book = Notebook(None)
    book.mark_read("a")
    book.rename({f"{number}": f"{number + 1}" for number in range(1000)})
    assert aliases(book) == {}
    book.rename({"a": "a"})
    assert aliases(book) == {}


steps = st.lists(st.tuples(mappings, st.sets(ids)), max_size=6)
marks = st.dictionaries(ids, st.tuples(st.booleans(), st.none() | st.text("甲乙丙", max_size=3)))


def gone(new_ids: dict[str, str], left: set[str]) -> dict[str, str]:
    """Those of new ids by which articles become one: of articles that are there, to some that stay."""
    return {old: new for old, new in new_ids.items() if old not in left and new not in left | new_ids.keys()}


def noted_in(book: Notebook) -> tuple[object, ...]:
    return read_articles(book), book.bookmarks(), book.position(), aliases(book)


@given(marks, ids, st.lists(mappings, max_size=6))
def test_what_is_undone_leaves_all_as_it_was(
    noted: dict[str, tuple[bool, str | None]], last: str, renamings: list[dict[str, str]]
) -> None:
    """Marks, notes, their order, and the place, whatever became one and how often."""
    book, left = notebook_with(noted), set[str]()
    book.save_position(last, 3, 7)
    before = noted_in(book)
    for new_ids in renamings:
        book.rename(moves := gone(new_ids, left))
        left |= moves.keys()
    book.rename({}, IDS)
    assert noted_in(book) == before


@given(marks, steps)
def test_nothing_is_lost_where_some_is_undone(
    noted: dict[str, tuple[bool, str | None]], changes: list[tuple[dict[str, str], set[str]]]
) -> None:
    """In any order, also of what has gone on: each mark is at least where its article is."""
    book, left = notebook_with(noted), set[str]()
    for new_ids, again in changes:
        left -= again
        book.rename(moves := gone(new_ids, left), again)
        left |= moves.keys()
        for article, (read, note) in noted.items():
            now = book.current_id(article)
            mark = book.bookmarked(now)
            assert not read or book.is_read(now)
            assert note is None or (mark is not None and note in mark.note)


def notebook_with(noted: dict[str, tuple[bool, str | None]]) -> Notebook:
    book = Notebook(None)
    for article, (read, note) in noted.items():
        book.mark_read(article, read)
        if note is not None:
            book.bookmark(article, article, None, note)
    return book


def unread(book: Notebook) -> None:
    book.mark_read("b", read=False)


@pytest.mark.parametrize(
    ("meanwhile", "notes", "read"),
    [
        pytest.param(lambda _book: None, {"a": "甲", "b": "乙"}, {"a"}, id="nothing"),
        pytest.param(lambda book: book.bookmark("b", "新", None, "丙"), {"a": "丙", "b": "丙"}, {"a"}, id="its note"),
        pytest.param(lambda book: book.unbookmark("b"), {}, {"a"}, id="no bookmark any more"),
        pytest.param(unread, {"a": "甲", "b": "乙"}, set(), id="unread"),
        pytest.param(lambda book: book.bookmark("a", "旧", None), {"a": "甲", "b": "乙"}, {"a"}, id="the old id"),
        pytest.param(lambda book: book.rename({"b": "c"}), {"a": "乙 / 甲", "c": "乙 / 甲"}, {"a", "c"}, id="gone on"),
        pytest.param(lambda book: book._run("UPDATE alias SET moved = '{'"), {"b": "乙 / 甲"}, {"b"}, id="damaged"),
    ],
)  # fmt: skip
def test_what_was_changed_meanwhile_is_of_both(
    meanwhile: Callable[[Notebook], object], notes: dict[str, str], read: set[str]
) -> None:
    """What was not is as it was before; each has its own headline."""
    book = notebook_with({"a": (True, "甲"), "b": (False, "乙")})
    book.rename({"a": "b"})
    meanwhile(book)
    for _again in range(2):
        book.rename({}, ["a", "d"])
        assert {mark.id: mark.note for mark in book.bookmarks()} == notes
        assert read_articles(book) == read


def test_two_sessions_undo_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sees what the other brings back; what one that knew of nothing has noted of the old id moves along."""
    monkeypatch.setattr(notebook, "_REFRESH", -1.0)
    with Notebook(path) as first, Notebook(path) as second:
        first.bookmark("a", "甲", None, "注")
        first.rename({"a": "b"})
        second.mark_read("a")
        first.rename({"a": "b"})
        assert first.is_read("b")
        assert second.old_ids() == {"a"}
        for book in (first, second):
            book.rename({}, ["a"])
        for book in (first, second):
            assert [(mark.id, mark.note) for mark in book.bookmarks()] == [("a", "注")]
            assert read_articles(book) == {"a"}
            assert book.old_ids() == set()


@pytest.mark.parametrize("trouble", ["query_only = 1", "max_page_count = 1"])
def test_a_renaming_that_cannot_be_written_changes_nothing(path: Path, trouble: str) -> None:
    """As with every change of the notebook."""
    with Notebook(path) as book:
        book.mark_read("a")
        book.bookmark("a", "甲", None, "注")
        book._db.execute(f"PRAGMA {trouble}")
        with pytest.raises(NotebookError):
            book.rename({"a": "长" * 10_000})
        book._db.execute("PRAGMA query_only = 0")
        assert (read_articles(book), [mark.id for mark in book.bookmarks()]) == ({"a"}, ["a"])
        assert book.current_id("a") == "a"
    with Notebook(path) as book:
        assert (read_articles(book), aliases(book)) == ({"a"}, {})


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_earlier_notebook_gets_what_it_lacks(path: Path, version: int) -> None:
    """One of a version that knew no aliases, or not what had moved, keeps what it has."""
    before(path, version)
    with Notebook(path) as book:
        assert (book.problems, read_articles(book)) == ((), {"a"})
        assert book.current_id("z") == ("a" if version > 1 else "z")
        book.rename({}, ["z"])
        book.rename({"a": "b"})
    with Notebook(path) as book:
        assert (read_articles(book), book.current_id("a")) == ({"b"}, "b")
        book.rename({}, "az")
        assert read_articles(book) == {"a"}
        assert book.current_id("z") == ("a" if version > 1 else "z")


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_earlier_notebook_that_can_only_be_read_is_read(
    path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it lacks is made in memory; the file stays as it is."""
    before(path, version)
    kept = path.read_bytes()
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    with Notebook(path) as book:
        assert [problem.reason for problem in book.problems] == ["notebook.unwritable"]
        book.rename({"a": "b"})
        assert (read_articles(book), book.current_id("a")) == ({"b"}, "b")
    assert path.read_bytes() == kept


def before(path: Path, version: int) -> None:
    """Make a notebook of the version without aliases, that which forgets what moved, without tags, or without speed."""
    with Notebook(path) as book:
        book.mark_read("a")
        book._db.execute("DROP TABLE speed")
        if version < 4:
            book._db.execute("DROP TABLE tag")
        if version > 2:
            book._db.execute("INSERT INTO alias VALUES ('z', 'a', 1, NULL)")
            book._db.execute(f"PRAGMA user_version = {version}")
            return
        book._db.execute("DROP TABLE alias")
        if version > 1:
            book._db.execute("CREATE TABLE alias (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID")
            book._db.execute("INSERT INTO alias VALUES ('z', 'a')")
        book._db.execute(f"PRAGMA user_version = {version}")
