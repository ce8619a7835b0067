"""A story as a record of named fields: a line of JSON, a row of a table, the front matter of a Markdown file.

A story over several pages is one record. No field is renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.model import CONTRIBUTOR_ROLES, HEAD_ROLES, TextRole
from hnreader.research.json_text import json_text
from hnreader.research.story import running_texts
from hnreader.research.tables import csv_line

if TYPE_CHECKING:
    from hnreader.model import Story


def record(story: Story) -> dict[str, Any]:
    """Return a story as plain data; what the page does not carry is None or empty.

    `from_page` and `to_page` are printed jumps to pages where nothing was found; `parts` are ids, from page to page.
    `paper` is the id of the newspaper's profile. Texts are as printed; `readings` has what people say that misread
    characters of them are.
    """
    first, last = story.parts[0], story.parts[-1]
    texts = running_texts(story, marked=False)
    return {
        "id": first.id,
        "date": first.date.isoformat() if first.date else None,
        "date_inferred": story.date_inferred,
        "pages": [page.number for page in story.pages],
        "kind": str(first.kind),
        **{str(role): text.text if (text := getattr(first, role)) else None for role in HEAD_ROLES},
        **{role: list(story.contributors(role)) for role in CONTRIBUTOR_ROLES},
        "dateline": first.dateline.isoformat() if first.dateline else None,
        "paragraphs": [
            {"text": text, "heading": role is TextRole.HEADING}
            for role, text in texts
            if role in {TextRole.PARAGRAPH, TextRole.HEADING}
        ],
        "captions": [text for role, text in texts if role is TextRole.CAPTION],
        "from_page": first.jump_from.page if first.jump_from else None,
        "to_page": last.jump_to.page if last.jump_to else None,
        "truncated": story.truncated,
        "parts": [part.id for part in story.parts],
        "sources": list(dict.fromkeys(part.source for part in story.parts)),
        "paper": story.paper,
        "readings": [
            {"printed": text.text.text[each.start : each.end], "meant": each.meant}
            for text in story.texts
            for each in text.readings
        ],
    }


COLUMNS: Final = (
    *("id", "date", "date_inferred", "pages", "kind"),
    *map(str, HEAD_ROLES),
    *CONTRIBUTOR_ROLES,
    *("dateline", "text", "captions", "from_page", "to_page", "truncated", "parts", "sources", "paper", "readings"),
)


def json_line(story: Story) -> str:
    """Return a story as one line of JSON, with its line end (jsonlines.org)."""
    return json_text(record(story)) + "\n"


def row(story: Story) -> str:
    """Return a story as a row of a table by RFC 4180, in the order of `COLUMNS`.

    The paragraphs are one cell, `text`, a line each; so are captions. Names, pages, ids and readings (`祥 → 样`) are
    separated by `; `.
    """
    fields = record(story)
    fields["text"] = "\n".join(paragraph["text"] for paragraph in fields.pop("paragraphs"))
    fields["captions"] = "\n".join(fields["captions"])
    fields["readings"] = [f"{each['printed']} → {each['meant']}" for each in fields["readings"]]
    return csv_line(fields[column] for column in COLUMNS)
