"""The sheet that lists the user's tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.sheet import Sheet
from hnreader.messages.counts import count_articles

if TYPE_CHECKING:
    from hnreader.app.controllers.assembly import Controllers


def open_screen(controllers: Controllers) -> None:
    """List the tags, each with the number of its articles, and say how they are given and searched."""
    context = controllers.context
    tr, keys = context.tr, context.user_state.keys
    parts = [
        Content.assemble((f"#{printable(tag)}", "bold $accent"), f"  {count_articles(tr, len(ids))}\n")
        for tag, ids in context.user_state.notebook.tagged().items()
    ]
    hint = tr("{key} gives an article tags; a search for tag:NAME finds it", key=keys.hint("tags"))
    context.view.push(Sheet(tr("Tags"), Content("").join([*parts, Content.styled(hint, "$text-quiet")])))
