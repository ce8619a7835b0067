"""An archive of a library on disk is the one that its pages make in memory, however they came. All text is made up."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored_pages import agree, described, made_pages, publish, stored

from hnreader.archive import Archive

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from hnreader.model import PageArticles


KEYS = map(str.encode, map(str, itertools.count()))  # each example has an archive of its own
few = settings(max_examples=40)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library for all: to make its tables takes longer than what is tested."""
    return tmp_path_factory.mktemp("library")


@few
@given(made_pages, st.randoms(use_true_random=False), st.integers(1, 4))
def test_an_archive_on_disk_is_that_in_memory(
    library: Path, pages: list[PageArticles], chance: random.Random, batches: int
) -> None:
    """Whatever the pages, in whichever order and batches they came, and after it is opened again."""
    key, expected = next(KEYS), described(Archive(pages))
    files = [(f"{number}/{page.page.source}", page) for number, page in enumerate(pages)]
    chance.shuffle(files)
    growing = stored(library, key)
    for batch in range(batches):
        publish(library, files[batch::batches], key=key)
        growing.refresh()
    agree(expected, described(growing))
    assert not growing.refresh()
    agree(expected, described(stored(library, key)))
    shuffled = Archive()
    for _, page in files:
        shuffled.add([page])
    agree(expected, described(shuffled))


@few
@given(made_pages, made_pages, st.randoms(use_true_random=False))
def test_what_came_and_went_leaves_nothing(
    library: Path, pages: list[PageArticles], others: list[PageArticles], chance: random.Random
) -> None:
    """Files that are gone, and what others had before, change nothing of what there is; what one reads stays."""
    key = next(KEYS)
    files = {f"{number}/page": page for number, page in enumerate(pages)}
    before = {f"{number}/page": page for number, page in enumerate([*others, *others[:1], *pages[:1]])}
    publish(library, before.items(), key=key)
    reading = stored(library, key)
    expected = described(Archive(before.values()))
    names = chance.sample([*files], len(files))
    publish(library, [(name, files[name]) for name in names], gone=[*(before.keys() - files.keys())], key=key)
    agree(expected, {question: reply for question, reply in described(reading).items() if question != "found"})
    reading.refresh()
    agree(described(Archive(pages)), described(reading))
    agree(described(Archive(pages)), described(stored(library, key)))


@few
@given(made_pages)
def test_the_state_of_an_issue_is_of_its_pages(library: Path, pages: Sequence[PageArticles]) -> None:
    """Two archives have the same one, whatever the order: by it an index knows what it has."""
    keys = next(KEYS), next(KEYS)
    for key, some in zip(keys, (pages, pages[::-1]), strict=True):
        publish(library, [(f"{number}/page", page) for number, page in enumerate(some)], key=key)
    first, second = ([issue.state for issue in stored(library, key).summaries] for key in keys)
    assert first == second
    assert len({*first}) == len(first)
