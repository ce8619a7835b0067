"""How a story is set, as its reader has chosen it."""

from __future__ import annotations

from typing import Final, Self

from msgspec import Struct

from hnreader.userdata.settings import Settings

_EM: Final = 2  # cells


class StoryStyle(Struct, frozen=True):
    """The settings of the same names; `userdata.settings` says what they mean."""

    measure: int
    punctuation: str
    line_spacing: int
    paragraphs: str
    columns: int | str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the style that settings describe."""
        return cls(*(getattr(settings, name) for name in cls.__struct_fields__))

    @property
    def cells(self) -> int:
        """The measure in cells."""
        return self.measure * _EM


PLAIN: Final = StoryStyle.of(Settings())
"""The style of who has chosen none."""
