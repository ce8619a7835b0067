"""The forms in which articles are taken along."""

from __future__ import annotations

from typing import Final, Literal, get_args

Format = Literal["json", "jsonl", "csv", "markdown", "text"]
"""`json` is page by page, with the places of every text (`export`); the others have an article once, as it is read."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
