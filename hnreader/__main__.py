"""`python -m hnreader`."""

from __future__ import annotations

import sys

from hnreader.cli import main

if __name__ == "__main__":
    sys.exit(main())
