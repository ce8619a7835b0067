"""The index follows the archive, and finds every substring of what it holds."""

from __future__ import annotations

from threading import Event, Thread
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import NEW, OLD, archive, article, ids, page
from msgspec.structs import replace

import hnreader
from hnreader.archive import Archive
from hnreader.kinds import Kind
from hnreader.language.folding import fold
from hnreader.model import Jump, Paragraph, Text
from hnreader.search import documents, index_of, search
from hnreader.search import index as index_module
from hnreader.search.index import Index
from hnreader.search.index_writer import IndexWriter

TO, BACK = Jump(2, "①", Text("（下转2版①）")), Jump(1, "①", Text("（上接1版①）"))


def test_articles_added_later_are_found():
    """What is kept for an archive follows its growth, also within an issue."""
    library = archive(article("a", "长沙"))
    assert ids(library, "长沙") == ["a"]
    library.add([page(article("b", "长沙", page=2)), page(article("c", "长沙", OLD))])
    assert ids(library, "长沙") == ["a", "b", "c"]


def test_what_is_indexed_is_not_indexed_again():
    """Only pages that are new are taken in, also into an issue that was there."""
    library = archive(article("a", "长沙"), article("b", "长沙", OLD))
    index, counts = Index(), []
    index.update(library, progress=lambda done, total: counts.append((done, total)))
    library.add([page(article("c", "长沙", page=2))])
    index.update(library, progress=lambda done, total: counts.append((done, total)))
    assert counts == [(0, 2), (1, 2), (0, 2)]
    assert index.now.searcher.num_docs == 3


def test_a_part_that_comes_later_joins_its_article():
    """An article over two pages is one result, also when its second page comes after it was indexed."""
    first = replace(article("a", "春茶上市，茶农把茶送到集市，师傅支起"), jump_to=TO, truncated=True)
    second = replace(
        article("b", page=2, kind=Kind.CONTINUATION),
        jump_from=BACK,
        paragraphs=(Paragraph(Text("铁锅炒茶给客商看。")),),
    )
    library = Archive([page(first)])
    assert ids(library, "炒茶") == []
    library.add([page(second)])
    (result,) = search(library, "春茶 炒茶")
    assert result.article.id == "a"
    assert [shown.part.id for shown in result.passages()] == ["a", "b"]
    assert search(library, "炒茶")[0].best.part.id == "b"
    assert search(library, "版:2 春茶").articles == 1
    assert search(library, "茶").articles == 1


def test_what_was_not_taken_in_when_cancelled_is_taken_in_next_time():
    """Indexing may be broken off; nothing is lost by it."""
    days = (NEW, NEW, NEW.replace(day=8), OLD)
    library = archive(*(article(f"a{number}", "长沙", day, number + 1) for number, day in enumerate(days)))
    index = Index()
    answers = iter([False, False, True])
    index.update(library, lambda: next(answers))
    assert (index.now.searcher.num_docs, index.now.missing) == (3, 1)
    index.update(library)
    assert (index.now.searcher.num_docs, index.now.missing) == (4, 0)


def test_texts_are_folded_again_when_they_are_not_kept(monkeypatch):
    """Of few characters kept, as of many, all is found."""
    monkeypatch.setattr(index_module, "_CHARACTERS", 10)
    library = archive(*(article(f"a{number}", "长沙浏阳", page=number + 1) for number in range(9)))
    assert ids(library, "长沙") == ids(library, "浏阳") == [f"a{number}" for number in range(9)]
    assert ids(library, "长沙浏扬") == ids(library, "长沙")


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("长沙a1 ，\n"), min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_every_substring_is_found(bodies, data):
    """Any piece of any text finds its article, and finds only those that have it."""
    library = archive(*(article(f"a{number}", body) for number, body in enumerate(bodies)))
    text = data.draw(st.sampled_from([line for body in bodies for line in body.split("\n")]))
    start = data.draw(st.integers(0, len(text)))
    piece = fold(text[start : start + data.draw(st.integers(1, 6))]).strip()
    having = [
        f"a{number}" for number, body in enumerate(bodies) if any(piece in fold(line) for line in body.split("\n"))
    ]
    assert sorted(ids(library, f'"{piece}"')) == (having if piece else [])


