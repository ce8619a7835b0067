"""Punctuation as print uses it (GB/T 15834—2011), with the half-width forms that OCR puts in its place."""

from __future__ import annotations

import re
from typing import Final

FULL_STOPS: Final = frozenset("。！？!?…")
"""Marks that end a sentence, and so may end a paragraph."""

LIST_STOPS: Final = frozenset("；;")
"""Marks that end a paragraph where each item of a list is set as its own."""

PAUSES: Final = frozenset("，,、：:")
"""Marks after which a sentence goes on."""

OPENING: Final = frozenset("“‘（(《〈「『【〔[")
CLOSING: Final = frozenset("”’）)》〉」』】〕]")

MARKS: Final = FULL_STOPS | LIST_STOPS | PAUSES | OPENING | CLOSING | frozenset("·—–～~▲△▶▷►▸■◆●○※")
"""All marks beside which a blank is an artefact of the extraction."""

HAN: Final = "\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0010ffff"
"""All 汉字, as the inside of a pattern's set: Unicode's unified ideographs and the compatibility block."""
MARKS_SET: Final = re.escape("".join(sorted(MARKS)))
"""All marks, as the inside of a pattern's set."""


def is_han(char: str) -> bool:
    """Tell whether a character is a 汉字 (Unicode's unified ideographs, extension A and the compatibility block)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or char > "\U0001ffff"
    )
