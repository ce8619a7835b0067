"""The texts of the interface as they are in the code, and the catalogues that translate them.

    python tests/catalogue.py  # brings hnreader/locale/*/LC_MESSAGES/hnreader.po up to date with the code

New texts are added with an empty translation, texts that the code has no more are removed, and the rest stays. Fill in
what is empty and compile with `pip install --editable .` (the tests compile what is out of date themselves).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE: Final = Path(__file__).parents[1] / "hnreader"
CATALOGUES: Final = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/hnreader.po"))

# Calls whose first argument (of `plural`, the first two) is a text: `tr(…)`, `self.tr(…)`, `tr.plural(…)`, `N_(…)`.
KEYWORDS: Final = {"tr": None, "_tr": None, "plural": (1, 2), "N_": None}


def extract() -> Catalog:
    """Return every text of the code, with the files that have it."""
    template = Catalog(project="hnreader", charset="utf-8", fuzzy=False)
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",))
    for file, _line, message, comments, context in found:
        template.add(message, locations=[(f"hnreader/{file}", None)], auto_comments=comments, context=context)
    return template


def read(path: Path) -> Catalog:
    """Return a catalogue as it is."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def updated(path: Path) -> bytes:
    """Return a catalogue as it is to be: the texts of the code in alphabetical order, each with its translation."""
    catalogue = read(path)
    catalogue.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue:
        message.locations = sorted(set(message.locations))
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


if __name__ == "__main__":
    for path in CATALOGUES:
        path.write_bytes(updated(path))
