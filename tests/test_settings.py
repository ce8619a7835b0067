"""Settings: what a file sets is used, what is wrong with it is reported, and a change keeps all else."""

from __future__ import annotations

import os
import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hnreader.archive import library_folder
from hnreader.reasons import Message, Reason
from hnreader.userdata.settings import Settings, load, save

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


def test_settings_of_the_file_are_used(path: Path) -> None:
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
        ("them = 1", Message(Reason.SETTING_UNKNOWN, setting="them")),
        (
            "theme = ['dark']",
            Message(Reason.SETTING_VALUE, setting="theme", value="['dark']", allowed='"…"'),
        ),
        ("measure = 61", Message(Reason.SETTING_VALUE, setting="measure", value="61", allowed="10..60")),
        ("measure = 38.0", Message(Reason.SETTING_VALUE, setting="measure", value="38.0", allowed="10..60")),
        ("ambiguous = true", Message(Reason.SETTING_VALUE, setting="ambiguous", value="True", allowed="1, 2")),
        ("keys = 3", Message(Reason.SETTING_VALUE, setting="keys", value="3", allowed="[keys]")),
        ("keys.copy = 3", Message(Reason.SETTING_VALUE, setting="keys.copy", value="3", allowed='"a,b"')),
    ],
)
def test_what_is_not_understood_is_reported(path: Path, text: str, problem: Message) -> None:
    """An unknown key or a wrong value is reported, the default is used, and so is the rest of the file."""
    loaded, problems = load(put(path, f"{text}\n"))
    assert problems == (problem,)
    assert loaded == Settings()


@pytest.mark.parametrize(
    "text",
    [f"measure = 0x{'f' * 9_000}", f"keys.{'a.' * 3_000}a = 'x'", f"measure.{'a.' * 3_000}a = 1"],
    ids=["number", "keys", "table"],
)
def test_nothing_in_a_file_is_fatal(path: Path, text: str) -> None:
    """What Python cannot print, or not walk through, is reported as well."""
    loaded, (problem,) = load(put(path, text))
    assert loaded == Settings()
    assert problem.reason in {Reason.SETTINGS_BROKEN, Reason.SETTING_VALUE}


def test_a_home_of_nobody_is_a_folder_of_that_name() -> None:
    """As it is in a shell."""
    assert library_folder("~no-such-user/x").parts == ("~no-such-user", "x")


def test_no_folder_is_called_so(path: Path) -> None:
    """A NUL is in no name."""
    loaded, (problem,) = load(put(path, 'library = "a\\u0000b"'))
    assert (loaded, problem.reason) == (Settings(), Reason.SETTING_VALUE)


@pytest.mark.parametrize("text", ["theme = ", b"\xff\xfe", "x = " + "[" * 10_000, 'theme = "dark"\ntheme = "dark"'])
def test_a_broken_file_is_reported_and_left_alone(path: Path, text: str | bytes) -> None:
    """A file that is no TOML gives the defaults, and no change is written over it."""
    before = put(path, text).read_bytes()
    loaded, (problem,) = load(path)
    assert loaded == Settings()
    assert (problem.reason, problem.arguments[0]) == (Reason.SETTINGS_BROKEN, path)
    reported = save(path, theme="dark")
    assert reported is not None
    assert reported.reason is Reason.SETTINGS_BROKEN
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_reported(path: Path) -> None:
    """A folder in place of the file is reported, with the words of the system."""
    path.mkdir(parents=True)
    loaded, (problem,) = load(path)
    assert (loaded, problem.reason, problem.arguments[0]) == (Settings(), Reason.SETTINGS_UNREADABLE, path)


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
    reported = load(path)[1]
    assert save(path, measure=20, ambiguous=2, keys={"reading.copy": "c", "search": "/,s", "a.b": ""}) is None
    loaded, problems = load(path)
    assert (loaded.measure, loaded.ambiguous) == (20, 2)
    assert loaded.keys == {"reading.copy": "c", "search": "/,s", "a.b": ""}
    assert set(problems) <= set(reported)


def test_the_first_change_makes_the_file(path: Path) -> None:
    """Folder and file are made where there are none, and beside it the lock of who changes it, and nothing else."""
    assert save(path, theme="dark") is None
    assert load(path) == (Settings(theme="dark"), ())
    assert {each.name for each in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize("change", [{"theme": 1}, {"measure": 9}, {"them": "dark"}, {"keys": "y"}])
def test_a_change_must_be_a_setting(path: Path, change: dict[str, str]) -> None:
    """What `load` would not take is not written."""
    with pytest.raises(ValueError, match="no setting"):
        save(path, **change)
    assert not path.exists()


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_change_that_fails_leaves_the_file(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever step of writing fails, the file is as it was, no half of one lies beside it, and why is reported."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    put(path, WRITTEN)
    monkeypatch.setattr(step, fail)
    assert save(path, theme="light") == Message(Reason.SETTINGS_UNWRITABLE, file=path, error="No space left on device")
    assert path.read_text(encoding="utf-8") == WRITTEN
    assert {each.name for each in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


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


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_nobody_else_can_read_settings(path: Path, umask: int) -> None:
    """Searches are kept there: the file that the program makes is its owner's alone, as is its folder.

    One that others could read is closed to them when it is read.
    """
    before = os.umask(umask)
    try:
        assert save(path, theme="dark") is None
        assert [each.stat().st_mode & 0o777 for each in (path, path.parent)] == [0o600, 0o700]
        path.chmod(0o644)
        assert load(path)[0].theme == "dark"
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_half_a_surrogate_pair_is_not_written(path: Path) -> None:
    """A key that is no Unicode text leaves the file as it was."""
    put(path, WRITTEN)
    problem = save(path, keys={"reading.copy": "\ud800"})
    assert problem is not None
    assert problem.reason is Reason.SETTINGS_BROKEN
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_a_paper_is_any_text(tmp_path: Path) -> None:
    """Which papers there are is known where pages are read."""
    assert load(put(tmp_path / "settings.toml", b'paper = "hunan-daily"'))[0].paper == "hunan-daily"
    settings, problems = load(put(tmp_path / "settings.toml", b"paper = 3"))
    assert settings.paper == ""
    assert problems == (Message(Reason.SETTING_VALUE, setting="paper", value="3", allowed='"…"'),)


def test_what_sessions_save_at_the_same_time_is_all_there(path: Path) -> None:
    """Each changes what is in the file by then, and not what was there when it began to."""
    at_once = threading.Barrier(4)

    def session(name: str) -> None:
        at_once.wait()
        for number in range(5):
            assert save(path, searches={f"{name}{number}": name}) is None

    with ThreadPoolExecutor(4) as sessions:
        list(sessions.map(session, "abcd"))
    assert load(path)[0].searches == {f"{name}{number}": name for name in "abcd" for number in range(5)}
