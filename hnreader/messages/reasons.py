"""Evidence, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.messages import Voice
    from hnreader.model import Evidence


def words_of(evidence: Evidence, voice: Voice) -> str:
    """Put evidence into words; where the catalogue has none, its code and details must do."""
    try:
        return voice(evidence.code, *evidence.detail)
    except (KeyError, IndexError):
        return " ".join([evidence.code, *evidence.detail])
