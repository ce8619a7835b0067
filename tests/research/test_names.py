"""The index of names: what it counts, how it is kept, and what happens when something goes wrong in the middle."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_articles import NEW, OLD, archive, article

from hnreader.archive import Archive, View
from hnreader.errors import TaggingError
from hnreader.model import People
from hnreader.research import names as naming
from hnreader.research.mention_cache import MentionCache
from hnreader.research.mentions import Mention, NameKind, Source
from hnreader.research.names import Names
from hnreader.research.tagging import Tagging, cache_key

ONE = article("a", "副省长沈从文到株洲调研，推进“智赋万企”。", date=NEW)
TWO = article("b", "大家想起了沈从文和他的边城。", date=OLD)
THREE = article("c", "县委书记丁玲表示，“智赋万企”来了永顺县。", date=NEW, page=2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "names.sqlite3"


def gathered(library, path=None):
    names = Names(library, path)
    list(names.gather())
    return names


def rows(names, *kinds, **options):
    return [(name.name, name.count, name.articles) for name in names.ranked(kinds, **options)]


def test_counts_articles_and_dates():
    """A name that one article proves counts in the others, too; dates are those of the issues."""
    names = gathered(archive(ONE, TWO, THREE))
    assert rows(names, NameKind.PEOPLE) == [("沈从文", 2, 2), ("丁玲", 1, 1)]
    (first, _) = names.ranked([NameKind.PEOPLE])
    assert (first.first, first.last) == (OLD, NEW)
    assert rows(names, NameKind.PHRASES) == [("智赋万企", 2, 2)]
    assert [article.id for article in names.articles(NameKind.PEOPLE, "沈从文")] == ["a", "b"]


def test_sorted_by_first_use():
    """The oldest first; undated ones last."""
    names = gathered(archive(ONE, TWO, article("d", "县长叶紫出席。", date=None)))
    assert [name.name for name in names.ranked([NameKind.PEOPLE], order="first")] == ["沈从文", "叶紫"]
    assert names.ranked([NameKind.PEOPLE], order="first")[-1].first is None
    assert names.ranked(limit=1) == names.ranked()[:1]


@pytest.mark.parametrize("order", ["count", "first"])
def test_sorted_in_runs(monkeypatch, order):
    """In runs or in one, and of the first ones only: the order is the same."""
    names = gathered(archive(ONE, TWO, THREE, article("d", "县长叶紫出席。", date=None)))
    whole = names.ranked(order=order)
    monkeypatch.setattr(naming, "_SORTED_AT_ONCE", 2)
    assert len(whole) > 4
    assert names.ranked(order=order) == whole
    assert names.ranked(order=order, limit=3) == whole[:3]


def test_unproven_names_are_not_listed():
    """What merely may be a name waits for proof."""
    names = gathered(archive(TWO))
    assert rows(names, NameKind.PEOPLE) == []
    assert names.articles(NameKind.PEOPLE, "沈从文") == []


def test_it_grows_with_the_archive(path):
    """Pages added later are taken in by the next `gather`; nothing counts twice."""
    library = archive(ONE)
    names = gathered(library, path)
    library.add(archive(TWO).pages)
    list(names.gather())
    list(names.gather())
    assert rows(names, NameKind.PEOPLE) == [("沈从文", 2, 2)]


def test_it_can_be_read_while_it_grows(path, monkeypatch):
    """After each step the listing has what was done so far."""
    monkeypatch.setattr(naming, "_BATCH", 1)
    names = Names(archive(ONE, THREE), path)
    seen = [(progress.done, progress.total, len(names.ranked([NameKind.PEOPLE]))) for progress in names.gather()]
    assert seen == [(0, 2, 0), (1, 2, 1), (2, 2, 2)]


def test_the_second_time_no_process_is_started(path, monkeypatch):
    """Everything is kept, and nothing is looked through again; but a text that changed is."""
    before = gathered(archive(ONE, TWO, THREE), path).ranked()

    def refuse(_self):
        raise TaggingError("started")

    monkeypatch.setattr(Tagging, "__init__", refuse)
    assert gathered(archive(ONE, TWO, THREE), path).ranked() == before
    with pytest.raises(TaggingError, match="started"):
        gathered(archive(article("a", "副省长丁玲出席。")), path)


def test_a_byline_that_changed_is_another_source():
    """Makers are part of what is found."""
    made = article("a", people=People(reporters=("王伟",)))
    assert cache_key(Source(("字",), ())) != cache_key(Source(("字",), ("王伟",)))
    assert rows(gathered(archive(made)), NameKind.PEOPLE) == [("王伟", 1, 1)]


def test_stopping_ends_the_process_and_keeps_what_was_done(path, monkeypatch):
    """Closing the iterator is all it takes; the next pass goes on from there."""
    monkeypatch.setattr(naming, "_BATCH", 1)
    children = []
    start = Tagging.__init__

    def started(self):
        start(self)
        children.append(self._child)

    monkeypatch.setattr(Tagging, "__init__", started)
    steps = Names(archive(ONE, TWO, THREE), path).gather()
    next(steps), next(steps)
    steps.close()
    assert [child.poll() is not None for child in children] == [True]
    assert next(Names(archive(ONE, TWO, THREE), path).gather()).done == 1


def test_a_process_that_dies_is_told(path, monkeypatch):
    """It is an error of ours, and what was done before is kept."""
    monkeypatch.setattr(naming, "_BATCH", 1)
    names = Names(archive(ONE, TWO), path)
    with pytest.raises(TaggingError):
        for _ in _killing(names.gather(), monkeypatch):
            pass
    assert next(Names(archive(ONE, TWO), path).gather()).done == 1


def _killing(steps, monkeypatch):
    """Let one batch through, then kill the child."""
    ask = Tagging.mentions
    started = []

    def dying(self, sources):
        if started:
            self._child.kill()
            self._child.wait()
        started.append(sources)
        return ask(self, sources)

    monkeypatch.setattr(Tagging, "mentions", dying)
    return steps


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_kill_in_the_middle_loses_no_batch_that_was_told(path):
    """The parent is killed as no program can prepare for; the file is sound and has all that had been reported."""
    script = f"""
