"""An article as a record of stable fields: a line of JSON, a row of a table, the head of a Markdown file.

An article over several pages is one record. Fields are added at the end, and none is renamed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hnreader.research.tables import csv_line
from hnreader.research.whole import TITLES

if TYPE_CHECKING:
    from hnreader.research.whole import Whole

ROLES: Final = ("reporters", "correspondents", "photographers", "commentators")


def record(whole: Whole) -> dict[str, Any]:
    """Return an article as plain data; what the page does not carry is None or empty.

    `from_page` and `to_page` are printed turns to pages where nothing was found; `parts` are ids, from page to page.
    """
    first, last = whole.parts[0], whole.parts[-1]
    pieces = whole.pieces
    return {
        "id": first.id,
        "date": first.date.isoformat() if first.date else None,
        "date_inferred": whole.inferred,
        "pages": list(whole.pages),
        "kind": str(first.kind),
        **{title: text.text if (text := getattr(first, title)) else None for title in TITLES},
        **{role: list(whole.named(role)) for role in ROLES},
        "dateline": first.dateline.isoformat() if first.dateline else None,
        "paragraphs": [
            {"text": one.text, "heading": one.role == "heading"}
            for one in pieces
            if one.role in {"paragraph", "heading"}
        ],
        "captions": [one.text for one in pieces if one.role == "caption"],
        "from_page": first.jump_from.page if first.jump_from else None,
        "to_page": last.jump_to.page if last.jump_to else None,
        "truncated": whole.truncated,
        "parts": [part.id for part in whole.parts],
        "sources": list(dict.fromkeys(part.source for part in whole.parts)),
    }


COLUMNS: Final = (
    "id date date_inferred pages kind".split()
    + list(TITLES)
    + list(ROLES)
    + "dateline text captions from_page to_page truncated parts sources".split()
)


def json_line(whole: Whole) -> str:
    """Return an article as one line of JSON, with its line end (jsonlines.org)."""
    return json.dumps(record(whole), ensure_ascii=False) + "\n"


def row(whole: Whole) -> str:
    """Return an article as a row of a table by RFC 4180, in the order of `COLUMNS`.

    The paragraphs are one cell, `text`, a line each; so are captions. Names, pages and ids are parted by `; `.
    """
    held = record(whole)
    held["text"] = "\n".join(one["text"] for one in held.pop("paragraphs"))
    held["captions"] = "\n".join(held["captions"])
    return csv_line(held[column] for column in COLUMNS)
