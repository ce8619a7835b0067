"""How well title lines go together, and with a story: the evidence by which titles are placed.

Shared pairs of characters weighted by rarity (the words, names and figures of the title in the story, more in its first
paragraph), clauses taken from the story word for word, nearness (right before the story's opening, right behind its
end), and the order of print: kicker, headline, subhead, with the lines of one title set close.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams
from hnreader.segment import signs, title_forms
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.titlewords import TitleWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hnreader.segment.sense import Sense

# Weights, set by hand and by coordinate search on sample, practice and other typeset pages.
BESIDE: Final = 6  # blocks: more columns and bylines do not stand between a title and its story
NEAR: Final = 48  # stories: more than any page has; on longer files only those around are asked
AROUND: Final = 3
PARAGRAPHS: Final = 24  # on either side of a heading: more than its part of a story has
STORY: Final = 20_000  # characters of a story that a line's clause is looked for in: more than a page's story has
WORDS: Final = 2.5  # for a title whose every rare pair stands in the story
LEAD: Final = 1.0  # the same in the story's first paragraph, on top
VERBATIM: Final = 2.5  # a line that stands in the story word for word, as subheads are taken from it
CLAUSE: Final = 6  # characters; shorter lines may stand anywhere
FULL_LINE: Final = 5  # characters; a shorter line says less
STRANGE: Final = -0.7  # for each line, parted from the others by a blank line, that shares nothing with the story
STRANGE_ABOVE: Final = -0.4  # for one above others right above the story: a kicker may say what the story does not
SOME: Final = 0.1
BEFORE: Final = 1.6  # right before the opening
BEHIND: Final = 0.8  # right behind the end
DISTANCE: Final = 0.01  # for each block between, up to a limit
FAR: Final = 0.5
PICTURE_FAR: Final = 1.0  # a picture's title stands right above its caption
ON_PAGE_ONE: Final = -1.5  # a continuation's title is on the page that it comes from
SIGNED: Final = 1.2  # a byline stands under the title, and the story opens without a dateline
SIGNED_NEWS: Final = -2.0  # the same, but the story's makers stand in its dateline
SAME_LINE: Final = 2.0  # two parts of one printed line, or of one word
SET_CLOSE: Final = 0.9  # no blank line between two lines
KICKER_FIRST: Final = 1.0
HELD: Final = 1.4  # 某会召开 under a call in two halves
KICKER_LATER: Final = -1.2  # a kicker begins a title
KICKER_ALONE: Final = -1.5
MANY: Final = -0.5  # for each line beyond four
HEADING: Final = 1.0  # a line between two paragraphs of one story
IN_PLACE: Final = 0.7  # on top, where the line was taken from that story
NO_TITLE: Final = -8.0  # lines that begin alike make no title
SIBLING: Final = 2.0  # headings of one story often begin alike: 某区有什么？ 某区做了什么？
ALIKE: Final = 4  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """What a story is about, and where it stands."""

    text: str
    """Its paragraphs and captions without blanks."""
    opener: int
    """The index of the block that opens it, a byline as it may be."""
    first: int
    last: int
    going_on: bool
    photo: bool
    news: bool


@dataclass(eq=False)
class Run:
    """Title lines that nothing but columns and bylines stands between."""

    units: list[Block]
    told: Mapping[int, list[float]]
    """What the words of the first 0, 1, 2… lines speak for a story, by its number; stories that none speaks for left
    out."""
    strange: Mapping[int, list[int]]
    """How many of the first 0, 1, 2… lines share nothing with a story.

    Left out are lines set close to another, and calls (in two halves, or behind a kicker), which stand in no story.
    """
    away: Mapping[int, float]
    """What it costs to stand so far from a story."""
    before: frozenset[int]
    """Stories that open right behind the run."""
    behind: frozenset[int]
    """Stories that end right before it."""

    groups: dict[tuple[int, int], Group] = field(default_factory=dict)
    """The ways of taking lines of it for one title, by their first line and the one behind, that were looked at."""

    @cached_property
    def rivals(self) -> list[int]:
        """The stories that may be the best for any of the lines."""
        nearest = min(self.away, key=self.away.__getitem__, default=None)  # of two, the first
        found = {*self.told, *self.before, *self.behind, *(() if nearest is None else (nearest,))}
        return sorted(found)


@dataclass(eq=False, slots=True)
class Group:
    """Neighbouring lines of a run taken for one title."""

    run: Run
    start: int
    end: int
    signed: bool
    """A byline stands right under it."""
    order: float
    """How well its lines stand in the order of print."""
    heading: float = 0.0
    """How well it makes a heading."""
    scores: dict[int, float] = field(default_factory=dict)
    """How well it makes the title of the stories that may be the best for it."""

    @property
    def units(self) -> list[Block]:
        """Its lines."""
        return self.run.units[self.start : self.end]

    @property
    def first(self) -> Block:
        """Its first line."""
        return self.run.units[self.start]


class TitleScores:
    """The evidence for the titles of one page."""

    def __init__(self, blocks: Sequence[Block], stories: Sequence[Story], sense: Sense) -> None:
        self.blocks = blocks
        self.sense = sense
        self.places = [_place(story) for story in stories]
        self._text = "\n".join(place.text for place in self.places)
        self._words = TitleWords([block for block in blocks if block.role is Role.TITLE], stories, sense)
        self.expectant = [k for k, place in enumerate(self.places) if not place.going_on and not place.photo]
        self._bodies = [block for block in blocks if block.role is Role.BODY]
        self._places = [block.index for block in self._bodies]
        self._home = {block.index: story for story in stories for block in story.blocks}
        self._alike = Counter(_start(block) for block in blocks if block.role is Role.TITLE and block.rows[0].gap >= 0)

    def run_of(self, units: list[Block]) -> Run:
        """Hold a run of title lines against the stories near."""
        first, last = units[0].index, units[-1].index
        near = self._near(first, last)
        lines = [self._told(unit, near) for unit in units]
        alone = [
            unit.rows[0].gap > 0
            and not (signs.is_call(unit.rows[0]) or (before and signs.ends_kicker(before.sentence)))
            for unit, before in zip(units, (None, *units), strict=False)
        ]
        told, strange = {}, {}
        for k in sorted(set().union(*lines)):
            each = [line.get(k, 0.0) for line in lines]
            told[k] = list(accumulate(each, initial=0.0))
            if len(units) > 1:
                apart = (one < SOME and stands for one, stands in zip(each, alone, strict=True))
                strange[k] = list(accumulate(map(int, apart), initial=0))
        return Run(
            units,
            told,
            strange,
            {k: _away(first, last, self.places[k]) for k in near},
            frozenset([k for k in near if self._only_between(last, self.places[k].opener)]),
            frozenset([k for k in near if self._only_between(self.places[k].last, first)]),
        )

    def group_of(self, run: Run, start: int, end: int) -> Group:
        """Take some lines of a run for one title."""
        found = run.groups.get((start, end))
        if found is None:
            found = Group(run, start, end, self.is_signed(run.units[end - 1]), self._order(run.units[start:end]))
            found.heading = self._as_heading(found)
            found.scores = self.scores(found, run.rivals)
            run.groups[start, end] = found
        return found

    def scores(self, group: Group, stories: Iterable[int]) -> dict[int, float]:
        """How much speaks for some lines being the title of each of the stories."""
        run, start, end = group.run, group.start, group.end
        before = run.before if end == len(run.units) else ()
        behind = run.behind if start == 0 else ()
        several = end - start > 1
        found = {}
        for k in stories:
            place = self.places[k]
            score = group.order
            if place.going_on:
                score += ON_PAGE_ONE
            if k in run.told:
                told = run.told[k]
                score += told[end] - told[start]
                if several:
                    strange = run.strange[k]
                    score += (STRANGE_ABOVE if k in before else STRANGE) * (strange[end - 1] - strange[start])
                    score += STRANGE * (strange[end] - strange[end - 1])
            if group.signed:
                score += SIGNED_NEWS if place.news else SIGNED
            found[k] = score + (BEFORE if k in before else BEHIND if k in behind else -run.away[k])
        return found

    def is_signed(self, unit: Block) -> bool:
        """Tell whether a byline stands right under a title line."""
        return unit.index + 1 < len(self.blocks) and self.blocks[unit.index + 1].role is Role.BYLINE

    def fact_of(self, group: Group) -> int:
        """Return the story from which some lines with figures were taken word for word, as subheads are; else -1."""
        lines = group.units
        near = range(len(self.places)) if len(self.places) <= NEAR else self._near(lines[0].index, lines[-1].index)
        text = "".join(line.bare for line in lines)
        if len(text) < CLAUSE or not any(map(str.isdigit, text)):
            return -1
        holders = self._holders(text, near)
        return holders[0] if len(holders) == 1 else -1

    def _as_heading(self, group: Group) -> float:
        """Score a group as a heading 小标题 of the story that it stands in; 0 where it stands in none."""
        if any(unit.rows[0].gap >= 0 for unit in group.units[1:]) or group.signed:
            return 0.0
        around = self.around(group)
        if around is None:
            return 0.0
        story, behind = around
        said = frozenset().union(*(bigrams(unit.bare) for unit in group.units))
        clauses = [unit.bare for unit in group.units if len(unit.bare) >= CLAUSE]
        taken = any(clause in one.bare for one in self._paragraphs_near(group, story) for clause in clauses)
        sibling = self._alike[_start(group.first)] > 1
        if not taken and not sibling and signs.opens_story(story.blocks[0]):
            return 0.0  # news has few headings
        score = HEADING + (WORDS if taken else WORDS / 2) * self.sense.share(said, self.sense.of(behind))
        score += VERBATIM + IN_PLACE if taken else 0.0
        return score + (SIBLING if sibling else 0.0)

    def _paragraphs_near(self, group: Group, story: Story) -> list[Block]:
        """Return the paragraphs of a story that stand around a line on the page."""
        at = bisect_left(self._places, group.first.index)
        near = self._bodies[max(0, at - PARAGRAPHS) : at + PARAGRAPHS]
        return [block for block in near if self._home.get(block.index) is story]

    def around(self, group: Group) -> tuple[Story, Block] | None:
        """Return the story whose paragraphs stand before and behind a group, and the one behind; or None."""
        at = bisect_left(self._places, group.first.index)
        if not 0 < at < len(self._bodies):
            return None
        before, behind = self._bodies[at - 1], self._bodies[at]
        story = self._home.get(behind.index)
        if behind.opener or story is None or self._home.get(before.index) is not story or behind.index in story.joined:
            return None
        return story, behind

    def _near(self, first: int, last: int) -> range:
        """Return the stories that titles may belong to: all of an ordinary page, those around of a very long one."""
        if len(self.places) <= NEAR:
            return range(len(self.places))
        low = bisect_left(self.places, first, key=lambda one: one.first)
        high = bisect_left(self.places, last, key=lambda one: one.first)
        return range(max(0, low - AROUND), min(len(self.places), high + AROUND))

    def _told(self, unit: Block, near: range) -> dict[int, float]:
        """How much the words of one title line speak for the stories near; those left out that share none.

        A clause that stands in one story word for word speaks for it, a phrase that stands in many for none of them.
        """
        full = min(1.0, len(unit.bare) / FULL_LINE)
        found = {k: (WORDS * whole + LEAD * lead) * full for k, (whole, lead) in self._words.shares(unit, near).items()}
        if len(unit.bare) >= CLAUSE:
            holders = self._holders(unit.bare, near)
            for k in holders:
                found[k] = found.get(k, 0.0) + VERBATIM / len(holders)
        return {k: told for k, told in found.items() if told}

    def _holders(self, clause: str, near: range) -> list[int]:
        """Return the stories near in which a clause stands word for word."""
        if len(near) == len(self.places) and clause not in self._text:  # as most of them: asked in one go
            return []
        return [k for k in near if clause in self.places[k].text]

    def _only_between(self, before: int, behind: int) -> bool:
        """Tell whether nothing but columns, bylines and turns stands between two blocks, in this order."""
        apart = (Role.COLUMN, Role.BYLINE, Role.JUMP_TO, Role.HEADING)
        return before < behind <= before + BESIDE and all(one.role in apart for one in self.blocks[before + 1 : behind])

    def _order(self, units: Sequence[Block]) -> float:
        """How well lines stand in the order of print; headings that begin alike make no title."""
        score = MANY * max(0, len(units) - 4)
        for position, unit in enumerate(units):
            gap = unit.rows[0].gap
            score += NO_TITLE if self._alike[_start(unit)] > 1 else 0.0
            if unit.sentence:
                score += self._sentence_order(units, position)
            if position:
                score += SAME_LINE if gap < 0 or unit.broken else SET_CLOSE if gap == 0 else 0.0
        return score

    @staticmethod
    def _sentence_order(units: Sequence[Block], last: int) -> float:
        """How well the sentence that ends with line `last` stands where it does."""
        first = last
        while first and units[first].broken:
            first -= 1
        sentence = units[last].sentence
        if signs.ends_kicker(sentence):
            if first and not (units[first].rows[0].gap == 0 and not title_forms.KICKER_START.match(sentence)):
                return KICKER_LATER
            return KICKER_FIRST if len(units) > last + 1 else KICKER_ALONE
        return HELD if first and signs.says_meeting(sentence) and _is_call(units[:first]) else 0.0


def _is_call(units: Sequence[Block]) -> bool:
    """Tell whether the last of some lines ends a call: two halves of equal length, on one line or on two."""
    row = units[-1].rows[0]
    two = len(units) > 1 and row.gap == 0 and abs(len(units[-2].bare) - len(row.bare)) <= 1
    return two or signs.is_call(row)


def _away(first: int, last: int, place: Place) -> float:
    """What it costs lines to stand so far from a story; a picture's stand right above it."""
    apart = min(abs(place.opener - last), abs(first - place.last))
    return min(FAR, DISTANCE * apart) + (PICTURE_FAR if place.photo else 0.0)


def _place(story: Story) -> Place:
    texts = [*story.blocks, *story.captions]
    first = story.first.index
    return Place(
        text="".join(block.bare for block in texts)[:STORY],
        opener=min([first, *(block.index for block in story.byline)]),
        first=first,
        last=max((block.index for block in texts), default=first),
        going_on=bool(story.blocks) and story.after_turn,
        photo=story.photo,
        news=bool(story.blocks) and signs.names_makers(story.blocks[0]),
    )


def _start(unit: Block) -> str:
    """What headings of one story may have in common: how they begin."""
    return unit.bare[:ALIKE]
