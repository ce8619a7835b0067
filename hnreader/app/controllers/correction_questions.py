"""What has to be typed for some decisions about a page: a date, a page, what misread characters are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.formatting import printable
from hnreader.corrections import LONGEST, MOST_PAGES, OLDEST, Action, Correction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from hnreader.archive.page_correcting import PageCorrecting
    from hnreader.messages import Translator

_ISSUE: Final = re.compile(r"(?:(?P<date>\d{4}-\d{1,2}-\d{1,2})(?!\S))?\s*(?P<page>\d{1,4})?")


class Question(NamedTuple):
    """A line that is asked for."""

    label: str
    value: str
    """What stands there at first."""
    answer: Callable[[str], Correction | str]
    """The decision that a line is, or what is wrong with it."""

    def check(self, line: str) -> str:
        """Return what is wrong with a line."""
        answer = self.answer(line)
        return answer if isinstance(answer, str) else ""


def question_of(
    action: Action, correcting: PageCorrecting, passage: Sequence[range], tr: Translator
) -> Question | None:
    """Return what is to be typed for a decision about a passage; None where there is no passage to decide about."""
    if action is Action.DATES:
        return _issue_question(correcting, tr)
    if not passage:
        return None
    quote = correcting.characters.quote(passage[0])
    words = printable(correcting.characters.text[passage[0].start : passage[0].stop])
    if action is Action.READS:
        wrong = tr("Type up to {count} characters", count=LONGEST)

        def read(line: str) -> Correction | str:
            meant = line.strip()
            return Correction(action, quote, text=meant) if 0 < len(meant) <= LONGEST else wrong

        return Question(tr("“{words}” is misread or misprinted; what is meant?", words=words), words, read)
    labels = {
        Action.CONTINUES_ON: tr("On which page does this article continue?"),
        Action.CONTINUES_FROM: tr("From which page does this article continue?"),
    }

    def turn(line: str) -> Correction | str:
        number = _page(line.strip())
        return Correction(action, quote, page_no=number) if number else tr("Type the number of a page")

    return Question(labels[action], "", turn)


def _issue_question(correcting: PageCorrecting, tr: Translator) -> Question:
    dating = correcting.page.dating
    value = " ".join(str(each) for each in (dating.date, dating.page_no) if each is not None)

    def decide(line: str) -> Correction | str:
        found = _ISSUE.fullmatch(line.strip())
        date, number = (_date(found["date"]), _page(found["page"] or "")) if found else (None, 0)
        valid = found and (date or number) and bool(found["date"]) is bool(date)
        return Correction(Action.DATES, date=date, page_no=number) if valid else wrong

    wrong = tr("Type a date, the number of a page, or both: 2024-03-09 3")
    return Question(tr("Date and number of this page (2024-03-09 3)"), value, decide)


def _date(text: str | None) -> dt.date | None:
    """Return the day that is typed; None where there is no such."""
    import datetime  # noqa: PLC0415 loaded where it is needed

    try:
        day = datetime.date(*map(int, (text or "").split("-")))
    except (TypeError, ValueError):
        return None
    return day if day.year >= OLDEST else None


def _page(text: str) -> int:
    """Return the number of a page; 0 where none is typed."""
    return int(text) if text.isdecimal() and 0 < int(text) <= MOST_PAGES else 0
