"""An index on disk of which a little is gone is written on; what is gone is never found."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import NEW, article, page
from test_index_on_disk import QUERIES, made

from hnreader.archive import Archive, LostPageError
from hnreader.research.concordance import concordance
from hnreader.research.trends import trend
from hnreader.search import find_exact, index_of, index_on_disk, search
from hnreader.search import index as index_module
from hnreader.storage.database import exclusive


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Keep also what would be indexed in memory in no time."""
    monkeypatch.setattr(index_module, "_FEWEST", 1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library" / "index"


@pytest.fixture
def in_place(monkeypatch):
    """Never make it anew."""
    monkeypatch.setattr(index_on_disk, "_DELETED", 100.0)


def named(archive):
    """What queries find, in no order: how good a match is depends on all that was ever written."""
    found = {}
    for query in QUERIES:
        for order in ("best", "newest"):
            results = search(archive, query, order=order)
            found[query, order] = results.articles, sorted((each.article.id, each.near) for each in results)
        found[query, "exact"] = sorted(entry.parts[0].id for entry in find_exact(archive, query).entries())
    return found


def indexed(archive, folder):
    """How many articles an index in a folder had to be given for an archive."""
    counts = []
    index = index_of(archive, folder)
    index.update(archive, progress=lambda *numbers: counts.append(numbers))
    assert index.problem is None
    assert index.now.missing == 0
    return counts[0][1] if counts else 0


@pytest.mark.usefixtures("in_place")
def test_issues_that_have_changed_are_put_in_the_place_of_those_before(folder):
    """They alone are indexed."""
    assert indexed(made(range(8)), folder) == 16
    assert indexed(made(range(8), changed=[3]), folder) == 4
    assert indexed(made(range(2, 8), changed=[3]), folder) == 0
    assert indexed(made([2, 4, 5, 6, 7]), folder) == 2
    assert indexed(made(range(8)), folder) == 8
    archive = made(range(8))
    assert indexed(archive, folder) == 0
    assert named(archive) == named(Archive(archive.pages))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sets(st.integers(0, 7), min_size=1), st.sets(st.integers(0, 7))), min_size=1, max_size=4))
def test_what_is_found_in_place_is_what_is_there(tmp_path_factory, states):
    """Whatever came, changed and went before."""
    folder = tmp_path_factory.mktemp("library") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_on_disk, "_DELETED", 100.0)
        for numbers, changed in states:
            archive = made(numbers, changed)
            indexed(archive, folder)
            assert named(archive) == named(Archive(archive.pages))
            assert indexed(made(numbers, changed), folder) == 0
    shutil.rmtree(folder.parent, ignore_errors=True)


def many(changed=()):
    """Forty issues of two articles."""
    days = [NEW.replace(month=1 + number // 20, day=1 + number % 20) for number in range(40)]
    return Archive(
        page(*(article(f"{day:%m%d}-{at}-{number in changed:d}", "长沙" * (1 + at), day) for at in range(2)))
        for number, day in enumerate(days)
    )


def test_it_is_made_anew_when_a_twentieth_has_gone_by_and_by(folder):
    """So that what is deleted hardly counts in how good a match is, and takes no room for ever."""
    assert indexed(many(), folder) == 80
    assert indexed(many([1]), folder) == 2
    assert indexed(many([1, 2]), folder) == 2
    archive = many([1, 2, 3])
    assert indexed(archive, folder) == 80
    assert named(archive) == named(Archive(archive.pages))
    assert indexed(many([1, 2, 3, 4]), folder) == 2


def test_what_is_gone_is_not_found_while_another_process_writes(folder, monkeypatch):
    """The documents of issues that are no more are there, and nothing of them comes."""
    indexed(made(range(8)), folder)
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.05)
    archive = made(range(4))
    with exclusive(folder.parent / "index"):
        assert indexed(archive, folder) == 0
        assert len(index_of(archive).now.stale) == 2
        fresh = Archive(archive.pages)
        assert named(archive) == named(fresh)
        assert [*concordance(archive, "长沙")] == [*concordance(fresh, "长沙")]
        assert trend(archive, ["长沙"]).periods == trend(fresh, ["长沙"]).periods


@pytest.mark.usefixtures("in_place")
def test_an_issue_of_which_a_page_is_lost_is_indexed_when_it_is_back(folder, monkeypatch):
    """The others are found meanwhile, and that not all is; it is not tried at each search, but again before long."""
    archive, pages = made(range(4)), made(range(4))
    fetched, tried = archive._source.article, []

    def lost(number, place):
        tried.append(number)
        if number == 1 and place == 1:
            raise LostPageError
        return fetched(number, place)

    index = index_of(archive, folder)
    with monkeypatch.context() as patch:
        patch.setattr(archive._source, "article", lost)
        assert not index.update(archive)
        assert index.now.searcher.num_docs == 4
        assert search(archive, "长沙").incomplete
        tried.clear()
        assert not index.update(archive)
        assert tried == []
    monkeypatch.setattr(index_module, "monotonic", lambda: index._due)
    assert index.update(archive)
    assert not search(archive, "长沙").incomplete
    assert indexed(pages, folder) == 0
    assert named(pages) == named(Archive(pages.pages))
