"""The index on disk: the results are those of an index in memory, and nothing is indexed twice."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import OLD, article, page

from hnreader.archive import Archive
from hnreader.model import Dating, Line, Page, PageArticles
from hnreader.reasons import Message, Reason
from hnreader.research.concordance import concordance
from hnreader.search import engine, index_of, index_on_disk, index_writer, search
from hnreader.search import index as index_module
from hnreader.search.best_hits import best_hits
from hnreader.search.documents import document, open_documents, schema, states_of
from hnreader.search.index import Index
from hnreader.storage.database import exclusive

QUERIES = ("长沙", "长沙 株洲", "株州湘潭", "changsha", "湘潭 -株洲", "日期:2024", "标题:长沙", '"洲湘"')

# A process of its own: the folder, how many pages; each issue is committed, and when half are written it waits.
WRITING = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from test_index_on_disk import made
from hnreader.search import index, index_of, index_writer
index._FEWEST = index_writer._COMMIT = 1
archive = made(range(int(sys.argv[2])))
def halfway(done, total):
    if done == total // 2:
        print("halfway", flush=True)
        sys.stdin.readline()
index_of(archive, Path(sys.argv[1])).update(archive, progress=halfway)
print(index_of(archive).problem, flush=True)
"""


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Keep also what would be indexed in memory in no time."""
    monkeypatch.setattr(index_module, "_FEWEST", 1)


@pytest.fixture(autouse=True)
def _narrow(monkeypatch):
    """Let the index choose between articles of equal scores, as it does in a large archive."""
    monkeypatch.setattr(engine, "_WINDOW", 3)
    monkeypatch.setattr(engine, "_NEAR_WINDOW", 2)
    monkeypatch.setattr(engine, "_PASSAGE_WINDOW", 2)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library" / "index"


def made(numbers, changed=()):
    """An archive of pages with these numbers, two of a day, each of two articles; those changed have other texts."""
    return Archive(
        page(*(made_article(number, place, number in changed) for place in range(2))) for number in sorted(numbers)
    )


def made_article(number, place, other):
    body = ["长沙株洲湘潭", "株洲", "长沙长沙", "湘潭衡阳株洲", "岳阳"][(number + place + other) % 5] * (1 + number % 3)
    titles = {"headline": "长沙株洲"} if number % 4 == 0 else {}
    day = OLD + dt.timedelta(days=number // 2)
    where = {"date": None, "page": None} if number > 5 else {"date": day, "page": number % 2 + 1}
    return article(f"{number}-{place}-{other:d}", f"{body}。", **where, **titles)


def found(archive):
    """What queries find: articles, scores and passages, in order."""
    results = [search(archive, query, order=order) for query in QUERIES for order in ("best", "newest")]
    return [
        (some.articles, [(result.article, result.score, result.why, result.best) for result in some])
        for some in results
    ]


def indexed(archive, folder):
    """How many articles are indexed when an archive is indexed by the index in the folder; it gives what it should."""
    counts = []
    index = index_of(archive, folder)
    index.update(archive, progress=lambda *numbers: counts.append(numbers))
    assert index.problem is None
    assert found(archive) == found(Archive(archive.pages))
    return counts[0][1] if counts else 0


def test_what_is_on_disk_is_not_indexed_again(folder):
    """Issues that have come are added; where much is gone or has changed, all is indexed anew."""
    assert indexed(made(range(4)), folder) == 8
    assert indexed(made(range(4)), folder) == 0
    assert indexed(made(range(8)), folder) == 8
    assert indexed(made(range(8)), folder) == 0
    assert indexed(made(range(8), changed=[3]), folder) == 16
    assert indexed(made(range(8), changed=[3]), folder) == 0
    assert indexed(made(range(2, 7), changed=[3]), folder) == 10


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sets(st.integers(0, 7), min_size=1), st.sets(st.integers(0, 7))), min_size=1, max_size=4))
def test_results_are_those_of_a_fresh_index_whatever_was_there_before(tmp_path_factory, states):
    """Pages come, change and go: what is found, its scores and order depend on the pages that are there alone."""
    folder = tmp_path_factory.mktemp("library") / "index"
    for numbers, changed in states:
        indexed(made(numbers, changed), folder)
        assert indexed(made(numbers, changed), folder) == 0
    shutil.rmtree(folder.parent, ignore_errors=True)


def test_an_index_that_is_kept_follows_its_archive(folder):
    """As in memory; a later process finds the rest as well."""
    library = made(range(3))
    indexed(library, folder)
    library.add([page(article("later", "长沙", OLD))])
    assert found(library) == found(Archive(library.pages))
    assert indexed(Archive(library.pages), folder) == 0


def test_a_small_archive_is_indexed_in_memory(folder, monkeypatch):
    """It takes no longer than to look at the disk."""
    monkeypatch.setattr(index_module, "_FEWEST", 11)
    assert indexed(made(range(5)), folder) == 10
    assert not folder.parent.exists()
    monkeypatch.setattr(index_module, "_FEWEST", 10)
    assert indexed(made(range(5)), folder) == 10
    assert indexed(made(range(5)), folder) == 0


def test_indexing_that_is_broken_off_goes_on(folder):
    """What was done is kept."""
    archive = made(range(5))
    answers = iter([False] * 2 + [True])
    index_of(archive, folder).update(archive, lambda: next(answers, True))
    assert indexed(made(range(5)), folder) == 4
    assert found(archive) == found(Archive(archive.pages))


def problem(archive, folder):
    """What is wrong; all is found all the same."""
    index = index_of(archive, folder)
    index.update(archive)
    assert found(archive) == found(Archive(archive.pages))
    return index.problem


def test_what_was_cancelled_is_gone_on_with(folder, monkeypatch):
    """It is not waited for until files are merged, so the index is not finished; nobody takes it for damaged."""
    monkeypatch.setattr(index_writer, "_COMMIT", 1)
    archive, answers = made(range(5)), iter([False])
    assert not index_of(archive, folder).update(archive, cancelled=lambda: next(answers, True))
    assert (folder / "seal").read_text().startswith("- ")
    known = len(states_of(open_documents(schema(), folder)))
    assert 0 < known < len(archive.issues)
    archive = made(range(5))
    assert problem(archive, folder) is None
    assert len(states_of(open_documents(schema(), folder))) == len(archive.issues)


def test_who_was_killed_before_the_seal_is_made_up_for(folder):
    """All documents are there: nothing is indexed again, and from now on the seal tells whether they are damaged."""
    indexed(made(range(5)), folder)
    (folder / "seal").write_text("- 0")
    assert indexed(made(range(5)), folder) == 0
    assert not (folder / "seal").read_text().startswith("- ")


def test_what_a_power_cut_took_while_it_was_written_is_nobodys_damage(folder):
    """It is made again, and nothing is said: it was not finished."""
    indexed(made(range(5)), folder)
    (folder / "seal").write_text("- 0")
    min(folder.glob("*.idx")).write_bytes(b"")
    assert problem(made(range(5)), folder) is None
    assert indexed(made(range(5)), folder) == 0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux what a descriptor is")
def test_the_seal_comes_after_the_names_that_it_is_a_digest_of(folder, monkeypatch):
    """Else a power cut might leave a seal, and no list of files: an index that was made in vain, and called damaged."""
    synced, fsync = [], os.fsync

    def sync(descriptor):
        if Path("/proc/self/fd", str(descriptor)).readlink() == folder:
            synced.append(((folder / "seal").read_text()[:2], (folder / "meta.json").read_bytes()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    indexed(made(range(5)), folder)
    assert ("- ", (folder / "meta.json").read_bytes()) in synced


def test_a_search_that_does_not_wait_writes_nothing(folder):
    """It says that it is incomplete, and leaves writing to who indexes."""
    archive = made(range(5))
    assert index_of(archive, folder)
    assert search(archive, "长沙", wait=False).incomplete
    assert not folder.exists()
    index_of(archive).update(archive)
    assert not search(archive, "长沙", wait=False).incomplete


@pytest.mark.parametrize("name", ["*.idx", "*.fast", "*.pos", "meta.json", "seal"])
@pytest.mark.parametrize("damage", ["bytes", "cut", "missing"])
def test_a_damaged_index_is_made_again(folder, name, damage):
    """That is reported once; without a seal it was not finished, which is nobody's damage."""
    indexed(made(range(5)), folder)
    path = min(folder.glob(name))
    data = path.read_bytes()
    if damage == "bytes":
        middle = len(data) // 2
        path.write_bytes(data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :])
    elif damage == "cut":
        path.write_bytes(data[:-1])
    else:
        path.unlink()
    expected = None if (name, damage) == ("seal", "missing") else Message(Reason.INDEX_DAMAGED)
    assert problem(made(range(5)), folder) == expected
    assert indexed(made(range(5)), folder) == 0


