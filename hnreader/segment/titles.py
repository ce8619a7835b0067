"""Titles → stories: which title lines make one title, and whose it is. Solved over the page, each story used once.

Evidence, each with its weight below: shared pairs of characters weighted by rarity (the words, names and figures of the
title in the story, twice in its first paragraph), nearness (right before the story's opening, right behind its end),
and the order of print: kicker, headline, subhead, with the lines of one title set close.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns
from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.assignment import assign
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.sense import pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense

LINES: Final = 6  # a title has no more, kicker to subhead
SECTION: Final = 48  # titles that are assigned together: more than any page has
WORDS: Final = 3.0  # for a title whose every rare pair stands in the story
LEAD: Final = 1.0  # the same in the story's first paragraph, on top
BEFORE: Final = 1.6  # right before the opening
BEHIND: Final = 0.8  # right behind the end
DISTANCE: Final = 0.01  # for each block between, up to a limit
FAR: Final = 0.5
APART: Final = 0.9  # what each title costs: lines are not parted without need
SAME_LINE: Final = 2.0  # two parts of one printed line
SET_CLOSE: Final = 0.35  # no blank line between two lines
KICKER_FIRST: Final = 0.5
KICKER_LATER: Final = -1.2  # a kicker begins a title
KICKER_ALONE: Final = -0.8
MANY: Final = -0.5  # for each line beyond four
ON_PAGE_ONE: Final = -1.5  # a continuation's title is on the page that it comes from
HEADING: Final = 1.0  # a line between two paragraphs of one story
HEADING_OF_NEWS: Final = -0.6  # news has few headings
FLOOR: Final = 0.3
PERCENT_SURE: Final = 4.0  # the score at which a title is as good as certain


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring title lines taken for one title."""

    units: tuple[Block, ...]
    first: bool
    """It begins its run of title lines: what stands right before it is no title."""
    last: bool


def place_titles(blocks: Sequence[Block], stories: Sequence[Story], sense: Sense) -> list[Block]:
    """Give stories their titles and headings; return the title lines that no story claims."""
    matter = [_Matter(story, sense) for story in stories]
    groups: list[Group] = []
    for run in _runs(blocks):
        groups += _divide(run, blocks, matter)
    left: list[Block] = []
    for first in range(0, len(groups), SECTION):
        section = groups[first : first + SECTION]
        near = _near(section, matter)
        scores = [{k: _score(group, matter[k], blocks) - FLOOR for k in near} for group in section]
        for position, group in enumerate(section):
            heading = _as_heading(group, blocks, stories, sense)
            if heading is not None:
                scores[position][len(matter) + position] = heading[0]
        for position, (group, found) in enumerate(zip(section, assign(scores), strict=True)):
            if found is None:
                left += group.units
            elif found >= len(matter):
                _set_heading(group, blocks, stories)
            else:
                stories[found].title.extend(group.units)
                stories[found].evidence.append(_evidence(group, scores[position], found))
    return left


