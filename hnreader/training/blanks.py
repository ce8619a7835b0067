"""Where an extractor puts blank lines between the printed lines of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hnreader.training.truth import TITLE_ROLES, Role

if TYPE_CHECKING:
    import random

    from hnreader.training.typeset import TypeBlock


@dataclass(frozen=True, slots=True)
class Blanks:
    """Where blank lines stand between printed lines."""

    lines: bool = False
    """Between those of a paragraph."""
    blocks: bool = False
    """Between paragraphs …"""
    joined: bool = False
    """… unless the line before is as wide as its column: then they are one to the extractor."""
    frames: bool = True
    """Between legs, heads and captions."""
    behind_kicker: bool = True
    """Between a kicker and its headline."""
    behind_head: bool = True
    """Between a head and the first text of its story."""

    @classmethod
    def draw(cls, rng: random.Random, form: str) -> Blanks:
        """Draw where they stand on a page of a form, as its extractor puts them."""
        kicker = rng.random() < 0.7
        if form == "pdf-default":
            return cls(behind_kicker=kicker, behind_head=rng.random() < 0.4)
        if form.startswith("pdf-pdfminer"):
            return cls(blocks=True, joined=True, behind_kicker=kicker)
        lines = rng.random() < {"pdf-pdfium": 0.92, "ocr-lines-xycut": 0.3, "ocr-lines-columns": 0.3}.get(form, 0.0)
        frames = lines or rng.random() < 0.5
        return cls(lines=lines, blocks=lines, frames=frames, behind_kicker=kicker and frames)

    def between(self, before: TypeBlock, block: TypeBlock) -> bool:
        """Tell whether one stands between two blocks that follow each other."""
        if before.frame != block.frame:
            behind_head = before.story == block.story and before.role in TITLE_ROLES and block.role is Role.BODY
            return self.frames and (self.behind_head or not behind_head)
        if before.role is Role.KICKER:
            return self.behind_kicker
        return self.blocks and not (self.joined and _is_full(before))


def _is_full(block: TypeBlock) -> bool:
    """Whether the last line of several is about as wide as the others."""
    *others, last = (line.indent + line.width for line in block.lines)
    return bool(others) and last > max(others) - 1
