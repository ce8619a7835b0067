"""Folders that somebody else has filled: no name, reference or link in them leads to a file outside. All is made up."""

from __future__ import annotations

import os
import stat
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

import pytest
from mets_files import mets

from hnreader.archive import Archive, Opening, Taken, load
from hnreader.model import Failure
from hnreader.reading import read
from hnreader.reading.page_picture import picture_place
from hnreader.reasons import Reason
from hnreader.research.conversion import FORMS, convert
from hnreader.research.export_writer import FORMATS, Batch, write
from hnreader.storage import links

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import Page

SECRET = "钥匙在第三个抽屉里"
PAGE = "堤坝固了\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
ALTO = """<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY outside SYSTEM "{uri}">]>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><sourceImageInformation>
<fileName>../secret.png</fileName></sourceImageInformation></Description><Layout><Page WIDTH="900" HEIGHT="900">
<PrintSpace><TextBlock HPOS="9" VPOS="9" WIDTH="800" HEIGHT="30"><TextLine HPOS="9" VPOS="9" WIDTH="800" HEIGHT="30">
<String CONTENT="渠道清了&outside;" HPOS="9" VPOS="9" WIDTH="800" HEIGHT="30"/></TextLine></TextBlock></PrintSpace>
</Page></Layout></alto>"""
PAGE_XML = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Page imageFilename="../secret.png" imageWidth="900" imageHeight="900"><TextRegion id="a">
<Coords points="9,9 9,90 800,90"/>
<TextLine id="b"><Coords points="9,9 9,90 800,90 800,9"/><TextEquiv><Unicode>渠道清了</Unicode></TextEquiv></TextLine>
</TextRegion></Page></PcGts>"""
HOCR = """<html><body><div class="ocr_page" title='image "../secret.png"; bbox 0 0 900 900'>
<span class="ocr_line" title="bbox 9 9 800 40">渠道清了</span></div></body></html>"""
WEB = """<!DOCTYPE html><base href="{uri}"><link rel="import" href="{uri}"><iframe src="{uri}"></iframe>
<object data="{uri}"></object><article><h1>堤坝固了</h1><p>渠道清了，水才走得远；堤坝固了，人才睡得稳。</p></article>"""
CORRECTIONS = 'a1 = {{ action = "begins-story", on = {{ text = "{uri}" }}, file = "../secret.txt" }}\n'
HREFS = """../secret.txt x/../../secret.txt %2e%2e/secret.txt ..%2fsecret.txt ..\\secret.txt file://./../secret.txt
    {uri} {path} file:{path} .//../secret.txt link/secret.txt""".split()


def packed(*members: tuple[str, str, int]) -> bytes:
    """An archive of members: their names as they are written in it, their text, and their mode."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text, mode in members:
            member = ZipInfo("x")
            member.filename, member.external_attr = name, mode << 16
            archive.writestr(member, text)
    return made.getvalue()


LINK = stat.S_IFLNK | 0o777
SLIPS = [
    *(("../" * depth + f"slip-{depth}.txt", PAGE, 0o644) for depth in range(4)),
    ("/absolute.txt", PAGE, 0o644),
    ("C:\\Windows\\drive.txt", PAGE, 0o644),
    ("a/../../b.txt", PAGE, 0o644),
    ("..\\..\\back.txt", PAGE, 0o644),
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder, and beside it what is none of its business."""
    (tmp_path / "secret.txt").write_text(SECRET * 9, "utf-8")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def pages_of(path: Path) -> list[Page]:
    """The pages that can be read."""
    return [page for page in read(path) if not isinstance(page, Failure)]


def is_secret(page: Page) -> bool:
    """Tell whether it is what no page refers to with right."""
    return SECRET in "".join(line.text for line in page.lines)


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("page.alto.xml", ALTO),
        ("page.xml", PAGE_XML),
        ("page.hocr", HOCR),
        ("page.html", WEB),
        ("page.txt.corrections.toml", CORRECTIONS),
        ("page.zip", packed(*SLIPS, ("link.txt", "../secret.txt", LINK))),
        *((f"{number}.mets.xml", mets(href).decode()) for number, href in enumerate(HREFS)),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_what_a_file_refers_to_is_not_read(
    pages: Path, monkeypatch: pytest.MonkeyPatch, name: str, contents: str | bytes
) -> None:
    """Be it named by a path, an address, an entity or a link; no picture is taken from there either."""
    monkeypatch.setattr(links, "own_ids", frozenset[int])
    if name.endswith(".mets.xml"):
        (pages / "link").symlink_to(pages.parent)
    (pages / "page.txt").write_text(PAGE, "utf-8")
    place = {"uri": (pages.parent / "secret.txt").as_uri(), "path": pages.parent / "secret.txt"}
    data = contents if isinstance(contents, bytes) else contents.replace("{{", "{").replace("}}", "}").encode()
    for key, value in place.items():
        data = data.replace(f"{{{key}}}".encode(), str(value).encode())
    (pages / name).write_bytes(data)
    for path in (pages, pages / name):
        found = pages_of(path)
        assert not any(map(is_secret, found))
        assert not [place for place in map(picture_place, found) if place and place[0].parent != pages]


