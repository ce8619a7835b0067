"""The program that draws pages with lines marked, until its input ends. `PictureProcess` starts it.

A process of its own: what a file has in it may take the program that draws it a minute, a gigabyte or its life.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.app.rendering.marked_picture import marked, shown
from hnreader.app.rendering.picture_requests import PictureAnswer, PictureRequest
from hnreader.packing import pack, unpack
from hnreader.reading.confinement import confine
from hnreader.reading.limits import be_expendable
from hnreader.reading.page_picture import picture_of
from hnreader.reasons import Message
from hnreader.storage.frames import read_frame, write_frame

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from hnreader.app.rendering.marked_picture import ShownPicture


def serve() -> None:
    """Answer requests until the input ends."""
    be_expendable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches this process too; the parent handles it
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    confine()
    while request := read_frame(sys.stdin.buffer):
        found = _answer(unpack(request, PictureRequest))
        answer = PictureAnswer(None, found) if isinstance(found, Message) else PictureAnswer(found, None)
        write_frame(output, pack(answer))


def _answer(request: PictureRequest) -> ShownPicture | Message:
    page = _page(request.path, request.number, request.width / request.height, *request.canvas.size)
    if isinstance(page, Message):
        return page
    return shown(marked(page, request.marks, request.width), request.canvas)


@lru_cache(1)
def _page(path: bytes, number: int, proportions: float, width: int, height: int) -> Picture | Message:
    return picture_of(Path(os.fsdecode(path)), number, proportions, width, height)


if __name__ == "__main__":
    serve()
