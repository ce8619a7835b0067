"""METS files beside pages: what they say goes with the pages, and they lead nowhere else."""

from __future__ import annotations

import datetime
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mets_files import DAY, Division, described, mets
from test_compressed import zipped
from test_ocr_formats import LEFT, alto

from hnreader.model import Failure, Page
from hnreader.page_statement import PageStatement
from hnreader.reading import PageFile, find_files, finding, pages_from
from hnreader.reading.mets import LARGEST, read_mets
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from random import Random

DATE = datetime.date.fromisoformat(DAY)
ALTO = alto(LEFT)


class Found(NamedTuple):
    """What was found in a folder: pages by path, with what is said of each, and why there are none of some."""

    pages: Mapping[str, tuple[PageStatement, ...]]
    failures: list[Reason]


def found_in(folder: Path, files: Mapping[str, bytes], opened: str = "") -> Found:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    found = list(find_files(folder / opened))
    pages = {str(each.path.relative_to(folder)): each.stated for each in found if isinstance(each, PageFile)}
    return Found(pages, [each.message.reason for each in found if isinstance(each, Failure)])


def numbers(pages: Mapping[str, tuple[PageStatement, ...]]) -> dict[str, list[tuple[int, int | None]]]:
    return {name: [(each.order, each.page_no) for each in stated] for name, stated in pages.items()}


def test_pages_have_the_order_the_numbers_and_the_date_that_it_says(tmp_path: Path) -> None:
    """Whether the folder is opened, or the METS file in it."""
    files = {"alto/b.xml": ALTO, "alto/a.xml": ALTO, "mets.xml": mets("alto/b.xml", "alto/a.xml"), "other.txt": b"x"}
    expected = {
        "alto/b.xml": (PageStatement("mets.xml", 1, DATE, 1),), "alto/a.xml": (PageStatement("mets.xml", 2, DATE, 2),),
    }  # fmt: skip
    assert found_in(tmp_path, files) == ({**expected, "other.txt": ()}, [])
    opened = found_in(tmp_path, {}, "mets.xml")
    assert opened == (expected, [])
    assert list(opened.pages) == ["alto/b.xml", "alto/a.xml"]


NUMBERED = {
    "by their labels": (['ORDERLABEL="5"', 'ORDERLABEL="第六版"', 'ORDERLABEL="[9]"'], [(1, 5), (2, 6), (3, None)]),
    "by labels of another kind": (['LABEL="Page 4"', 'LABEL="p. 5"', 'LABEL="6"'], [(1, 4), (2, 5), (3, 6)]),
    "by their order": (['ORDER="30"', 'ORDER="10"', 'ORDER="20"'], [(3, 3), (1, 1), (2, 2)]),
    "as they stand": (['ORDER="1"', 'ORDER="1"', 'ORDER="x"'], [(1, 1), (2, 2), (3, 3)]),
    "labels that are no numbers": (['ORDERLABEL="A1"', 'ORDERLABEL="A2"', 'ORDERLABEL="B1"'], [(1, 1), (2, 2), (3, 3)]),
    "known to have none": (['ORDERLABEL=""', 'ORDERLABEL=""', 'ORDERLABEL=""'], [(1, None), (2, None), (3, None)]),
}


@pytest.mark.parametrize(("attributes", "expected"), NUMBERED.values(), ids=NUMBERED)
def test_pages_are_numbered(attributes: list[str], expected: list[tuple[int, int | None]], tmp_path: Path) -> None:
    names = ["a.xml", "b.xml", "c.xml"]
    divisions = [Division([name], each) for name, each in zip(names, attributes, strict=True)]
    pages = numbers(found_in(tmp_path, {"mets.xml": mets(*divisions), **dict.fromkeys(names, ALTO)}).pages)
    assert [pages[name] for name in names] == [[each] for each in expected]


DATED = {
    "to the day": (described("1935-03-05"), DATE),
    "without hyphens": (described("19350305"), DATE),
    "as printed": (described("1935年3月5日"), DATE),
    "with the time": (described("1935-03-05T00:00:00Z"), DATE),
    "no day": (described("1935", "[1935]"), None),
    "no such day": (described("1935-02-30"), None),
    "the first that is one": (described("1935", "1935-03-05"), DATE),
    "by what describes the issue": (described("1935-03-05") + described("1999-01-01", of="other"), DATE),
    "by the only description": (described("1935-03-05", of="other"), DATE),
    "by none of several": (described("1935-03-05", of="one") + described("1935-03-06", of="other"), None),
    "as Dublin Core names it": (described("1935-03-05").replace("mods:dateIssued", "date"), DATE),
}  # fmt: skip


