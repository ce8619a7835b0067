"""The model computes in one thread, and leaves numpy as it was."""

from __future__ import annotations

import subprocess
import sys

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from hnreader.segment.model.one_thread import _LIBRARIES, in_one_thread


def threads() -> set[int]:
    """Return how many threads numpy's library of linear algebra has; other tests may have loaded others since."""
    ours = {library["filepath"] for library in _LIBRARIES.info() if library["user_api"] == "blas"}
    return {library["num_threads"] for library in threadpool_info() if library["filepath"] in ours}


def test_others_have_their_threads_again() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = threads()
        assert in_one_thread(threads)() == {1}
        assert threads() == before


LISTING = """
import ctypes, os, threading, time
from hnreader.segment.model.one_thread import ThreadpoolController

listing = threading.Event()

@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)
def listed(*_):
    listing.set()
    time.sleep(600)
    return 1

system = ctypes.CDLL(None)
threading.Thread(target=system.dl_iterate_phdr, args=(listed, None), daemon=True).start()
listing.wait()
print(len(ThreadpoolController().info()))
os._exit(0)
"""
"""A process in which a thread holds the lock that loading takes, as one that imports an extension may."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are found as threadpoolctl does")
def test_libraries_are_found_whatever_other_threads_load() -> None:
    """Before threadpoolctl 3.8 one that imported an extension meanwhile had Python and waited for the loader's lock."""
    done = subprocess.run([sys.executable, "-c", LISTING], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 1
