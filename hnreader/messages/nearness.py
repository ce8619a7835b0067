"""How a result that is no exact match differs from the query, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.messages import Translator
    from hnreader.search import Result


def say_nearness(tr: Translator, result: Result) -> str:
    """Say which characters differ, or that it sounds like what was typed; nothing where it is the same."""
    remarks: list[str] = []
    for match in result.matches:
        if match.how == "pinyin":
            remarks.append(tr("[pinyin]"))
        if match.differences:
            pairs = dict.fromkeys(match.differences)
            remarks.append("".join(_say_difference(tr, typed, printed) for typed, printed in pairs))
    return " ".join(dict.fromkeys(remarks))


def _say_difference(tr: Translator, typed: str, printed: str) -> str:
    return tr("[{query}→{text}]", query=typed or tr("∅"), text=printed or tr("∅"))