class _Matter:
    """What a story is about, and where it stands."""

    def __init__(self, story: Story, sense: Sense) -> None:
        texts = [*story.blocks, *story.captions]
        self.sense = sense
        self.whole = frozenset().union(*(sense.of(block) for block in texts)) if texts else frozenset()
        self.lead = sense.of(texts[0]) if texts else frozenset()
        self.first = story.first.index
        self.opener = min([self.first, *(block.index for block in story.byline)])
        self.last = max(block.index for block in texts) if texts else self.first
        self.going_on = story.jump_from is not None
        self.photo = story.photo


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the runs of title lines that nothing else stands between; a byline among them does not part them."""
    runs: list[list[Block]] = []
    before = -2
    for block in blocks:
        if block.role is Role.TITLE:
            between = blocks[before + 1 : block.index]
            if runs and before >= 0 and all(one.role in (Role.COLUMN, Role.BYLINE) for one in between):
                runs[-1].append(block)
            else:
                runs.append([block])
            before = block.index
    return runs


def _divide(run: list[Block], blocks: Sequence[Block], matter: Sequence[_Matter]) -> list[Group]:
    """Divide a run of title lines into titles so that their best scores add up to the most."""
    near = _near([Group(tuple(run), first=True, last=True)], matter)
    best: list[tuple[float, tuple[Group, ...]]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        options = []
        for start in range(max(0, end - LINES), end):
            group = Group(tuple(run[start:end]), first=start == 0, last=end == len(run))
            score = max((_score(group, matter[k], blocks) for k in near), default=0.0)
            parted = -SAME_LINE if end < len(run) and run[end].rows[0].gap < 0 else 0.0
            before, groups = best[start]
            options.append((before + score - APART + parted, (*groups, group)))
        best.append(max(options, key=lambda option: option[0]))
    return list(best[-1][1])


def _near(groups: Sequence[Group], matter: Sequence[_Matter]) -> range:
    """Return the stories that a title may belong to: all of an ordinary page, those around it of a very long one."""
    if len(matter) <= SECTION:
        return range(len(matter))
    first, last = groups[0].units[0].index, groups[-1].units[-1].index
    low = next((k for k, one in enumerate(matter) if one.last >= first), len(matter))
    high = next((k for k in range(low, len(matter)) if matter[k].first > last), len(matter))
    return range(max(0, low - SECTION // 4), min(len(matter), high + SECTION // 4))


def _score(group: Group, story: _Matter, blocks: Sequence[Block]) -> float:
    """How much speaks for these lines being the title of this story."""
    score = _order(group)
    for unit in group.units:
        said = pairs(unit.bare)
        part = len(unit.bare) / sum(len(one.bare) for one in group.units)
        score += part * len(group.units) ** 0.5 * (WORDS * story.sense.share(said, story.whole) + LEAD * story.sense.share(said, story.lead))
    start, end = group.units[0].index, group.units[-1].index
    if group.last and _only_between(blocks, end, story.opener):
        score += BEFORE
    elif group.first and _only_between(blocks, story.last, start):
        score += BEHIND
    else:
        score -= min(FAR, DISTANCE * min(abs(story.opener - end), abs(start - story.last)))
        if story.photo:
            score -= 1.0
    return score + (ON_PAGE_ONE if story.going_on else 0.0)


def _order(group: Group) -> float:
    """How well the lines stand in the order of print."""
    units = group.units
    score = MANY * max(0, len(units) - 4)
    for position, unit in enumerate(units):
        kicker = columns.KICKER_END.search(unit.bare) is not None
        if kicker:
            score += KICKER_LATER if position else (KICKER_FIRST if len(units) > 1 else KICKER_ALONE)
        if position:
            gap = unit.rows[0].gap
            score += SAME_LINE if gap < 0 else SET_CLOSE if gap == 0 else 0.0
    return score


def _only_between(blocks: Sequence[Block], before: int, behind: int) -> bool:
    """Tell whether nothing but columns, bylines and turns stands between two blocks, in this order."""
    return before < behind and all(
        one.role in (Role.COLUMN, Role.BYLINE, Role.JUMP_TO, Role.HEADING) for one in blocks[before + 1 : behind][:6]
    ) and behind - before <= 6


def _as_heading(group: Group, blocks: Sequence[Block], stories: Sequence[Story], sense: Sense) -> tuple[float, Story] | None:
    """Score the group as a heading 小标题 of the story that it stands in; None where it stands in none."""
    if len(group.units) > 1 and any(unit.rows[0].gap >= 0 for unit in group.units[1:]):
        return None
    story = _around(group, blocks, stories)
    if story is None:
        return None
    behind = next(block for block in story.blocks if block.index > group.units[-1].index)
    said = frozenset().union(*(pairs(unit.bare) for unit in group.units))
    score = HEADING + WORDS / 2 * sense.share(said, sense.of(behind))
    return score + (HEADING_OF_NEWS if signs.opens_story(story.blocks[0].bare) else 0.0), story


def _around(group: Group, blocks: Sequence[Block], stories: Sequence[Story]) -> Story | None:
    """Return the story whose paragraphs stand right before and right behind the group, or None."""
    before = next((b for b in reversed(blocks[: group.units[0].index]) if b.role is Role.BODY), None)
    behind = next((b for b in blocks[group.units[-1].index :] if b.role is Role.BODY), None)
    if before is None or behind is None or behind.opener:
        return None
    return next((story for story in stories if before in story.blocks and behind in story.blocks), None)


def _set_heading(group: Group, blocks: Sequence[Block], stories: Sequence[Story]) -> None:
    """Make the group a heading before the paragraph that follows it."""
    story = _around(group, blocks, stories)
    if story is None:  # pragma: no cover - it was scored as one
        return
    rows = tuple(row for unit in group.units for row in unit.rows)
    heading = Block(rows, Role.HEADING, index=group.units[0].index)
    for unit in group.units:
        unit.role = Role.HEADING
    at = next(k for k, block in enumerate(story.blocks) if block.index > heading.index)
    story.blocks.insert(at, heading)


def _evidence(group: Group, scores: dict[int, float], found: int) -> Evidence:
    """A title is as sure as its score is high, and as far ahead of the next best story."""
    score = scores[found]
    rival = max((other for k, other in scores.items() if k != found), default=0.0)
    sure = min(0.99, max(0.1, score / PERCENT_SURE * 0.7 + (score - max(rival, 0.0)) / PERCENT_SURE * 0.5))
    return Evidence("why.title", sure, (group.units[0].bare[:16],), signs.span_of(group.units[0].rows[0]))