def test_a_folder_that_cannot_be_written(folder):
    """A file is in its place: the search is in memory, and leaves what is there."""
    folder.parent.write_text("")
    reported = problem(made(range(5)), folder)
    assert reported.reason is Reason.INDEX_UNUSABLE
    assert folder.parent.read_text() == ""


@pytest.mark.parametrize(
    ("stage", "left"),
    [((index_writer, "document"), 10), ((index_module.IndexWriter, "close"), 0)],
    ids=["written", "ended"],
)
def test_a_disk_that_is_full(stage, left, folder, monkeypatch):
    """What was not committed is not there; what was is gone on with."""

    fails = iter([True])

    def full(*arguments):
        if next(fails, False):
            raise ValueError("no space left on device")  # as tantivy reports it
        return document(*arguments)

    monkeypatch.setattr(*stage, full)
    archive = made(range(5))
    assert problem(archive, folder) == Message(Reason.INDEX_UNUSABLE, error="no space left on device")
    monkeypatch.undo()
    monkeypatch.setattr(index_module, "_FEWEST", 1)
    assert indexed(made(range(5)), folder) == left


def test_nothing_is_written_where_nothing_is_missing(folder):
    """So a library that another process writes to, or that can only be read, is searched."""
    indexed(made(range(5)), folder)
    with exclusive(folder.parent / "index"):
        assert indexed(made(range(5)), folder) == 0


