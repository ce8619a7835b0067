"""The concordance: which places it has, what stands around them, and in which order they come."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest
from continued_pages import write_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import NEW, OLD, archive, article, ids, page

import hnreader
from hnreader.archive import Archive, LostPageError, View
from hnreader.errors import WordlessQueryError
from hnreader.model import Dating, Duplicate, Furniture, Line, Page, PageArticles, People, Text
from hnreader.research.concordance import Counts, concordance, growing_concordance
from hnreader.search import exact_matches

BODIES = st.lists(st.text("甲乙丙，", min_size=1, max_size=12), min_size=1, max_size=4)


def lines(places):
    return [f"{place.left}[{place.hit}]{place.right}" for place in places]


def test_an_occurrence_tells_where_it_stands():
    """Headline, titles and body: which text, its number, its characters as printed."""
    library = archive(
        article("a", "甲在长沙。\n乙。\n长 沙人。", headline="长沙", byline="记者 长沙生", captions=["图为长沙"])
    )
    found = concordance(library, "长沙")
    assert [(occurrence.text, occurrence.number, occurrence.start, occurrence.end) for occurrence in found] == [
        ("headline", 0, 0, 2),
        ("byline", 0, 3, 5),
        ("paragraph", 0, 2, 4),
        ("paragraph", 2, 0, 3),
        ("caption", 0, 2, 4),
    ]
    assert lines(found)[2:4] == ["甲在[长沙]。", "[长 沙]人。"]
    assert found[0].article is library.articles[0]


@given(BODIES, st.sampled_from(["甲", "甲乙", "乙，", "甲甲"]), st.integers(0, 15))
@settings(max_examples=40, deadline=None)
def test_every_place_is_there_once_with_its_context(bodies, query, context):
    """As many as the text has, in its order; around each is the rest of its paragraph, as far as asked for."""
    library = archive(article("a", "\n".join(bodies)))
    found = concordance(library, f'"{query}"', context=context)
    assert len(found) == sum(body.count(query) for body in bodies)
    for occurrence in found:
        body = bodies[occurrence.number]
        assert body[occurrence.start : occurrence.end] == occurrence.hit == query
        assert occurrence.left == body[: occurrence.start][-context:] if context else occurrence.left == ""
        assert occurrence.right == body[occurrence.end : occurrence.end + context]
    assert [(occurrence.number, occurrence.start) for occurrence in found] == sorted(
        (occurrence.number, occurrence.start) for occurrence in found
    )


@given(st.lists(BODIES, min_size=1, max_size=5), st.randoms())
@settings(max_examples=30, deadline=None)
def test_orders(bodies, chance):
    """Contexts come sorted from the hit outward, equal ones by date, whatever order pages were added in."""
    first = dt.date(2024, 1, 1)
    made = [article(f"a{at}", "\n".join(body), date=first + dt.timedelta(at)) for at, body in enumerate(bodies)]
    chance.shuffle(made)
    found = concordance(archive(*made), "甲")
    assert [occurrence.article.date for occurrence in found] == sorted(occurrence.article.date for occurrence in found)
    places = [(occurrence.article.date, occurrence.number, occurrence.start) for occurrence in found]
    assert places == sorted(places)
    keys = {"right": lambda item: item.right, "left": lambda item: item.left[::-1]}
    for sort, key in keys.items():
        there = [
            (key(occurrence).replace("，", ","), occurrence.article.date, occurrence.number, occurrence.start)
            for occurrence in found.by(sort)
        ]
        assert there == sorted(there)
        assert sorted(occurrence[1:] for occurrence in there) == places


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["早[长沙]市", "新[长沙]县", "上[长沙]城", "无[长沙]日"]),
        ("right", ["新[长沙]县", "上[长沙]城", "早[长沙]市", "无[长沙]日"]),
        ("left", ["上[长沙]城", "新[长沙]县", "无[长沙]日", "早[长沙]市"]),
    ],
)
def test_each_order(sort, expected):
    """By date the oldest first and the undated last; by context in the order of Unicode."""
    library = archive(
        article("c", "无长沙日", date=None),
        article("b", "新长沙县\n上长沙城", date=NEW),
        article("a", "早长沙市", date=OLD),
    )
    if sort == "right":
        expected = sorted(expected, key=lambda line: line[-1])
    assert lines(concordance(library, "长沙", sort=sort)) == expected


def test_within_an_issue_places_come_as_printed():
    """By page, then by place on it, whatever their ids."""
    library = Archive(
        [page(article("b", "甲2", page=2)), page(article("d", "甲1", page=1), article("c", "甲1", page=1))]
    )
    assert [occurrence.article.id for occurrence in concordance(library, "甲")] == ["d", "c", "b"]
    assert [occurrence.article.id for occurrence in concordance(library, "甲", sort="right")] == ["d", "c", "b"]


def test_width_and_script_do_not_part_equal_contexts():
    """Contexts are compared as they are looked up: ５ is 5, 廠 is 厂."""
    library = archive(article("a", "甲５廠丙\n甲5厂乙\n甲6厂甲"))
    assert lines(concordance(library, "甲", sort="right"))[:4] == ["甲6厂[甲]", "[甲]５廠丙", "[甲]5厂乙", "[甲]6厂甲"]


def test_what_stands_twice_on_a_page_counts_once():
    """Duplicates and furniture are no text of an article."""
    occurrence = article("a", "长沙")
    twice = (Duplicate(Text("长沙"), "a"),)
    library = Archive(
        [
            PageArticles(
                Page("p", (Line(1, "字"),)), Dating(NEW), (occurrence,), (Furniture("label", Text("长沙")),), twice
            )
        ]
    )
    assert len(concordance(library, "长沙")) == 1


def test_parts_are_told_apart(tmp_path):
    """An article over two pages is one, and each place names the part that it stands in."""
    found = hnreader.open(write_pages(tmp_path)).kwic("青石镇")
    assert [(occurrence.article.page_no, occurrence.right[:3]) for occurrence in found] == [
        (1, "的茶农"),
        (2, "的春茶"),
    ]
    assert [article.page_no for article in found.articles] == [1]
    assert found.counts == Counts(articles=1, occurrences=2)


def test_it_is_a_sequence():
    """It has a length, places from either end, and slices."""
    found = concordance(archive(article("a", "甲1甲2甲3")), "甲", sort="right")
    assert [occurrence.right[0] for occurrence in found[1:]] == ["2", "3"]
    assert found[-1].right == "3"
    assert found[0] in found
    with pytest.raises(IndexError):
        found[3]


def test_only_what_is_exactly_there_is_a_place():
    """What a search shows as merely alike or of the same sound is none."""
    library = archive(article("a", "毛伟明", headline="长沙"))
    assert ids(library, "毛玮明") == ids(library, "changsha") == ["a"]
    assert not concordance(library, "毛玮明")
    assert not concordance(library, "changsha")


@pytest.mark.parametrize("query", ["", "  ", "日期:2024", "-长沙", "\x1b"])
def test_a_query_without_a_word_is_an_error(query):
    """It can't be told where nothing stands."""
    with pytest.raises(WordlessQueryError):
        concordance(archive(article("a")), query)


