"""What the overview shows: the size of the archive, and what is new since the last visit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context
    from hnreader.app.panes.overview import Overview


def show_summary(context: Context, overview: Overview) -> None:
    """Fill an overview."""
    loaded, notebook = context.loaded, context.user_state.notebook
    last_visit = notebook.last_visit
    if last_visit is None:
        overview.show(loaded.articles_per_issue, loaded.page_count, None, None)
    else:
        since = datetime.fromtimestamp(last_visit).astimezone()
        overview.show(loaded.articles_per_issue, loaded.page_count, notebook.known_issues(), since)
