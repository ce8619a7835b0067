"""What a corrector of a campaign decides about pages, and what is kept of it then."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from hnreader.corrections import NAME_ROLES, Action, Correction, TextQuote
from hnreader.userdata.correction_file import PageCorrection
from hnreader.userdata.correction_places import kept_corrections

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from ledgers import Operation, State

HARMLESS: Final = (Action.READS, Action.NAMES)
"""Of these no article gets another id."""
ANY: Final = (*HARMLESS, Action.IS, Action.BEGINS_STORY, Action.BELONGS, Action.BEGINS_PARAGRAPH, Action.FOLLOWS)
ROLES: Final = ("headline", "subhead", "body", "caption", "furniture")
SHORTEST: Final = 12
"""Characters that a line has to have for something to be decided about it."""
LONG_AGO: Final = datetime.datetime(2024, 3, 9, tzinfo=datetime.UTC)


def decision(random: Random, text: str, number: int, by: str, actions: tuple[Action, ...]) -> PageCorrection:
    """Return a decision about a page of some text that nobody has made before."""
    lines = [line for line in text.splitlines() if len(line) > SHORTEST]
    action = random.choice(actions)
    quote, other = (_quote(random, text, random.choice(lines)) for _ in range(2))
    at = LONG_AGO + datetime.timedelta(seconds=number)
    match action:
        case Action.READS:
            correction = Correction(action, quote, by=by, at=at, text=f"第{number}字")
        case Action.NAMES:
            correction = Correction(action, quote, role=random.choice(NAME_ROLES), by=by, at=at)
        case Action.IS:
            correction = Correction(action, quote, role=random.choice(ROLES), by=by, at=at)
        case Action.BELONGS | Action.FOLLOWS:
            correction = Correction(action, quote, other, by=by, at=at)
        case _:
            correction = Correction(action, quote, by=by, at=at)
    return PageCorrection(correction)


def _quote(random: Random, text: str, line: str) -> TextQuote:
    """Return some characters of a line, or all of it."""
    compact = "".join(line.split())
    begin = random.choice((0, random.randrange(max(len(compact) - 6, 1))))
    begins = compact[begin : begin + random.choice((2, 4, 6, 30))]
    before = "".join(text.partition(line)[0].split())
    return TextQuote(begins, occurrence=1 + before.count(begins))


def apply(state: State, operation: Operation) -> None:
    """Change a state, what was added to each page and withdrawn from it, by an operation."""
    name, page, ids = operation
    added, withdrawn = state.get(page, ([], []))
    if name == "add":
        added = sorted({*added, *ids})
    else:
        withdrawn = sorted({*withdrawn, *ids})
    state[page] = [added, withdrawn]


def observed(folder: Path, by: str, most: State) -> State:
    """Return what is kept of one person's decisions. Raises ValueError where a line cannot be read."""
    found: State = {}
    for page in most:
        kept = kept_corrections(folder / page)
        if kept.problems:
            raise ValueError(f"{page}: {kept.problems}")
        ours = {each.id for each in (*kept.corrections, *kept.withdrawn) if each.correction.by == by}
        found[page] = [sorted(ours), sorted(ours & kept.withdrawals)]
    return {page: each for page, each in found.items() if each != [[], []]}