@pytest.mark.parametrize("wrong", [{"sort": "up"}, {"context": -1}])
def test_wrong_options_are_errors(wrong):
    with pytest.raises(ValueError, match=r"up|-1"):
        concordance(archive(article("a")), "正", **wrong)


@given(st.lists(BODIES, min_size=1, max_size=6), st.integers(1, 4), st.sampled_from(["date", "left", "right"]))
@settings(max_examples=40, deadline=None)
def test_it_grows_to_what_a_plain_look_finds(bodies, most, sort):
    """Each state has an article more than the one before, whatever is fetched together; sorting adds nothing."""
    first = dt.date(2024, 1, 1)
    library = archive(
        *(article(f"a{at}", "\n".join(body), date=first + dt.timedelta(at)) for at, body in enumerate(bodies))
    )
    plain = [
        (f"a{at}", number, found.start())
        for at, body in enumerate(bodies)
        for number, paragraph in enumerate(body)
        for found in re.finditer("甲", paragraph)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_matches, "_FIRST", 1)
        patch.setattr(exact_matches, "_MOST", most)
        states = []
        for growing in growing_concordance(library, "甲"):
            states.append([(each.article.id, each.number, each.start) for each in growing])
    assert states[-1] == plain
    assert growing.complete
    assert [len({name for name, *_ in state}) for state in states[:-1]] == [*range(1, len(states))]
    assert all(plain[: len(state)] == state for state in states)
    ordered = concordance(library, "甲", sort=sort)
    assert [*growing.by(sort)] == [*ordered]
    assert sorted((each.article.id, each.number, each.start) for each in ordered) == plain


def test_progress_is_told_and_it_can_be_cancelled():
    """Each step is told from its beginning, never more than there is; once cancelled nothing is found."""
    progress = []
    library = Archive([page(*(article(f"a{at}", "长沙") for at in range(1200)))])
    assert len(concordance(library, "长沙", sort="left", progress=lambda done, of: progress.append((done, of)))) == 1200
    assert progress.count((0, 1200)) == 2  # indexed, looked through
    assert (500, 1200) in progress
    assert all(0 <= done <= of for done, of in progress)
    assert not concordance(library, "长沙", cancelled=lambda: True)


def test_what_was_found_until_it_is_cancelled_is_there():
    """It is not complete, and that is said."""
    library = archive(*(article(f"a{at}", "长沙", date=NEW + dt.timedelta(at)) for at in range(300)))
    ended = []
    growing = growing_concordance(library, "长沙", cancelled=lambda: bool(ended))
    found = next(growing)
    assert (len(found), found[0].article.id, found.complete) == (1, "a0", False)
    ended.append(True)
    assert [*growing][-1] is found
    assert 1 <= len(found) < 300
    assert not found.complete


def test_sorting_ends_when_progress_says_so():
    """As the app does that has closed the screen: what `progress` raises comes through."""

    class EndedError(Exception):
        pass

    def end(_done, _total):
        raise EndedError

    found = concordance(archive(article("a", "甲1甲2")), "甲")
    with pytest.raises(EndedError):
        found.by("right", end)


def test_texts_that_are_lost_are_empty(monkeypatch):
    """The library went away: each occurrence has its article, as far as that is known, and no text."""
    found = concordance(archive(article("a", "甲1"), article("b", "甲2", date=OLD)), "甲")

    def lost(*_place):
        raise LostPageError

    with monkeypatch.context() as patch:
        patch.setattr(View, "fetched", lost)
        assert [(each.left, each.hit, each.right, each.source) for each in found] == [("", "", "", None)] * 2
        assert len(found.by("right")) == 2
    assert lines(found) == ["[甲]2", "[甲]1"]


def test_the_library_has_it():
    """All places of the sample pages are where they are said to be."""
    library = hnreader.open()
    found = library.kwic("湖南", sort="left")
    assert len(found) > 50
    for occurrence in random.Random(1).sample(list(found), 20):
        assert occurrence.source.text[occurrence.start : occurrence.end] == occurrence.hit
        assert occurrence.source.spans
    (maker,) = concordance(archive(article("a", people=People(("曹娟",)))), "曹娟")
    assert (maker.text, maker.source) == ("maker", None)
