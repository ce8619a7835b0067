"""Titles → stories: which title lines make one title, and whose it is. Solved over the page, each story used once.

Evidence, each with its weight below: shared pairs of characters weighted by rarity (the words, names and figures of the
title in the story, twice in its first paragraph), nearness (right before the story's opening, right behind its end),
and the order of print: kicker, headline, subhead, with the lines of one title set close.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns
from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.assignment import assign
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.joins import end_of, start_of
from hnreader.segment.sense import pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.segment.joins import Joins
    from hnreader.segment.sense import Sense

# Weights, set on the sample and practice pages: by hand, the ones about parting and sharing lines by small grids.
LINES: Final = 6  # a title has no more, kicker to subhead
SECTION: Final = 48  # titles that are assigned together: more than any page has
AROUND: Final = 3  # stories on either side that are asked on a page with more than that
WORDS: Final = 3.0  # for a title whose every rare pair stands in the story
LEAD: Final = 1.0  # the same in the story's first paragraph, on top
BEFORE: Final = 1.6  # right before the opening
BEHIND: Final = 0.8  # right behind the end
DISTANCE: Final = 0.01  # for each block between, up to a limit
FAR: Final = 0.5
APART: Final = 0.9  # what each title costs: lines are not parted without need
SAME_LINE: Final = 2.0  # two parts of one printed line
IN_MID_WORD: Final = 5.0  # to part two lines of which the second goes on with a word
VERBATIM: Final = 2.5  # a line that stands in the story word for word, as subheads are taken from it
CLAUSE: Final = 6  # characters; shorter lines may stand anywhere
FULL_LINE: Final = 6  # characters; a shorter line says less
BROKEN: Final = 1.0  # nats from which a line goes on with the last word of another
LINES_CLOSE: Final = 0.8  # to part lines without a blank line between, unless a kicker begins
SET_CLOSE: Final = 0.35  # no blank line between two lines
KICKER_FIRST: Final = 0.5
KICKER_LATER: Final = -1.2  # a kicker begins a title
KICKER_ALONE: Final = -0.8
MANY: Final = -0.5  # for each line beyond four
ON_PAGE_ONE: Final = -1.5  # a continuation's title is on the page that it comes from
UNTITLED: Final = 0.6  # a story mostly has a title
SIGNED: Final = 1.2  # a byline stands under the title, and the story opens without a dateline
SIGNED_NEWS: Final = -2.0  # the same, but the story's makers stand in its dateline
HEADING: Final = 1.0  # a line between two paragraphs of one story
HEADING_OF_NEWS: Final = -0.6  # news has few headings
NO_TITLE: Final = -8.0  # such lines make no title
SIBLING: Final = 2.0  # headings of one story often begin alike: 某区有什么？ 某区做了什么？
ALIKE: Final = 4  # characters
PICTURE_FAR: Final = 1.0  # a picture's title stands right above its caption
FLOOR: Final = 0.3
CERTAIN: Final = 4.0  # the score at which a title is as good as certain


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring title lines taken for one title."""

    units: tuple[Block, ...]
    first: bool
    """It begins its run of title lines: what stands right before it is no title."""
    last: bool
    signed: bool
    """A byline stands right under it."""
    order: float
    """How well its lines stand in the order of print."""

    @property
    def start(self) -> int:
        """The index of its first block."""
        return self.units[0].index

    @property
    def end(self) -> int:
        """The index of its last block."""
        return self.units[-1].index


class _Matter:
    """What a story is about, and where it stands."""

    def __init__(self, story: Story, sense: Sense) -> None:
        texts = [*story.blocks, *story.captions]
        self.text = "".join(block.bare for block in texts)
        self.whole = frozenset().union(*(sense.of(block) for block in texts)) if texts else frozenset()
        self.lead = sense.of(texts[0]) if texts else frozenset()
        self.first = story.first.index
        self.opener = min([self.first, *(block.index for block in story.byline)])
        self.last = max(block.index for block in texts) if texts else self.first
        self.going_on = bool(story.blocks) and story.after_turn
        self.photo = story.photo
        self.news = bool(story.blocks) and signs.opens_story(story.blocks[0].bare)


