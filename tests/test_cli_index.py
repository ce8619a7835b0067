"""`hnreader index`: pages are taken in without the reader; what is done stays done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hnreader.archive import Taken, TakingIn, library_folder, segmenting
from hnreader.cli import main, progress
from hnreader.messages import Translator
from hnreader.messages.pace import Pace, pages_done

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
LONG_AGO = 1_600_000_000  # seconds
MODULE = [sys.executable, "-m", "hnreader"]


def write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        path = folder / f"{number:03}.txt"
        path.write_text(PAGE.replace("渠道", f"渠道{number}"), "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pages, settings and a cache that are this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return write(tmp_path / "pages", 3)


@pytest.fixture
def index(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command in English; return its exit code, what it printed, and its errors."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = main(["index", "--lang", "en", *map(str, words)])
        return code, *capsys.readouterr()

    return run


def test_what_is_taken_in_is_there_for_all_commands(
    folder: Path, index: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says how many pages were new, known and unreadable; the next run takes in only what is new."""
    assert index(folder) == (0, "3 pages taken in; 0 already there; 0 failed\n", "")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "new.txt").write_text(PAGE, "utf-8")
    code, out, errors = index(folder)
    assert (code, out) == (0, "1 page taken in; 3 already there; 1 failed\n")
    assert "empty.txt: " in errors
    monkeypatch.setattr(segmenting, "segment", None)
    assert main(["list", str(folder)]) == 0


def test_nothing_readable_is_a_failure(folder: Path, index: Callable[..., tuple[int, str, str]]) -> None:
    """As with the other commands: 2, with the reason."""
    code, out, errors = index(folder / "none")
    assert (code, out) == (2, "0 pages taken in; 0 already there; 1 failed\n")
    assert errors.startswith(f"hnreader: {folder / 'none'}: ")


@pytest.mark.parametrize("words", [["--in-memory"], ["--jobs", "0"], ["--jobs", "two"], ["--jobs"]])
def test_wrong_usage(words: list[str], folder: Path, index: Callable[..., tuple[int, str, str]]) -> None:
    """A library is what it is for, and somebody has to do the work."""
    code, out, errors = index(folder, *words)
    assert (code, out) == (2, "")
    assert words[0] in errors
    assert not library_folder().exists()


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_processes_are_as_many_as_asked_for(
    jobs: str, folder: Path, index: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the number, the same comes of it."""
    counts: list[int] = []
    workers = segmenting.Workers
    monkeypatch.setattr(segmenting, "Workers", lambda count, *rest: counts.append(count) or workers(count, *rest))
    assert index("--jobs", jobs, folder)[0] == 0
    assert counts == [int(jobs)]


def test_a_library_that_keeps_nothing_is_a_failure(
    folder: Path, tmp_path: Path, index: Callable[..., tuple[int, str, str]]
) -> None:
    """The pages would be segmented for nothing: it ends at the first."""
    (tmp_path / "file").write_text("no folder", "utf-8")
    code, out, errors = index("--library", tmp_path / "file", folder)
    assert (code, out) == (2, "0 pages taken in; 0 already there; 0 failed\n")
    assert "cannot be used" in errors


def test_progress_on_a_terminal(
    folder: Path, index: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The total is known from the beginning, and nothing of it is printed elsewhere."""
    monkeypatch.setattr(progress, "_DELAY", 0)
    monkeypatch.setattr(progress, "_INTERVAL", 0)
    assert "of 3 pages" not in index(folder)[2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    errors = index(folder)[2]
    assert [f"{number} of 3 pages" in errors for number in range(5)] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("done", "total", "rate", "text", "chinese"),
    [
        (0, 1, 0.0, "0 of 1 page", "0 版（共 1 版）"),
        (363, 2000, 95.2, "363 of 2,000 pages, 95 a second, about 18 s", "363 版（共 2,000 版），每秒 95 版，约 18 秒"),
        (
            2000,
            2000,
            95.2,
            "2,000 of 2,000 pages, 95 a second, about 0 s",
            "2,000 版（共 2,000 版），每秒 95 版，约 0 秒",
        ),
        (0, 600, 2.5, "0 of 600 pages, 2.5 a second, about 4 min", "0 版（共 600 版），每秒 2.5 版，约 4 分钟"),
        (0, 218_000, 20, "0 of 218,000 pages, 20 a second, about 3 h", "0 版（共 218,000 版），每秒 20 版，约 3 小时"),
    ],
)
def test_words_of_progress(done: int, total: int, rate: float, text: str, chinese: str) -> None:
    """Seconds, minutes or hours, as people say them."""
    assert pages_done(done, total, rate, Translator("en")) == text
    assert pages_done(done, total, rate, Translator("zh")) == chinese


def test_the_pace_is_that_of_the_last_seconds() -> None:
    """What was passed over at once, for it was there already, is forgotten."""
    pace = Pace()
    assert pace.rate(0.0, 1000) == 0
    assert pace.rate(0.1, 1010) == pytest.approx(100)
    rates = [pace.rate(second, 1010 + 20 * second) for second in range(1, 60)]
    assert rates[0] == pytest.approx(30)
    assert rates[-1] == pytest.approx(20)


def workers_of(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs the ps of Linux")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupt_ends_it_at_once_and_the_next_run_goes_on(number: int, tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of the terminal: it ends with 130, nothing is printed, and no worker stays."""
    folder, library, pipe = write(tmp_path / "pages", 200), tmp_path / "library", tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*MODULE, "index", "--jobs", "2", "--library", library, folder, pipe]
    # The pipe opens for writing once the program reads from it, with work under way.
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process,
        pipe.open("wb"),
    ):
        workers = workers_of(process.pid)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        output = process.communicate()  # until all have closed it
    assert workers
    assert (process.returncode, output) == (130 if number == signal.SIGINT else -number, (b"", b""))
    subprocess.run(["tail", *(f"--pid={worker}" for worker in workers), "-f", os.devnull], check=True, timeout=60)
    outcomes = list(TakingIn(folder, library=library, report=print))
    assert len(outcomes) == 200
    assert set(outcomes) <= {Taken.NEW, Taken.KNOWN}
    assert list(TakingIn(folder, library=library, report=print)) == [Taken.KNOWN] * 200


def test_a_closed_pipe_is_no_success(folder: Path) -> None:
    """What was taken in is there all the same."""
    with subprocess.Popen([*MODULE, "index", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")
    assert list(TakingIn(folder, library=library_folder(), report=print)) == [Taken.KNOWN] * 3


def test_standard_input_is_refused(index: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    """Alone and beside others, and nothing is taken in in its place."""
    for words in (("-",), ("-", folder)):
        code, out, err = index(*words)
        assert (code, out) == (2, "")
        assert "standard input" in err
    assert not list(TakingIn("-", library=library_folder(), report=print))
