"""The orders in which extractors give the blocks of a page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from hnreader.training.truth import NO_STORY, TITLE_ROLES, Role

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from hnreader.reading.xy_cut import Box
    from hnreader.training.typeset import TypeBlock

_HEAD_ROLES = TITLE_ROLES | {Role.BYLINE}


def by_widest_gaps(blocks: Sequence[TypeBlock], weight_x: float) -> list[TypeBlock]:
    """Return blocks by recursive XY-cut at the widest white first; white columns count `weight_x` times their width."""
    return [block for _, block in _cut_widest([(block.box, block) for block in blocks], (weight_x, 1.0))]


def _cut_widest(boxes: list[tuple[Box, TypeBlock]], weights: tuple[float, float]) -> list[tuple[Box, TypeBlock]]:
    if len(boxes) < 2:
        return boxes
    gap, axis, place = max((_widest_gap(boxes, axis, weights[axis]) for axis in (0, 1)), key=lambda found: found[0])
    if gap <= 0:
        return sorted(boxes, key=lambda item: (item[0][1], item[0][0]))
    first = [item for item in boxes if item[0][axis] < place]
    second = [item for item in boxes if item[0][axis] >= place]
    return _cut_widest(first, weights) + _cut_widest(second, weights)


def _widest_gap(boxes: list[tuple[Box, TypeBlock]], axis: int, weight: float) -> tuple[float, int, float]:
    """Return the widest gap along an axis, weighted, the axis, and where the gap ends."""
    widest = (0.0, axis, 0.0)
    edge = float("inf")
    for box, _ in sorted(boxes, key=lambda item: item[0][axis]):
        if (box[axis] - edge) * weight > widest[0]:
            widest = ((box[axis] - edge) * weight, axis, box[axis])
        edge = max(edge, box[axis + 2]) if edge < float("inf") else box[axis + 2]
    return widest


def by_columns(blocks: Sequence[TypeBlock], pitch: float) -> list[TypeBlock]:
    """Return blocks column by column, whatever story they belong to; `pitch` is from one column to the next."""

    def place(block: TypeBlock) -> tuple[int, float]:
        left, top, _, _ = block.box
        return int((left + pitch / 4) / pitch), top

    return sorted(blocks, key=place)


def by_ends(blocks: Sequence[TypeBlock]) -> list[TypeBlock]:
    """Return blocks by their lower edges, those of one height from left to right: pdfminer without a flow of boxes."""

    def place(block: TypeBlock) -> tuple[float, float]:
        left, _, _, bottom = block.box
        return round(bottom, 1), left

    return sorted(blocks, key=place)


def shuffled(rng: random.Random, blocks: Sequence[TypeBlock], share: float) -> list[TypeBlock]:
    """Return blocks with a share of their runs of neighbours moved elsewhere."""
    order = list(blocks)
    for _ in range(round(share * len(order))):
        start = rng.randrange(len(order))
        run = order[start : start + rng.randint(1, 4)]
        del order[start : start + len(run)]
        place = min(len(order), max(0, start + rng.randint(-12, 12)))
        order[place:place] = run
    return order


_HEAD_PLACES: Final = ((1.0, 0.0), (0.5, 0.25), (0.2, 0.4), (0.0, 0.6), (0.0, 1.0), (0.1, 0.0))
"""How often heads come before and right behind their stories in a PDF; the others come in clusters."""


def by_objects(rng: random.Random, blocks: Sequence[TypeBlock], *, heads_first: float = 0.0) -> list[TypeBlock]:
    """Return blocks as a PDF's objects come: story by story, heads before, behind or far behind their stories.

    `heads_first` is how often a page has all but a few heads before their stories, as a reader of print has them.
    """
    stories: dict[int, list[TypeBlock]] = {}
    for block in blocks:
        stories.setdefault(block.story, []).append(block)
    furniture = stories.pop(NO_STORY, [])
    numbers = list(stories)
    if rng.random() < 0.5:
        rng.shuffle(numbers)
    else:
        numbers.sort(key=lambda number: stories[number][0].box[1::-1])
    before, behind = (0.96, 0.03) if rng.random() < heads_first else rng.choice(_HEAD_PLACES)
    cluster_ends = rng.choice((0.0, 0.1, 0.3))
    order: list[TypeBlock] = []
    cluster: list[list[TypeBlock]] = []
    for number in numbers:
        heads = [block for block in stories[number] if block.role in _HEAD_ROLES]
        bodies = _bodies_first(rng, [block for block in stories[number] if block not in heads])
        place = rng.random()
        if place < before:
            order += heads + bodies
        elif place < before + behind:
            order += bodies + heads
        else:
            order += bodies
            cluster.append(heads)
        if rng.random() < cluster_ends:
            order += _drained(rng, cluster)
    order += _drained(rng, cluster)
    return furniture + order if rng.random() < 0.5 else order + furniture


def _drained(rng: random.Random, cluster: list[list[TypeBlock]]) -> list[TypeBlock]:
    """Empty a cluster of heads and return its blocks, in the order of the stories or any other."""
    if rng.random() < 0.6:
        rng.shuffle(cluster)
    blocks = [block for heads in cluster for block in heads]
    cluster.clear()
    return blocks


def parted(rng: random.Random, blocks: Sequence[TypeBlock], share: float) -> list[TypeBlock]:
    """Return blocks with a share of the second halves of cut paragraphs elsewhere: near, often in another story."""
    order = list(blocks)
    begun: set[tuple[int, int]] = set()
    for block in blocks:
        mark = block.lines[0].element[0].mark
        if block.role is Role.BODY and (mark.story, mark.paragraph) in begun and rng.random() < share:
            place = order.index(block)
            del order[place]
            order.insert(min(len(order), max(0, place + rng.randint(-10, 10))), block)
        begun.add((mark.story, mark.paragraph))
    return order


def _bodies_first(rng: random.Random, blocks: list[TypeBlock]) -> list[TypeBlock]:
    """Return captions behind the text, or where they are."""
    if rng.random() < 0.3:
        return blocks
    captions = {Role.CAPTION, Role.CREDIT}
    return sorted(blocks, key=lambda block: block.role in captions)


def interleaved(rng: random.Random, blocks: Sequence[TypeBlock], share: float) -> list[TypeBlock]:
    """Return blocks with the legs of a share of the longer stories among those of the next one, in their order."""
    runs = [list(run) for _, run in groupby(blocks, key=lambda block: block.story)]
    order: list[list[TypeBlock]] = []
    long: list[TypeBlock] | None = None
    for run in runs:
        if len({block.frame for block in run if block.role is Role.BODY}) < 2:
            order.append(run)
        elif long and rng.random() < share:
            long[:] = _riffled(rng, long, run)
            long = None
        else:
            order.append(long := run)
    return [block for run in order for block in run]


def _riffled(rng: random.Random, *runs: list[TypeBlock]) -> list[TypeBlock]:
    """Return the frames of two runs of blocks, in any order that keeps that of each."""
    frames = [[list(frame) for _, frame in groupby(run, key=lambda block: block.frame)] for run in runs]
    turns = [side for side, parts in enumerate(frames) for _ in parts]
    rng.shuffle(turns)
    piles = [iter(parts) for parts in frames]
    return [block for side in turns for block in next(piles[side])]


def mixed_frames(rng: random.Random, blocks: Sequence[TypeBlock], share: float) -> list[TypeBlock]:
    """Return blocks with a share of the frames moved among the frames of other stories."""
    frames: dict[int, list[TypeBlock]] = {}
    for block in blocks:
        frames.setdefault(block.frame, []).append(block)
    order = list(frames)
    for _ in range(round(share * len(order))):
        frame = order.pop(rng.randrange(len(order)))
        place = rng.randrange(len(order) + 1)
        order.insert(place, frame)
    return [block for frame in order for block in frames[frame]]
