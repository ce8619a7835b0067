"""Where nothing is found, what may have been meant."""

from __future__ import annotations

import pytest
from made_articles import archive, article

from hnreader.kinds import Kind
from hnreader.messages import Translator
from hnreader.messages.reasons import words_of
from hnreader.model import People
from hnreader.reasons import Reason
from hnreader.search import search
from hnreader.search.spelling import similar_values

ARTICLES = archive(
    article("a", people=People(reporters=("曹娟", "欧阳志远")), column="三湘时评", kind=Kind.COMMENTARY),
    article("b", people=People(reporters=("曹娟",)), column="湘江观察", paper="hunan-daily"),
    article("c", people=People(correspondents=("曹操",))),
)


@pytest.mark.parametrize(
    ("query", "suggestions"),
    [
        ("记者:曹捐", ["曹娟"]),
        ("曹捐", ["曹娟"]),
        ("by:欧阳质愿", ["欧阳志远"]),
        ("栏目:三湘食平", ["三湘时评"]),
        ("类型:评伦", ["类型:评论"]),
        ("kind:featura", ["kind:feature"]),
        ("paper:hunan-dayly", ["paper:hunan-daily"]),
        ("蓝目:三湘时评", ["栏目:三湘时评"]),
        ("titel:长沙", ["title:长沙"]),
        ("记者:张三", []),
        ("长沙", []),
        ("2023", []),
        ("zzz", []),
        ("李", []),
        ("/曹捐/", []),
    ],
)
def test_what_may_have_been_meant(query, suggestions):
    """Names, columns, kinds and fields that are spelt nearly so; of two characters one that looks or sounds alike."""
    results = search(ARTICLES, query)
    assert results.articles == 0
    meant = [note for note in results.notes if note.reason is Reason.QUERY_DID_YOU_MEAN]
    assert [suggestion for note in meant for suggestion in note.arguments[1]] == suggestions


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "“曹捐”是否应为 曹娟？"), ("en", "Instead of “曹捐”, did you mean 曹娟?")]
)
def test_it_is_said_in_both_languages(language, words):
    """The note comes before those on what was not understood."""
    assert words_of(search(ARTICLES, "曹捐").notes[0], Translator(language)) == words


def test_a_long_query_is_not_repeated_in_whole():
    """What was typed, and each of what may have been meant, is said as far as a message has room for it."""
    note = search(ARTICLES, f"titel:{'长沙' * 400}").notes[0]
    typed, suggestions = note.arguments
    assert (len(typed), [len(each) for each in suggestions]) == (61, [61])
    assert suggestions[0].startswith("title:长沙长沙")


def test_what_is_found_needs_no_suggestion():
    """A word that the archive has is taken as it is."""
    assert not search(ARTICLES, "记者:曹操").notes


def test_the_likeliest_come_first():
    """Characters that look or sound alike before others, then the order given; never the same value."""
    values = ["张玮明", "毛伟民", "毛泽明", "毛伟明", "毛玮明"]
    assert similar_values("毛玮明", values) == ["毛伟明", "张玮明", "毛泽明"]
