"""The pages that benches make: the same for the same seed, and pages as the program knows them."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from hnreader.archive import Archive, load
from hnreader.model import PageArticles

PAGES = 24
SEED = 1
FEWEST = 0.9  # of the articles made are found


@pytest.fixture(scope="module")
def bench() -> Any:
    """The module that makes pages."""
    folder = str(Path(__file__).parent / "bench")
    sys.path.append(folder)
    try:
        import made_pages  # noqa: PLC0415 the benches' folder is on the path only here
    finally:
        sys.path.remove(folder)
    return made_pages


@pytest.fixture(scope="module")
def made(bench: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A folder with pages, and what was written there."""
    folder = tmp_path_factory.mktemp("made")
    return folder, bench.write_archive(folder, PAGES, SEED)


@pytest.fixture(scope="module")
def pages(made: tuple[Path, Any]) -> list[PageArticles]:
    """The pages as they are segmented."""
    return [page for page in load(made[0], jobs=1) if isinstance(page, PageArticles)]


def test_the_same_seed_makes_the_same_pages(bench: Any, made: tuple[Path, Any], tmp_path: Path) -> None:
    """Fewer pages are the first of more; another seed makes others."""
    folder, _ = made
    bench.write_archive(tmp_path / "same", PAGES // 2, SEED)
    bench.write_archive(tmp_path / "other", 1, SEED + 1)
    same = {path.relative_to(tmp_path / "same"): path.read_bytes() for path in (tmp_path / "same").rglob("*.txt")}
    assert len(same) == PAGES // 2
    assert {path: (folder / path).read_bytes() for path in same} == same
    first = next((tmp_path / "other").rglob("*.txt"))
    assert first.read_bytes() != (folder / first.relative_to(tmp_path / "other")).read_bytes()


def test_names_and_mastheads_agree(bench: Any, made: tuple[Path, Any], pages: list[PageArticles]) -> None:
    """An issue a day, going back; a date that a page prints is that of its file, and so is the number of the page."""
    folder, written = made
    paths = sorted(folder.rglob("*.txt"))
    assert len(paths) == written.pages == PAGES
    assert sum(path.stat().st_size for path in paths) == written.size
    days = sorted({path.stem[:10] for path in paths}, reverse=True)
    assert days == [f"{bench.LAST_DAY - datetime.timedelta(days=back)}" for back in range(len(days))]
    for path in paths:
        year, month, day = path.stem[:10].split("-")
        assert path.parent == folder / year / month
        printed = re.search(r"^\d{4}年.*?日", path.read_text("utf-8"), re.MULTILINE)
        assert printed is None or printed[0] == f"{year}年{int(month)}月{int(day)}日"
    dated = {page.page.source: (f"{page.dating.date}", page.dating.page_no, page.dating.inferred) for page in pages}
    assert dated == {path.name: (path.stem[:10], int(path.stem[11:]), False) for path in paths}


def test_the_segmentation_finds_what_was_made(made: tuple[Path, Any], pages: list[PageArticles]) -> None:
    """Most articles, with what articles have in print."""
    articles = [article for page in pages for article in page.articles]
    assert FEWEST * made[1].articles <= len(articles) <= made[1].articles / FEWEST
    kinds = {article.kind.value for article in articles}
    assert {"news", "feature", "commentary", "photo", "continuation"} <= kinds
    for part, least in (("headline", 0.9), ("dateline", 0.5), ("kicker", 0.2), ("byline", 0.1), ("captions", 0.05)):
        assert sum(bool(getattr(article, part)) for article in articles) >= least * len(articles), part
    assert sum(bool(article.people.names) for article in articles) >= 0.8 * len(articles)


def test_stories_go_on_on_other_pages(made: tuple[Path, Any], pages: list[PageArticles]) -> None:
    """Most stories that jump are found again; the last issue may lack pages."""
    archive = Archive(pages)
    stories = {archive.story(article).first.id: archive.story(article) for article in archive.entries}
    found = sum(bool(story.continuations) for story in stories.values())
    assert 0.7 * made[1].jumps <= found <= made[1].jumps
    assert made[1].jumps > 0
