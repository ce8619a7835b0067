"""Exit codes, as `--help` lists them."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
NOTHING_FOUND: Final = 1
UNUSABLE: Final = 2
"""Wrong use, nothing readable, or output that can't be written."""
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells say it
