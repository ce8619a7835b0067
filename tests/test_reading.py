"""Files and folders become pages, in order, and what cannot be read is reported with its reason."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader import reading
from hnreader.model import Failure, Page
from hnreader.reading import PageFile, page_place, pages_from, read, read_file
from hnreader.reading.file_names import SMALLEST
from hnreader.reading.formats.text import text_page
from hnreader.reasons import Message, Reason

needs_links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")


def write(path, text="湖南日报讯，正文。\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def outcomes(*paths):
    """What reading yields, pages by name, failures by name and code."""
    items = list(read(*paths))
    return [item.source if isinstance(item, Page) else (Path(item.path).name, item.message.reason) for item in items]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb\n", ["a", "b"]),
        (b"a\r\nb\r\n", ["a", "b"]),
        (b"a\rb", ["a", "b"]),
        (b"a\r\n\r\nb\n\n", ["a", "", "b", ""]),
        ("a\u2028b\x0cc\x85d\n".encode(), ["a b c d"]),
    ],
    ids=["LF", "CRLF", "CR", "blank lines", "no line ends"],
)
def test_lines_end_where_editors_end_them(data, lines):
    """CR LF, CR and LF end a line, and nothing else does."""
    page = next(pages_from(data, "page.txt"))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == lines
    assert [line.number for line in page.lines] == list(range(1, len(lines) + 1))


def test_a_folder_is_walked_in_order_of_name(tmp_path):
    """Pages of folders come sorted by name, folders among them; other files, hidden ones and README are no pages."""
    for name in (
        "b.txt", "a/2.TXT", "a/1.md", "a/z/9.txt", "c.txt", "README.md", "readme_zh.txt", "LICENSE.txt", "CHANGES.md",
        ".hidden.txt", ".git/x.txt", "d.pdf", "e.docx", "changesha.txt",
    ):  # fmt: skip
        write(tmp_path / name)
    assert outcomes(tmp_path) == ["1.md", "2.TXT", "9.txt", "b.txt", "c.txt", "changesha.txt", "d.pdf"]


def test_small_images_in_a_folder_are_no_pages(tmp_path):
    """They are logos and icons; one that is named is read, and a folder may have such a name."""
    for name, size in (("a/logo.png", 9), ("a/2.PNG", SMALLEST), ("a/1.jpeg", SMALLEST), ("album.jpg/b.txt", 9)):
        write(tmp_path / name, "a" * size)
    assert outcomes(tmp_path) == ["1.jpeg", "2.PNG", "b.txt"]
    assert outcomes(tmp_path / "a" / "logo.png") == ["logo.png"]


def test_a_named_file_is_read_whatever_its_name(tmp_path):
    """What a walk would skip is read where it is named."""
    files = [write(tmp_path / name) for name in ("README.md", ".hidden", "page.dat")]
    assert outcomes(*files) == ["README.md", ".hidden", "page.dat"]


def test_paths_come_in_the_order_given(tmp_path):
    """Order is the caller's, and a failure stands in its place."""
    b, a = write(tmp_path / "b.txt"), write(tmp_path / "a.txt")
    assert outcomes(b, tmp_path / "none.txt", a) == ["b.txt", ("none.txt", "fail.missing"), "a.txt"]


def test_nothing_is_opened_before_it_is_asked_for(tmp_path):
    """Reading is lazy: a file that appears after the first page was taken is read."""
    first, second = write(tmp_path / "1.txt"), tmp_path / "2.txt"
    pages = read(first, second)
    assert next(pages).source == "1.txt"
    write(second)
    assert next(pages).source == "2.txt"


def test_a_page_knows_its_file(tmp_path):
    """A page carries its name, path and encoding."""
    (page,) = read(write(tmp_path / "页.txt"))
    assert (page.source, page.path, page.encoding, page.damaged) == ("页.txt", tmp_path / "页.txt", "utf-8", 0)


def test_reasons(tmp_path):
    """Each reason has its code."""
    write(tmp_path / "blank.txt", " \n\t\u200b\n\u3000")
    write(tmp_path / "empty.txt", "")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0\0\x01\x02\x03" * 50)
    (tmp_path / "folder").mkdir()
    names = ("blank.txt", "empty.txt", "picture.txt", "folder", "none", "empty.txt/below", "nul\0")
    codes = [item.message.reason for item in read(*(f"{tmp_path}/{name}" for name in names), "")]
    assert codes == [
        "fail.empty", "fail.empty", "fail.binary", "fail.no_page", "fail.missing", "fail.missing", "fail.missing",
        "fail.missing",
    ]  # fmt: skip


def test_a_failure_in_a_folder_leaves_the_rest(tmp_path):
    """One bad file does not keep its neighbours from being read, and stands in its place."""
    write(tmp_path / "1.txt")
    write(tmp_path / "2.txt", "")
    write(tmp_path / "3.txt")
    assert outcomes(tmp_path) == ["1.txt", ("2.txt", "fail.empty"), "3.txt"]


