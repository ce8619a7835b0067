"""A signal that the system gives to another thread than the main one ends what waits all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hnreader.storage.programs import own_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

# A thread takes the signal while the main one waits: for the user's program, or for what is to come in a loop.
TAKEN = """
import asyncio, os, signal, sys, threading, time
from pathlib import Path
from hnreader.app.terminal.signals import woken_by_signals
from hnreader.storage.programs import Program

def take():
    time.sleep(0.5)
    signal.pthread_kill(threading.get_ident(), signal.SIGHUP)
    time.sleep(60)

async def wait():
    with woken_by_signals(asyncio.get_running_loop()):
        await asyncio.Event().wait()

signal.signal(signal.SIGHUP, lambda *_: os._exit(7))
threading.Thread(target=take, daemon=True).start()
if sys.argv[1] == "program":
    Program("exec sleep 60;", {}).open(Path("page.txt"))
else:
    asyncio.run(wait())
"""


@pytest.mark.parametrize("waiting", ["program", "loop"])
def test_a_signal_is_handled_whatever_thread_it_is_given_to(waiting: str) -> None:
    _, environment = own_program("hnreader")
    command = [sys.executable, "-c", TAKEN, waiting]
    assert subprocess.run(command, env=environment, timeout=40, check=False).returncode == 7