import sys, pathlib
sys.path[:0] = {sys.path!r}
from made_articles import archive, article
from hnreader.research import names
names._BATCH = 1
held = archive(*(article(f"a{{n}}", f"副省长沈从文第{{n}}次出席。") for n in range(400)))
for progress in names.Names(held, pathlib.Path({str(path)!r})).gather():
    print(progress.done, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        seen = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM found").fetchone()[0] >= seen[-1] > 0
    db.close()


def test_the_process_ends_with_its_parent():
    """Its input closed, it goes, whoever closed it."""
    tagging = Tagging()
    tagging._child.stdin.close()
    deadline = time.monotonic() + 20
    while tagging._child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert tagging._child.poll() == 0
    tagging.__exit__()


MENTION = Mention(NameKind.PEOPLE, "沈从文", 2, proven=True)


def test_the_file_is_private_and_holds_what_was_kept(path):
    """What somebody reads is nobody else's business."""
    with MentionCache(path) as cache:
        cache.put({b"k": [MENTION]})
    with MentionCache(path) as cache:
        assert cache.get([b"k", b"other"]) == {b"k": [MENTION]}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage", [b"no database at all, but some text\n" * 50, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_damaged_file_is_made_anew(path, damage):
    """Nobody is asked; the next pass fills it again."""
    path.parent.mkdir()
    path.write_bytes(damage)
    with MentionCache(path) as cache:
        assert cache.get([b"k"]) == {}
        cache.put({b"k": [MENTION]})
        assert cache.problem is None
    with MentionCache(path) as cache:
        assert cache.get([b"k"]) == {b"k": [MENTION]}


def test_damage_met_while_reading(path):
    """A page of the file that is broken, or a row that is none of ours, is as good as no file."""
    with MentionCache(path) as cache:
        cache.put({b"k": [MENTION]})
    with sqlite3.connect(path) as db:
        db.execute("UPDATE found SET mentions = '[[1]'")
    db.close()
    with MentionCache(path) as cache:
        assert cache.get([b"k"]) == {}
        cache.put({b"k": [MENTION]})
        assert cache.get([b"k"]) == {b"k": [MENTION]}


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """The pass goes on without keeping."""
    (tmp_path / "cache").write_text("a file")
    names = gathered(archive(ONE), tmp_path / "cache" / "names.sqlite3")
    assert names.problem is not None
    assert rows(names, NameKind.PEOPLE) == [("沈从文", 1, 1)]


def test_two_at_once_lose_nothing(path):
    """Each transaction waits for the other's."""

    def keep(start):
        with MentionCache(path) as cache:
            for number in range(start, 200, 2):
                cache.put({f"{number}".encode(): [MENTION]})
            return cache.problem

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(keep, (0, 1))) == [None, None]
    with MentionCache(path) as cache:
        assert len(cache.get([f"{number}".encode() for number in range(200)])) == 200


def test_an_empty_archive_has_no_names(path):
    """And says that there is nothing to do."""
    names = Names(Archive(), path)
    assert list(names.gather()) == []
    assert names.ranked() == []


def test_what_was_looked_through_is_not_fetched_again(monkeypatch):
    """A page that comes to an archive of a hundred thousand costs the names on it."""
    library = archive(ONE, TWO)
    names = gathered(library)
    library.add(archive(THREE).pages)
    fetched = []
    article_at = View.article
    monkeypatch.setattr(View, "pages", None)
    monkeypatch.setattr(View, "article", lambda *place: fetched.append(article_at(*place)) or fetched[-1])
    list(names.gather())
    assert {each.id for each in fetched} == {"c"}
    assert rows(names, NameKind.PEOPLE) == [("沈从文", 2, 2), ("丁玲", 1, 1)]
