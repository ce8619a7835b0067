"""A file may be too large, endless, or not what it seems to be: it is read within bounds, or it is said why not."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from hnreader.model import Failure
from hnreader.reading import FileContents, PageFile, contents, find_files, limits, read, read_file
from hnreader.reading.formats import ocr_json, text
from hnreader.reasons import Message, Reason
from hnreader.storage.programs import own_program

MEGABYTE = 1 << 20
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
needs_proc = pytest.mark.skipif(not Path("/proc/version").exists(), reason="has no /proc")
TOO_LARGE = Message(Reason.FILE_TOO_LARGE, megabytes=1)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a text be read that has no more than a megabyte."""
    monkeypatch.setattr(limits._Process, "largest", 1)


def reasons(*paths: str | Path) -> list[Reason | str]:
    """Return the names of pages, and why there is none in the place of others."""
    return [each.message.reason if isinstance(each, Failure) else each.source for each in read(*paths)]


@pytest.mark.parametrize(
    ("head", "size", "is_read"),
    [
        ("渠道".encode(), MEGABYTE, True),
        ("渠道".encode(), MEGABYTE + 1, False),
        (b"<html>", MEGABYTE + 1, False),
        (b"%PDF-1.4", MEGABYTE + 1, True),
        (b"PK\x03\x04", 16 * MEGABYTE, True),
        (b"\x89PNG\r\n\x1a\n", 16 * MEGABYTE + 1, False),
        ("渠道".encode(), 1 << 40, False),
    ],
)
def test_a_file_has_a_largest_size(tmp_path: Path, head: bytes, size: int, is_read: bool) -> None:
    """Text has one, and PDFs, images and archives sixteen times that; a file with holes counts as large as it says."""
    path = tmp_path / "page.txt"
    path.write_bytes(head)
    os.truncate(path, size)
    found = read_file(PageFile(path))
    if is_read:
        assert isinstance(found, FileContents)
        assert (len(found.data), found.status is None) == (size, False)
    else:
        assert isinstance(found, Failure)
        assert found.message.reason is Reason.FILE_TOO_LARGE
        assert found.path == str(path)


@needs_pipes
def test_a_stream_is_read_up_to_that(tmp_path: Path) -> None:
    """What comes without end is not read to its end."""
    os.mkfifo(tmp_path / "pipe")

    def write() -> None:
        with suppress(BrokenPipeError), (tmp_path / "pipe").open("wb") as pipe:
            while True:
                pipe.write("渠道".encode() * 1000)

    writer = Thread(target=write)
    writer.start()
    (file,) = find_files(tmp_path / "pipe")
    assert isinstance(file, PageFile)
    found = read_file(file)
    writer.join()
    assert isinstance(found, Failure)
    assert found.message == TOO_LARGE


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no devices")
def test_standard_input_is_read_up_to_that() -> None:
    """Be it endless."""
    command, environment = own_program("hnreader")
    with Path("/dev/zero").open("rb") as endless:
        ended = subprocess.run(
            [*command, "list", "-"], stdin=endless, capture_output=True, env=environment, check=False, text=True
        )
    (line,) = ended.stderr.splitlines()
    assert line.startswith("hnreader: -: Larger than 64 MB")
    assert ended.returncode


def test_of_a_file_that_grows_the_beginning_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much as it had when it was opened; it counts as changed."""
    path = tmp_path / "page.txt"
    path.write_bytes(b"a" * 5000)
    fstat = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        status = fstat(descriptor)
        with path.open("ab") as file:
            file.write(b"b" * 5000)
        return status

    monkeypatch.setattr(contents.os, "fstat", growing)
    found = read_file(PageFile(path))
    assert isinstance(found, FileContents)
    assert (found.data, found.status) == (b"a" * 5000, None)


@needs_pipes
def test_what_has_become_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A file that was found, and is another thing by the time that it is read, is refused."""
    path = tmp_path / "page.txt"
    path.write_text("渠道", encoding="utf-8")
    (file,) = find_files(tmp_path)
    assert isinstance(file, PageFile)
    path.unlink()
    os.mkfifo(path)
    found = read_file(file)
    assert isinstance(found, Failure)
    assert found.message.reason is Reason.SPECIAL_FILE


@needs_pipes
def test_what_stands_beside_pages_is_not_waited_for(tmp_path: Path) -> None:
    """METS and corrections that are pipes, and no files, do not hold up the pages."""
    (tmp_path / "page.txt").write_text("渠道", encoding="utf-8")
    for name in ("mets.xml", "page.txt.corrections.toml"):
        os.mkfifo(tmp_path / name)
    assert reasons(tmp_path) == [Reason.SPECIAL_FILE, "page.txt"]


@needs_proc
def test_what_the_system_makes_up_is_not_read(tmp_path: Path) -> None:
    """A link to a file that says it has no bytes, as that of the kernel's messages, gives none."""
    (tmp_path / "page.txt").symlink_to("/proc/version")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert reasons(tmp_path) == [Reason.EMPTY, Reason.SPECIAL_FILE]
    assert reasons(tmp_path / "page.txt", tmp_path / "zero.txt") == [Reason.EMPTY, Reason.SPECIAL_FILE]


def test_the_settings_say_how_large_a_text_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller number in the settings is kept to, and the line says what can be done."""
    folder = tmp_path / "config"
    (folder / "hnreader").mkdir(parents=True)
    (folder / "hnreader" / "settings.toml").write_text("largest = 2\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    path = tmp_path / "page.txt"
    path.write_bytes("渠道".encode())
    os.truncate(path, 3 * MEGABYTE)
    command, environment = own_program("hnreader")
    ended = subprocess.run([*command, "check", path], capture_output=True, env=environment, check=False, text=True)
    assert ended.stderr == (
        f"hnreader: {path}: Larger than 2 MB; split it into its pages, or raise “largest” in the settings\n"
    )
    assert ended.returncode


@pytest.mark.parametrize(
    ("data", "is_read"),
    [
        ("春\n" * 20, True),
        ("春\n" * 21, False),
        ("春\r" * 21, False),
        ("春\r\n" * 20, True),
        ("\n" * 21, False),
        ("[" + "[]," * 59 + "[]]", False),
        ("[" + "{}," * 59 + "[]]", False),
        ('{"res": [' + "[]," * 57 + "[]]}", True),
    ],
)
def test_a_file_has_so_many_lines(data: str, is_read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or lists where it says of each line where it stands: one without text takes memory as well."""
    monkeypatch.setattr(text, "MOST_LINES", 20)
    monkeypatch.setattr(ocr_json, "MOST_LINES", 20)
    path = tmp_path / "page.txt"
    path.write_text(data, "utf-8", newline="")
    found = reasons(path)
    assert found == ["page.txt" if is_read else Reason.TOO_MANY_LINES]
