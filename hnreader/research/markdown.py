"""An article as Markdown: particulars as YAML front matter, then its text, which nothing in it turns into markup.

The front matter is JSON in block form: a JSON string is a YAML string (YAML 1.2, §1.2), once what YAML does not take
for printable (§5.1) is escaped. The text is that of CommonMark, and holds for its kin (GFM, Pandoc, Obsidian).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from hnreader.research.records import record

if TYPE_CHECKING:
    from hnreader.research.whole import Whole

_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MEANING: Final = re.compile(r"[\\`*_\[\]<>#~&|$@^{}]|=(?==)|%(?=%)|:(?=//)|(?<=www)\.")  # anywhere in a line
_LEADING: Final = re.compile(r"(?:(?=[-+=:%])|(\d{1,9})(?=[.)]))")  # at its beginning: lists, rules, definitions
_DAYS: Final = frozenset({"date", "dateline"})  # bare, YAML reads them as dates
_IN_TEXT: Final = frozenset({"paragraphs", "captions"})
_MARKS: Final = {"headline": "# ", "heading": "## ", "caption": "> "}


def markdown(whole: Whole) -> str:
    """Return the file of an article: `# ` its headline, `## ` the headings inside, `> ` the captions."""
    blocks = (_MARKS.get(piece.role, "") + escaped(piece.text) for piece in whole.pieces)
    return _front(whole) + "".join(f"\n{block}\n" for block in blocks)


def _front(whole: Whole) -> str:
    held = {
        ("title" if key == "headline" else key): value for key, value in record(whole).items() if key not in _IN_TEXT
    }
    lines = (f"{key}: {value if key in _DAYS and value else _yaml(value)}\n" for key, value in held.items())
    return f"---\n{''.join(lines)}---\n"


def _yaml(value: Any) -> str:
    """Return a value as YAML on one line."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def escaped(text: str) -> str:
    r"""Return a text as Markdown of one line that shows it; runs of blanks are one blank, as Markdown shows them.

    >>> escaped("1. *三高四新* #1")
    '1\\. \\*三高四新\\* \\#1'
    """
    line = _MEANING.sub(r"\\\g<0>", " ".join(text.split()))
    return _LEADING.sub(r"\1\\", line, count=1) if _LEADING.match(line) else line
