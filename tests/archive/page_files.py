"""Page files, and what is loaded of them with and without a library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hnreader.archive import load
from hnreader.model import Failure, PageArticles

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.reasons import Message

OLD = 1_600_000_000  # seconds: long before any test
TEXT = "青石镇通水记\n\n青石镇3月7日讯（记者 韩松年）渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
PAGES = 24  # in the fixture `many`
OTHER = TEXT.replace("青石镇", "望江镇")

# A process of its own: a path, the folder of the library, the number of pages that there are.
LOADING = """
import sys
from pathlib import Path
from hnreader.archive import load
pages = list(load(sys.argv[1], library=Path(sys.argv[2])))
assert len(pages) == int(sys.argv[3]), pages
assert all(hasattr(page, "articles") for page in pages), pages
"""

# The same, killed before the page of that number, with batches of three.
KILLED = """
import os, signal, sys
from pathlib import Path
from hnreader.archive import load, page_store, segmenting
page_store._BATCH = 3
segment, segmented = segmenting.segment, []
def dying(page, *arguments, **options):
    if len(segmented) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    segmented.append(page)
    return segment(page, *arguments, **options)
segmenting.segment = dying
list(load(sys.argv[1], library=Path(sys.argv[2])))
"""


def write(path: Path, text: str = TEXT, seconds: float = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (seconds, seconds))
    return path


def pages(*paths: Path, library: Path | None, paper: str | None = None) -> list[PageArticles]:
    """What is loaded, where nothing is wrong."""
    loaded = list(load(*paths, library=library, paper=paper))
    assert [each for each in loaded if isinstance(each, Failure)] == []
    return [each for each in loaded if isinstance(each, PageArticles)]


def problems(*paths: Path, library: Path) -> list[Message]:
    """What is wrong, where all pages are loaded all the same."""
    loaded = list(load(*paths, library=library))
    assert [each for each in loaded if isinstance(each, PageArticles)] == pages(*paths, library=None)
    return [each.message for each in loaded if isinstance(each, Failure)]
