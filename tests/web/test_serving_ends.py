"""`hnreader serve` as a process: how a signal ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("textual_serve")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

# The program, also where the suite is run by nohup: what that has ignored stays so.
UNIGNORED = """
import runpy, signal
signal.signal(signal.SIGHUP, signal.SIG_DFL)
runpy.run_module("hnreader", run_name="__main__")
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_it_in_order(name: str, code: int, tmp_path: Path) -> None:
    """It says nothing more, and its exit code is that of the other commands."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("渠道清了，水才走得远。\n", "utf-8")
    folders = ["--library", str(tmp_path / "library"), "--readers", str(tmp_path / "kept")]
    command = [sys.executable, "-c", UNIGNORED, "serve", "--port", "0", *folders, str(tmp_path / "pages")]
    output = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with suppress(subprocess.TimeoutExpired):
            assert process.stdout is not None
            while b"http://" not in process.stdout.readline():
                assert process.poll() is None
            process.send_signal(signal.Signals[name])
            output = process.communicate(timeout=60)
        process.kill()  # if it has not ended
    assert (process.returncode, output) == (code, (b"", b""))
