"""Finds mentions in a process of its own.

In a thread it would stall the screen (Python runs one thread at a time), and jieba's dictionary takes 40 MB. The parent
sends a batch of sources as a line of JSON and gets a line with their mentions. The child ends with its input, so that
it never outlives its parent.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, Final, Self

from hnreader.errors import TaggingError
from hnreader.research.mentions import Mention, NameKind, Source, mentions
from hnreader.storage.programs import end_own_program, start_own_program

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES: Final = (
    *(f"language.{name}" for name in ("characters", "names", "organizations", "places", "posts", "speech", "surnames")),
    *(f"research.{name}" for name in ("mentions", "organizations", "people", "places", "tagged")),
)
"""The modules that decide what is found."""
_NICENESS: Final = 10


class Tagging:
    """The child process. `with Tagging() as tagging: tagging.mentions(batch)`; leaving kills it."""

    def __init__(self) -> None:
        """Start the process; it is ready some 0.2 seconds later. Raises `TaggingError`."""
        try:
            self._child: Final = start_own_program("hnreader.research.tagging", errors=subprocess.PIPE)
        except OSError as error:
            raise TaggingError(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        end_own_program(self._child)

    def mentions(self, sources: Sequence[Source]) -> list[list[Mention]]:
        """Return the mentions of each source. Blocks; raises `TaggingError` where the process is gone."""
        assert self._child.stdin and self._child.stdout  # noqa: S101, PT018 both are pipes
        try:
            self._child.stdin.write(json.dumps(sources).encode() + b"\n")
            self._child.stdin.flush()
            answer = self._child.stdout.readline()
        except ValueError as error:  # the pipes were closed
            raise TaggingError(str(error)) from error
        except OSError as error:
            raise TaggingError(self._last_error_line()) from error
        if not answer:
            raise TaggingError(self._last_error_line())
        return [[Mention(NameKind(kind), *rest) for kind, *rest in found] for found in json.loads(answer)]

    def _last_error_line(self) -> str:
        """Wait for the process to end and return the last line of its standard error, which names its exception."""
        assert self._child.stderr  # noqa: S101 a pipe
        lines = self._child.stderr.read().decode(errors="replace").split("\n")
        code = self._child.wait()
        return next(filter(None, map(str.strip, reversed(lines))), f"exit code {code}")


@cache
def rules() -> bytes:
    """Return a digest of the rules by which names are found, and of the version of jieba."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 slow to import

    digest = blake2b(digest_size=16)
    with suppress(PackageNotFoundError):  # then nothing is found: the process says so
        digest.update(version("rjieba").encode())
    for name in _RULES:
        digest.update(resources.files("hnreader").joinpath(f"{name.replace('.', '/')}.py").read_bytes())
    return digest.digest()


def _serve() -> None:
    """Answer batches until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches the child too; the parent handles it
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    import rjieba  # noqa: PLC0415 its dictionary is loaded in this process only

    for line in sys.stdin.buffer:
        found = [mentions(Source(*source), rjieba.tag) for source in json.loads(line)]
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