@needs_links
def test_links(tmp_path):
    """Links are followed; broken ones and loops are reported, and a folder is read once."""
    write(tmp_path / "a" / "1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "again").symlink_to("a")
    assert outcomes(tmp_path) == ["1.txt", ("up", "fail.loop"), ("b.txt", "fail.broken_link"), ("c.txt", "fail.loop")]
    assert outcomes(tmp_path / "b.txt") == [("b.txt", "fail.broken_link")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_special_files_in_folders_are_not_opened(tmp_path):
    """A pipe found in a folder is reported, not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "real.txt")
    assert outcomes(tmp_path) == [("pipe.txt", "fail.special"), "real.txt"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_endless_devices_are_not_read():
    """A device is no page, even where it is named."""
    assert outcomes("/dev/zero") == [("zero", "fail.special")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permission(tmp_path):
    """A file or folder that may not be read is reported."""
    write(tmp_path / "page.txt").chmod(0)
    (tmp_path / "folder").mkdir(0)
    assert outcomes(tmp_path) == [("folder", "fail.permission"), ("page.txt", "fail.permission")]


@pytest.mark.skipif(sys.platform == "win32", reason="forbids such names")
def test_hostile_names_are_cleaned(tmp_path):
    """A file's name can't carry a command to the terminal, neither as a page's nor as a failure's."""
    name = "页\x1b]2;x\x07\x1b[31m.txt"
    page, failure = read(write(tmp_path / name), tmp_path / f"无{name}")
    assert page.source == "页.txt"
    assert page.path == tmp_path / name
    assert failure == Failure(str(tmp_path / "无页.txt"), Message(Reason.MISSING))


@pytest.mark.skipif(sys.platform != "linux", reason="paths are shorter there than Python's stack is deep")
def test_a_tree_deeper_than_the_stack(tmp_path):
    """Folders may be nested deeper than Python's functions."""
    nested = [tmp_path / "d"]
    while len(nested) < sys.getrecursionlimit() + 50:
        nested.append(nested[-1] / "d")
    for folder in nested:
        folder.mkdir()
    page = write(nested[-1] / "1.txt")
    try:
        assert outcomes(tmp_path) == ["1.txt"]
    finally:  # not left to the fixture, which removes by recursion
        page.unlink()
        for folder in reversed(nested):
            folder.rmdir()


def test_a_file_that_changes_while_it_is_read(tmp_path, monkeypatch):
    """The bytes that it had at first are given, but no state of the file: they may be of none."""
    path = tmp_path / "a.txt"
    path.write_text("渠道", "utf-8")
    assert read_file(PageFile(path)).status.st_size == 6
    fstat, states = os.fstat, []

    def changing(number):
        states.append(fstat(number))
        path.write_text("渠道清了", "utf-8")
        return states[-1]

    monkeypatch.setattr("hnreader.reading.contents.os.fstat", changing)
    changed = read_file(PageFile(path))
    assert (changed.data.decode(), changed.status) == ("渠道", None)
    assert len(states) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_has_no_state(tmp_path):
    """What comes of it is gone when it is read."""
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_text, args=("渠道", "utf-8"))
    writer.start()
    contents = read_file(PageFile(tmp_path / "pipe", is_stream=True))
    assert (contents.data.decode(), contents.status) == ("渠道", None)
    writer.join()


# ── files of several pages


@pytest.fixture
def taken(monkeypatch) -> list[bytes]:
    """Have form feeds part the pages of a file; which were read so far."""
    parts: list[bytes] = []

    def parted(data, source, path, _before):
        for part in data.split(b"\f"):
            parts.append(part)
            yield text_page(part, source, path)

    monkeypatch.setattr(reading, "pages_of", parted)
    return parts


@pytest.mark.usefixtures("taken")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is the same for all examples
@given(st.lists(st.sampled_from([b"a\nb", "渠道".encode(), b"", b"\0\1\2\3" * 9]), min_size=1, max_size=5))
def test_pages_of_a_file_are_those_that_each_would_be(parts):
    """They go by the file's name and their number, also where they cannot be read; an only one by the name alone."""
    found = list(pages_from(b"\f".join(parts), "a#b.txt", Path("folder/a#b.txt")))
    alone = [next(pages_from(part, "a#b.txt", Path("folder/a#b.txt"))) for part in parts]
    numbers = ["", *(f"#{number}" for number in range(2, 6))] if len(parts) == 1 else [f"#{n}" for n in range(1, 6)]
    expected = [
        replace(page, path=f"folder/a#b.txt{number}")
        if isinstance(page, Failure)
        else replace(page, source=f"a#b.txt{number}")
        for page, number in zip(alone, numbers, strict=False)
    ]
    assert found == expected


def test_pages_of_a_file_are_read_as_they_are_asked_for(taken, tmp_path):
    """But for the second one, which tells whether there are several."""
    write(tmp_path / "a.txt", "\f".join(["page"] * 9))
    pages = read(tmp_path)
    for number in range(1, 9):
        assert isinstance(next(pages), Page)
        assert len(taken) == max(number, 2)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("a.pdf#2", ("a.pdf", 2)),
        ("a#b.txt#12", ("a#b.txt", 12)),
        ("a.pdf", ("a.pdf", 0)),
        ("a#b.txt", ("a#b.txt", 0)),
        ("a#", ("a#", 0)),
        ("12", ("12", 0)),
        ("#12", ("#12", 0)),
        ("", ("", 0)),
    ],
)
def test_the_name_of_a_page_tells_its_file(page, place):
    assert page_place(page) == place
