"""Local time, wherever the user says that they are."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from hnreader.storage.clock import local_time


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is not looked at")
@pytest.mark.parametrize(
    ("zone", "printed"),
    [
        ("CST-8", "1970-01-01T08:00:01+08:00"),
        ("XXX+24", "1970-01-01T00:00:01+00:00"),
        ("", "1970-01-01T00:00:01+00:00"),
    ],
)
def test_every_zone_that_a_user_may_set_has_a_time(zone: str, printed: str) -> None:
    """One of a day or more is none to Python: then it is UTC."""
    program = "from hnreader.storage.clock import local_time; print(local_time(1).isoformat())"
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == printed


def test_the_present_is_the_default() -> None:
    before = time.time()
    assert before - 1 <= local_time().timestamp() <= time.time() + 1
