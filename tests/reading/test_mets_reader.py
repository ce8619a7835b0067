"""METS files are read by a process that may die alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hnreader.reading.mets import read_mets
from hnreader.reading.mets_reader import MetsReader
from hnreader.reasons import Message, Reason
from hnreader.storage import programs
from hnreader.storage.programs import own_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METS = b"""<mets xmlns:xlink="http://www.w3.org/1999/xlink">
<fileSec><file ID="a"><FLocat xlink:href="a.xml"/></file></fileSec>
<structMap><div TYPE="page" ORDER="1"><fptr FILEID="a"/></div></structMap></mets>"""
DAMAGED = b"<mets"


@pytest.fixture
def reader() -> Iterator[MetsReader]:
    reader = MetsReader()
    yield reader
    reader.close()


def program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the process be another one."""
    command, environment = own_program("-")
    monkeypatch.setattr(programs, "own_program", lambda _module: ([*command[:-2], "-c", text], environment))


def test_what_it_reads_is_what_would_be_read_here(reader: MetsReader) -> None:
    for data in (METS, DAMAGED, METS, b""):
        assert reader.read(data, "mets.xml") == read_mets(data, "mets.xml")


def test_the_library_that_reads_xml_is_not_loaded_here(tmp_path: Path) -> None:
    (tmp_path / "mets.xml").write_bytes(METS)
    (tmp_path / "a.xml").write_bytes(b"<alto/>")
    command, environment = own_program("-")
    text = "import sys; from pathlib import Path; from hnreader.reading.finding import find"
    text = f"{text}; print([file.path.name for file in find(Path(sys.argv[1]))], 'lxml' in sys.modules)"
    ended = subprocess.run(
        [*command[:-2], "-c", text, tmp_path], capture_output=True, env=environment, check=True, text=True
    )
    assert ended.stdout == "['a.xml'] False\n"


def test_it_dies_alone(reader: MetsReader, monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import os; os.abort()")
    assert reader.read(METS, "mets.xml") == Message(Reason.SEGMENTATION_ENDED)


@pytest.mark.skipif(sys.platform == "win32", reason="no clock ends a process there")
def test_it_is_ended_when_it_takes_too_long(reader: MetsReader, monkeypatch: pytest.MonkeyPatch) -> None:
    step = "from hnreader.reading import limits; limits.SECONDS = 0.1; limits.be_expendable()"
    program(monkeypatch, f"{step}\nwith limits.parsing(0):\n    while True: pass")
    assert reader.read(METS, "mets.xml") == Message(Reason.READING_TIME)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be waited for there")
def test_it_ends_when_there_is_nothing_to_do_and_another_is_started(
    reader: MetsReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, "from hnreader.reading import mets_process as it; it.IDLE = 0.1; it.serve()")
    known = read_mets(METS, "mets.xml")
    assert reader.read(METS, "mets.xml") == known
    first = reader._process
    assert first is not None
    assert first.wait(60) == 0
    assert reader.read(METS, "mets.xml") == known
    assert reader._process is not first


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_what_is_forked_has_a_process_of_its_own(reader: MetsReader) -> None:
    """Two that read from one pipe would get each other's answers."""
    known = read_mets(METS, "mets.xml")
    reader.read(METS, "mets.xml")
    before = reader._process
    if not (child := os.fork()):
        same = reader.read(METS, "mets.xml") == known and reader._process is not before
        reader.close()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert reader.read(DAMAGED, "mets.xml") == read_mets(DAMAGED, "mets.xml")


def test_where_no_process_can_be_started_files_are_read_all_the_same(
    reader: MetsReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "own_program", lambda _module: (["/none"], {}))
    assert reader.read(METS, "mets.xml") == read_mets(METS, "mets.xml")