def test_links_of_others_do_not_lead_out(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a file or a folder: each is told, in the folder and for a page's picture; within the folder they are links."""
    (pages / "in").mkdir()
    (pages / "in" / "page.txt").write_text(PAGE, "utf-8")
    (pages / "out.txt").symlink_to(pages.parent / "secret.txt")
    (pages / "out").symlink_to(pages.parent)
    (pages / "inside.txt").symlink_to("in/page.txt")
    monkeypatch.setattr(links, "own_ids", frozenset[int])
    found = [*read(pages)]
    failures = {found.path: found.message.reason for found in found if isinstance(found, Failure)}
    assert failures == {str(pages / name): Reason.LINK_OUT for name in ("out", "out.txt")}
    assert [page.source for page in found if not isinstance(page, Failure)] == ["page.txt", "inside.txt"]
    (pages / "page.alto.xml").write_text(ALTO.replace("&outside;", ""), "utf-8")
    (pages / "page.alto.png").symlink_to(pages.parent / "secret.png")
    (page,) = pages_of(pages / "page.alto.xml")
    assert picture_place(page) is None


def test_nor_does_one_that_comes_while_the_folder_is_open(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked at again is looked at as before."""
    (pages / "in" / "in").mkdir(parents=True)
    (pages / "in" / "page.txt").write_text(PAGE, "utf-8")
    monkeypatch.setattr(links, "own_ids", frozenset[int])
    opening = Opening(Archive, (pages,), tmp_path / "library")
    assert [*opening.read()] == [Taken.NEW]
    (pages / "out.txt").symlink_to(pages.parent / "secret.txt")
    (pages / "in" / "in" / "inside.txt").symlink_to("../page.txt")
    [*opening.update([pages / "out.txt", pages / "in"])]
    opening.refresh()
    failures = [(failure.path, failure.message.reason) for failure in opening.archive.failures]
    assert failures == [(str(pages / "out.txt"), Reason.LINK_OUT)]
    assert [page.page.source for page in opening.archive.pages] == ["inside.txt", "page.txt"]
    opening.close()


def test_ones_own_links_lead_where_they_will(pages: Path) -> None:
    """Whoever has put them there knows; so does who gives a link as a path."""
    (pages / "out.txt").symlink_to(pages.parent / "secret.txt")
    assert [*map(is_secret, pages_of(pages))] == [True]


def test_a_link_that_is_given_is_followed(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever made it: that is what was asked for."""
    (pages / "out.txt").symlink_to(pages.parent / "secret.txt")
    monkeypatch.setattr(links, "own_ids", frozenset[int])
    assert [*map(is_secret, pages_of(pages / "out.txt"))] == [True]


@pytest.mark.parametrize("form", [*FORMATS, *FORMS])
def test_no_name_leads_out_of_the_folder_that_is_written(pages: Path, form: str) -> None:
    """Of members of an archive, of files, or headlines: what is written is in the folder, and no link."""
    (pages / "page.zip").write_bytes(packed(*SLIPS))
    for number, name in enumerate(("..", "a\\..\\..\\b", "-rf", "~", "$(touch x)", "a\nb", "..." + "x" * 200)):
        (pages / f"{name}.txt").write_text(f"../../headline-{number}\n\n{PAGE}", "utf-8")
    archive = Archive(page for page in load(pages) if not isinstance(page, Failure))
    before = {*pages.parent.rglob("*")}
    output = pages.parent / "output"
    if form in FORMS and form != "json":
        convert([archive], form, output)
    else:
        write([Batch(archive, archive.entries, complete=True)], form, output)
    made = {*pages.parent.rglob("*")} - before
    assert made
    for path in made:
        assert output in {path, path.parent}
        assert not path.is_symlink()
    assert not os.path.lexists("x")
