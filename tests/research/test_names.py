"""The index of names: what it counts, how it grows, and what happens when something goes wrong in the middle."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from made_articles import NEW, OLD, archive, article
from msgspec.structs import replace

from hnreader.archive import Archive, View
from hnreader.errors import TaggingError
from hnreader.model import Jump, People, Text
from hnreader.research import names_gathering
from hnreader.research.mentions import NameKind
from hnreader.research.names import Names
from hnreader.research.tagging import Tagging

ONE = article("a", "副省长沈从文到株洲调研，推进“智赋万企”。", date=NEW)
TWO = article("b", "大家想起了沈从文和他的边城。", date=OLD)
THREE = article("c", "县委书记丁玲表示，“智赋万企”来了永顺县。", date=NEW, page=2)
UNDATED = article("d", "县长叶紫出席。", date=None)
PEOPLE = NameKind.PEOPLE


def gathered(library):
    names = Names(library)
    list(names.gather())
    return names


def rows(names, *kinds, **options):
    return [(name.name, name.count, name.articles) for name in names.ranked(kinds, **options)]


def listed(names, *arguments, **options):
    return [name.name for name in names.listed(*arguments, **options)]


# ── what is counted


def test_counts_articles_and_dates():
    """A name that one article proves counts in the others, too; dates are those of the issues."""
    names = gathered(archive(ONE, TWO, THREE))
    assert rows(names, PEOPLE) == [("沈从文", 2, 2), ("丁玲", 1, 1)]
    (first, _) = names.ranked([PEOPLE])
    assert (first.first, first.last) == (OLD, NEW)
    assert rows(names, NameKind.PHRASES) == [("智赋万企", 2, 2)]
    assert [article.id for article in names.articles(PEOPLE, "沈从文")] == ["a", "b"]


def test_sorted_by_first_use():
    """The oldest first; undated ones last."""
    names = gathered(archive(ONE, TWO, UNDATED))
    assert [name.name for name in names.ranked([PEOPLE], order="first")] == ["沈从文", "叶紫"]
    *_, last = names.ranked([PEOPLE], order="first")
    assert (last.first, last.last) == (None, None)
    assert [*names.ranked(limit=1)] == [*names.ranked()][:1]


def test_equal_names_are_in_the_order_of_their_characters():
    """Of several kinds, too."""
    names = gathered(archive(ONE, TWO, THREE, UNDATED))
    ranked = [*names.ranked()]
    assert ranked == sorted(ranked, key=lambda name: (-name.count, -name.articles, name.name, name.kind))
    assert len({name.kind for name in ranked}) > 1


def test_unproven_names_are_not_listed():
    """What merely may be a name waits for proof."""
    names = gathered(archive(TWO))
    assert rows(names, PEOPLE) == []
    assert listed(names, PEOPLE) == []
    assert [*names.articles(PEOPLE, "沈从文")] == []


def test_a_name_of_the_byline():
    """Makers are part of what is found."""
    made = article("a", people=People(reporters=("王伟",)))
    assert rows(gathered(archive(made)), PEOPLE) == [("王伟", 1, 1)]


def test_a_story_over_two_pages_counts_once():
    """And is had by its first part, wherever the name is."""
    to, back = Jump(2, None, Text("（下转2版）")), Jump(1, None, Text("（上接1版）"))
    library = archive(
        replace(article("20240309-a", "青石镇的茶农把春茶送到集市，副省长沈从文到株洲调研，"), jump_to=to),
        replace(article("20240309-b", "春茶送到了青石镇，沈从文说，好。副省长沈从文又来了。", page=2), jump_from=back),
    )
    assert len(library.entries) == 1
    names = gathered(library)
    assert rows(names, PEOPLE) == [("沈从文", 3, 1)]
    assert [article.id for article in names.articles(PEOPLE, "沈从文")] == ["20240309-a"]


# ── what is listed


def test_a_listing_is_the_ranking():
    """Of each kind, in each order, whole or cut."""
    names = gathered(archive(ONE, TWO, THREE, UNDATED))
    for kind in NameKind:
        for order in ("count", "first"):
            ranked = [*names.ranked([kind], order)]
            assert [*names.listed(kind, order)] == ranked
            cut = names.listed(kind, order, limit=1)
            assert ([*cut], cut.whole) == (ranked[:1], len(ranked) <= 1)
            assert all(names.listed(kind).index_of(names.number_of(kind, name.name)) is not None for name in ranked)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("沈", ["沈从文"]),
        ("從", ["沈从文"]),
        (" 丁 ", ["丁玲"]),
        ("d", ["丁玲"]),
        ("scw", ["沈从文"]),
        ("沈从闻", ["沈从文"]),
        ("%", []),
        ("巴金", []),
        ("", ["沈从文", "丁玲"]),
    ],
)
def test_filtered(typed, expected):
    """By characters, of whichever form, by pinyin, or nearly."""
    assert listed(gathered(archive(ONE, TWO, THREE)), PEOPLE, typed=typed) == expected


def test_a_filter_finds_names_in_traditional_characters():
    names = gathered(archive(article("a", "推进“智賦萬企”，推进“春茶”。")))
    assert listed(names, NameKind.PHRASES, typed="智赋") == ["智賦萬企"]


def test_a_listing_keeps_its_places():
    """What comes later changes counts, but moves no row of a list that somebody looks at."""
    library = archive(ONE, THREE)
    names = gathered(library)
    seen = names.listed(PEOPLE)
    assert listed(names, PEOPLE) == ["丁玲", "沈从文"]
    library.add(archive(TWO).pages)
    list(names.gather())
    assert [name.name for name in seen] == ["丁玲", "沈从文"]
    assert listed(names, PEOPLE) == ["沈从文", "丁玲"]


def test_articles_are_fetched_when_they_are_looked_at(monkeypatch):
    """And only those; where one of them stands is known without."""
    library = archive(*(article(f"a{n}", f"副省长沈从文第{n}次出席。", page=n + 1) for n in range(50)))
    names, fetched = gathered(library), []
    fetch = View.article
    monkeypatch.setattr(View, "article", lambda *place: fetched.append(place) or fetch(*place))
    found = names.articles(PEOPLE, "沈从文")
    assert (len(found), fetched) == (50, [])
    last = found[-1]
    assert len(fetched) == 1
    assert found.index_of(last) == 49
    assert found.index_of(ONE) is None
    assert len(fetched) == 1


# ── how it grows


def test_it_grows_with_the_archive():
    """Pages added later are taken in by the next `gather`; nothing counts twice."""
    library = archive(ONE)
    names = gathered(library)
    library.add(archive(TWO).pages)
    list(names.gather())
    list(names.gather())
    assert rows(names, PEOPLE) == [("沈从文", 2, 2)]


def test_it_can_be_read_while_it_grows(monkeypatch):
    """After each issue the listing has what was done so far, the newest first."""
    monkeypatch.setattr(names_gathering, "_PAUSE_IN_MEMORY", 0)
    names = Names(archive(ONE, article("e", "县长叶紫出席。", date=OLD)))
    seen = [(*progress, len([*names.ranked([PEOPLE])])) for progress in names.gather()]
    assert seen[0] == (0, 2, 0)
    assert (1, 2, 1) in seen
    assert seen[-1] == (2, 2, 2)


def test_stopping_ends_the_process_and_keeps_what_was_done(monkeypatch):
    """Closing the iterator is all it takes; the next pass goes on from there."""
    children = []
    start = Tagging.__init__

    def started(self):
        start(self)
        children.append(self._child)

    monkeypatch.setattr(Tagging, "__init__", started)
    names = Names(archive(ONE, TWO))
    steps = names.gather()
    while next(steps).done < 1:
        pass
    steps.close()
    assert [child.poll() is not None for child in children] == [True]
    assert next(names.gather()).done == 1


def test_a_process_that_dies_is_told(monkeypatch):
    """It is an error of ours, and what was done before is kept."""
    monkeypatch.setattr(names_gathering, "_BATCH", 1)
    names = Names(archive(ONE, TWO))
    with pytest.raises(TaggingError):
        for _ in _killing(names.gather(), monkeypatch):
            pass
    assert next(names.gather()).done == 1


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


def test_the_process_ends_with_its_parent():
    """Its input closed, it goes, whoever closed it."""
    tagging = Tagging()
    tagging._child.stdin.close()
    deadline = time.monotonic() + 20
    while tagging._child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert tagging._child.poll() == 0
    tagging.__exit__()


def test_an_empty_archive_has_no_names():
    """And says that there is nothing to do."""
    names = Names(Archive())
    assert list(names.gather()) == []
    assert [*names.ranked()] == []
    assert names.most(PEOPLE) == (0, 0)


def test_what_was_looked_through_is_not_fetched_again(monkeypatch):
    """A page that comes to an archive of a hundred thousand costs the names on it, also where its issue has others."""
    library = archive(ONE, TWO)
    names = gathered(library)
    library.add(archive(THREE).pages)
    fetched = []
    article_at = View.fetched
    monkeypatch.setattr(View, "fetched", lambda *place: fetched.append(article_at(*place)) or fetched[-1])
    list(names.gather())
    assert {each.id for each in fetched} == {"c"}
    assert rows(names, PEOPLE) == [("沈从文", 2, 2), ("丁玲", 1, 1)]


def test_a_page_without_articles_is_looked_through():
    library = Archive([*archive(ONE).pages, *archive(article("e", date=dt.date(2022, 1, 1))).pages])
    assert list(gathered(library).gather()) == []
