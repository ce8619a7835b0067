"""What belongs to the person who reads: settings, keys, and what the notebook remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hnreader.app.commands import Keys
from hnreader.notebook import Notebook, notebook_path
from hnreader.settings import Problem, Settings, load, settings_path

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Own:
    """By default nothing is wished for and nothing is kept beyond the session, as in a test."""

    settings: Settings = field(default_factory=Settings)
    notebook: Notebook = field(default_factory=lambda: Notebook(None))
    keys: Keys = field(default_factory=Keys)
    path: Path | None = None
    """The settings file; None: a changed setting holds for the session only."""
    problems: tuple[Problem, ...] = ()
    """What was wrong with the files."""


def own() -> Own:
    """Read the user's settings and open the notebook. Nothing that is wrong with either is fatal."""
    path = settings_path()
    settings, problems = load(path)
    notebook = Notebook(notebook_path())
    keys = Keys(settings.keys)
    unknown = tuple(Problem("settings.key", (name,)) for name in keys.unknown)
    return Own(settings, notebook, keys, path, (*problems, *unknown, *notebook.problems))
