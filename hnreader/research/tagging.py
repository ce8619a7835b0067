"""The pass that parts texts into words and finds what they name: in a process of its own, beside whoever waits for it.

In a thread it would stall the screen (Python runs one thread at a time), and its dictionary takes 40 MB. Parent and
child speak in lines of JSON: a batch of sources down, their mentions up. The child ends when its input does, so it is
gone when its parent is, however that ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from hnreader.errors import TaggingError
from hnreader.research.mentions import Kind, Mention, Source, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE: Final = Path(__file__).parents[1]
_RULES: Final = (
    *(f"lexicon/{name}.py" for name in ("names", "offices", "places", "marks")),
    *(f"research/{name}.py" for name in ("bodies", "mentions", "people", "places", "tagged")),
    "segment/names.py",
)
_POLITE: Final = 10  # how far the child steps back behind what somebody is waiting for


def key_of(source: Source) -> bytes:
    """Return what a source's mentions are kept under: another text or other rules have another key."""
    told = json.dumps(source).encode()
    return blake2b(told, digest_size=16, key=_rules()).digest()


class Tagging:
    """The child process. `with Tagging() as tagging: tagging.mentions(batch)`; leaving ends it at once."""

    def __init__(self) -> None:
        """Start the process; it is ready some 0.2 seconds later. Raises `TaggingError`."""
        places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path)
        try:
            self._child = subprocess.Popen(  # this very Python, this very package
                [sys.executable, "-P", "-m", "hnreader.research.tagging"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": places},
            )
        except (OSError, ValueError) as error:
            raise TaggingError(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what was not sent is not wanted any more
                    stream.close()
        self._child.wait()

    def mentions(self, sources: Sequence[Source]) -> list[list[Mention]]:
        """Return what each source names; waits for it. Raises `TaggingError` where the process is gone."""
        assert self._child.stdin and self._child.stdout  # noqa: S101, PT018 both are pipes
        try:
            self._child.stdin.write(json.dumps(sources).encode() + b"\n")
            self._child.stdin.flush()
            told = json.loads(self._child.stdout.readline())
        except (OSError, ValueError) as error:
            raise TaggingError(str(error)) from error
        return [[Mention(Kind(kind), *rest) for kind, *rest in one] for one in told]


@cache
def _rules() -> bytes:
    """Return a digest of all that decides what is found."""
    from importlib.metadata import version  # noqa: PLC0415 it takes longer to be imported than all else here

    digest = blake2b(version("rjieba").encode(), digest_size=16)
    for name in _RULES:
        with contextlib.suppress(OSError):  # a package without its sources
            digest.update((_PACKAGE / name).read_bytes())
    return digest.digest()


def _serve() -> None:
    """Answer batches until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches all; the parent decides
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    import rjieba  # noqa: PLC0415 its dictionary is for this process only

    for line in sys.stdin.buffer:
        found = [mentions(Source(*source), rjieba.tag) for source in json.loads(line)]
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
