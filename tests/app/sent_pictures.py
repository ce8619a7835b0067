"""Reads back the pictures in what is written to a terminal: kitty's graphics protocol, and sixel (DEC STD 070)."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

from PIL import Image

_KITTY = re.compile(r"\x1b_G[^;\x1b]*;([^\x1b]*)\x1b\\")
_SIXEL = re.compile(r'\x1bP[\d;]*q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\')
_COMMAND = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|(?:!(\d+))?([?-~])|([$-])")


def picture_in(text: str) -> Image.Image:
    """Return the last picture that a terminal would show."""
    chunks = "".join(_KITTY.findall(text))
    if chunks:
        return Image.open(BytesIO(b64decode(chunks)))
    width, height, commands = _SIXEL.findall(text)[-1]
    return _drawn(int(width), int(height), commands)


def _drawn(width: int, height: int, commands: str) -> Image.Image:
    picture = Image.new("RGB", (width, height))
    colours: dict[str, tuple[int, ...]] = {}
    pen, across, down = "", 0, 0
    for number, *rgb, times, six, move in _COMMAND.findall(commands):
        if number:
            pen = number
            if rgb[0]:
                colours[pen] = tuple(round(int(share) * 2.55) for share in rgb)
        elif move:
            across, down = 0, down + 6 * (move == "-")
        else:
            for bit in range(6):
                if (ord(six) - 0x3F) >> bit & 1:
                    picture.paste(colours[pen], (across, down + bit, across + int(times or 1), down + bit + 1))
            across += int(times or 1)
    return picture
