"""Where sentences end, and whether a text breaks off in the middle of one."""

from __future__ import annotations

import re
from typing import Final

from hnreader.language.characters import CLOSING, FULL_STOPS, LIST_STOPS

_CLOSING: Final = "".join(sorted(CLOSING))
_REMARK: Final = re.compile(r"[。！？!?…]”?[（(][^（）()。]{1,80}[）)]$")
_LONGEST_REMARK: Final = 90  # characters, with what stands before it


def ends_sentence(text: str) -> bool:
    """Whether a text without blanks ends with a full stop, perhaps inside quotation marks or before a remark.

    >>> ends_sentence("好。”"), ends_sentence("出席。（记者甲乙）"), ends_sentence("见到（左）"), ends_sentence("")
    (True, True, False, False)
    """
    last = text[-1:]
    if last in CLOSING:
        last = text.rstrip(_CLOSING)[-1:]
        if last not in FULL_STOPS and text[-1] in "）)":
            return _REMARK.search(text, max(0, len(text) - _LONGEST_REMARK)) is not None
    return last in FULL_STOPS


def ends_list_item(text: str) -> bool:
    """Whether a text ends as an item of a list does: 2018 年…；."""
    return text[-1:] in LIST_STOPS


def breaks_off(text: str, *, colon_ends: bool = True) -> bool:
    """Whether the last sentence of a text without blanks is cut; False for an empty text.

    A paragraph is complete when it ends with a full stop, with the semicolon of a list item, or with a colon: 如下：
    announces the paragraphs that follow and nothing is missing from it. A column break may all the same fall behind a
    colon (他说：|“…”), so who looks for the other half of a paragraph passes `colon_ends=False`.

    >>> [breaks_off(text) for text in ("全省推进“三高四新", "见下。", "其一；", "名单如下：", "")]
    [True, False, False, False, False]
    >>> breaks_off("名单如下：", colon_ends=False)
    True
    """
    if not text or ends_sentence(text) or ends_list_item(text):
        return False
    return not (colon_ends and text[-1] in "：:")
