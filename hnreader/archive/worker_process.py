"""The program of a worker: segments what it is given on standard input, until that ends. `Worker` starts it."""

from __future__ import annotations

import datetime
import os
import signal
import sys
from typing import TYPE_CHECKING, Final

from hnreader.archive.codec import encode_outcome
from hnreader.archive.correcting import corrections_of
from hnreader.archive.recipe import recipe_of
from hnreader.archive.worker import read_batch
from hnreader.model import Failure
from hnreader.packing import unpack
from hnreader.page_statement import PageStatement
from hnreader.papers import known_papers
from hnreader.reading import pages_from
from hnreader.reading.confinement import confine
from hnreader.reading.limits import be_expendable, has_grown
from hnreader.segment import segment
from hnreader.storage.frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive.worker import FilePart
    from hnreader.papers import Paper

_NICENESS: Final = 10


def serve() -> None:
    """Read the newspaper and the last day, answer with the recipe, then answer batches until the input ends."""
    be_expendable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches this process too; the parent handles it
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    if (begin := read_frame(sys.stdin.buffer)) is None:
        return
    named, day = begin
    papers, latest = known_papers(), datetime.date.fromordinal(day)
    paper = papers.find(named) if named else None
    confine()
    output.write(recipe_of(papers, paper))
    output.flush()
    while batch := read_batch(sys.stdin.buffer):
        for part in batch:
            for frame in _frames(part, paper, latest):
                write_frame(output, frame)
        write_frame(output, has_grown())


def _frames(part: FilePart, paper: Paper | None, latest: datetime.date) -> Iterator[bytes | bool]:
    """Yield the segmented pages of a file, then True; False where one raises: it will in the parent, which reports it.

    Each is sent when it is made, so that the parent knows by which page this process has died. Raises `MemoryError`:
    the parent is to have no more than this process may.
    """
    data, name, before, packed, written = part
    try:
        stated = unpack(packed, tuple[PageStatement, ...])
        for page in pages_from(data, name, stated=stated, before=before):
            if isinstance(page, Failure):
                yield encode_outcome(page)
            else:
                corrections = corrections_of(page, written)
                yield encode_outcome(segment(page, paper, latest=latest, corrections=corrections))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 as above
        yield False
    else:
        yield True


if __name__ == "__main__":
    serve()
