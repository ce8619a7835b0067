"""By what an article was found that has not quite what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.messages import Voice
    from hnreader.search import Result


def say_nearness(voice: Voice, result: Result) -> str:
    """Say which characters differ, or that it sounds like what was asked for; nothing where it is the same."""
    said = [
        voice("near.pinyin")
        if one.how == "pinyin"
        else voice("near.fuzzy", one.differ[0] or voice("near.none"), one.differ[1] or voice("near.none"))
        for one in result.matches
        if one.how != "exact"
    ]
    return voice("near.several").join(dict.fromkeys(said))