def test_the_samples_are_found_by_their_pieces():
    """Every piece of two to four characters of the sample pages' headlines finds its article; so does the library."""
    library = hnreader.open()
    for entry in library.entries:
        text = fold(entry.headline.text if entry.headline else "")
        for size in (2, 3, 4):
            for start in range(0, len(text) - size + 1, 3):
                piece = text[start : start + size]
                if piece.strip() == piece and '"' not in piece:
                    results = library.search(f'"{piece}"')
                    assert entry.id in {result.article.id for result in results}, piece


def test_the_library_says_what_it_did_not_understand():
    """`archive.search` is the same language, with its counts and notes."""
    library = hnreader.open()
    results = library.search("长沙 日期:今年", limit=3)
    assert [note.reason for note in results.notes] == ["query.date"]
    newest = library.search("长沙", order="newest", limit=5)
    dates = [result.article.date for result in newest]
    assert dates == sorted(dates, reverse=True)
    assert newest.articles > 5
    assert NEW.year in {date.year for date in dates}


def test_a_search_that_does_not_wait_leaves_long_work_to_others(monkeypatch):
    """It says that there may be more, finds all once that is indexed, and indexes a few articles itself."""
    monkeypatch.setattr(index_module, "_AT_ONCE", 2)
    library = archive(*(article(name, "长沙") for name in "abc"))
    first = search(library, "长沙", wait=False)
    assert (len(first), first.incomplete) == (0, True)
    index_of(library).update(library)
    second = search(library, "长沙", wait=False)
    assert ([result.article.id for result in second], second.incomplete) == (["a", "b", "c"], False)
    library.add([page(article("d", "长沙", OLD))])
    third = search(library, "长沙", wait=False)
    assert ([result.article.id for result in third], third.incomplete) == (["a", "b", "c", "d"], False)


def test_a_search_does_not_wait_for_another_thread_that_indexes(monkeypatch):
    """It finds what was indexed before, and says that there may be more."""
    monkeypatch.setattr(index_module, "_PATIENCE", 0.01)
    library = archive(article("a", "长沙"))
    index_of(library).update(library)
    library.add([page(article("b", "长沙", OLD))])
    with index_of(library)._lock:
        results = search(library, "长沙", wait=False)
    assert ([result.article.id for result in results], results.incomplete) == (["a"], True)
    assert [result.article.id for result in search(library, "长沙")] == ["a", "b"]


def test_who_waits_for_another_thread_is_told_how_far_it_is_and_may_give_up(monkeypatch):
    """An archive of millions is indexed for an hour."""
    monkeypatch.setattr(index_module, "_PATIENCE", 0.01)
    archive = Archive([page(*(article(str(number), "长沙", date=OLD) for number in range(4)))])
    index = index_of(archive)
    halfway, go_on = Event(), Event()

    def stop(*_numbers):
        halfway.set()
        go_on.wait()

    def give_up(*numbers):
        reports.append(numbers)
        raise InterruptedError

    reports = []
    thread = Thread(target=index.update, args=(archive,), kwargs={"progress": stop})
    thread.start()
    try:
        assert halfway.wait(5)
        assert not index.update(archive, cancelled=lambda: True)
        with pytest.raises(InterruptedError):
            index.update(archive, progress=give_up)
        assert reports == [(0, 4)]
    finally:
        go_on.set()
        thread.join()
    assert index.update(archive)


@pytest.mark.parametrize(
    ("text", "raised"), [("Failed to spawn segment updater thread", MemoryError), ("", ValueError)]
)
def test_no_room_for_a_thread_is_no_room(text, raised):
    """Tantivy says so in words alone; where another process writes the index it raises the same."""

    def writer(**_options):
        raise ValueError(f"System error.'{text}'")

    with pytest.raises(raised):
        IndexWriter(SimpleNamespace(writer=writer))


class Panic(BaseException):
    """What PyO3 raises for a panic of Rust's."""


@pytest.mark.parametrize(
    ("text", "raised"), [("Failed to spawn meta file watcher thread: Os { code: 11 }", MemoryError), ("", Panic)]
)
def test_no_room_for_a_thread_is_no_room_where_tantivy_panics(text, raised, monkeypatch):
    """As it does where an index is opened."""

    def opened(*_arguments, **_options):
        raise Panic(text)

    monkeypatch.setattr(documents, "TantivyIndex", opened)
    with pytest.raises(raised):
        documents.open_documents(documents.schema())
