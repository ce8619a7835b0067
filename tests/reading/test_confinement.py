"""A process that reads files of others writes no file, starts no program and has no network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hnreader.storage.programs import own_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit less")

# Does one thing, and says whether it could: through Python, or behind its back as a library in C does.
THINGS = """
import ctypes, os, socket, subprocess, sys
from hnreader.reading.confinement import confine
what, path, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
libc = ctypes.CDLL(None, use_errno=True)
if sys.argv[4] == "confined":
    confine()
    confine()  # which changes nothing
try:
    if what == "write":
        with open(path, "wb") as file:
            file.write(b"x")
    elif what == "remove":
        os.remove(path)
    elif what == "open":
        files = [open(os.devnull, "rb") for _ in range(500)]
    elif what == "program":
        subprocess.run(["true"], check=True)
    elif what == "resolve":
        socket.getaddrinfo("localhost", port)
    elif what == "connect":
        socket.create_connection(("127.0.0.1", port), 5).close()
    elif what == "connect in C":
        end = socket.socket()
        address = port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
        if libc.connect(end.fileno(), socket.AF_INET.to_bytes(2, sys.byteorder) + address, 16):
            raise OSError(ctypes.get_errno(), "")
except OSError as error:
    print("refused")
else:
    print("done")
"""


def outcome(what: str, path: Path, mode: str = "confined") -> str:
    """Return what becomes of a thing in a process of its own; somebody listens at a port."""
    command, environment = own_program("-")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        ended = subprocess.run(
            [*command[:-2], "-c", THINGS, what, path, port, mode],
            capture_output=True,
            env=environment,
            check=True,
            text=True,
        )
    return ended.stdout.strip()


def may_leave_the_network() -> bool:
    """Whether the system lets a process part itself from the network."""
    flags = 0x4000_0000 | (0x1000_0000 if os.geteuid() else 0)
    program = f"import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare({flags}) != 0)"
    return not subprocess.run([sys.executable, "-c", program], check=False).returncode


@pytest.mark.parametrize("what", ["write", "remove", "open", "program", "resolve", "connect", "connect in C"])
def test_what_it_does_not_need_is_refused(what: str, tmp_path: Path) -> None:
    """What any other process can do, it cannot; a library in C cannot connect either, where the system sees to that."""
    if what == "connect in C" and not may_leave_the_network():
        pytest.skip("the system does not part processes from the network")
    path = tmp_path / "file"
    path.write_bytes(b"")
    assert outcome(what, path) == "refused"
    assert path.read_bytes() == b""
    assert outcome(what, path, "free") == "done"
