"""The JSON schemas of what commands print with `--json`, made of the records in the code.

python tests/schemas.py  # brings docs/schemas up to date with the code
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from hnreader.cli.reports import OUTPUTS

FOLDER: Final = Path(__file__).parents[1] / "docs" / "schemas"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name."""
    return {name: {"$schema": _DIALECT, **msgspec.json.schema(form)} for name, form in OUTPUTS.items()}


def written(schema: dict[str, Any]) -> str:
    """Return a schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.json").write_text(written(schema), "utf-8")
