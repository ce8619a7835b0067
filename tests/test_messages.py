"""The interface's texts: every one translated, every reason in words, nothing in the catalogues that no code has."""

from __future__ import annotations

import ast
import datetime
import string
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import catalogue
import pytest

from hnreader.errors import CatalogueError
from hnreader.messages import LANGUAGES, Translator
from hnreader.messages.reasons import WORDS, words_of, words_of_evidence
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from babel.messages.catalog import Message as Entry

PACKAGE = Path(__file__).parents[1] / "hnreader"
SAMPLES = {str: "甲", int: 7, tuple: ("甲", "乙"), datetime.date: datetime.date(2024, 3, 9), Path: Path("a/甲")}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(texts: str | tuple[str, ...] | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


@cache
def translator(language: str) -> Translator:
    return Translator(language)


def entries(path: Path) -> list[Entry]:
    return [entry for entry in catalogue.read(path) if entry.id]


# ── catalogues


@pytest.mark.parametrize("path", catalogue.CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_complete(path: Path) -> None:
    """Each text is translated, in all plural forms, nothing is fuzzy, and the placeholders are those of the source."""
    for entry in entries(path):
        assert not entry.fuzzy, entry.id
        assert all(form.strip() for form in forms(entry.string)), entry.id
        source = placeholders(forms(entry.id)[-1])
        for form in forms(entry.string):
            assert placeholders(form) == source, entry.id


@pytest.mark.parametrize("path", catalogue.CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_up_to_date(path: Path) -> None:
    """The catalogue has the texts of the code and no others: `python tests/catalogue.py` changes nothing."""
    assert path.read_bytes() == catalogue.updated(path)


@pytest.mark.parametrize("path", catalogue.CATALOGUES, ids=lambda path: path.parts[-3])
def test_chinese_punctuation_is_full_width(path: Path) -> None:
    """Behind a Chinese character stands no half-width mark of a sentence, but for commands that are typed."""
    for entry in entries(path):
        for form in (form for form in forms(entry.string) if not form.startswith("hnreader ")):
            pairs = pairwise(form)
            assert not [a + b for a, b in pairs if "\u4e00" <= a <= "\u9fff" and b in ";:?!"], form


def test_texts_are_given_to_calls_whole() -> None:
    """A text that is put together, or chosen, inside the call would be extracted wrong or not at all."""
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in catalogue.KEYWORDS and call.args and not isinstance(call.args[0], ast.Constant):
                inside = (node for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant))
                assert not [node.value for node in inside if isinstance(node.value, str)], f"{path}:{call.lineno}"


def test_no_text_is_inside_a_formatted_string() -> None:
    """Babel does not see calls in the braces of a formatted string."""
    for path in PACKAGE.rglob("*.py"):
        strings = (
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.JoinedStr)
        )
        for call in (node for formatted in strings for node in ast.walk(formatted) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            constant = bool(call.args) and isinstance(call.args[0], ast.Constant)
            assert not (name in catalogue.KEYWORDS and constant), f"{path}:{call.lineno}"


def test_calls_fill_the_placeholders_of_their_text() -> None:
    """A call with a text gives each of its placeholders a value, and no others."""
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            text = call.args[min(name == "plural", len(call.args) - 1)]
            if name in {"tr", "_tr", "plural"} and isinstance(text, ast.Constant) and isinstance(text.value, str):
                given = {keyword.arg for keyword in call.keywords} | ({"count"} if name == "plural" else set())
                assert placeholders(text.value) <= given, f"{path}:{call.lineno}"
                assert given - {"count"} <= placeholders(text.value), f"{path}:{call.lineno}"


# ── translation


def test_language_is_requested_or_that_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is requested is taken if there is a catalogue, else LC_ALL, LC_MESSAGES and LANG decide in this order."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert Translator().language == Translator("fr").language == "zh"
    assert Translator("en").language == "en"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert Translator().language == "en"


@pytest.mark.parametrize(("count", "text"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_plural_forms(count: int, text: str) -> None:
    """English has two forms, Chinese one."""
    assert Translator("en").plural("{count} article", "{count} articles", count) == text
    assert Translator("zh").plural("{count} article", "{count} articles", count) == f"{count} 篇"


@pytest.mark.parametrize("content", [None, b"", b"not a catalogue"])
def test_missing_or_damaged_catalogue_is_an_error(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the compiled catalogue cannot be loaded an error names it; the source language needs none."""
    monkeypatch.setattr("hnreader.messages.translator.CATALOGUES", tmp_path)
    file = tmp_path / "zh_CN" / "LC_MESSAGES" / "hnreader.mo"
    if content is not None:
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    with pytest.raises(CatalogueError) as error:
        Translator("zh")
    assert error.value.message == Message(Reason.CATALOGUE_MISSING, file=file)
    assert str(file) in words_of(error.value.message, Translator("en"))


# ── reasons


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_words(reason: Reason, language: str) -> None:
    """A reason is put into one line in both languages, and its words use its arguments and no others."""
    message = Message(reason, **{name: SAMPLES[kind] for name, kind in reason.parameters.items()})
    text = words_of(message, translator(language))
    assert text
    assert "\n" not in text
    assert placeholders(WORDS[reason]) == set(reason.parameters)
    assert (text != words_of(message, translator("en"))) == (language == "zh")


def test_what_is_least_certain_comes_first() -> None:
    """Evidence in words begins with what of it is the least certain, where that is known."""
    evidence = Evidence(Message(Reason.TEXT), 0.4, doubt=Message(Reason.DOUBT_ORDER))
    plain = words_of(evidence.message, Translator("en"))
    assert words_of_evidence(evidence, Translator("en")) == f"Least certain: the order of the paragraphs. {plain}"
    assert words_of_evidence(Evidence(evidence.message, 0.4), Translator("en")) == plain


def test_arguments_are_those_of_the_reason() -> None:
    """Too few, too many, and arguments of the wrong type are refused."""
    for arguments in ({}, {"end": 3}, {"end": "茶", "start": "叶"}):
        with pytest.raises(TypeError):
            Message(Reason.CUT, **arguments)


def test_messages_are_values() -> None:
    """Equal reasons and arguments make equal messages; exports get codes and texts."""
    message = Message(Reason.TITLE_WORDS, words=("春茶", "青石"), title="春茶上市")
    assert message == Message(Reason.TITLE_WORDS, title="春茶上市", words=("春茶", "青石"))
    assert len({message, Message(Reason.TITLE, title="春茶上市")}) == 2
    assert (message.reason, message.texts) == ("why.title.words", ("春茶上市", "春茶、青石"))
    assert Message(Reason.DATE_MASTHEAD, date=datetime.date(2024, 3, 9)).texts == ("2024-03-09",)


def test_control_characters_are_not_shown() -> None:
    """What files and command lines put into a message cannot command the terminal."""
    assert "\x1b" not in words_of(Message(Reason.UNKNOWN_ID, id="\x1b[31mx"), Translator("en"))