@pytest.mark.parametrize(("about", "date"), DATED.values(), ids=DATED)
def test_pages_are_dated(about: str, date: datetime.date | None, tmp_path: Path) -> None:
    pages = found_in(tmp_path, {"mets.xml": mets("a.xml", about=about), "a.xml": ALTO}).pages
    assert [each.date for each in pages["a.xml"]] == [date]


HREFS = {
    "plain": ("a/b 1.xml", True), "escaped": ("a/b%201.xml", True), "from here": ("./a/b%201.xml", True),
    "as docWorks has it": ("file://./a/b 1.xml", True), "of Windows": (r"a\b 1.xml", True),
    "round about": ("x/../a/b 1.xml", True),
    "above": ("../secret.xml", False), "above, round about": ("a/../../secret.xml", False),
    "above, escaped": ("%2e%2e/secret.xml", False), "above, of Windows": (r"..\secret.xml", False),
    "absolute": ("/etc/passwd.xml", False), "a file": ("file:///etc/passwd.xml", False),
    "a drive": ("C:/a.xml", False), "the web": ("http://example.org/a.xml", False),
    "above, as docWorks": ("file://./../secret.xml", False), "twice": ("file://./http://example.org/a.xml", False),
}  # fmt: skip


@pytest.mark.parametrize(("href", "inside"), HREFS.values(), ids=HREFS)
def test_nothing_outside_of_its_folder_is_followed(href: str, inside: bool, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(ALTO)
    for opened in ("", "mets.xml"):
        found = found_in(tmp_path / "issue", {"mets.xml": mets(href), "a/b 1.xml": ALTO}, opened)
        assert bool(found.pages.get("a/b 1.xml")) == inside
        assert set(found.pages) <= {"a/b 1.xml"}
        assert (Reason.METS_ELSEWHERE in found.failures) != inside


FORMS = {
    "text before pictures": (["a.tif", "a.pdf", "a.xml"], "a.xml"),
    "a PDF before a picture": (["a.tif", "a.pdf"], "a.pdf"),
    "a small picture": (["a.tif"], "a.tif"),
    "what is there": (["missing.xml", "a.tif"], "a.tif"),
    "what has text before what is known": (["alto/a.xml", "mix/a.xml"], "alto/a.xml"),
    "the last step": (["OCR-1/a.xml", "OCR-2/a.xml"], "OCR-2/a.xml"),
    "what is known by its name": (["a.jp2", "a.xml"], "a.xml"),
}


@pytest.mark.parametrize(("hrefs", "chosen"), FORMS.values(), ids=FORMS)
def test_a_page_is_read_from_one_of_its_files(hrefs: list[str], chosen: str, tmp_path: Path) -> None:
    files = {"mets.xml": mets(Division(hrefs)), **{name: ALTO for name in hrefs if "missing" not in name}}
    found = found_in(tmp_path, files)
    assert list(found.pages) == [chosen]
    assert found.failures == []


def test_files_of_several_pages_have_what_is_said_of_each(tmp_path: Path) -> None:
    pages = found_in(tmp_path, {"mets.xml": mets("a.xml", "b.xml", "a.xml"), "a.xml": ALTO, "b.xml": ALTO}).pages
    assert numbers(pages) == {"a.xml": [(1, 1), (3, 3)], "b.xml": [(2, 2)]}
    two = ALTO.replace(b"</Layout>", b"<Page/></Layout>").replace(
        b"<Page/>", ALTO[ALTO.index(b"<Page ") : ALTO.index(b"</Layout>")]
    )
    read = [page for page in pages_from(two, "a.xml", stated=pages["a.xml"]) if isinstance(page, Page)]
    assert [page.stated and page.stated.order for page in read] == [1, 3]


def test_two_that_disagree_are_told_and_the_nearer_or_first_is_taken(tmp_path: Path) -> None:
    files = {
        "mets.xml": mets("below/a.xml", "below/b.xml"), "below/1.mets.xml": mets(Division(["a.xml"], 'ORDERLABEL="7"')),
        "below/2.mets.xml": mets(Division(["a.xml"], 'ORDERLABEL="8"')), "below/a.xml": ALTO, "below/b.xml": ALTO,
    }  # fmt: skip
    found = found_in(tmp_path, files)
    assert numbers(found.pages) == {"below/a.xml": [(1, 7)], "below/b.xml": [(2, 2)]}
    assert found.failures == [Reason.METS_OTHER]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "笑">{LAUGHS}]>'.encode()
