"""Interface text in one language, by gettext: English is in the code, other languages in `hnreader/locale`."""

from __future__ import annotations

import gettext
import locale
import os
import struct
from pathlib import Path
from typing import Final, Literal

from hnreader.errors import CatalogueError

Language = Literal["zh", "en"]

LANGUAGES: Final[dict[Language, str]] = {"zh": "zh_CN", "en": ""}
"""The folder of each language in `hnreader/locale`; the source language needs none."""

CATALOGUES: Final = Path(__file__).parents[1] / "locale"


def gettext_noop(message: str) -> str:
    """Return `message` itself: marks a text that is translated elsewhere, where only a variable holds it."""
    return message


N_ = gettext_noop


def choose_language(requested: str | None = None) -> Language:
    """Return the interface language: `requested` if there is a catalogue of it, else by the locale, else English.

    The locale is read as POSIX has it (LC_ALL before LC_MESSAGES before LANG); Windows has none of these and is asked.
    """
    for language in LANGUAGES:
        if language == requested:
            return language
    name = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    name = name or locale.getlocale()[0] or ""
    return "zh" if name.casefold().startswith(("zh", "chinese")) else "en"


class Translator:
    """Translates messages into one language and fills their placeholders.

    Raises CatalogueError where the compiled catalogue of the language is missing or damaged.
    """

    def __init__(self, requested_language: str | None = None) -> None:
        self.language: Final = choose_language(requested_language)
        self._catalogue: Final = _load(LANGUAGES[self.language])

    def __call__(self, message: str, **values: object) -> str:
        """Return the translation of `message`, its placeholders `{name}` filled with `values`."""
        return self._catalogue.gettext(message).format(**values)

    def plural(self, singular: str, plural: str, count: int, **values: object) -> str:
        """Return the translation for `count` things; `{count}` is filled as well as `values`."""
        return self._catalogue.ngettext(singular, plural, count).format(count=count, **values)


def _load(folder: str) -> gettext.NullTranslations:
    if not folder:
        return gettext.NullTranslations()
    path = CATALOGUES / folder / "LC_MESSAGES" / "hnreader.mo"
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error) as error:
        raise CatalogueError(path) from error
