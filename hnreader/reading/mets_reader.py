"""METS files are read by a process of their own, which may end where one was made for a defect of a library."""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.packing import unpack
from hnreader.reading.limits import is_expendable, ran_out_of_time
from hnreader.reading.mets import Mets, read_mets
from hnreader.reasons import Message, Reason
from hnreader.storage.frames import read_frame, write_frame
from hnreader.storage.programs import end_own_program, start_own_program

if TYPE_CHECKING:
    import subprocess

_ATTEMPTS: Final = 2  # the process ends by itself when there was no file for a while


class MetsAnswer(Struct, array_like=True):
    """What a METS file says, or why nothing can be known of it."""

    mets: Mets | None
    message: Message | None


class MetsReader:
    """The process, which is started where there is a file. Where that cannot be, files are read in this one."""

    def __init__(self) -> None:
        self._lock: Final = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._starter = 0
        """The number of the process that has started it: one that is forked from that has the same pipes."""

    def read(self, data: bytes, name: str) -> Mets | Message:
        """Return what the bytes of a METS file of a name say, or why nothing can be known of it. Blocks."""
        why = Reason.SEGMENTATION_ENDED
        with self._lock:
            for _ in range(_ATTEMPTS):
                process = None if is_expendable() else self._started()
                if process is None:
                    return read_mets(data, name)
                answer = _answer(process, data, name)
                if answer is not None:
                    return answer
                if ran_out_of_time(process):
                    why = Reason.READING_TIME
                self._end()
                if why is Reason.READING_TIME:  # it would take as long once more
                    break
        return Message(why)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _started(self) -> subprocess.Popen[bytes] | None:
        if self._process is None or self._starter != os.getpid():
            self._process, self._starter = None, os.getpid()
            with suppress(OSError):
                self._process = start_own_program("hnreader.reading.mets_process")
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process and self._starter == os.getpid():
            end_own_program(process)


def _answer(process: subprocess.Popen[bytes], data: bytes, name: str) -> Mets | Message | None:
    """Return what the process answers; None where it is gone."""
    assert process.stdin  # noqa: S101 a pipe
    assert process.stdout  # noqa: S101 a pipe
    try:
        write_frame(process.stdin, (data, name))
        answer = unpack(read_frame(process.stdout) or b"", MetsAnswer)
    except (OSError, ValueError):
        return None
    return answer.mets or answer.message


READER: Final = MetsReader()
"""Starts no process by itself."""
atexit.register(READER.close)
