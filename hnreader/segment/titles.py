"""Titles → stories: which title lines make one title, and whose it is. Solved over the page, each story used once.

A run of title lines is divided so that the best stories of its parts add up to the most. Where two parts want one
story its price goes up, and the runs are divided again (D. Bertsekas' auction, 1979), until each part can have a story
of its own; the assignment then gives them out. What is left joins a title or a text that it plainly belongs to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise, repeat
from operator import sub
from typing import TYPE_CHECKING, Final

from hnreader.assignment import assign
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason
from hnreader.segment import signs, title_forms
from hnreader.segment.blocks import SHORT_PIECE
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.reasons import why_titled
from hnreader.segment.stitches import NEXT_DOOR
from hnreader.segment.titlescores import NEAR, Group, Run, TitleScores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.sense import Sense

LINES: Final = 6  # a title has no more, kicker to subhead
SECTION: Final = 48  # titles that are assigned together: more than any page has
APART: Final = 0.6  # what each title costs: lines are not parted without need
IN_MID_WORD: Final = 5.0  # to part two lines of which the second goes on with a word
LEADING_ON: Final = ("：", ":", "——")
SAME_LINE: Final = 2.0  # to part two parts of one printed line
LINES_CLOSE: Final = 1.2  # to part lines without a blank line between, unless a kicker begins
BROKEN: Final = 0.3  # nats from which a line goes on with the last word of another
ROUNDS: Final = 10
UNTITLED: Final = 0.8  # what a story is cheaper by that nobody wants: it mostly has a title
BID: Final = 1.0  # by which the price of a story goes up for each title too many
FLOOR: Final = 0.3
CERTAIN: Final = 4.0  # the score at which a title is as good as certain
ALSO: Final = 2.2  # from which the words of lines put them with a title that the story has
PICTURE_TITLE: Final = 10  # characters; longer lines are no title of a picture that they share no word with


class Titles:
    """The title lines of a page on their way to its stories."""

    def __init__(self, blocks: Sequence[Block], stories: Sequence[Story], sense: Sense, edges: Continuity) -> None:
        _mark_broken(blocks, edges)
        self.blocks = blocks
        self.stories = stories
        self.edges = edges
        self.scores = TitleScores(blocks, stories, sense)
        self.headings: defaultdict[int, list[Block]] = defaultdict(list)

    def place(self) -> None:
        """Give stories their titles and headings."""
        groups, facts = self._divided()
        left = facts
        for first in range(0, len(groups), SECTION):
            section = groups[first : first + SECTION]
            scores = [self.scores.scores(group, group.run.away) for group in section]
            wanted = [{k: score - FLOOR for k, score in one.items()} for one in scores]
            assigned = assign(wanted, [group.heading for group in section])
            for group, score, found in zip(section, scores, assigned, strict=True):
                if found is not None:
                    self.stories[found].title.extend(group.units)
                    self.stories[found].evidence.append(self._evidence(group, score, found))
                elif group.heading > 0:
                    self._keep_heading(group)
                else:
                    left.append(group)
        owners = {unit.index: story for story in self.stories for unit in story.title}
        for group in left:
            self._keep(group, owners)
        self._set_headings()

    def _divided(self) -> tuple[list[Group], list[Group]]:
        """Divide all runs so that no two parts want the same story, as far as prices can do that.

        Returns the titles, and lines that were set apart from theirs as facts taken from a story.
        """
        runs = [self.scores.run_of(units) for units in self._runs()]
        divided = {run: self._divide(run, {}) for run in runs}
        prices: dict[int, float] = {}
        rounds = ROUNDS if len(self.stories) <= NEAR else 1  # a longer file is no page: it is not worth the time
        for turn in range(rounds + 1):
            groups = [group for run in runs for group in divided[run]]
            facts = {group: self.scores.fact_of(group) for group in groups}
            wanted = Counter(owner for group in groups if facts[group] < 0 and (owner := _owner(group, prices)) >= 0)
            scarce = {k: count - 1 for k, count in wanted.items() if count > 1}
            change = {k: BID * count for k, count in scarce.items()}
            if not turn:
                change |= {k: -UNTITLED for k in self.scores.expectant if k not in wanted}
            if not change or turn == rounds:
                break
            for k, more in change.items():
                prices[k] = prices.get(k, 0.0) + more
            for run in runs:
                if len(run.units) > 1 and not change.keys().isdisjoint(run.rivals):
                    divided[run] = self._divide(run, prices)
        apart = [group for group in groups if facts[group] in wanted]
        return [group for group in groups if facts[group] not in wanted], apart

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

    def _divide(self, run: Run, prices: Mapping[int, float]) -> list[Group]:
        """Divide a run of title lines into titles so that their best scores add up to the most."""
        units = run.units
        if len(units) == 1:
            return [self.scores.group_of(run, 0, 1)]
        best = [0.0]
        last: list[Group | None] = [None]
        for end in range(1, len(units) + 1):
            top: tuple[float, Group] | None = None
            for start in range(end - 1, max(0, end - LINES) - 1, -1):
                if start < end - 1 and self.scores.is_signed(units[start]):
                    break
                group = self.scores.group_of(run, start, end)
                costs = map(prices.get, group.scores, repeat(0.0))
                score = max(map(sub, group.scores.values(), costs), default=0.0)
                score = best[start] + max(score, group.heading) - APART
                if top is None or score > top[0]:
                    top = score, group
            if top is not None:
                best.append(top[0] - (_hold(units[end - 1], units[end]) if end < len(units) else 0.0))
                last.append(top[1])
        return _walk_back(last)

    def _keep(self, group: Group, owners: Mapping[int, Story]) -> None:
        """Put lines that no story claims where they plainly belong; else they stay a stray."""
        around = self.scores.around(group)
        run = group.run
        told, also = max(((sums[group.end] - sums[group.start], -k) for k, sums in run.told.items()), default=(0.0, 0))
        if around is not None and told > 0.0 and around[0] is self.stories[-also]:
            self._keep_inside(group, *around)
            return
        if told >= ALSO and len(self.stories[-also].title) + len(group.units) <= LINES:
            _add(self.stories[-also], group)
            return
        for beside, close in ((group.units[-1].index + 1, None), (group.first.index - 1, group.first)):
            story = owners.get(beside)
            line = close or (self.blocks[beside] if story else group.first)
            if story and line.rows[0].gap <= 0 and len(story.title) + len(group.units) <= LINES:
                _add(story, group)
                return
        if around is not None:
            self._keep_inside(group, *around)
        elif len(group.units) == 1 and len(group.first.bare) <= PICTURE_TITLE:
            self._head_picture(group)

    def _head_picture(self, group: Group) -> None:
        """Give a short line that says nothing of any story to the nearest picture without a title."""
        pictures = [story for story in self.stories if story.photo and not story.title]
        if pictures:
            nearest = min(pictures, key=lambda story: abs(story.first.index - group.first.index))
            nearest.title.extend(group.units)
            place = signs.span_of(group.first.rows[0])
            why = Message(Reason.TITLE_PICTURE, title=group.first.bare[:16])
            nearest.evidence.append(Evidence(why, 0.4, place))

    def _evidence(self, group: Group, scores: Mapping[int, float], found: int) -> Evidence:
        """A title is as sure as its score is high, and as far ahead of the next best story."""
        score = scores[found]
        rival = max((other for k, other in scores.items() if k != found), default=0.0)
        confidence = min(0.99, max(0.1, score / CERTAIN * 0.7 + (score - max(rival, 0.0)) / CERTAIN * 0.5))
        beside = found in group.run.before or found in group.run.behind
        title = "".join(unit.bare for unit in group.units)
        why = why_titled(title, self.scores.places[found].text, beside=beside)
        return Evidence(why, confidence, signs.span_of(group.first.rows[0]))

    def _keep_inside(self, group: Group, story: Story, behind: Block) -> None:
        """Keep lines within a story: as a heading, or, in news, which has few, as a short piece of its text."""
        short = len(group.units) == 1 and len(group.first.bare) < SHORT_PIECE
        if short or len(group.units) > 1 or not signs.opens_story(story.blocks[0]):
            self._keep_heading(group)
            return
        piece = group.first
        piece.role = Role.BODY
        self.headings[behind.index].append(piece)
        goes_on = self.edges.weigh(self.edges.end(piece.bare), self.edges.start(behind.bare)) + NEXT_DOOR
        if goes_on > 0.0:
            story.joined[behind.index] = goes_on

    def _keep_heading(self, group: Group) -> None:
        """Make the group a heading, to be put before the paragraph that follows it."""
        around = self.scores.around(group)
        if around is not None:
            rows = tuple(row for unit in group.units for row in unit.rows)
            self.headings[around[1].index].append(Block(rows, Role.HEADING, index=group.first.index))
        for unit in group.units:
            unit.role = Role.HEADING

    def _set_headings(self) -> None:
        """Put the headings where they belong, all of a story at once."""
        for story in self.stories:
            if any(block.index in self.headings for block in story.blocks):
                story.blocks = [one for block in story.blocks for one in (*self.headings.pop(block.index, ()), block)]


def _owner(group: Group, prices: Mapping[int, float]) -> int:
    """Return the story that a group is best for at these prices; -1 where it is rather a heading, or nothing."""
    worth = list(map(sub, group.scores.values(), map(prices.get, group.scores, repeat(0.0))))
    best = max(worth, default=0.0)
    return list(group.scores)[worth.index(best)] if best > max(FLOOR, group.heading) else -1


def _add(story: Story, group: Group) -> None:
    """Put lines to a title: a kicker before it, a subhead behind, others as the page has them."""
    lines = group.units
    above = bool(story.title) and lines[0].index < story.title[0].index
    figure = any(char.isdigit() for char in lines[0].bare)
    if signs.ends_kicker(lines[-1].bare) or (above and not figure):
        story.title[:0] = lines
    else:
        story.title += lines


def _mark_broken(blocks: Sequence[Block], edges: Continuity) -> None:
    """Mark title lines, set close behind another, that go on with its last word; know each sentence whole."""
    for block in blocks:
        block.sentence = block.bare if block.role is Role.TITLE else ""
    for before, line in pairwise(blocks):
        if before.role is Role.TITLE and line.role is Role.TITLE and line.rows[0].gap == 0:
            line.broken = edges.weigh(edges.end(before.bare), edges.start(line.bare), BROKEN) >= BROKEN
            if line.broken:
                before.sentence, line.sentence = "", before.sentence + line.bare


def _hold(before: Block, line: Block) -> float:
    """What it costs to part a title between two lines.

    A line that leads on (…：, ——) and parts of one printed line hold fast, lines set close too.
    """
    gap = line.rows[0].gap
    if line.broken or before.bare.endswith(LEADING_ON):
        return IN_MID_WORD
    if gap < 0:
        return SAME_LINE
    return LINES_CLOSE if gap == 0 and not title_forms.KICKER_START.match(line.bare) else 0.0


def _walk_back(last: Sequence[Group | None]) -> list[Group]:
    """Return the groups of the best division, from the last group that ends at each line."""
    groups: list[Group] = []
    end = len(last) - 1
    while (group := last[end]) is not None:
        groups.append(group)
        end = group.start
    return groups[::-1]
