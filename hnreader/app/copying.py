"""Text taken out of a story: as it is read, without what the setting and the program added."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hnreader.app.story import Block, Role, Story, blocks
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.laid import Place

APART: Final = frozenset({Role.META, Role.UNTITLED, Role.RULE, Role.TURN, Role.JUMP, Role.NOTE})
"""What is no part of the article's text."""
_UNSAFE: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_DEVICES: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
LONGEST: Final = 60  # characters of a name


def article_text(story: Story) -> str:
    """Return the whole article as plain text, each title, paragraph and caption on a line of its own."""
    made = blocks(story, Voice("zh"))  # no word of the voice gets in
    return taken([block for block in made if block.role not in APART], (0, 0), (len(made), 0))


def taken(story: Sequence[Block], start: Place, end: Place) -> str:
    """Return the text between two places: soft line ends are joined, particulars left out unless they are alone.

    A sentence that goes on behind a turn stays one.
    """
    pieces = []
    for number in range(start[0], min(end[0] + 1, len(story))):
        block = story[number]
        begins = start[1] if number == start[0] else 0
        text = block.text[begins : end[1] if number == end[0] else None].strip()
        if text:
            pieces.append((block, text))
    said = [piece for piece in pieces if piece[0].role not in APART] or pieces
    text = ""
    before: Block | None = None
    for block, piece in said:
        goes_on = block.flush and before is not None and before.role is Role.BODY
        text += piece if not text or goes_on else f"\n{piece}"
        before = block
    return text


def safe_name(name: str) -> str:
    """Return a file's name that every system takes, without what stands for something else there."""
    safe = _UNSAFE.sub("", name)
    stem, dot, ending = safe.rpartition(".")
    if not (stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", ending)):
        stem, dot, ending = safe, "", ""
    stem = stem.strip(" .")[: LONGEST - len(dot + ending)].strip(" .") or "_"
    if _DEVICES.match(stem):
        stem = f"_{stem}"[: LONGEST - len(dot + ending)]
    return stem + dot + ending


def save_text(folder: Path, name: str, text: str) -> Path:
    """Write a file in one go and return its path; one that is there already is kept: name-2, name-3, … are taken then.

    Raises OSError.
    """
    safe = Path(safe_name(name))
    folder.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".hnreader-", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        Path(made).chmod(0o644)
        for number in count(1):
            mark = f"-{number}" if number > 1 else ""
            path = folder / (safe.stem[: LONGEST - len(mark + safe.suffix)] + mark + safe.suffix)
            with suppress(FileExistsError):
                _claim(Path(made), path)
                return path
        raise AssertionError
    finally:
        Path(made).unlink(missing_ok=True)


def _claim(made: Path, path: Path) -> None:
    """Give a written file its name; raises FileExistsError rather than put it in another's place."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is claimed first, and what then replaces it is whole
        path.touch(exist_ok=False)
        made.replace(path)
