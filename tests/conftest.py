"""How the tests are run."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as processors: tests of the screen wait for half of their time."""
    return 2 * (os.cpu_count() or 1)
