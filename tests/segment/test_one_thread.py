"""The model computes in one thread, and leaves numpy as it was."""

from __future__ import annotations

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
