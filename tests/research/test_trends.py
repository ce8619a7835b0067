"""Trends: what is counted in which period, what of, and where nothing is held."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import archive, article, page

import hnreader
from hnreader.archive import Archive, outline
from hnreader.errors import WordlessQueryError
from hnreader.plotting import Bar, shared
from hnreader.research.concordance import Counts, growing_concordance
from hnreader.research.trends import Period, Use, trend, trend_of
from hnreader.search.query_language import parse_query

DAYS = st.dates(dt.date(2022, 11, 1), dt.date(2024, 2, 28))


@pytest.fixture
def library():
    """Three issues in two months, with a month between of which none is held, and a page without a date."""
    return archive(
        article("a", "长沙长沙", date=dt.date(2024, 1, 5)),
        article("b", "长沙 与株洲。", date=dt.date(2024, 1, 20)),
        article("c", "株洲" * 10, date=dt.date(2024, 3, 1)),
        article("d", "长沙", date=None),
    )


def uses(found, number=0):
    return [period.uses and (period.uses[number].occurrences, period.uses[number].articles) for period in found.periods]


def test_a_month_has_its_counts_or_is_a_gap(library):
    """Occurrences, articles and rate per 10,000 characters; a month without an issue has none of them."""
    found = trend(library, ["长沙", "株洲"])
    assert [(period.label, period.issues, period.characters) for period in found.periods] == [
        ("2024-01", 2, 10),
        ("2024-02", 0, 0),
        ("2024-03", 1, 20),
    ]
    assert uses(found) == [(3, 2), None, (0, 0)]
    assert uses(found, 1) == [(1, 1), None, (10, 1)]
    assert [period.uses and [use.rate for use in period.uses] for period in found.periods] == [
        [3000, 1000],
        None,
        [0, 5000],
    ]
    assert [(first.label, last.label) for first, last in found.gaps] == [("2024-02", "2024-02")]


@pytest.mark.parametrize(
    ("by", "count", "labels"),
    [
        ("issue", 57, {0: "2024-01-05", 1: "2024-01-06", -1: "2024-03-01"}),
        ("month", 3, {0: "2024-01", -1: "2024-03"}),
        ("year", 1, {0: "2024"}),
    ],
)
def test_periods_are_consecutive(library, by, count, labels):
    """Each day, month or year from the first to the last of which an issue is held; together they hold all."""
    found = trend(library, ["长沙"], by=by)
    assert len(found.periods) == count
    assert {at: found.periods[at].label for at in labels} == labels
    assert sum(period.issues for period in found.periods) == 3
    assert sum(period.uses[0].occurrences for period in found.periods if period.uses) == 3
    assert sum(period.uses is not None for period in found.periods) == {"issue": 3, "month": 2, "year": 1}[by]


def test_what_bears_no_date_is_told_apart(library):
    """It is in no period, and neither the first nor the last use."""
    found = trend(library, ["长沙"])
    assert (found.undated.label, found.undated.characters, found.undated.uses[0].occurrences) == ("", 2, 1)
    (curve,) = found.curves
    assert (curve.first.article.id, curve.first.start) == ("a", 0)
    assert (curve.last.article.id, curve.last.hit) == ("b", "长沙")
    assert [article.id for article in curve.articles(None)] == ["d"]
    assert len(curve.concordance) == 4


def test_all_that_bears_no_date_counts_together():
    """However many issues are made of it."""
    library = archive(*(article(f"a{number}", "长沙人", date=None) for number in range(1100)))
    assert len(library.summaries) > 1
    undated = trend(library, ["长沙"]).undated
    assert (undated.characters, undated.uses[0].occurrences, undated.uses[0].articles) == (3300, 1100, 1100)


def test_the_articles_behind_a_bar(library):
    """Each period gives its articles and places."""
    (curve,) = trend(library, ["长沙"]).curves
    assert [article.id for article in curve.articles(0)] == ["a", "b"]
    assert [occurrence.article.id for occurrence in curve.occurrences(0)] == ["a", "a", "b"]
    assert not curve.articles(1)
    assert not curve.occurrences(-1)
    with pytest.raises(IndexError):
        curve.articles(3)


def test_what_was_never_used_has_no_first_use(library):
    found = trend(library, ["没有"])
    assert (found.curves[0].first, found.curves[0].last) == (None, None)
    assert uses(found) == [(0, 0), None, (0, 0)]


def test_a_use_without_a_date_is_no_first_use():
    found = trend(archive(article("d", "长沙", date=None)), ["长沙"])
    assert (found.periods, found.curves[0].first) == ((), None)
    assert found.undated.uses[0].occurrences == 1


def test_a_span_of_days_narrows_the_periods(library):
    """Where all queries have one, no other period and no other issue counts."""
    found = trend(library, ["长沙 日期:2024-01-06..2024-02"])
    assert [(period.label, period.issues, period.characters) for period in found.periods] == [("2024-01", 1, 6)]
    assert found.undated is None
    assert len(trend(library, ["长沙 日期:2024-03", "株洲"]).periods) == 3
    assert trend(library, ["长沙 日期:1999"]).periods == ()
    both = trend(library, ["长沙 日期:2024-01-20", "株洲 日期:2024-02..2024-03"]).periods
    assert [(period.label, period.issues) for period in both] == [("2024-01", 1), ("2024-02", 0), ("2024-03", 1)]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("长沙", None),
        ("-日期:2024", None),
        ("日期:2024|长沙", None),
        ("日期:2024-02 长沙", (dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        ("日期:2023..2024-02 日期:2024", (dt.date(2024, 1, 1), dt.date(2024, 2, 29))),
    ],
)
def test_the_days_that_a_query_is_restricted_to(query, days):
    """All that its dates leave together; one that is only one of several, or not wanted, restricts nothing."""
    found = parse_query(query).date_range
    assert (found and (found.first, found.last)) == days


def test_a_bar_may_stand_for_several_periods():
    """Where there is no room for all, neighbours share one; its rate is of all that they hold, a gap is one of all."""

    def period(occurrences, characters):
        uses = None if occurrences is None else (Use(occurrences, 1, 0.0),)
        return Period("", None, int(uses is not None), characters, uses)

    assert [len(bar.periods) for bar in shared([period(1, 1)] * 10, 4)] == [3, 3, 3, 1]
    assert [len(bar.periods) for bar in shared([period(1, 1)] * 4, 4)] == [1, 1, 1, 1]
    assert Bar([period(1, 100), period(None, 0), period(5, 900)]).use(0) == Use(6, 2, 60)
    assert Bar([period(0, 100), period(None, 0)]).use(0) == Use(0, 1, 0)
    assert Bar([period(None, 0)] * 2).use(0) is None


@given(
    st.lists(st.tuples(DAYS, st.text("甲乙 ", max_size=6)), min_size=1, max_size=8), st.sampled_from(["month", "year"])
)
@settings(max_examples=40, deadline=None)
def test_counts_are_those_of_the_texts(made, by):
    """What each period counts is what a plain count of its texts gives; nothing is counted elsewhere."""
    length = {"month": 7, "year": 4}[by]
    places, characters, issues = Counter(), Counter(), Counter()
    for day, body in made:
        label = day.isoformat()[:length]
        places[label] += body.count("甲")
        characters[label] += len(body.replace(" ", ""))
    for day in {day for day, _ in made}:
        issues[day.isoformat()[:length]] += 1
    found = trend(archive(*(article(f"a{at}", body, date=day) for at, (day, body) in enumerate(made))), ["甲"], by=by)
    for period in found.periods:
        assert period.issues == issues[period.label]
        assert period.characters == characters[period.label]
        assert (period.uses[0].occurrences if period.uses else 0) == places[period.label]
        assert (period.uses is None) is (period.label not in issues)
    assert {period.label for period in found.periods} >= set(issues)


def test_a_trend_grows(library):
    """Each state has the counts of what was looked through, oldest first; the last is the trend."""
    states = [trend_of(library, [found], "month") for found in growing_concordance(library, "长沙")]
    assert [state.curves[0].counts for state in states] == [Counts(1, 2), Counts(2, 3), Counts(3, 4), Counts(3, 4)]
    assert [uses(state)[0] for state in states] == [(2, 1), (3, 2), (3, 2), (3, 2)]
    assert [state.undated.uses[0].occurrences for state in states] == [0, 0, 1, 1]
    assert states[-1].periods == trend(library, ["长沙"]).periods


def test_a_state_stays_what_it_was(library):
    """While the concordance grows, a trend made before shows what there was."""
    growing = growing_concordance(library, "长沙")
    begun = trend_of(library, [next(growing)], "year")
    assert [*growing][-1].complete
    (curve,) = begun.curves
    assert (curve.counts, curve.last.article.id) == (Counts(1, 2), "a")
    assert ([each.id for each in curve.articles(0)], len(curve.occurrences(0))) == (["a"], 2)


def test_characters_are_counted_once(monkeypatch):
    """Only an issue that has changed is counted anew."""
    seen = []
    count = outline._characters
    monkeypatch.setattr(outline, "_characters", lambda page: seen.append(page.page.source) or count(page))
    library = archive(article("a", "长 沙", headline="题"), article("b", "株洲市", date=dt.date(2024, 3, 10)))
    assert [issue.characters for issue in library.summaries] == [3, 3]
    library.add([page(article("c", "新", date=dt.date(2024, 3, 10)))])
    assert [issue.characters for issue in library.summaries] == [4, 3]
    assert sorted(seen) == ["a.txt", "b.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("queries", [[], [""], ["长沙", "日期:2024"]])
def test_a_query_without_a_word_is_an_error(library, queries):
    with pytest.raises(WordlessQueryError):
        trend(library, queries)


def test_another_scale_is_an_error(library):
    with pytest.raises(ValueError, match="week"):
        trend(library, ["长沙"], by="week")


def test_an_empty_archive_has_no_periods():
    assert trend(Archive(), ["长沙"]).periods == ()


def test_the_library_has_it():
    """The sample pages are five issues of three years."""
    found = hnreader.open().trend("长沙", "智赋万企", by="year")
    assert [period.label for period in found.periods] == ["2023", "2024", "2025"]
    assert sum(period.issues for period in found.periods) == 5
    assert found.curves[1].first.hit == "智赋万企"
