"""A crash of the app: what is kept, and what is none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hnreader.app import _run
from hnreader.app.application import Reader
from hnreader.app.panes.footer import Footer
from hnreader.app.user_state import UserState
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Opener, Stage

SECRET = "读过的话"


def fail(*_arguments: object) -> None:
    raise RuntimeError(SECRET)


async def fail_later() -> None:
    fail()


@pytest.fixture
def state(tmp_path: Path) -> UserState:
    return UserState(notebook=Notebook(tmp_path / "notebook.sqlite3"), crash_folder=tmp_path / "crashes")


def break_app(here: Stage, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a part of the app fail as soon as it is asked for something."""
    if where == "key":
        monkeypatch.setattr(Reader, "action_help_quit", fail)
        here.app.simulate_key("ctrl+c")
    elif where == "render":
        monkeypatch.setattr(Footer, "render_line", fail)
        here.app.screen.query_one(Footer).refresh()
    elif where == "worker":
        here.app.run_worker(fail_later())
    else:
        here.app.set_timer(0.001, fail)


@pytest.mark.parametrize("where", ["key", "render", "worker", "timer"])
async def test_a_crash_keeps_the_place_and_a_report(
    stage: Opener, state: UserState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Whichever part fails, the last place is in the notebook, and a report without texts in its folder."""
    read: list[str] = []

    async def crash() -> None:
        async with stage(user_state=state) as here:
            await here.press("j", "enter")
            read.append(here.list.selected.id if here.list.selected else "")
            break_app(here, where, monkeypatch)
            # Not with the pilot, which draws while it waits: the error would be the test's.
            await asyncio.wait_for(here.app._exception_event.wait(), 30)
            assert here.app.crash is not None
            assert here.app.return_code == 2

    with pytest.raises(Exception, match=SECRET):
        await crash()
    position = Notebook(tmp_path / "notebook.sqlite3").position()
    assert position is not None
    assert [position.id] == read
    (report,) = (tmp_path / "crashes").iterdir()
    text = report.read_text("utf-8")
    assert "builtins.RuntimeError\n" in text
    assert text.endswith(f"{__name__}:{fail.__code__.co_firstlineno + 1} fail\n")
    assert SECRET not in text


async def test_what_fails_while_the_app_ends_is_no_crash(stage: Opener, state: UserState) -> None:
    """Screens are taken apart then, also one that was about to be shown: the exit code is that of the end."""
    async with stage(user_state=state) as here:
        here.app.exit(return_code=143)
        here.app._handle_exception(RuntimeError(SECRET))
        assert (here.app.return_code, here.app.crash) == (143, None)


@pytest.mark.parametrize("written", [True, False])
def test_two_lines_tell_of_a_crash(
    state: UserState, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], written: bool
) -> None:
    """They say that nothing is lost, where the report is, and what to do; also of an error in Textual's own start."""
    if not written:
        state.crash_folder = None
    app = Reader((), "en", user_state=state)
    monkeypatch.setattr(app, "run_async", fail)
    assert _run(app) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "RuntimeError" in first
    assert SECRET not in first + second
    assert (str(state.crash_folder) in second) is written
    assert "report it" in second


def test_a_signal_before_the_app_runs_ends_the_program() -> None:
    """There is no loop yet that could be asked to end, and the terminal is as it was."""
    assert not Reader((), "en").end_soon(15)
