"""What belongs to the person who reads: settings, keys, and what the notebook remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hnreader.app.commands import Keys
from hnreader.notebook import Notebook, notebook_path
from hnreader.settings import Problem, Settings, load, settings_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Own:
    """By default nothing is wished for and nothing is kept beyond the session, as in a test."""

    settings: Settings = field(default_factory=Settings)
    notebook: Notebook = field(default_factory=lambda: Notebook(None))
    keys: Keys = field(default_factory=Keys)
    path: Path | None = None
    """The settings file; None: a changed setting holds for the session only."""
    names_path: Callable[[], Path | None] = lambda: None
    """Tells where the names that were found are kept; None: they are not, beyond the session."""
    problems: tuple[Problem, ...] = ()
    """What was wrong with the files."""


def own() -> Own:
    """Read the user's settings and open the notebook. Nothing that is wrong with either is fatal."""
    path = settings_path()
    settings, problems = load(path)
    notebook = Notebook(notebook_path())
    keys = Keys(settings.keys)
    unknown = tuple(Problem("settings.key", (name,)) for name in keys.unknown)
    return Own(settings, notebook, keys, path, _names_path, (*problems, *unknown, *notebook.problems))


def _names_path() -> Path:
    from hnreader.research.store import store_path  # noqa: PLC0415 loaded where it is needed

    return store_path()
