"""Exact matches by date: all of them, in their order, a few at a time."""

from __future__ import annotations

import datetime as dt
import gc
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import article, page

from hnreader.archive import Archive
from hnreader.search import exact_matches, find_exact, index_of, index_on_disk
from hnreader.search import index as index_module
from hnreader.search.entries import Entry
from hnreader.search.index import Index
from hnreader.search.query_compiler import CompiledQuery

FIRST_DAY = dt.date(2024, 1, 1)
BODIES = st.text("甲乙", min_size=1, max_size=6)
# The day of each page, None for one without, its number, and the bodies of its articles.
PAGES = st.lists(
    st.tuples(st.none() | st.integers(0, 5), st.integers(1, 4), st.lists(BODIES, min_size=1, max_size=4)),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def steps(monkeypatch):
    """Set how many matches are fetched together: first, and at most."""

    def set_steps(first, most):
        monkeypatch.setattr(exact_matches, "_FIRST", first)
        monkeypatch.setattr(exact_matches, "_MOST", most)
        monkeypatch.setattr(exact_matches, "_PROGRESS_STEP", 2)

    return set_steps


def made(pages):
    """An archive of these pages; each article has an id of its own."""
    return Archive(
        page(
            *(
                article(f"a{number}-{place}", body, date=day and FIRST_DAY + dt.timedelta(day), page=printed)
                for place, body in enumerate(bodies)
            )
        )
        for number, (day, printed, bodies) in enumerate(
            (day if day is None else day + 1, *rest) for day, *rest in pages
        )
    )


def naive(archive, word):
    """The ids of the articles with a word: the oldest issue first, the undated one last, else as they are listed."""
    dated = [issue for issue in archive.issues if issue.date]
    ordered = [*reversed(dated), *(issue for issue in archive.issues if not issue.date)]
    return [
        each.id
        for issue in ordered
        for pages in issue.pages
        for each in pages.articles
        if any(word in paragraph.text.text for paragraph in each.paragraphs)
    ]


def found(matches, **options):
    return [entry.parts[0].id for entry in matches.entries(**options)]


@settings(max_examples=60)
@given(PAGES, st.sampled_from(["甲", "甲乙", "乙乙甲"]), st.integers(1, 4), st.integers(1, 9))
def test_whatever_the_steps_all_matches_come_in_their_order(pages, word, first, most):
    """Also of a day with several pages of one number, and of very many pages without a date."""
    archive = made(pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_matches, "_FIRST", first)
        patch.setattr(exact_matches, "_MOST", most)
        matches = find_exact(archive, f'"{word}"')
        assert found(matches) == naive(archive, word)
    assert matches.articles == len(naive(archive, word))


def test_several_issues_without_a_date_come_as_they_are_listed(steps):
    """So many pages without a date are no longer one issue."""
    steps(1000, 2000)
    archive = made([(None, 1, ["甲"])] * 1100 + [(0, 1, ["甲"])])
    assert len([issue for issue in archive.summaries if not issue.date]) > 1
    assert found(find_exact(archive, "甲")) == naive(archive, "甲")


@settings(max_examples=25)
@given(PAGES, PAGES)
def test_what_is_gone_is_no_match(tmp_path_factory, before, after):
    """Documents that were deleted, or wait for it, are neither counted nor found."""
    folder = tmp_path_factory.mktemp("library") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_FEWEST", 1)
        patch.setattr(index_on_disk, "_DELETED", 100.0)
        index_of(made(before), folder).update(made(before))
        archive = made(after)
        matches = find_exact(archive, "甲") if index_of(archive, folder) else None
        assert found(matches) == naive(archive, "甲")
        assert matches.articles == len(naive(archive, "甲"))


def test_stale_documents_are_no_matches():
    """What an index still has of issues that are gone is left out, as a search leaves it out."""
    index, archive = Index(), made([(0, 1, ["甲"]), (1, 1, ["甲"])])
    index.update(archive)
    state = archive.summaries[0].state
    kept = {known: at for known, at in index.now.issues.items() if known != state}
    indexed = index.now._replace(issues=kept, stale=(state,))
    query = find_exact(archive, "甲").query
    compiled = CompiledQuery(query, index.schema, indexed.searcher, lambda _tag: ())
    assert found(exact_matches.ExactMatches(query, indexed, compiled)) == ["a0-0"]


def test_progress_counts_the_matches_that_were_looked_through(steps):
    """Also those that a regular expression leaves out."""
    steps(2, 3)
    reported = []
    archive = made([(day, 1, ["甲乙", "甲"]) for day in range(4)])
    matches = find_exact(archive, "甲 /甲乙/")
    assert found(matches, progress=lambda done, total: reported.append((done, total))) == naive(archive, "甲乙")
    assert reported == [(0, 8), (2, 8), (4, 8), (6, 8)]
    assert not matches.unfinished


def test_a_cancelled_reading_ends_between_steps(steps):
    """No more is fetched from then on."""
    steps(2, 2)
    ended = []
    matches = find_exact(made([(day, 1, ["甲"] * 2) for day in range(5)]), "甲")
    entries = matches.entries(cancelled=lambda: bool(ended))
    assert len([*islice(entries, 3)]) == 3
    ended.append(True)
    assert len([*entries]) == 1  # what was fetched with the third
    assert not matches.unfinished


def test_a_pattern_without_time_is_told(monkeypatch):
    """The matches until then are there."""
    monkeypatch.setattr("hnreader.search.patterns.TIME", 0.05)
    matches = find_exact(made([(0, 1, ["甲乙"]), (1, 1, ["甲" * 5000])]), "/乙|(甲|甲甲)+$x/")
    assert found(matches) == ["a0-0"]
    assert matches.unfinished


def entries_in_memory():
    """How many there are."""
    return sum(isinstance(each, Entry) for each in gc.get_objects())


def test_matches_are_not_kept(steps, monkeypatch):
    """Of thousands only those of a step are in memory, beside the folded texts that are kept within a bound."""
    steps(10, 20)
    monkeypatch.setattr(index_module, "_CHARACTERS", 100)
    archive = made([(day % 6, day % 4 + 1, ["甲乙"] * 10) for day in range(200)])
    matches = find_exact(archive, "甲")
    gc.collect()
    others, most = entries_in_memory(), 0  # some of the tests before may be kept
    for number, _ in enumerate(matches.entries()):
        if number % 400 == 399:
            most = max(most, entries_in_memory())
    assert number == 1999
    assert most - others < 500


@pytest.mark.parametrize("query", ["", "没有"])
def test_nothing_is_found(query):
    """Of a query without a word, and of a word that is nowhere."""
    matches = find_exact(made([(0, 1, ["甲"])]), query)
    assert (found(matches), matches.articles) == ([], 0)
    assert found(find_exact(made([(0, 1, ["甲"])]), "甲", cancelled=lambda: True)) == []
