"""Corrections as files: nothing that somebody wrote is lost, whatever happens beside it. All text is made up."""

from __future__ import annotations

import datetime
import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader.corrections import LONGEST, MOST_PAGES, NAME_ROLES, OF_TWO, ROLES, Action, Correction, TextQuote
from hnreader.reasons import Message, Reason
from hnreader.userdata.correction_file import (
    PageCorrection,
    add_corrections,
    correction_path,
    merged,
    page_of_corrections,
    parse,
    read_corrections,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WHEN = datetime.datetime(2024, 3, 9, 8, 30, tzinfo=datetime.UTC)
TITLE = Correction(Action.IS, TextQuote("水网建成之后"), role="headline", by="江小舟", at=WHEN)
TEXT = Correction(Action.BELONGS, TextQuote("机器轰鸣", "都通了水", 2), TextQuote("水网建成之后"), by="江小舟")

# A process that adds corrections until it is killed: a file, a name, how many; it prints each that is there.
ADDING = """
import sys
from pathlib import Path
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.userdata.correction_file import PageCorrection, add_corrections
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    passage = TextQuote(f"{name}{number}" * 20)
    add_corrections(path, [PageCorrection(Correction(Action.BEGINS_STORY, passage, by=name))])
    print(passage.begins, flush=True)
"""


def on_one_page(*corrections: Correction) -> list[PageCorrection]:
    return [PageCorrection(each) for each in corrections]


def written(path: Path) -> set[str]:
    found = (each.correction.on for each in read_corrections(path).corrections)
    return {passage.begins for passage in found if passage}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PASSAGES = st.builds(TextQuote, TEXTS, st.one_of(st.just(""), TEXTS), st.integers(1, 9))
TIMES = st.one_of(st.none(), st.datetimes(timezones=st.just(datetime.UTC)).map(lambda at: at.replace(microsecond=0)))
SIGNED = {"by": st.one_of(st.just(""), TEXTS), "at": TIMES}
CORRECTIONS = st.one_of(
    st.builds(Correction, st.just(Action.IS), PASSAGES, st.none(), st.sampled_from(ROLES), **SIGNED),
    st.builds(Correction, st.sampled_from(sorted(OF_TWO)), PASSAGES, PASSAGES, **SIGNED),
    st.builds(Correction, st.just(Action.BEGINS_PARAGRAPH), PASSAGES, **SIGNED),
    st.builds(
        Correction, st.just(Action.DATES), st.one_of(st.none(), PASSAGES), **SIGNED,
        date=st.one_of(st.none(), st.dates(datetime.date(1600, 1, 1))), page_no=st.integers(1, MOST_PAGES),
    ),
    st.builds(Correction, st.just(Action.NAMES), PASSAGES, role=st.sampled_from(NAME_ROLES), **SIGNED),
    st.builds(Correction, st.just(Action.READS), PASSAGES, text=TEXTS.filter(str.strip), **SIGNED),
)  # fmt: skip


@given(st.lists(st.builds(PageCorrection, CORRECTIONS, st.integers(0, 9)), max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, given_ones: list[PageCorrection]) -> None:
    """Whatever characters are in it, and whatever line ends an editor gives the file."""
    path = tmp_path_factory.mktemp("page") / "page.txt.corrections.toml"
    for each in given_ones:
        add_corrections(path, [each])
    wanted = tuple(dict.fromkeys(given_ones))
    text = path.read_bytes().decode() if given_ones else ""
    for read in (read_corrections(path), parse(text.replace("\n", "\r\n")), parse(merged([text, text]))):
        assert read.corrections == wanted
        assert not read.problems


def test_they_are_kept_beside_the_page() -> None:
    path = Path("/papers/2024-03-09_01.txt")
    assert correction_path(path) == Path("/papers/2024-03-09_01.txt.corrections.toml")
    assert page_of_corrections(correction_path(path)) == path
    assert page_of_corrections(path) is None


def test_what_is_withdrawn_stays_in_the_file(tmp_path: Path) -> None:
    """And may be decided again."""
    path = tmp_path / "page.txt.corrections.toml"
    first, second = on_one_page(TITLE, TEXT)
    add_corrections(path, [first, second])
    add_corrections(path, [], [(first.id, "韩松年")])
    found = read_corrections(path)
    assert (found.corrections, found.withdrawn) == ((second,), (first,))
    again = PageCorrection(Correction(TITLE.action, TITLE.on, role=TITLE.role, by="韩松年"))
    add_corrections(path, [again])
    assert read_corrections(path).corrections == (second, again)


DAMAGED = [
    'a = { action = "is" }', 'a = { action = "is", on = { begins = "" }, role = "body" }', "nothing of TOML", "a = 7",
    'a = { action = "follows", on = { begins = "甲" } }', "withdrawn = 7", "[[correction]]", "a = " + "[" * 2000,
    'a = { action = "is", on = { begins = "甲" }, role = "king" }', 'a = """', "withdrawn.a = { by = ",
    'a = { action = "begins a story", on = { begins = "甲", occurrence = 0 } }', "a = {}",
    'a = { action = "begins a story", on = { begins = "甲" }, page = "one" }',
    'a = { action = "begins a story", on = { begins = "甲" }, page = -1 }',
    f'a = {{ action = "begins a story", on = {{ begins = "甲" }}, page = {MOST_PAGES + 1} }}',
    'a = { action = "begins a story" }', 'a = { action = "the page is of" }',
    'a = { action = "the page is of", date = 0001-01-01 }', 'a = { action = "the page is of", page_no = -1 }',
    'a = { action = "the page is of", role = "body", page_no = 1 }',
    'a = { action = "names", on = { begins = "甲" }, role = "body" }',
    'a = { action = "reads", on = { begins = "甲" } }', 'a = { action = "reads", on = { begins = "甲" }, text = " " }',
    f'a = {{ action = "reads", on = {{ begins = "甲" }}, text = "{"乙" * (LONGEST + 1)}" }}',
    'a = { action = "continues on page", on = { begins = "甲" }, page_no = 0 }',
]  # fmt: skip


@pytest.mark.parametrize("line", DAMAGED, ids=range(len(DAMAGED)))
def test_what_cannot_be_read_costs_itself(tmp_path: Path, line: str) -> None:
    """It is told by its line, and stays in the file."""
    path = tmp_path / "page.txt.corrections.toml"
    add_corrections(path, on_one_page(TITLE))
    before = path.read_text("utf-8")
    path.write_text(before + line, "utf-8")
    add_corrections(path, on_one_page(TEXT))
    found = read_corrections(path)
    assert [each.correction for each in found.corrections] == [TITLE, TEXT]
    assert found.problems == (Message(Reason.CORRECTION_DAMAGED, line=before.count("\n") + 1),)
    assert line in path.read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["a." * 4_000 + "a = 1", '"a".' * 4_000 + "a = 1", "x = {" + "a." * 4_000 + "a = 1}", "'" + "." * 4_000]
)
def test_a_key_of_thousands_of_parts_is_not_looked_into(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads TOML takes the square of the time for it; dots in words cost nothing."""
    read: list[str] = []
    monkeypatch.setattr(tomllib, "loads", lambda text: read.append(text) or {"withdrawn": {}})
    dots = f'x = {{ action = "is", on = {{ begins = "{"." * 4_000}" }} }}'
    assert parse(f"{line}\n{dots}\n").problems == (
        (Message(Reason.CORRECTION_DAMAGED, line=1),) if line[0] != "'" else ()
    )
    assert dots in read
    assert (line in read) == (line[0] == "'")


def test_a_date_without_a_time_will_do() -> None:
    """People write it so."""
    (found,) = parse('a = { action = "the page is of", date = 2024-03-09, at = 2024-03-11 }').corrections
    assert found.correction.at == datetime.datetime(2024, 3, 11)  # noqa: DTZ001 nor does it say where
    assert found.correction.date == datetime.date(2024, 3, 9)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[[correction]]" * 9, "# 只有一行说明".encode()])
def test_other_files_say_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.txt.corrections.toml").write_bytes(data)
    assert read_corrections(tmp_path / "page.txt.corrections.toml").corrections == ()


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_what_is_no_file_is_told_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        (problem,) = read_corrections(path).problems
        assert problem.reason is Reason.CORRECTIONS_UNREADABLE
        with pytest.raises(OSError, match=r"directory|seek"):
            add_corrections(path, on_one_page(TITLE))


@pytest.mark.skipif(shutil.which("git") is None, reason="git merges them")
@pytest.mark.parametrize("how", [[], ["--diff3"], ["--union"]], ids=["markers", "diff3", "union"])
def test_what_git_makes_of_two_files_is_read(tmp_path: Path, how: list[str]) -> None:
    """Nothing that either side added is lost, however alike it is; what one withdrew is withdrawn."""
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    add_corrections(base, on_one_page(TITLE))
    for path, by in ((ours, "江小舟"), (theirs, "韩松年")):
        path.write_bytes(base.read_bytes())
        add_corrections(path, on_one_page(*(replace(each, by=by) for each in (TITLE, TEXT)), replace(TEXT, by="")))
    add_corrections(theirs, [], [(on_one_page(TITLE)[0].id, "韩松年")])
    done = subprocess.run(["git", "merge-file", "-p", *how, ours, base, theirs], capture_output=True, check=False)
    found = parse(done.stdout.decode())
    every = {each.id for path in (ours, theirs) for each in every_in(path)}
    assert {each.id for each in (*found.corrections, *found.withdrawn)} == every
    assert (found.withdrawn, found.problems) == (tuple(on_one_page(TITLE)), ())


def every_in(path: Path) -> Sequence[PageCorrection]:
    found = read_corrections(path)
    return (*found.corrections, *found.withdrawn)


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.txt.corrections.toml"
    command = [sys.executable, "-c", ADDING, str(path)]
    writers = [subprocess.Popen([*command, name, "100"], stdout=subprocess.PIPE, text=True) for name in "甲乙"]
    printed = {line for each in writers for line in each.communicate()[0].split()}
    assert len(printed) == 200
    assert written(path) == printed
    assert not read_corrections(path).problems


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_who_is_killed_has_lost_nothing_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "page.txt.corrections.toml"
    printed: set[str] = set()
    for name in "甲乙丙":
        writer = subprocess.Popen(
            [sys.executable, "-c", ADDING, str(path), name, "9999"], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        printed |= {writer.stdout.readline().strip() for _ in range(20)}
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    assert written(path) >= printed
    assert not read_corrections(path).problems


def test_without_room_nothing_is_there_by_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt.corrections.toml"
    add_corrections(path, on_one_page(TITLE))
    before = path.read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[: len(data) // 2]))
    with pytest.raises(OSError, match="space"):
        add_corrections(path, on_one_page(TEXT))
    monkeypatch.undo()
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_nobody_goes_on_with_what_somebody_else_has_half_written(tmp_path: Path) -> None:
    """Who writes at that moment is waited for, so that both lines are whole."""
    import fcntl  # noqa: PLC0415 there is none on Windows

    path = tmp_path / "page.txt.corrections.toml"
    other = tmp_path / "other"
    add_corrections(other, on_one_page(TITLE))
    line = other.read_bytes()
    with path.open("ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line[:-20])
        adding = threading.Thread(target=add_corrections, args=(path, on_one_page(TEXT)))
        adding.start()
        adding.join(0.3)
        file.write(line[-20:])
    adding.join()
    found = read_corrections(path)
    assert ({each.correction for each in found.corrections}, found.problems) == ({TITLE, TEXT}, ())


def test_an_error_of_the_disk_takes_back_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A correction that could not be put on the disk is not there, in a new file or behind others; these stay."""

    def fail(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = tmp_path / "1.txt.corrections.toml"
    refused(monkeypatch, "fsync", fail, path, TITLE)
    assert list(tmp_path.iterdir()) == []
    add_corrections(path, on_one_page(TITLE))
    before = path.read_bytes()
    refused(monkeypatch, "fsync", fail, path, TEXT)
    assert path.read_bytes() == before


def refused(monkeypatch: pytest.MonkeyPatch, call: str, fail: Callable[..., Any], path: Path, each: Correction) -> None:
    """Add a correction while a call fails, which is told."""
    with monkeypatch.context() as failing:
        failing.setattr(os, call, fail)
        with pytest.raises(OSError, match=r"Input/output|No space"):
            add_corrections(path, on_one_page(each))


def test_what_others_added_meanwhile_is_not_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's line before half of ours stays, and half a line costs nothing but itself."""
    path = tmp_path / "1.txt.corrections.toml"
    add_corrections(path, on_one_page(TITLE))
    real, other = os.write, tmp_path / "2"
    add_corrections(other, on_one_page(replace(TITLE, by="别人")))
    line = other.read_bytes().splitlines(keepends=True)[-1]

    def cut(descriptor: int, data: bytes) -> int:
        real(descriptor, line)
        return real(descriptor, data[: len(data) // 2])

    refused(monkeypatch, "write", cut, path, TEXT)
    assert {each.correction.by for each in read_corrections(path).corrections} == {"江小舟", "别人"}


def test_half_a_line_is_followed_by_a_new_one(tmp_path: Path) -> None:
    """What a power cut leaves of the last line costs nothing else, and what is added behind it is read."""
    path = tmp_path / "1.txt.corrections.toml"
    add_corrections(path, on_one_page(TITLE, TEXT))
    whole = path.read_bytes()
    path.write_bytes(whole[:-20] + bytes(7))
    add_corrections(path, on_one_page(replace(TEXT, by="别人")))
    assert [each.correction.by for each in read_corrections(path).corrections] == ["江小舟", "别人"]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_what_a_killed_process_has_left_goes_when_something_is_added(tmp_path: Path) -> None:
    """Also where the file had its name by then."""
    path, left = tmp_path / "page.txt.corrections.toml", tmp_path / ".hnreader-0123456789ab"
    path.touch()
    left.hardlink_to(path)
    add_corrections(path, on_one_page(TITLE))
    assert [*tmp_path.iterdir()] == [path]
