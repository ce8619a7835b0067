"""What is kept of a crash: what failed and where in the program, and nothing of what was read, searched or written.

Texts of errors, values of variables, and paths are left out, so that a report can be sent to whoever mends the program.
"""

from __future__ import annotations

import errno
import platform
import traceback
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from hnreader.storage.clock import local_time
from hnreader.storage.files import atomic_file
from hnreader.storage.private import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

KEPT: Final = 10
"""Reports; older ones are removed."""
_PATTERN: Final = "crash-*.txt"
_MOST_CALLS: Final = 60  # of an error; of a recursion the first and the last are enough


class Crash(NamedTuple):
    """A defect of the program that was met."""

    kind: str
    """The class of the error."""
    report: Path | None
    """Where it is described; None where that could not be written."""

    @classmethod
    def of(cls, error: BaseException, folder: Path | None) -> Self:
        """Write a report into a folder, and return what users are told."""
        report = None
        if folder is not None:
            with suppress(Exception):  # who reads of the defect is not to read of another in its place
                report = write_crash_report(error, folder)
        return cls(type(error).__name__, report)


def write_crash_report(error: BaseException, folder: Path) -> Path:
    """Write a report for its owner alone into a folder, and return its path. Raises OSError."""
    private_folder(folder)
    path = folder / local_time().strftime(_PATTERN.replace("*", "%Y%m%d-%H%M%S-%f"))
    with atomic_file(path, private=True) as file:
        file.writelines(f"{line}\n" for line in report_lines(error))
    for old in sorted(folder.glob(_PATTERN))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def crash_folder(folder: Path | None = None) -> Path:
    """Return where reports are: in a user's folder, or where the system has such things. It may not exist."""
    import platformdirs  # noqa: PLC0415 only after a crash

    return (folder or platformdirs.user_state_path("hnreader", appauthor=False)) / "crashes"


def report_lines(error: BaseException) -> Iterator[str]:
    """Yield a report: versions, then each error with its calls, the one that caused it first."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("hnreader", "textual", "rich"))
    yield f"{versions}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield from _errors(error, set())


def _errors(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for other in (cause, *(error.exceptions if isinstance(error, BaseExceptionGroup) else ())):
        if other is not None and id(other) not in seen:
            yield from _errors(other, seen)
    yield ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{_code(error)}"
    calls = list(_calls(error.__traceback__))
    left_out = len(calls) - _MOST_CALLS
    if left_out > 0:
        calls[_MOST_CALLS // 2 : -_MOST_CALLS // 2] = [f"… {left_out} calls"]
    yield from (f"  {call}" for call in calls)


def _calls(trace: TracebackType | None) -> Iterator[str]:
    """Yield calls, the innermost last: modules by their names, since the paths of files tell who runs them."""
    for frame, line in traceback.walk_tb(trace):
        yield f"{frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}"


def _code(error: BaseException) -> str:
    """Return what the system or SQLite calls an error; their texts may have paths."""
    if isinstance(error, OSError) and error.errno is not None:
        return f" {errno.errorcode.get(error.errno, error.errno)}"
    name = getattr(error, "sqlite_errorname", None)
    return f" {name}" if isinstance(name, str) else ""
