"""A story as Markdown: YAML front matter, then its text, escaped so that nothing in it is markup.

The front matter is JSON in block form: a JSON string is a YAML string (YAML 1.2, §1.2), once what YAML does not take
for printable (§5.1) is escaped. The text is that of CommonMark, and holds for its kin (GFM, Pandoc, Obsidian).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hnreader.model import TextRole
from hnreader.research.json_text import json_text
from hnreader.research.records import record
from hnreader.research.story import running_texts

if TYPE_CHECKING:
    from hnreader.model import Story

_MEANING: Final = re.compile(r"[\\`*_\[\]<>#~&|$@^{}]|=(?==)|%(?=%)|:(?=//)|(?<=www)\.")  # anywhere in a line
_LEADING: Final = re.compile(r"(?:(?=[-+=:%])|(\d{1,9})(?=[.)]))")  # at its beginning: lists, rules, definitions
_DAYS: Final = frozenset({"date", "dateline"})  # bare, YAML reads them as dates
_IN_TEXT: Final = frozenset({"paragraphs", "captions"})
_MARKUP: Final = {TextRole.HEADLINE: "# ", TextRole.HEADING: "## ", TextRole.CAPTION: "> "}


def markdown(story: Story) -> str:
    """Return the file of a story: `# ` its headline, `## ` the headings inside, `> ` the captions."""
    blocks = (_MARKUP.get(role, "") + escaped(text) for role, text in running_texts(story))
    return _front_matter(story) + "".join(f"\n{block}\n" for block in blocks)


def _front_matter(story: Story) -> str:
    fields = {
        ("title" if key == "headline" else key): value for key, value in record(story).items() if key not in _IN_TEXT
    }
    lines = (f"{key}: {value if key in _DAYS and value else _yaml(value)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n"


def _yaml(value: Any) -> str:
    """Return a value as YAML on one line."""
    return json_text(value)


def escaped(text: str) -> str:
    r"""Return a text as Markdown of one line that shows it; runs of blanks are one blank, as Markdown shows them.

    >>> escaped("1. *三高四新* #1")
    '1\\. \\*三高四新\\* \\#1'
    """
    line = _MEANING.sub(r"\\\g<0>", " ".join(text.split()))
    return _LEADING.sub(r"\1\\", line, count=1) if _LEADING.match(line) else line
