"""What the process that draws pages is asked, what it answers, and how it is started and ended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.app.rendering.map_layout import Box  # noqa: TC001 msgspec reads the annotations
from hnreader.app.rendering.marked_picture import Canvas, ShownPicture  # noqa: TC001 as above
from hnreader.packing import pack, unpack
from hnreader.reading.limits import ran_out_of_time
from hnreader.reasons import Message, Reason
from hnreader.storage.frames import read_frame, write_frame
from hnreader.storage.programs import end_own_program, start_own_program

if TYPE_CHECKING:
    import subprocess

    from hnreader.app.terminal.graphics import CellSize


class PictureRequest(Struct, frozen=True):
    """A page that is to be drawn."""

    path: bytes
    """Of its file: a name may be in another encoding than the system's."""
    number: int
    """Of the page in the file, from 1."""
    width: int
    """Of the page, in the units of the marks."""
    height: int
    marks: tuple[Box, ...]
    """What is to be marked on it."""
    canvas: Canvas


class PictureAnswer(Struct, array_like=True):
    """The picture of a page, or why there is none."""

    picture: ShownPicture | None
    message: Message | None


class PictureProcess:
    """The process. It ends with its input, so it never outlives its parent."""

    def __init__(self, cell: CellSize) -> None:
        """Start it for cells of a size; it is ready some 0.4 seconds later."""
        self._cell = cell
        width, height = map(str, cell)  # textual-image asks for them where there is no terminal
        variables = {"TEXTUAL_CELL_WIDTH": width, "TEXTUAL_CELL_HEIGHT": height}
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = start_own_program("hnreader.app.rendering.picture_process", variables)

    def draws(self, request: PictureRequest) -> bool:
        """Tell whether it is there, and for cells of the size that is asked for."""
        return self._process is not None and self._process.poll() is None and self._cell == request.canvas.cell

    def drawn(self, request: PictureRequest) -> ShownPicture | Message:
        """Return the picture of a page, or why there is none. Blocks."""
        if self._process is not None and self._process.stdin and self._process.stdout:
            with suppress(OSError, ValueError):  # it has ended, or was
                write_frame(self._process.stdin, pack(request))
                answer = unpack(read_frame(self._process.stdout) or b"", PictureAnswer)
                if found := answer.picture or answer.message:
                    return found
        slow = self._process is not None and ran_out_of_time(self._process)
        return Message(Reason.READING_TIME if slow else Reason.PICTURE_ENDED)

    def close(self) -> None:
        """End the process, whatever it does; a `drawn` under way in another thread returns."""
        if self._process is not None:
            end_own_program(self._process)
