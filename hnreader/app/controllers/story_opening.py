"""Which part of an article is opened: its beginning, the part that a search found, or the one that was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.story_view import StoryView

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.search import Result


def open_story(
    archive: Archive, article: Article, result: Result | None = None, before: StoryView | None = None
) -> StoryView:
    """Return the story of an article, opened at the part of the search result, or at the part open in `before`.

    `before` is the story shown so far: the same article may have gained pages since.
    """
    from hnreader.app.rendering.evidence_notes import doubt_flags  # noqa: PLC0415 it needs the archive, which the first frame does not wait for

    story = archive.story(article)
    ids = [part.id for part in story.parts]
    part, passage = 0, ""
    if result is not None and result.best.part.id in ids:
        part = ids.index(result.best.part.id)
        passage = result.best.text if part else ""
    elif before is not None and before.article.id in ids:
        part = ids.index(before.article.id) or min(
            before.part, len(story.continuations)
        )  # 0: the same article as before
        passage = before.passage
    return StoryView(story, part, passage, doubt_flags(article, story.continuations, archive.page_of(article).dating))
