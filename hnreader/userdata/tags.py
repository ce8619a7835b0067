"""Tags as people type them: words without blanks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BETWEEN: Final = re.compile(r"[\s,，、;；|｜\"＂“”]+")  # no query could name a tag with one of these in it
_LONGEST: Final = 40  # characters


def parse_tags(typed: str) -> tuple[str, ...]:
    """Return the tags in a line, each once, without the # before them.

    >>> parse_tags("#教育  待读，教育、乡村")
    ('教育', '待读', '乡村')
    """
    words = (word.lstrip("#＃")[:_LONGEST] for word in _BETWEEN.split(unicodedata.normalize("NFC", typed)))
    return tuple(dict.fromkeys(word for word in words if word and word.isprintable()))
