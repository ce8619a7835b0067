"""Which article goes before which, and why. In each case the first of two has everything against it but one thing."""

from __future__ import annotations

import pytest
from made_articles import NEW, OLD, archive, article, ids

from hnreader.model import People
from hnreader.search import search

LONG = "字" * 600

# What decides, the query, the article that has it, and the one that has all else.
CASES = [
    ("exact over fuzzy", "三高四新", {"body": f"三高四新{LONG}", "date": OLD}, {"headline": "三高四亲"}),
    ("headline over kicker", "长沙", {"headline": "长沙", "body": LONG, "date": OLD}, {"kicker": "长沙长沙"}),
    ("headline over subhead", "长沙", {"headline": "长沙", "body": LONG, "date": OLD}, {"subhead": "长沙长沙"}),
    ("kicker over body", "长沙", {"kicker": "长沙", "body": LONG, "date": OLD}, {"body": "长沙长沙长沙"}),
    ("column over body", "时评", {"column": "时评", "body": LONG, "date": OLD}, {"body": "时评时评"}),
    ("the rarer of two terms", "长沙|茶陵", {"body": f"茶陵{LONG}", "date": OLD}, {"body": "长沙长沙"}),
    (
        "the rarer term in the headline",
        "长沙 茶陵",
        {"headline": "茶陵", "body": f"长沙{LONG}", "date": OLD},
        {"headline": "长沙", "body": "茶陵茶陵"},
    ),
    (
        "near together over far apart",
        "长沙 芯片",
        {"body": f"长沙有芯片。{LONG}", "date": OLD},
        {"body": "长沙。" + "好" * 60 + "芯片芯片"},
    ),
    (
        "one paragraph over two",
        "长沙 芯片",
        {"body": f"长沙{'好' * 50}芯片。{LONG}", "date": OLD},
        {"body": "长沙\n芯片芯片"},
    ),
    ("more over less", "长沙", {"body": f"长沙长沙{LONG}", "date": OLD}, {"body": f"长沙好好{LONG}"}),
    ("short over long", "长沙", {"body": "长沙", "date": OLD}, {"body": f"长沙{LONG}"}),
    ("newer over older", "长沙", {"body": "长沙好"}, {"body": "长沙好", "date": OLD}),
    ("an earlier page", "长沙", {"body": "长沙好", "page": 1}, {"body": "长沙好", "page": 2}),
    ("one that looks alike", "己亥杂诗", {"body": f"已亥杂诗{LONG}", "date": OLD}, {"body": "丁亥杂诗"}),
    ("one that sounds alike", "毛玮明", {"body": f"毛伟明{LONG}", "date": OLD}, {"body": "毛泽明"}),
    ("wrong in the headline", "三高四新", {"headline": "三高四亲", "body": LONG, "date": OLD}, {"body": "三高四亲"}),
    ("letters over pinyin", "hn", {"body": f"hn{LONG}", "date": OLD}, {"headline": "湖南"}),
    ("pinyin over likeness", "hunan", {"headline": "湖南", "date": OLD}, {"headline": "hunen"}),
]


@pytest.mark.parametrize(("query", "first", "second"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_one_thing_decides(query, first, second):
    """The one goes before the other, in whichever order they are held; common words are common here too."""
    others = [article(f"other{number}", "长沙的消息。", OLD) for number in range(9)] if "茶陵" in query else []
    first_article, other = article("one", **{"date": NEW} | first), article("other", **{"date": NEW} | second)
    for library in (archive(first_article, other, *others), archive(*others, other, first_article)):
        assert [name for name in ids(library, query) if name in {"one", "other"}] == ["one", "other"]


def test_the_newest_first_when_asked_for():
    """By date, exact results still stand before those that nearly match."""
    library = archive(
        article("near", headline="三高四亲", date=NEW),
        article("old", headline="三高四新三高四新", date=OLD),
        article("new", f"三高四新{LONG}", NEW),
    )
    assert ids(library, "三高四新") == ["old", "new", "near"]
    assert ids(library, "三高四新", order="newest") == ["new", "old", "near"]


def test_order_does_not_depend_on_the_order_of_adding():
    """The same articles give the same results."""
    articles = [article(f"a{number}", "长沙的消息。", page=number + 1) for number in range(9)]
    assert ids(archive(*articles), "长沙") == ids(archive(*reversed(articles)), "长沙") == [f"a{n}" for n in range(9)]


def test_scores_fall_and_tell_exact_from_near():
    """Scores fall from result to result; exact ones are 1 or more, others less."""
    library = archive(
        article("headline", headline="三高四新"),
        article("body", "三高四新" + LONG),
        article("name", people=People(reporters=("三高四新",))),
        article("near", headline="三高四亲"),
    )
    results = search(library, "三高四新")
    scores = [result.score for result in results]
    assert scores == sorted(scores, reverse=True)
    assert [score >= 1 for score in scores] == [True, True, True, False]
    assert [result.why for result in results] == ["headline", "body", "body", "fuzzy"]


def test_enough_exact_hits_need_no_near_ones():
    """Where five articles hold the query nothing that is like it is listed."""
    exact = [article(f"a{number}", "三高四新") for number in range(5)]
    near = article("near", headline="三高四亲")
    assert "near" not in ids(archive(*exact, near), "三高四新")
    assert "near" in ids(archive(*exact[1:], near), "三高四新")


def test_more_than_the_looked_at_are_all_listed():
    """Of very many the best stand first, and all are listed once."""
    many = [article(f"a{number}", f"长沙{'好' * (number % 7)}") for number in range(450)]
    library = archive(*many, article("best", headline="长沙", date=OLD))
    listed = ids(library, "长沙")
    assert listed[0] == "best"
    assert sorted(listed) == sorted({each.id for each in many} | {"best"})
