"""What libraries in C may take for a page that they read: nothing stops them but the end of their process.

So PDFs, images, XML and HTML are read by processes that may end (`be_expendable`): the system ends them where a step
takes longer than it may, and gives them no more memory than a step may have. In any other process a step is limited by
nothing.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

SECONDS: Final = 10.0
"""Of a processor, in which the text of a PDF's page is found, a page is drawn or an image is decoded: a hundred times
what a broadsheet takes, three times what the largest image does that is read."""
OCR_SECONDS: Final = 120.0
"""The same for an OCR, which takes 9 to 18 for a broadsheet of 200 dpi."""
ROOM: Final = 384 << 20
"""Bytes of memory that a process may have had from the system, with twice those of the file: an image in colours of 50
million pixels takes 260 million of them. Where earlier pages have left less, another process reads it."""
KEPT: Final = 240 << 20
"""Bytes of memory that a process may have between files: one that reads scans has 200 million of them, and what a file
takes comes to them."""
PARSED: Final = 4
"""Times its size that the tree of an XML or HTML file takes, half of what `decoding` gives for that of the tree."""
_OUT_OF_TIME: Final = getattr(signal, "SIGPROF", None)
_GRACE: Final = 1.0  # seconds in which a process is gone whose output has ended


LARGEST: Final = 64
"""Megabytes of a text that is read by default: two thousand pages. Each process reads one file at a time."""
WITH_PICTURES: Final = 16
"""Times that a PDF, an image or an archive may be as large: these have pictures, and some hundred pages."""
MOST_LINES: Final = 2_000_000
"""Lines of a file. Each takes some 150 bytes of memory, more than those of its text, which may have none."""


class _Process:
    """This process."""

    is_expendable = False
    largest = LARGEST


def read_at_most(megabytes: int) -> None:
    """Have this process read no text of more than that, and no other file of more than `WITH_PICTURES` times that."""
    _Process.largest = megabytes


def largest(*, pictures: bool) -> int:
    """Return how many bytes a file may have, which is text or may have `pictures`."""
    return (_Process.largest << 20) * (WITH_PICTURES if pictures else 1)


def be_expendable() -> None:
    """Let the system end this process from now on."""
    _Process.is_expendable = True


def is_expendable() -> bool:
    """Whether the system may end this process."""
    return _Process.is_expendable


@contextmanager
def decoding(size: int) -> Iterator[None]:
    """Find the text of a page, draw it or decode an image, of a file of a size in bytes.

    For want of memory libraries raise `MemoryError`, end the process, or leave something out.
    """
    if not _Process.is_expendable or sys.platform == "win32":
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    room = ROOM + 2 * size
    resource.setrlimit(resource.RLIMIT_DATA, (room if before == resource.RLIM_INFINITY else min(room, before), most))
    try:
        with _timed(SECONDS):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def parsing(size: int) -> AbstractContextManager[None]:
    """Parse an XML or HTML file of a size in bytes."""
    return decoding(PARSED * size)


@contextmanager
def recognising() -> Iterator[None]:
    """Read a page by an OCR. Its memory depends on nothing that a file says: it sees so many pixels at once."""
    if not _Process.is_expendable:
        yield
        return
    _give_back()
    with _timed(OCR_SECONDS):
        yield
    _give_back()


def has_grown() -> bool:
    """Whether this process keeps more memory between files than it may, so that a new one should go on.

    Some damaged files leave libraries with memory that is never given back. Not known but on Linux: False.
    """
    if _resident() > KEPT:
        _give_back()
    return _resident() > KEPT


def _resident() -> int:
    """Return how many bytes of memory this process has; 0 where that is not known."""
    if sys.platform != "linux":
        return 0
    _, pages, *_ = Path("/proc/self/statm").read_bytes().split()  # proc_pid_statm(5)
    return int(pages) * resource.getpagesize()


def _give_back() -> None:
    """Have glibc give back to the system what is not in use, which it keeps for the next page."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Have the system end this process after so many seconds of the processor, which other work does not use up."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def ran_out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process whose output has ended was ended for the time that it took."""
    import subprocess  # noqa: PLC0415 slow to load

    try:
        return _OUT_OF_TIME is not None and process.wait(_GRACE) == -_OUT_OF_TIME
    except subprocess.TimeoutExpired:
        return False