DAMAGED = {
    "cut": (mets("a.xml")[:300], [Reason.XML_DAMAGED]),
    "empty": (b"", [Reason.XML_DAMAGED]),
    "of no pages": (b"<mets/>", []),
    "huge": (b"<mets>" + bytes(LARGEST), [Reason.XML_TOO_LARGE]),
    "a bomb": (BOMB + mets("a.xml").split(b"?>", 1)[1].replace(b"PHYSICAL", b"&l9;"), [Reason.XML_DAMAGED]),
    "pages that are missing": (mets("b.xml", "c.xml", "a.xml"), [Reason.METS_MISSING]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reasons"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_wrong_is_told_in_a_line_and_pages_come_all_the_same(
    data: bytes, reasons: list[Reason], tmp_path: Path
) -> None:
    found = found_in(tmp_path, {"mets.xml": data, "a.xml": ALTO})
    assert list(found.pages) == ["a.xml"]
    assert found.failures == reasons


def test_one_by_another_name_is_told(tmp_path: Path) -> None:
    """No file is opened to see what it is before it is read."""
    found = found_in(tmp_path, {"19350305.xml": mets("a.xml"), "a.xml": ALTO})
    assert found == ({"19350305.xml": (), "a.xml": ()}, [])
    (failure,) = pages_from(mets("a.xml"), "19350305.xml")
    assert isinstance(failure, Failure)
    assert failure.message.reason is Reason.METS_ALONE
    assert list(found_in(tmp_path, {}, "19350305.xml").pages) == ["a.xml"]


def test_in_an_archive_it_says_the_same() -> None:
    files = {
        "报/alto/b.xml": ALTO, "报/alto/a.xml": ALTO, "报/img/a.tif": bytes(1 << 17), "报/x.xml": b"", "0.xml": ALTO,
        "报/mets.xml": mets(Division(["alto/b.xml", "x.xml"]), Division(["alto/a.xml", "img/a.tif"]), "../0.xml"),
    }  # fmt: skip
    found = list(pages_from(zipped(files), "报.zip"))
    pages = {page.inner: page.stated for page in found if isinstance(page, Page)}
    assert pages == {
        "0.xml": None,
        "a.xml": PageStatement("mets.xml", 2, DATE, 2),
        "b.xml": PageStatement("mets.xml", 1, DATE, 1),
    }
    assert [each.message.reason for each in found if isinstance(each, Failure)] == [Reason.METS_ELSEWHERE]


@given(st.randoms(), st.integers(1, 30))
def test_damage_is_no_error(draw: Random, count: int) -> None:
    data = bytearray(mets(Division(["a.xml", "../b.tif"], 'ORDER="1" ORDERLABEL="一"'), "b.xml"))
    for _ in range(count):
        data[draw.randrange(len(data))] = draw.randrange(256)
    found = list(pages_from(zipped({"mets.xml": bytes(data), "a.xml": ALTO, "b.xml": ALTO}), "a.zip"))
    assert sum(isinstance(page, Page) for page in found) >= 1


@pytest.mark.parametrize(("modified", "times"), [(None, 3), (1e9, 2)])
def test_one_that_has_not_changed_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modified: float | None, times: int
) -> None:
    """Unless it was written so lately that it may have changed and look the same. What lies beside it may change."""
    read: list[str] = []
    reader = SimpleNamespace(read=lambda data, name: read.append(name) or read_mets(data, name))
    monkeypatch.setattr(finding, "READER", reader)

    def write(*pages: str) -> None:
        (tmp_path / "mets.xml").write_bytes(mets(*pages))
        if modified:
            os.utime(tmp_path / "mets.xml", (modified, modified))

    write("a.xml", "b.xml")
    (tmp_path / "a.xml").write_bytes(ALTO)
    assert [*found_in(tmp_path, {}).pages] == ["a.xml"]
    assert [*found_in(tmp_path, {"b.xml": ALTO}).pages] == ["a.xml", "b.xml"]
    write("b.xml")
    assert numbers(found_in(tmp_path, {}).pages)["b.xml"] == [(1, 1)]
    assert len(read) == times
