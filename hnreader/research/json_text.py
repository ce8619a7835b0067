"""JSON that is exact and harmless: what a terminal or an editor would act on stands as an escape, as JSON allows."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_ACTIVE: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Controls that JSON itself does not escape, zero-width and bidi marks, separators of lines, tags, halves of pairs."""


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON, readable, on one line or indented. Reading it gives each character as it was."""
    return _ACTIVE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
