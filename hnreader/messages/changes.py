"""What a correction changes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.display_title import title
from hnreader.messages.counts import characters_in
from hnreader.reading.cleaning import clean
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.archive import Change
    from hnreader.messages.translator import Translator
    from hnreader.model import Article

_TITLE: Final = 28  # cells of a title


def words_of_changes(changes: Sequence[Change], tr: Translator) -> str:
    """Return which articles were changed, in one line."""
    if not changes:
        return tr("No article is changed by this")
    count = tr.plural("{count} article changed: ", "{count} articles changed: ", len(changes))
    return count + tr("; ").join(_words(change.before, change.now, tr) for change in changes)


def _words(before: Article | None, now: Article | None, tr: Translator) -> str:
    if now is None:
        return tr("“{title}” is gone", title=_title(before)) if before else ""
    if before is None:
        return tr("“{title}” is new", title=_title(now))
    shown = tr("“{title}”", title=_title(now))
    gained = characters_in(now.texts) - characters_in(before.texts)
    if not gained:
        return shown
    return tr.plural("{title} {count:+} character", "{title} {count:+} characters", gained, title=shown)


def _title(article: Article) -> str:
    return clip(clean(title(article)[0]), _TITLE)