def test_nothing_is_written_for_pages_without_articles(folder):
    """An issue that has none, such as a page of advertisements, has nothing to be indexed."""

    def with_a_blank_one():
        archive = made(range(5))
        archive.add([PageArticles(Page("blank.txt", (Line(1, "广告"),)), Dating(OLD - dt.timedelta(days=1)), ())])
        return archive

    indexed(with_a_blank_one(), folder)
    with exclusive(folder.parent / "index"):
        assert indexed(with_a_blank_one(), folder) == 0


def test_an_index_that_can_only_be_read(folder, monkeypatch):
    """It is searched, and nothing in it touched; what is not in it is indexed in memory."""
    indexed(made(range(5)), folder)
    for lock in folder.glob(".*"):
        lock.unlink()
    before = sorted(folder.iterdir())
    monkeypatch.setattr(index_on_disk.os, "access", lambda *_: False)  # root may write all the same
    assert indexed(made(range(5)), folder) == 0
    assert sorted(folder.iterdir()) == before


def started(folder, count):
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITING, str(folder), str(count), here]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_another_process_writes(folder, monkeypatch):
    """It is not waited for long, and not disturbed: what it has written is found then."""
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.1)
    writer = started(folder, 8)
    assert writer.stdout.readline() == "halfway\n"
    assert problem(made(range(8)), folder) == Message(Reason.INDEX_BUSY)
    assert writer.communicate("\n") == ("None\n", None)
    assert indexed(made(range(8)), folder) == 0


def test_a_large_archive_is_not_indexed_in_memory_for_a_few_new_pages(folder, monkeypatch):
    """While another process writes what is on disk is searched, and the rest follows."""
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.1)
    monkeypatch.setattr(index_module, "_MOST_IN_MEMORY", 10)
    indexed(made(range(4)), folder)
    archive = made(range(6))
    index = index_of(archive, folder)
    with exclusive(folder.parent / "index"):
        assert not index.update(archive)
        assert index.problem == Message(Reason.INDEX_INCOMPLETE)
        assert index.now.searcher.num_docs == 8
        assert index.now.missing == 4
        assert concordance(archive, "长沙").incomplete
    assert indexed(archive, folder) == 4
    assert not concordance(archive, "长沙").incomplete


def test_a_large_archive_whose_index_cannot_be_written_says_so(folder, monkeypatch):
    """Nothing is made that would have to be made again the next time."""
    monkeypatch.setattr(index_module, "_MOST_IN_MEMORY", 9)
    folder.parent.write_text("")
    index = index_of(archive := made(range(5)), folder)
    assert not index.update(archive)
    assert index.problem.reason is Reason.INDEX_UNWRITTEN
    assert index.now.missing == 10


def test_two_processes_that_find_nothing_write_it_once(folder):
    """The second waits for the first, if that does not take long, and finds all."""
    writers = [started(folder, 8) for _ in range(2)]
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    assert sorted(writer.communicate()[0] for writer in writers) == ["None\n", "halfway\nNone\n"]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_process_that_is_killed_leaves_nothing_behind(folder):
    """No lock, and no half of an index that is taken for a whole one; what was committed is gone on with."""
    indexed(made(range(4)), folder)
    writer = started(folder, 8)
    assert writer.stdout.readline() == "halfway\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    assert indexed(made(range(8)), folder) == 4
    assert indexed(made(range(8)), folder) == 0


def test_an_index_in_memory_is_no_file(tmp_path, monkeypatch):
    """Without a folder nothing is written."""
    monkeypatch.chdir(tmp_path)
    Index().update(made(range(5)))
    assert not list(tmp_path.iterdir())


def test_no_more_hits_are_fetched_than_are_listed(folder, monkeypatch):
    """All hits of a common word are millions; they would be fetched when the list is scrolled."""
    archive = made(range(20))
    index_of(archive, folder)
    sizes = []
    monkeypatch.setattr(
        engine, "best_hits", lambda *given, **named: sizes.append(given[2]) or best_hits(*given, **named)
    )
    every = [result.article for result in search(archive, "长沙")]
    sizes.clear()
    results = search(archive, "长沙", limit=5)
    assert [result.article for result in results] == every[:5]
    assert results.articles == len(every) > 5
    assert sizes == [5]
