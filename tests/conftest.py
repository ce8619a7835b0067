"""How the tests are run."""

from __future__ import annotations

import gc
import os
import signal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from msgspec.structs import replace

from hnreader.archive import segmenting
from hnreader.archive.recipe import recipe_of
from hnreader.papers import known_papers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from hnreader.corrections import Correction
    from hnreader.model import Page, PageArticles
    from hnreader.papers import Paper

hypothesis.settings.register_profile("untimed", deadline=None)  # speed is measured by the benches
hypothesis.settings.load_profile("untimed")

# Programs that tests start keep what they compile: without it each compiles the package anew, a quarter of its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

# A shell starts what runs in its background with interrupts ignored, and so would be the programs that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_NUMBERS, _ENDED = count(), count(1)  # of tests

gc.set_threshold(100_000, 20, 20)  # by default, collecting cycles is a tenth of the tests of the app


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: where a test waits another works, and each worker costs its imports."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what the program keeps apart from the developer's own, also in programs that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("kept")
        patch.setenv("XDG_CACHE_HOME", str(folder / "session"))
        patch.setenv("XDG_DATA_HOME", str(folder / "session data"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield folder


@pytest.fixture(autouse=True)
def _cache(_caches: Path) -> Iterator[None]:
    """Let no test find what another has kept; the folder is made where it is needed."""
    with pytest.MonkeyPatch.context() as patch:
        number = next(_NUMBERS)
        patch.setenv("XDG_CACHE_HOME", str(_caches / str(number)))
        patch.setenv("XDG_DATA_HOME", str(_caches / f"{number} data"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _frozen() -> Iterator[None]:
    """Let collections pass over what is there before the first test: imported modules and all tests, a second's walk.

    An app, too, freezes what is there, when it has indexed, as if it stayed; here that would be what tests have left.
    """
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        yield


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Collect what tests have left, now and then."""
    yield
    if next(_ENDED) % 40 == 0:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _segmented_once() -> Iterator[None]:
    """Segment a page once for all tests of what is done with pages: it took a seventh of the suite's time.

    What comes of it depends on nothing but what a library knows a page by, which the tests of the segmentation hold.
    """
    segment = segmenting.segment
    made: dict[object, PageArticles] = {}

    def remembered(
        page: Page, paper: Paper | None, *, latest: dt.date, corrections: Sequence[Correction]
    ) -> PageArticles:
        placeless = replace(page, path=None)
        key = recipe_of(known_papers(), paper), repr(placeless), latest, repr(corrections)
        if key not in made:
            made[key] = segment(placeless, paper, latest=latest, corrections=corrections)
        return replace(made[key], page=page)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenting, "segment", remembered)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Compile catalogues that were edited after the package was installed, once and not by each worker."""
    if hasattr(config, "workerinput"):
        return
    try:
        from hatch_build import compile_catalogues  # noqa: PLC0415 the reason below is clearer than an ImportError
    except ImportError as error:
        pytest.exit(f"{error}: install what the tests need with `pip install --editable '.[dev]'`", returncode=2)
    compile_catalogues(Path(__file__).parents[1])
