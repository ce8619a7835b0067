"""What the overview shows: the size of the archive, and what is new since the last visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.overview import Holdings
from hnreader.storage.clock import local_time

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context
    from hnreader.app.panes.overview import Overview
    from hnreader.reasons import Message


def show_summary(context: Context, overview: Overview) -> None:
    """Fill an overview."""
    loaded, notebook = context.loaded, context.user_state.notebook
    last_visit = notebook.last_visit
    since = local_time(last_visit) if last_visit is not None else None
    known = notebook.known_issues() if since is not None else None
    overview.show(Holdings(loaded.articles_per_issue, loaded.page_count, known, since, loaded.complete))


def settings_problems(context: Context) -> tuple[Message, ...]:
    """Return what is wrong with settings, keys, themes and notes, and with the settings that say how pages are read."""
    return (*context.user_state.problems, *context.loaded.problems)


def say_problems(context: Context) -> str:
    """Return how many problems there are, of settings and of files apart; nothing where there are none."""
    tr, key = context.tr, context.user_state.keys.hint("failures")
    settings, files = len(settings_problems(context)), len(context.loaded.failures)
    counts = [tr.plural("settings: {count} problem", "settings: {count} problems", settings)] if settings else []
    counts += [tr.plural("{count} file unreadable", "{count} files unreadable", files)] if files else []
    return tr("{problems} ({key})", problems=tr(", ").join(counts), key=key) if counts else ""
