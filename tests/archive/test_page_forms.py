"""A page that is there as PDF and as text is one page: the form that says most of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from pdf_files import paragraph, pdf_of

import hnreader
from hnreader.archive import Archive
from hnreader.archive.effective_evidence import page_evidence
from hnreader.model import Dating
from hnreader.page_layout import PageLayout, Placing
from hnreader.reading import pages_from
from hnreader.reasons import Reason
from hnreader.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import PageArticles

WATER = "本报讯（记者 王明）三月的河岸，新修的水厂里机器轰鸣，全县六百公里管道都通了水，城乡同饮一条河。"
BRIDGE = "本报讯（记者 李华）大桥合龙的消息传来，两岸的乡亲敲锣打鼓，货车排队等着开上新修的引桥和匝道。"


def _page(text: str, name: str, *, placed: bool = False, number: int = 3) -> PageArticles:
    (page,) = pages_from(text.encode(), name)
    if placed:
        layout = PageLayout(600, 900, tuple(Placing(0, 0, 100, 20, 20) for _ in page.lines))
        page = replace(page, layout=layout, encoding="pdf")
    made = segment(page)
    return replace(made, dating=Dating(datetime.date(2024, 3, 9), page_no=number))


def _shown(*pages: PageArticles) -> list[str]:
    archive = Archive(pages)
    return [page.page.source for page in archive.pages]


def test_the_form_with_places_stands_for_the_page() -> None:
    text, pdf = _page(WATER, "a.txt"), _page(WATER, "b.pdf", placed=True)
    archive = Archive([text, pdf])
    assert [page.page.source for page in archive.pages] == ["b.pdf"]
    assert len(archive.articles) == len(pdf.articles)
    (evidence,) = [
        each for each in page_evidence(archive, archive.articles[0]) if each.message.reason is Reason.PAGE_FORMS
    ]
    assert evidence.message.arguments == (("a.txt",),)


def test_misread_characters_do_not_matter() -> None:
    misread = WATER.replace("轰鸣", "轰呜").replace("管道", "管遒")
    assert _shown(_page(misread, "a.txt"), _page(WATER, "b.pdf", placed=True)) == ["b.pdf"]


def test_other_pages_stay() -> None:
    pdf = _page(WATER, "b.pdf", placed=True)
    for other in (
        _page(BRIDGE, "a.txt"),  # another text
        _page(WATER, "a.txt", number=4),  # of another page
        _page(WATER[: len(WATER) // 2], "a.txt"),  # an article of the page
        replace(_page(WATER, "a.pdf", placed=True)),  # of the same form
    ):
        assert len(_shown(pdf, other)) == 2


def test_two_texts_that_are_alike_are_two_pages() -> None:
    assert len(_shown(_page(WATER, "a.txt"), _page(WATER + "。", "b.txt"))) == 2


def test_pages_without_a_number_stay() -> None:
    pages = [_page(WATER, "a.txt"), _page(WATER, "b.pdf", placed=True)]
    assert len(_shown(*(replace(page, dating=replace(page.dating, page_no=None)) for page in pages))) == 2


def test_it_is_so_in_a_library_and_ends_with_the_better_form(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "2024-03-09_03.txt").write_text(WATER, "utf-8")
    lines = [WATER[start : start + 16] for start in range(0, len(WATER), 16)]
    (folder / "2024-03-09_03.pdf").write_bytes(pdf_of(paragraph(lines, 50, 60)))
    for _ in range(2):
        archive = hnreader.open(folder, library=tmp_path / "library")
        assert [page.page.source for page in archive.pages] == ["2024-03-09_03.pdf"]
    (folder / "2024-03-09_03.pdf").unlink()
    archive = hnreader.open(folder, library=tmp_path / "library")
    assert [page.page.source for page in archive.pages] == ["2024-03-09_03.txt"]
