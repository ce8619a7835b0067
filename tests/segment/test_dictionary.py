"""The dictionary is looked up without being loaded, and says what the loaded one says."""

from __future__ import annotations

import itertools
import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from hnreader.segment.dictionary import frequency

MISPLACED = ("吉林", "一", "一一", "高富帅")  # all Chinese words that the file has out of order


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    """The words of the dictionary's file and their counts, read line by line."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8")
    return {word: int(count) for word, count, *_ in map(str.split, text.splitlines())}


def is_chinese(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def test_words_are_found_with_their_counts(counts: dict[str, int]) -> None:
    """Any Chinese word of the file is found with the count that stands behind it, the first and the last as well."""
    words = sorted(filter(is_chinese, counts))
    sample = [*random.Random(8).sample(words, 600), *words[:30], *words[-30:], *sorted(words, key=len)[-30:]]
    assert [word for word in sample if frequency(word) != counts[word]] == []


@pytest.mark.parametrize("word", MISPLACED)
def test_words_out_of_order_are_found_too(counts: dict[str, int], word: str) -> None:
    """A word that the file has at a wrong place is found all the same."""
    assert frequency(word) == counts[word] > 0


def test_what_is_no_word_has_no_count(counts: dict[str, int]) -> None:
    """Pairs of characters, beginnings of words and words with something behind them are not found unless listed."""
    draw = random.Random(9)
    chars = sorted({char for word in draw.sample(sorted(filter(is_chinese, counts)), 300) for char in word})
    pairs = ["".join(pair) for pair in itertools.islice(itertools.permutations(draw.sample(chars, 24), 2), 400)]
    words = draw.sample(sorted(filter(is_chinese, counts)), 200)
    tries = [*pairs, *(word[:-1] for word in words if len(word) > 1), *(word + "渠" for word in words)]
    assert [word for word in tries if frequency(word) != counts.get(word, 0)] == []
    assert sum(word in counts for word in pairs) < len(pairs) / 2


@pytest.mark.parametrize("word", ["", " ", "\n", "任 务", "任务 ", "任务 1", "\0", "\U0010ffff", "龘龘", "n", "任务 n"])
def test_odd_questions_find_nothing(word: str) -> None:
    """What can't stand as a word of the file is not found, and never half of a line."""
    assert frequency(word) == 0
