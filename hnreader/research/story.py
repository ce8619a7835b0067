"""The texts of a story as they are exported and copied: in reading order, with sentences joined over page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.model import CONTENT_ROLES, JUMP_ROLES, TextRole

if TYPE_CHECKING:
    from hnreader.model import ArticleText, Story


class RunningText(NamedTuple):
    """A text without surrounding blanks, and its role in the story."""

    role: TextRole
    text: str


_LATER_PART: Final = {TextRole.BYLINE: TextRole.PARAGRAPH} | dict.fromkeys(
    CONTENT_ROLES - {TextRole.PARAGRAPH, TextRole.CAPTION}, TextRole.HEADING
)
"""Roles of the texts of a later part: its titles head a section inside the story."""


MEANT: Final = "〔应为“{}”〕"
"""What is put behind misread characters of which people say what they are."""


def running_texts(story: Story, *, marked: bool = True) -> tuple[RunningText, ...]:
    """Return the texts of a story in reading order, captions last, without empty ones and references to other pages.

    They are `marked_text`s, or as printed.
    """
    texts: list[RunningText] = []
    for text in story.texts:
        role = _role(text, story)
        if role is None:
            continue
        shown = marked_text(text) if marked else text.text.text
        if text.goes_on and texts and texts[-1].role is TextRole.PARAGRAPH:
            texts[-1] = RunningText(role, texts[-1].text.rstrip() + shown.lstrip())
        else:
            texts.append(RunningText(role, shown))
    return tuple(RunningText(role, stripped) for role, text in texts if (stripped := text.strip()))


def marked_text(text: ArticleText) -> str:
    """Return a text as printed; behind characters that people say are misread stands what they are."""
    shown, at = "", 0
    for reading in text.readings:
        shown += text.text.text[at : reading.end] + MEANT.format(reading.meant)
        at = reading.end
    return shown + text.text.text[at:]


def plain_text(story: Story) -> str:
    """Return the texts of a story, each on a line of its own."""
    return "\n".join(text for _, text in running_texts(story))


def _role(text: ArticleText, story: Story) -> TextRole | None:
    """Return the role of a text in the story; None for one that is not part of it, as the column of a later part."""
    if text.role in JUMP_ROLES:
        return None
    if text.part is story.first:
        return text.role
    return None if text.role is TextRole.COLUMN else _LATER_PART.get(text.role, text.role)
