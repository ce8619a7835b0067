"""The dictionary is looked up without being loaded, and says what the loaded one says."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hnreader.errors import DictionaryError
from hnreader.language import dictionary
from hnreader.language.dictionary import frequency, require_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

DICTIONARY_FILE = "dict.txt"
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


@pytest.fixture
def other_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The path of a dictionary that is used in place of jieba's."""
    caches = (dictionary.frequency, dictionary._words_with, dictionary._data)
    for cached in caches:
        cached.cache_clear()
    spec = ModuleSpec("jieba", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(dictionary, "find_spec", lambda _: spec)
    yield tmp_path / DICTIONARY_FILE
    for cached in caches:
        cached.cache_clear()


def damaged(whole: bytes, kind: str) -> bytes:
    return {
        "empty": b"",
        "half": whole[: len(whole) // 2],
        "cut": whole[:-7],
        "other": b"no dictionary at all\n" * 1000,
        "no counts": whole.replace(b" ", b" x"),
    }[kind]


@pytest.mark.parametrize("kind", ["empty", "half", "cut", "other", "no counts"])
def test_a_damaged_dictionary_is_an_error(counts: dict[str, int], other_dictionary: Path, kind: str) -> None:
    """A file that is not whole is never looked up as if its words were unknown."""
    del counts
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    other_dictionary.write_bytes(damaged(Path(spec.origin).with_name(DICTIONARY_FILE).read_bytes(), kind))
    for look_up in (require_dictionary, lambda: frequency("任务")):
        with pytest.raises(DictionaryError, match=r"dict\.txt is damaged"):
            look_up()


def test_a_missing_dictionary_is_an_error(other_dictionary: Path) -> None:
    """The error names the file, and what the system says."""
    with pytest.raises(DictionaryError, match=f"{other_dictionary}: No such file"):
        frequency("任务")


def test_a_missing_jieba_is_an_error(other_dictionary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package."""
    del other_dictionary
    monkeypatch.setattr(dictionary, "find_spec", lambda _: None)
    with pytest.raises(DictionaryError, match="jieba is not installed"):
        frequency("任务")


@pytest.mark.parametrize(
    ("package", "arguments", "message"),
    [
        ("jieba", ["list"], "The dictionary of jieba cannot be used: "),
        ("rjieba", ["names", "--lang", "en"], "The process that finds names did not run: "),
    ],
)
def test_the_command_line_says_it_in_one_line(tmp_path: Path, package: str, arguments: list[str], message: str) -> None:
    """Without a package that it needs a command fails, prints no half of its output, and says which it is."""
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text("raise ImportError('broken package')")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "LC_ALL": "en_US.UTF-8", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "hnreader", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    (line,) = (line for line in done.stderr.splitlines() if message in line)
    assert package in line
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, "")
