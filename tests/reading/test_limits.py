"""What reading a PDF or an image may take: a process that may end is ended, and any other is not limited."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pdf_files import Drawn, pdf_of
from test_compressed import zipped
from test_ocr_formats import BY_TURNS, alto, hocr, page_xml
from test_web import MARKED

from hnreader.archive import load, segmenting
from hnreader.model import PageArticles
from hnreader.reading.limits import ran_out_of_time
from hnreader.storage.programs import own_program

if TYPE_CHECKING:
    from pathlib import Path

# A step that runs for ever, or asks for more memory than there is for a file of no bytes; others come behind.
STEPS = """
import sys
from hnreader.reading import limits
limits.SECONDS = limits.OCR_SECONDS = 0.2
if sys.argv[1] == "expendable":
    limits.be_expendable()
def spin():
    while True:
        pass
def ask(size=limits.ROOM):
    try:
        bytes(size)
    except MemoryError:
        print("no room")
step = limits.recognising() if sys.argv[2] == "recognise" else limits.decoding(int(sys.argv[4]))
with step:
    spin() if sys.argv[3] == "spin" else ask()
ask()
print("behind", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory so")
@pytest.mark.parametrize(
    ("words", "output", "slow"),
    [
        ("expendable decode spin 0", "", True),
        ("expendable recognise spin 0", "", True),
        ("expendable decode ask 0", "no room\nbehind\n", False),
        (f"expendable decode ask {1 << 27}", "behind\n", False),
        ("other decode ask 0", "behind\n", False),
    ],
)
def test_a_step_is_limited_in_a_process_that_may_end(words: str, output: str, slow: bool) -> None:
    """By time, and by memory as far as its file does not need it itself. Behind the step nothing is limited."""
    command, environment = own_program("-")
    program = [*command[:-2], "-c", STEPS, *words.split()]
    with subprocess.Popen(program, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.read().decode() == output
        assert ran_out_of_time(process) == slow
        assert (process.returncode == 0) == (not slow)


# A process that has what it may keep, and more.
GROWING = """
from hnreader.reading import limits
print(limits.has_grown())
kept = bytearray(b"x" * limits.KEPT)
print(limits.has_grown())
del kept
print(limits.has_grown())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what a process has")
def test_a_process_is_told_to_have_grown_by_what_it_keeps() -> None:
    """And not by what it had."""
    command, environment = own_program("-")
    program = [*command[:-2], "-c", GROWING]
    output = subprocess.run(program, capture_output=True, text=True, check=True, env=environment).stdout
    assert output.split() == ["False", "True", "False"]


DANGEROUS = {
    "a.pdf": pdf_of([Drawn("春汛来得早", 60, 80, 24)]), "a.xml": alto(BY_TURNS), "b.xml": page_xml(BY_TURNS),
    "a.hocr": hocr(BY_TURNS), "a.html": MARKED.encode(), "a.zip": zipped({"a.txt": "春汛来得早".encode()}),
}  # fmt: skip


@pytest.mark.parametrize("name", DANGEROUS)
def test_what_is_dangerous_is_not_read_by_this_process(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF, XML, HTML or an archive is not, nor with one job, nor where it is alone."""
    monkeypatch.setattr(segmenting, "pages_from", None)
    (tmp_path / name).write_bytes(DANGEROUS[name])
    (page,) = load(tmp_path, jobs=1)
    assert isinstance(page, PageArticles)
