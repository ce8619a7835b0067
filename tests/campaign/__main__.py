"""All campaigns, one after another.

    python tests/campaign [--seed N] [--share F]

Each is a script of this folder that can be run alone, as `signals` is. The exit code is 1 where one of them failed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from campaign import options

CAMPAIGNS: Final = (
    "formats", "pages", "queries", "kills", "processes", "faults", "power_loss", "terminal_bytes", "input",
)  # fmt: skip
"""All but `signals`, which is run alone: what it tries depends on how fast the machine is just then."""


def main() -> int:
    """Run all campaigns; return the exit code."""
    options(__doc__ or "")  # says what is wrong once, and not once a campaign
    folder = Path(__file__).parent
    codes = [subprocess.call([sys.executable, str(folder / f"{name}.py"), *sys.argv[1:]]) for name in CAMPAIGNS]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
