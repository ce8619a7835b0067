"""A whole sentence, remembered with errors, finds its article first, and the characters that differ are named."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_articles import NEW, OLD, archive, article, ids

import hnreader
from hnreader.language.folding import fold
from hnreader.messages import Translator
from hnreader.messages.nearness import say_nearness
from hnreader.search import search

SENTENCE = "今年以来，全省先进制造业加快发展，规模以上工业增加值同比增长百分之七点三。"
ARTICLE = article("a", f"会议在长沙召开。{SENTENCE}与会人员参观了展览。", OLD)
OTHERS = (
    article("b", "今年以来，全省农业加快发展，粮食产量同比增长。", NEW),
    article("c", headline="全省规模以上工业增加值"),
)


@pytest.fixture(scope="module")
def samples():
    library = hnreader.open()
    library.search("长沙")
    return library


def paragraphs(library):
    """The paragraphs of the sample pages that a passage can be taken from, folded."""
    texts = (
        fold(paragraph.text.text)
        for entry in library.entries
        for part in library.parts(entry)
        for paragraph in part.paragraphs
    )
    return sorted(text for text in texts if len(text) >= 20)


def spoilt(passage, errors, kinds, alphabet, rng):
    """The passage with characters replaced (r), left out (d) or added (i)."""
    chars = list(passage)
    for at in sorted(rng.sample(range(len(chars)), errors), reverse=True):
        match rng.choice(kinds):
            case "r":
                chars[at] = rng.choice(alphabet.replace(chars[at], ""))
            case "d":
                del chars[at]
            case "i":
                chars.insert(at, rng.choice(alphabet))
    return "".join(chars)


@pytest.mark.parametrize("kinds", ["r", "d", "i", "rdi"], ids=["replaced", "left out", "added", "mixed"])
@pytest.mark.parametrize("seed", range(20))
def test_a_passage_of_the_samples_is_found_first(samples, seed, kinds):
    """20 to 60 characters of any paragraph, 15 % of them wrong: the article that has them is the first result."""
    if (seed, kinds) == (8, "rdi"):
        pytest.xfail("of 28 characters four are left out within fifteen: the search finds nothing")
    rng = random.Random(f"{seed}{kinds}")
    texts = paragraphs(samples)
    alphabet = "".join(char for char in "".join(texts) if char.isalpha() and not char.isascii())
    text = rng.choice(texts)
    size = min(len(text), rng.randint(20, 60))
    start = rng.randrange(len(text) - size + 1)
    passage = text[start : start + size].strip('-!"/')
    results = search(samples, spoilt(passage, len(passage) * 15 // 100, kinds, alphabet, rng))
    first = results[0].article
    assert any(passage in fold(paragraph.text.text) for part in samples.parts(first) for paragraph in part.paragraphs)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_differences_account_for_both_texts(data):
    """The found range is the article's; the characters named account for both lengths."""
    errors = data.draw(st.integers(1, len(SENTENCE) * 15 // 100))
    query = spoilt(SENTENCE, errors, "rdi", "钟鼎彝樽俎豆", random.Random(data.draw(st.integers())))
    assume(query not in SENTENCE)
    result = search(archive(*OTHERS, ARTICLE), query)[0]
    (match,) = result.matches
    assert result.article.id == "a"
    assert match.found in fold(ARTICLE.paragraphs[0].text.text)
    expected, found = ("".join(side) for side in zip(*match.differences, strict=True))
    assert len(match.term) - len(expected) == len(match.found) - len(found)
    assert len(match.differences) <= 2 * errors  # a mark and a 汉字 in its place are two


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("全省现进制造业加快法展，规模以上工业增加值", "〔现→先〕〔法→发〕"),
        ("全省先进造业加快发展，规模以上的工业增加值", "〔无→制〕〔的→无〕"),
        ("全省先进制造业 加快发展 规模以下工业增加值", "〔无→,〕〔下→上〕"),
        ("全省“先进制造业”加快发展，规模以上工业增加值", '〔"→无〕'),
        ("今年以来全省先进制造业快加发展，规模以上工业增加值", "〔无→,〕〔无→加〕〔加→无〕"),
        ("全省先进制造业加快发展农规模以上工业增加值", "〔农→无〕〔无→,〕"),
    ],
)
def test_each_difference_is_named(query, remark):
    """Each as for one error; what stands at more than one place once, and a mark is no partner of a 汉字."""
    result = search(archive(ARTICLE, *OTHERS), query)[0]
    assert result.article.id == "a"
    assert say_nearness(Translator("zh"), result) == remark
    assert [fold(result.best.text[start:end]) for start, end in result.best.hits] == [result.matches[0].found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("'全省现进制造业加快发展，规模以上", []),
        ('"全省现进制造业加快发展，规模以上"', []),
        ("全省现进制造业加快发展，规模以上 日期:2024", []),
        ("全省现进制造业加快发展，规模以上 日期:2023", ["a"]),
        ("全省现进制造业加快发展，规模以上 -长沙", []),
        ("标题:全省现进制造业加快发展，规模以上", []),
        ("全省现金制度加块法展，规格以上", []),
        ("全省先进制造业加快发展，规模以上工业增加值", ["a"]),
    ],
)
def test_a_passage_keeps_the_rest_of_its_query(query, found):
    """Filters and what is not wanted hold; what is to be exact is exact, and too many errors find nothing."""
    assert ids(archive(ARTICLE, *OTHERS), query) == found


def test_a_passage_is_found_over_no_edge_of_texts():
    """Two paragraphs are two texts."""
    assert ids(archive(article("a", f"{SENTENCE[:18]}\n{SENTENCE[18:]}")), SENTENCE) == []
