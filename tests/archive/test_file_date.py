"""A PDF of a whole issue: pages that state no date are of the day that the page before them states."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from pdf_files import Drawn, paragraph, pdf_of

import hnreader
from hnreader.archive import Archive
from hnreader.archive.segmenting import Segmenting
from hnreader.papers import known_papers
from hnreader.reading import FileContents, PageFile, read_file
from hnreader.reasons import Reason
from hnreader.segment import violations

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime.date(2024, 3, 9)
HEAD = "湖南日报 2024年3月9日 星期六 第1版"
TEXTS = (
    ["本报3月8日讯（记者 王明）三月的河岸，新修的", "水厂里机器轰鸣，全县六百公里管道都通了水。"],
    ["本报3月8日讯（记者 李华）大桥合龙的消息传来，", "两岸的乡亲敲锣打鼓，货车排队等着开上引桥。"],
    ["本报讯（记者 韩松年）青石镇的茶农把头一批春茶", "送到了集市，镇里请来的师傅在老街支起铁锅。"],
)


def issue(*heads: str) -> bytes:
    """Return a PDF whose pages have these heads and the texts."""
    pages = []
    for head, text in zip(heads, TEXTS, strict=True):
        drawn = [Drawn("一条大字的标题", 60, 80, 24), *paragraph(text, 60, 120)]
        pages.append([Drawn(head, 60, 30, 9), *drawn] if head else drawn)
    return pdf_of(*pages)


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_without_a_date_have_that_of_the_page_before(tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "issue.pdf"
    path.write_bytes(issue(HEAD, "", "") + b"%" * (1 << 18 if jobs == 2 else 1))  # a large file is sent to a worker
    contents = read_file(PageFile(path))
    assert isinstance(contents, FileContents)
    segmenting = Segmenting.today(known_papers(), None, jobs)
    pages = list(segmenting.segmented([contents]))
    assert [page.dating.date for page in pages] == [DAY] * 3
    assert [page.dating.page_no for page in pages] == [1, 2, 3]
    assert [article.dateline for page in pages for article in page.articles] == [datetime.date(2024, 3, 8)] * 2 + [None]
    for page in pages:
        assert violations(page) == ()
        assert all(article.id.startswith("20240309-") and article.date == DAY for article in page.articles)
    reasons = [{evidence.message.reason for evidence in page.dating.evidence} for page in pages]
    assert Reason.DATE_SAME_FILE in reasons[2]
    assert Reason.DATE_SAME_FILE not in reasons[0]
    assert len(Archive(pages).issues) == 1


def test_a_page_that_states_another_date_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "issues.pdf"
    path.write_bytes(issue(HEAD, "湖南日报 2024年3月10日 星期日 第1版", ""))
    archive = hnreader.open(path)
    dates = sorted((page.page.source, page.dating.date) for page in archive.pages)
    assert [date for _, date in dates] == [DAY, datetime.date(2024, 3, 10), datetime.date(2024, 3, 10)]


def test_it_is_the_same_from_a_library(tmp_path: Path) -> None:
    path = tmp_path / "issue.pdf"
    path.write_bytes(issue(HEAD, "", ""))
    ids = [[article.id for article in hnreader.open(path, library=tmp_path / "library").articles] for _ in range(2)]
    assert ids[0] == ids[1] == [article.id for article in hnreader.open(path).articles]
