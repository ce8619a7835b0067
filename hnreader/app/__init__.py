"""The app: screens, panes and commands. Importing this loads no Textual; `run` does."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hnreader.language.dictionary import require_dictionary
from hnreader.messages.reasons import words_of
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hnreader.app.application import Reader
    from hnreader.messages import Translator
    from hnreader.userdata.crash_report import Crash


def run(
    paths: Sequence[str],
    lang: str | None = None,
    paper: str | None = None,
    *,
    library: str | None = None,
    in_memory: bool = False,
    folder: Path | None = None,
    reads_only: bool = False,
) -> int:
    """Open the reader on the paths (none: the sample pages) and return the exit code.

    It is 2 where nothing could be read, or after a crash, and 128 with its number after a signal.

    `paper` is the newspaper that all pages are of, which otherwise the settings name, or each page shows. `library` is
    the folder in which segmented pages are kept, otherwise that of the settings, or in the cache; `in_memory`: none.
    Settings and notebook are in `folder`, or where the system has them. Whoever `reads_only` corrects no page and takes
    none into the library.
    Raises `DictionaryError`, before the screen is opened.
    """
    from hnreader.app.terminal.setup import prepare, separate_escape  # noqa: PLC0415 the command line answers faster without the screen

    prepare()
    require_dictionary()
    from hnreader.app.application import Reader  # noqa: PLC0415 Textual reads its settings when imported
    from hnreader.app.terminal.ambiguous_width import follow  # noqa: PLC0415
    from hnreader.app.terminal.capabilities import detect_capabilities  # noqa: PLC0415
    from hnreader.app.terminal.graphics import may_have_sixel  # noqa: PLC0415
    from hnreader.app.user_state import user_state  # noqa: PLC0415
    from hnreader.reading.limits import read_at_most  # noqa: PLC0415

    state = user_state(folder)
    read_at_most(state.settings.largest)
    if paper is not None:
        state.settings = replace(state.settings, paper=paper)
    if library is not None:
        state.settings = replace(state.settings, library=library)
    state.keeps_pages, state.reads_only = not in_memory, reads_only
    separate_escape(state.keys.custom)
    follow(state.settings.ambiguous)
    terminal = detect_capabilities(
        background=state.settings.theme == "auto", pictures=may_have_sixel(state.settings.pictures)
    )
    return _run(Reader(paths, lang, user_state=state, terminal=terminal))


def _run(app: Reader) -> int:
    """Run the app until it ends, and say on standard error where it has failed; return the exit code."""
    from hnreader.app.application import FAILURE, NOTHING_READ  # noqa: PLC0415 as above
    from hnreader.app.terminal.signals import ended_by_signals  # noqa: PLC0415

    with ended_by_signals(app.end_soon):
        try:
            asyncio.run(_run_woken(app))
        except Exception as error:  # noqa: BLE001 of Textual, while it starts or ends
            app.keep_crash(error)
    lines: tuple[str, ...] = ()
    if app.crash is not None:
        lines = _crash_lines(app.crash, app.tr)
    elif app.return_code == NOTHING_READ:
        reasons = tuple(f"{failure.path}: {words_of(failure.message, app.tr)}" for failure in app.failures)
        lines = (words_of(Message(Reason.NOTHING_READABLE, failures=reasons), app.tr),)
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.writelines(f"{line}\n" for line in lines)
    return FAILURE if app.crash is not None else app.return_code or 0


async def _run_woken(app: Reader) -> None:
    from hnreader.app.terminal.signals import woken_by_signals  # noqa: PLC0415 as above

    with woken_by_signals(asyncio.get_running_loop()):
        await app.run_async()


def _crash_lines(crash: Crash, tr: Translator) -> tuple[str, ...]:
    """Return what has happened, what was kept, and what to do."""
    from hnreader.app.rendering.formatting import printable  # noqa: PLC0415

    ended = tr("hnreader ended because of a defect ({kind}). Your place, marks and notes are kept.", kind=crash.kind)
    if crash.report is None:
        return ended, tr("Please report it. Where it happened could not be written down.")
    report = printable(str(crash.report))
    return ended, tr("Please report it with {file}, which holds nothing of what you read or searched.", file=report)
