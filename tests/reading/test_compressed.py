"""Pages in ZIP archives, and such that gzip and xz have made smaller."""

from __future__ import annotations

import datetime
import gzip
import lzma
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdf_files import Drawn, pdf_of

import hnreader
from hnreader.model import Failure, Page
from hnreader.reading import pages_from
from hnreader.reading.formats import compressed
from hnreader.reasons import Reason
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT = "本报讯（记者 王明）新修的水厂里机器轰鸣，全县六百公里管道通了水。\n".encode()


PRINTED = [[Drawn("新修的水厂", 60, 80, 24)], [Drawn("机器轰鸣", 60, 80, 24)]]


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _pages(data: bytes, name: str) -> list[Page]:
    found = list(pages_from(data, name))
    assert all(isinstance(page, Page) for page in found), found
    return [page for page in found if isinstance(page, Page)]


@pytest.mark.parametrize(("compress", "suffix"), [(gzip.compress, ".gz"), (lzma.compress, ".xz")])
def test_a_compressed_page_is_the_page(compress: type, suffix: str) -> None:
    (page,) = _pages(compress(TEXT), f"2024-03-09_03.txt{suffix}")
    (plain,) = _pages(TEXT, "2024-03-09_03.txt")
    assert page.lines == plain.lines
    assert page.source == f"2024-03-09_03.txt{suffix}"
    assert segment(page).dating.date == datetime.date(2024, 3, 9)


def test_pages_of_an_archive_come_by_name_and_are_dated_by_it() -> None:
    files = {
        "报/2024-03-10_02.txt": b"2" + TEXT, "报/2024-03-09_01.txt": b"1" + TEXT, "报/README.txt": b"no page",
        "报/picture.bin": b"\0", "__MACOSX/报/._2024-03-09_01.txt": b"\0", "报/.hidden.txt": TEXT,
    }  # fmt: skip
    pages = _pages(zipped(files), "三月.zip")
    assert [page.source for page in pages] == ["三月.zip#1", "三月.zip#2"]
    assert [page.lines[0].text[0] for page in pages] == ["1", "2"]
    datings = [segment(page).dating for page in pages]
    assert [(dating.date, dating.page_no) for dating in datings] == [
        (datetime.date(2024, 3, 9), 1),
        (datetime.date(2024, 3, 10), 2),
    ]


def test_a_name_that_windows_wrote_is_read() -> None:
    name = "2024年03月09日要闻.txt"
    raw = name.encode("gb18030")
    data = zipped({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw)  # without the flag of UTF-8
    (page,) = _pages(data, "a.zip")
    assert page.inner == name
    assert segment(page).dating.date == datetime.date(2024, 3, 9)


def test_files_in_files_have_a_limit() -> None:
    data, name = TEXT, "a.txt"
    for depth in range(5):
        (found,) = pages_from(data, name)
        if depth <= 3:
            assert isinstance(found, Page), depth
        data, name = zipped({name: data}), f"{depth}.zip"
    (found,) = pages_from(data, name)
    assert isinstance(found, Failure)
    assert found.message.reason is Reason.PACKED_DEEP


def test_what_comes_out_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "LARGEST", 1 << 20)
    for data, name in ((gzip.compress(bytes(2 << 20)), "a.txt.gz"), (zipped({"a.txt": bytes(2 << 20)}), "a.zip")):
        (found,) = pages_from(data, name)
        assert isinstance(found, Failure)
        assert found.message.reason is Reason.PACKED_TOO_LARGE


def test_many_files_together_are_bounded_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "LARGEST", 1 << 16)
    monkeypatch.setattr(compressed, "MOST", 2)
    found = list(pages_from(zipped({f"{number:02}.txt": TEXT * 500 for number in range(20)}), "a.zip"))
    assert any(isinstance(page, Page) for page in found)
    assert isinstance(found[-1], Failure)
    assert found[-1].message.reason is Reason.PACKED_TOO_LARGE


def test_an_archive_without_pages_is_told() -> None:
    (found,) = pages_from(zipped({"a.png": b"x", "README.md": b"x"}), "a.zip")
    assert isinstance(found, Failure)
    assert found.message.reason is Reason.NO_PAGE


def test_a_locked_member_is_told() -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (found,) = pages_from(bytes(data), "a.zip")
    assert isinstance(found, Failure)
    assert found.message.reason is Reason.PACKED_LOCKED


@example(324, b"\0")  # of a name nothing is left
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damage_ends_in_pages_or_failures(at: int, noise: bytes) -> None:
    for whole in (zipped({"a.txt": TEXT, "b.txt": TEXT * 3}), gzip.compress(TEXT), lzma.compress(TEXT)):
        data = whole[:at] + noise + whole[at + len(noise) :]
        assert all(isinstance(found, Page | Failure) for found in pages_from(data, "a.zip"))
        assert all(isinstance(found, Page | Failure) for found in pages_from(whole[:at] or whole, "a.zip"))


def test_an_archive_stands_in_a_library_with_its_pages(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "三月.zip").write_bytes(zipped({"2024-03-09_01.txt": TEXT, "2024-03-10_01.txt": b"2" + TEXT}))
    for _ in range(2):  # the second time from the library
        archive = hnreader.open(pages, library=tmp_path / "library")
        assert len(list(archive.search("水厂"))) == 2


@pytest.mark.parametrize("before", range(6))
def test_pages_that_come_before_those_wanted_are_left_out(before: int) -> None:
    """The others go by the names that they have among all."""
    data = zipped({"1.pdf": pdf_of(*PRINTED), "2.txt": TEXT, "3.pdf.gz": gzip.compress(pdf_of(*PRINTED))})
    every = list(pages_from(data, "a.zip"))
    assert [page.source for page in every if isinstance(page, Page)] == [f"a.zip#{number}" for number in range(1, 6)]
    assert list(pages_from(data, "a.zip", before=before)) == every[before:]
