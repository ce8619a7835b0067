"""Which stories have the words of the title lines of a page, told for all stories of a line in one go."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from hnreader.language.bigrams import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.segment.draft import Block, Story
    from hnreader.segment.sense import Sense


class TitleWords:
    """The pairs of characters of all title lines, and the stories that have each of them."""

    def __init__(self, titles: Iterable[Block], stories: Sequence[Story], sense: Sense) -> None:
        self._sense = sense
        self._said = {block.index: bigrams(block.bare) for block in titles}
        asked = frozenset().union(*self._said.values())
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._lead: defaultdict[str, list[int]] = defaultdict(list)
        for k, story in enumerate(stories):
            texts = (*story.blocks, *story.captions)
            for pair in set().union(*[asked & sense.of(block) for block in texts]):
                self._whole[pair].append(k)
            for pair in asked & sense.of(texts[0]) if texts else ():
                self._lead[pair].append(k)

    def shares(self, title: Block, near: range) -> dict[int, tuple[float, float]]:
        """Return which part of a title line's words, by weight, each story near has, and its first paragraph.

        Stories that have none of them are left out.
        """
        said = self._said[title.index]
        of_all = self._sense.weight(said)
        whole: dict[int, float] = {}
        lead: dict[int, float] = {}
        for pair in said:  # weights add up exactly, in whatever order
            if pair in self._whole:
                weight = self._sense.rarity(pair)
                for k in _within(self._whole[pair], near):
                    whole[k] = whole.get(k, 0.0) + weight
                for k in _within(self._lead.get(pair, ()), near):
                    lead[k] = lead.get(k, 0.0) + weight
        return {k: (told / of_all, lead.get(k, 0.0) / of_all) for k, told in whole.items()} if of_all else {}


def _within(holders: Sequence[int], near: range) -> Sequence[int]:
    """Return those of some numbers, which are in order, that are near."""
    if not holders or (near.start <= holders[0] and holders[-1] < near.stop):
        return holders
    return holders[bisect_left(holders, near.start) : bisect_left(holders, near.stop)]
