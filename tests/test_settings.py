"""Settings: what a file says is taken, what it says wrongly is told, and a change keeps all the rest."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from hnreader import settings
from hnreader.messages import Voice
from hnreader.settings import Problem, Settings, load, save

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = """\
# 我的设置
theme = "dark"   # 夜里读
mystery = 1

[keys]
# 复制
"reading.copy" = "y,ctrl+y"  # as in vim
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hnreader" / "settings.toml"


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_there_are_the_defaults(path: Path) -> None:
    """A missing file is no problem and is not made."""
    assert load(path) == (Settings("auto", 38, 1, {}), ())
    assert not path.parent.exists()


def test_what_the_file_says_is_taken(path: Path) -> None:
    """Each setting is read, also behind a byte-order mark and with the line ends of Windows."""
    put(path, b'\xef\xbb\xbftheme = "light"\r\nmeasure = 30\r\nambiguous = 2\r\n[keys]\r\ncopy = "y"\r\n')
    assert load(path) == (Settings("light", 30, 2, {"copy": "y"}), ())


def test_a_command_may_be_named_without_quotes(path: Path) -> None:
    """`reading.copy` is the same command with quotes and without, in a table or as a dotted key."""
    for text in ('[keys]\n"reading.copy" = "y"\n', '[keys.reading]\ncopy = "y"\n', 'keys.reading.copy = "y"\n'):
        assert load(put(path, text)) == (Settings(keys={"reading.copy": "y"}), ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("them = 1", Problem("settings.unknown", ("them",))),
        ('theme = "blue"', Problem("settings.value", ("theme", "blue", "auto, dark, light"))),
        ("theme = ['dark']", Problem("settings.value", ("theme", "['dark']", "auto, dark, light"))),
        ("measure = 61", Problem("settings.value", ("measure", "61", "10..60"))),
        ("measure = 38.0", Problem("settings.value", ("measure", "38.0", "10..60"))),
        ("ambiguous = true", Problem("settings.value", ("ambiguous", "True", "1, 2"))),
        ("keys = 3", Problem("settings.value", ("keys", "3", "[keys]"))),
        ("keys.copy = 3", Problem("settings.value", ("keys.copy", "3", '"a,b"'))),
    ],
)
def test_what_is_not_understood_is_told(path: Path, text: str, problem: Problem) -> None:
    """An unknown key or a bad value is told, its default stands, and the rest of the file is taken."""
    held, problems = load(put(path, f"{text}\n"))
    assert problems == (problem,)
    assert held == Settings()


@pytest.mark.parametrize("text", ["theme = ", b"\xff\xfe", "x = " + "[" * 10_000, 'theme = "dark"\ntheme = "dark"'])
def test_a_broken_file_is_told_and_left_alone(path: Path, text: str | bytes) -> None:
    """A file that is no TOML gives the defaults, and no change is written over it."""
    before = put(path, text).read_bytes()
    held, (problem,) = load(path)
    assert held == Settings()
    assert (problem.code, problem.detail[0]) == ("settings.broken", str(path))
    told = save(path, theme="dark")
    assert told is not None
    assert told.code == "settings.broken"
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    """A folder in the place of the file is told, with what the system says."""
    path.mkdir(parents=True)
    held, (problem,) = load(path)
    assert (held, problem.code, problem.detail[0]) == (Settings(), "settings.unreadable", str(path))


def test_a_change_keeps_comments_and_order(path: Path) -> None:
    """Whatever is not named in a change stays byte for byte."""
    put(path, WRITTEN)
    assert save(path, theme="light", keys={"reading.copy": "c"}) is None
    changed = WRITTEN.replace('"dark"', '"light"').replace("y,ctrl+y", "c")
    assert path.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nothing",
        WRITTEN,
        '[keys.reading]\ncopy = "y"\n',
        'keys.reading.copy = "y"\n',
        "keys = {}\n",
        "keys = 3\n",
    ],
)
def test_what_is_saved_is_loaded(path: Path, before: str) -> None:
    """Whatever the file held, a change is there afterwards, and the file is as sound as it was."""
    put(path, before)
    told = load(path)[1]
    assert save(path, measure=20, ambiguous=2, keys={"reading.copy": "c", "search": "/,s", "a.b": ""}) is None
    held, problems = load(path)
    assert (held.measure, held.ambiguous) == (20, 2)
    assert held.keys == {"reading.copy": "c", "search": "/,s", "a.b": ""}
    assert set(problems) <= set(told)


def test_the_first_change_makes_the_file(path: Path) -> None:
    """Folder and file are made where there are none, and nothing else is."""
    assert save(path, theme="dark") is None
    assert load(path) == (Settings(theme="dark"), ())
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("change", [{"theme": "blue"}, {"measure": 9}, {"them": "dark"}, {"keys": "y"}])
def test_a_change_must_be_a_setting(path: Path, change: dict[str, str]) -> None:
    """What `load` would not take is not written."""
    with pytest.raises(ValueError, match="no setting"):
        save(path, **change)
    assert not path.exists()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_change_that_fails_leaves_the_file(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever step of writing fails, the file is as it was, nothing lies beside it, and why is told."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    put(path, WRITTEN)
    monkeypatch.setattr(settings.os, step, fail)
    assert save(path, theme="light") == Problem("settings.unwritable", (str(path), "No space left on device"))
    assert path.read_text(encoding="utf-8") == WRITTEN
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    """Settings that are linked from elsewhere are changed there, and keep their rights."""
    real = put(tmp_path / "dotfiles" / "settings.toml", WRITTEN)
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(real)
    assert save(path, theme="light") is None
    assert path.is_symlink()
    assert tomllib.loads(real.read_text(encoding="utf-8"))["theme"] == "light"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("wish", ["zh", "en"])
def test_each_problem_has_words(wish: str) -> None:
    """Each problem and error of settings and notebook is said in one line, with all that it tells."""
    voice = Voice(wish)
    codes = {"unknown": 1, "value": 3, "broken": 2, "unreadable": 2, "unwritable": 2}
    told = {f"settings.{code}": count for code, count in codes.items()}
    told |= {"notebook.damaged": 1, "notebook.unwritable": 2, "notebook.newer": 1, "error.notebook": 1}
    for code, count in told.items():
        detail = [f"<{number}>" for number in range(count)]
        said = voice(code, *detail)
        assert "\n" not in said
        assert all(one in said for one in detail)