class Titles:
    """The title lines of a page on their way to its stories."""

    def __init__(self, blocks: Sequence[Block], stories: Sequence[Story], sense: Sense, edges: Joins) -> None:
        _mark_broken(blocks, edges)
        self.blocks = blocks
        self.stories = stories
        self.sense = sense
        self.matter = [_Matter(story, sense) for story in stories]
        self.bodies = [block for block in blocks if block.role is Role.BODY]
        self.headings: defaultdict[int, list[Block]] = defaultdict(list)
        self.said: dict[int, frozenset[str]] = {}
        self.told: dict[tuple[int, int], float] = {}
        self.home = {block.index: story for story in stories for block in story.blocks}
        self.alike = Counter(_start(block) for block in blocks if block.role is Role.TITLE and block.rows[0].gap >= 0)

    def place(self) -> None:
        """Give stories their titles and headings."""
        groups = [group for run in self._runs() for group in self._divide(run)]
        left: list[Group] = []
        titles: dict[int, Group] = {}
        for first in range(0, len(groups), SECTION):
            section = groups[first : first + SECTION]
            near = self._near(section[0].start, section[-1].end)
            scores = [{k: self._score(group, self.matter[k]) - FLOOR for k in near} for group in section]
            headings = [self._as_heading(group) for group in section]
            for group, heading, found in zip(section, headings, assign(scores, headings), strict=True):
                if found is not None:
                    titles[found] = group
                elif heading > 0:
                    self._keep_heading(group)
                else:
                    left.append(group)
        self._share_out(titles)
        owners: dict[int, Story] = {}
        for found, group in titles.items():
            self.stories[found].title.extend(group.units)
            self.stories[found].evidence.append(self._evidence(group, found))
            owners.update((unit.index, self.stories[found]) for unit in group.units)
        self._set_headings()
        for group in left:
            self._join_neighbour(group, owners)

    def _share_out(self, titles: dict[int, Group]) -> None:
        """Part a title some of whose lines rather head a story that got none, which dividing a run cannot know."""
        untitled = {
            k for k, story in enumerate(self.matter) if k not in titles and not story.going_on and not story.photo
        }
        for owner, group in sorted(titles.items(), key=lambda item: item[1].start):
            whole = self._score(group, self.matter[owner])
            best: tuple[float, int, Group, Group] | None = None
            for at in range(1, len(group.units)):
                if group.units[at].rows[0].gap < 0:
                    continue
                parts = self._cut(group, at)
                for k in untitled.intersection(self._near(group.start, group.end)):
                    for mine, other in (parts, parts[::-1]):
                        gain = (
                            self._score(mine, self.matter[owner])
                            + self._score(other, self.matter[k])
                            - whole
                            + UNTITLED
                        )
                        if gain > (best[0] if best else 0.0):
                            best = gain, k, mine, other
            if best is not None:
                titles[owner], titles[best[1]] = best[2], best[3]
                untitled.discard(best[1])

    def _cut(self, group: Group, at: int) -> tuple[Group, Group]:
        """Cut a title before its line `at`."""
        head, tail = group.units[:at], group.units[at:]
        return (
            Group(head, group.first, last=False, signed=False, order=self._order(head)),
            Group(tail, first=False, last=group.last, signed=group.signed, order=self._order(tail)),
        )

    def _join_neighbour(self, group: Group, owners: Mapping[int, Story]) -> None:
        """Give lines that no story claims to the title that they stand with: rather to the one that they lead up to."""
        for beside, at in ((group.end + 1, 0), (group.start - 1, len(group.units))):
            story = owners.get(beside)
            if story is not None and len(story.title) + len(group.units) <= LINES:
                story.title[:] = [*group.units, *story.title] if not at else [*story.title, *group.units]
                return

    def _runs(self) -> list[list[Block]]:
        """Return the runs of title lines that nothing but columns and bylines stands between."""
        runs: list[list[Block]] = []
        before = -1
        for block in self.blocks:
            if block.role is Role.TITLE:
                between = self.blocks[before + 1 : block.index]
                if runs and all(one.role in (Role.COLUMN, Role.BYLINE) for one in between):
                    runs[-1].append(block)
                else:
                    runs.append([block])
                before = block.index
        return runs

    def _divide(self, run: list[Block]) -> list[Group]:
        """Divide a run of title lines into titles so that their best scores add up to the most."""
        near = [self.matter[k] for k in self._near(run[0].index, run[-1].index)]
        told = [list(accumulate((self._told(unit, story) for unit in run), initial=0.0)) for story in near]
        best = [0.0]
        last: list[Group | None] = [None]
        for end in range(1, len(run) + 1):
            options: list[tuple[float, Group]] = []
            for start in range(end - 1, max(0, end - LINES) - 1, -1):
                units = tuple(run[start:end])
                if self._is_signed(units[0]) and start < end - 1:
                    break
                group = Group(units, start == 0, end == len(run), self._is_signed(units[-1]), self._order(units))
                scores = [
                    self._placed(group, story) + sums[end] - sums[start] for story, sums in zip(near, told, strict=True)
                ]
                score = max([*scores, self._as_heading(group)]) - APART
                options.append((best[start] + score, group))
            score, group = max(options, key=lambda option: option[0])
            best.append(score - (_hold(run[end]) if end < len(run) else 0.0))
            last.append(group)
        return _walk_back(last)

    def _is_signed(self, unit: Block) -> bool:
        """Tell whether a byline stands right under a title line."""
        return unit.index + 1 < len(self.blocks) and self.blocks[unit.index + 1].role is Role.BYLINE

    def _near(self, first: int, last: int) -> range:
        """Return the stories that titles may belong to: all of an ordinary page, those around of a very long one."""
        if len(self.matter) <= SECTION:
            return range(len(self.matter))
        low = bisect_left(self.matter, first, key=lambda one: one.first)
        high = bisect_left(self.matter, last, key=lambda one: one.first)
        return range(max(0, low - AROUND), min(len(self.matter), high + AROUND))

    def _score(self, group: Group, story: _Matter) -> float:
        """How much speaks for these lines being the title of this story."""
        return self._placed(group, story) + sum(self._told(unit, story) for unit in group.units)

    def _placed(self, group: Group, story: _Matter) -> float:
        """How much speaks for it apart from the words: the order of the lines and where they stand."""
        score = group.order
        if group.signed:
            score += SIGNED_NEWS if story.news else SIGNED
        if group.last and self._only_between(group.end, story.opener):
            score += BEFORE
        elif group.first and self._only_between(story.last, group.start):
            score += BEHIND
        else:
            score -= min(FAR, DISTANCE * min(abs(story.opener - group.end), abs(group.start - story.last)))
            score -= PICTURE_FAR if story.photo else 0.0
        return score + (ON_PAGE_ONE if story.going_on else 0.0)

    def _order(self, units: Sequence[Block]) -> float:
        """How well lines stand in the order of print; headings that begin alike make no title."""
        score = MANY * max(0, len(units) - 4)
        for position, unit in enumerate(units):
            score += NO_TITLE if self.alike[_start(unit)] > 1 else 0.0
            if columns.KICKER_END.search(unit.bare) and not unit.broken:
                broken = unit.rows[0].gap == 0 and not columns.KICKER_START.match(unit.bare)
                if position and not broken:
                    score += KICKER_LATER
                else:
                    score += KICKER_FIRST if len(units) > position + 1 else KICKER_ALONE
            if position:
                gap = unit.rows[0].gap
                score += SAME_LINE if gap < 0 or unit.broken else SET_CLOSE if gap == 0 else 0.0
        return score

    def _said(self, unit: Block) -> frozenset[str]:
        """The pairs of a title line; it is held against every story."""
        said = self.said.get(unit.index)
        if said is None:
            said = self.said[unit.index] = pairs(unit.bare)
        return said

    def _told(self, unit: Block, story: _Matter) -> float:
        """How much the words of one title line speak for a story. It is asked for every division of a run: kept."""
        key = unit.index, story.first
        told = self.told.get(key)
        if told is None:
            said = self._said(unit)
            told = WORDS * self.sense.share(said, story.whole) + LEAD * self.sense.share(said, story.lead)
            told *= min(1.0, len(unit.bare) / FULL_LINE)
            if len(unit.bare) >= CLAUSE and unit.bare in story.text:
                told += VERBATIM
            self.told[key] = told
        return told

    def _evidence(self, group: Group, found: int) -> Evidence:
        """A title is as sure as its score is high, and as far ahead of the next best story."""
        near = self._near(group.start, group.end)
        score = self._score(group, self.matter[found])
        rival = max((self._score(group, self.matter[k]) for k in near if k != found), default=0.0)
        sure = min(0.99, max(0.1, score / CERTAIN * 0.7 + (score - max(rival, 0.0)) / CERTAIN * 0.5))
        return Evidence("why.title", sure, (group.units[0].bare[:16],), signs.span_of(group.units[0].rows[0]))

    def _only_between(self, before: int, behind: int) -> bool:
        """Tell whether nothing but columns, bylines and turns stands between two blocks, in this order."""
        apart = (Role.COLUMN, Role.BYLINE, Role.JUMP_TO, Role.HEADING)
        return before < behind <= before + LINES and all(one.role in apart for one in self.blocks[before + 1 : behind])

    def _as_heading(self, group: Group) -> float:
        """Score the group as a heading 小标题 of the story that it stands in; 0 where it stands in none."""
        if any(unit.rows[0].gap >= 0 for unit in group.units[1:]) or group.signed:
            return 0.0
        around = self._around(group)
        if around is None:
            return 0.0
        story, behind = around
        said = frozenset().union(*map(self._said, group.units))
        score = HEADING + WORDS / 2 * self.sense.share(said, self.sense.of(behind))
        score += SIBLING if self.alike[_start(group.units[0])] > 1 else 0.0
        return max(0.0, score + (HEADING_OF_NEWS if signs.opens_story(story.blocks[0].bare) else 0.0))

    def _around(self, group: Group) -> tuple[Story, Block] | None:
        """Return the story whose paragraphs stand before and behind the group, and the one behind; or None."""
        at = bisect_left(self.bodies, group.start, key=lambda one: one.index)
        if not 0 < at < len(self.bodies):
            return None
        before, behind = self.bodies[at - 1], self.bodies[at]
        if behind.opener:
            return None
        story = self.home.get(behind.index)
        if story is None or self.home.get(before.index) is not story or behind.index in story.joined:
            return None
        return story, behind

    def _keep_heading(self, group: Group) -> None:
        """Make the group a heading, to be put before the paragraph that follows it."""
        around = self._around(group)
        if around is not None:
            rows = tuple(row for unit in group.units for row in unit.rows)
            self.headings[around[1].index].append(Block(rows, Role.HEADING, index=group.start))
        for unit in group.units:
            unit.role = Role.HEADING

    def _set_headings(self) -> None:
        """Put the headings where they belong, all of a story at once."""
        for story in {id(self.home[index]): self.home[index] for index in self.headings}.values():
            blocks: list[Block] = []
            for block in story.blocks:
                blocks += [*self.headings.get(block.index, ()), block]
            story.blocks = blocks


def _mark_broken(blocks: Sequence[Block], edges: Joins) -> None:
    """Mark title lines, set close behind another, that go on with its last word."""
    for before, line in pairwise(blocks):
        if before.role is Role.TITLE and line.role is Role.TITLE and line.rows[0].gap == 0:
            line.broken = edges.weigh(end_of(before.bare), start_of(line.bare)) >= BROKEN


def _hold(line: Block) -> float:
    """What it costs to part a title before this line: two parts of one printed line hold fast, lines set close too."""
    gap = line.rows[0].gap
    if line.broken:
        return IN_MID_WORD
    if gap < 0:
        return SAME_LINE
    return LINES_CLOSE if gap == 0 and not columns.KICKER_START.match(line.bare) else 0.0


def _walk_back(last: Sequence[Group | None]) -> list[Group]:
    """Return the groups of the best division, from the last group that ends at each line."""
    groups: list[Group] = []
    end = len(last) - 1
    while (group := last[end]) is not None:
        groups.append(group)
        end -= len(group.units)
    return groups[::-1]


def _start(unit: Block) -> str:
    """What headings of one story may have in common: how they begin."""
    return unit.bare[:ALIKE]
