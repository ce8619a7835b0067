"""Which articles of other issues are related, by what, and which tell the same story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_articles import NEW, OLD, archive, article

from hnreader.archive import LostPageError
from hnreader.research.related import related

STORY = (
    "全省航空产业发展大会在株洲召开，会议提出建设航空发动机产业集群，支持通用航空企业开展飞行培训。"
    "据统计，去年航空产业营收增长两成，新增航空企业三十余家，航空小镇已有客商入驻。"
    "下一步将落实“蓝天行动”，完善机场布局，培养飞行人才。"
)
OTHER = "衡阳油菜花盛开，游客纷纷前来赏花，农家乐生意红火，蜂农忙着采蜜，村里新修了停车场。" * 2
FILL = [article(f"z{number}", f"第{number}件小事，人们在街头谈论天气与收成。", date=OLD) for number in range(12)]


def ids(found):
    return [found_article.article.id for found_article in found]


def test_shared_terms_relate_and_are_named():
    """The rarer the term the more it weighs; quoted phrases are among those named."""
    near = article("b", "航空发动机企业参加“蓝天行动”，航空产业前景广阔，飞行培训基地开建。", date=OLD)
    library = archive(article("a", STORY, date=NEW), near, article("c", OTHER, date=OLD), *FILL)
    (found,) = related(library, library.find("a"))
    assert found.article.id == "b"
    assert "蓝天行动" in found.shared
    assert not found.same
    assert 0 < found.score <= 1


def test_the_same_issue_is_left_out():
    """What stands beside it on the day is no relation; undated pages are issues of their own."""
    copy = article("b", STORY, date=NEW, page=2)
    library = archive(
        article("a", STORY, date=NEW), copy, article("c", STORY, date=None), article("d", STORY, date=None)
    )
    assert ids(related(library, library.find("a"))) == ["c", "d"]
    assert ids(related(library, library.find("c"))) == ["a", "b", "d"]


def test_the_same_story_is_said_to_be_so_and_comes_first():
    """Most of the shorter text stands in the longer, titles apart."""
    half = article("b", STORY[: len(STORY) * 3 // 4] + "这是另一天的版面。", date=OLD, headline="别的题目")
    near = article(
        "c", "航空产业、航空企业、航空发动机、飞行培训、“蓝天行动”、机场布局、通用航空、航空小镇、产业集群", date=OLD
    )
    library = archive(article("a", STORY, date=NEW, headline="题目"), half, near, *FILL)
    found = related(library, library.find("a"))
    assert [(found_article.article.id, found_article.same) for found_article in found] == [("b", True), ("c", False)]


def test_nothing_in_common_is_nothing_related():
    """No list is better than a list of chance."""
    library = archive(article("a", STORY, date=NEW), article("c", OTHER, date=OLD), *FILL)
    assert related(library, library.find("a")) == []


def test_cancelled_finds_nothing():
    """Somebody has gone on to another article."""
    library = archive(article("a", STORY, date=NEW), article("b", STORY, date=OLD))
    assert related(library, library.find("a"), cancelled=lambda: True) == []


@given(
    st.lists(st.text(alphabet="航空产业企业“蓝天行动”，。发展人才a ", max_size=60), min_size=2, max_size=5),
    st.integers(1, 3),
)
def test_any_texts(bodies, limit):
    """Whatever the texts: nothing of its own issue, no more than asked for, scores of 0 to 1, what is shared shared."""
    days = [NEW, OLD]
    library = archive(*(article(f"a{at}", body, date=days[at % 2]) for at, body in enumerate(bodies)))
    subject = library.find("a0")
    found = related(library, subject, limit)
    assert len(found) <= limit
    for found_article in found:
        assert found_article.article.date != subject.date
        assert 0 <= found_article.score <= 1
        body = "".join(found_article.article.paragraphs[0].text.text.split())
        assert all(term in body for term in found_article.shared)


def test_what_is_related_among_what_could_be_indexed_is_incomplete(monkeypatch):
    """A page of another issue cannot be had: what stands there may be related as well."""
    library = archive(article("a", STORY, date=NEW), article("b", STORY, date=OLD), *FILL)
    fetched, subject = library._source.article, library.find("a")

    def lost(number, place):
        if number != 0:
            raise LostPageError
        return fetched(number, place)

    with monkeypatch.context() as patch:
        patch.setattr(library._source, "article", lost)
        found = related(library, subject)
    assert (found, found.incomplete) == ([], True)
    whole = archive(*library.articles)
    assert [(each.article.id, each.same) for each in related(whole, subject)] == [("b", True)]
    assert not related(whole, subject).incomplete
