"""Programs of this package that run as processes of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def own_program(module: str) -> tuple[list[str], dict[str, str]]:
    """Return command and environment by which a module is run by the same Python, with the same package."""
    path = os.pathsep.join(str(Path(folder).resolve()) for folder in sys.path)
    return [sys.executable, "-P", "-m", module], os.environ | {"PYTHONPATH": path}
