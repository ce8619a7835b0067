"""Exit codes, as `--help` lists them."""

from __future__ import annotations

from typing import Final

SUCCESS: Final = 0
NOTHING_FOUND: Final = 1
FAILURE: Final = 2
"""Wrong usage, nothing readable, output that cannot be written, or a defect of the program."""
INTERRUPTED: Final = 130
"""128 + SIGINT, as shells report it; the reader ends so with any signal that asks it to."""
BROKEN_PIPE: Final = 141
"""128 + SIGPIPE: the reader of standard output ended before everything was written, as in `hnreader list | head -1`."""
