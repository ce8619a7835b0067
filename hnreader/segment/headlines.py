"""The lines of one title → kicker 肩题, headline 主题, subhead 副题, by the habits of print.

A kicker says who, where, when (某某在某会上强调), or sets the theme in a line of its own; a headline is the call or the
fact, in one line, in two lines of one sentence, or in two halves of equal length; a subhead adds the facts: figures,
the event, who attended. Every way of dividing the lines is scored by what each line is and by how they are set, and
the best is taken. The scores were set by hand and by coordinate search on 395 titles of sample, practice and other
typeset pages, of which they divide 94 % as their editors did; most of the rest may be read either way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING, Final

from hnreader.segment import line_features, title_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.segment.draft import Block

_FIGURE: Final = re.compile(r"\d[\d.]*|[一二三四五六七八九十百千万亿]+(?:个|项|大|类|条|倍|成)")
_DASH: Final = ("——", "—")
BANNER: Final = 6.0  # ems; a theme stands over the headline in two lines, its first words on a short line of their own
WIDER: Final = 2.0  # ems by which a line may be wider than the one that goes on with it
CLAUSE: Final = 6  # characters; shorter lines may stand anywhere in a story
EDGE: Final = 4  # characters on either side of a break that the story may have unbroken
SUBJECT: Final = 5  # characters; who or where, parted by a blank from what: 某市 产业协同发力
PARALLEL: Final = 2  # characters by which the halves of a double headline may differ
LONGER: Final = 4  # characters; kickers and subheads are set smaller, and so may be longer than their headline
APART: Final = 3  # places on the page; lines further from each other come as a file's objects do, not as print does
ELSEWHERE, BACKWARDS = -2.0, -6.5  # a line is read before one that stands before it: far from it, or close to it
SAME_SIZE: Final = 1.1  # times that the type of one line may be larger than that of another of the same part
MOST_ORDERED: Final = 3  # sentences whose orders are tried
MOST_DIVIDED: Final = 16  # sentences of which it is tried how they are divided; no title has so many

Parts = tuple[list["Block"], list["Block"], list["Block"]]


class _Part(IntEnum):
    KICKER = 0
    HEADLINE = 1
    SUBHEAD = 2


@dataclass(slots=True)
class _Line:
    """One sentence of a title: a line, or several that the measure broke."""

    blocks: list[Block]
    compact: str
    gap: int
    """Blank lines before it; below 0 where it stands behind another on its printed line."""
    number: int
    """Its place among the sentences of the title, as the page has them."""
    meeting: bool = False
    """It says that a meeting was held, and no more."""
    fits: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """How well it makes a kicker, a headline, a subhead."""


# How well a line makes a kicker, a headline, a subhead, for what it is.
WHO_SAYS: Final = (4.0, -3.0, -2.0)  # 某某在某会上强调
LEADS_OVER: Final = (3.0, -1.0, -2.0)  # it ends with a dash
ATTENDS: Final = (-2.0, -2.0, 4.0)  # 某某出席
FACT: Final = (-1.5, -1.5, 3.0)  # a clause of the story with a figure
QUOTED: Final = (1.6, -0.4, 0.0)  # a clause of the story without one, over the headline
EVENT_FIRST: Final = (1.5, 0.0, -1.0)  # 某会在某地召开, over the call that it made
EVENT_LATER: Final = (-1.0, -2.0, 2.0)  # the same below it
HELD_LATER: Final = (-1.0, 2.0, 0.3)  # 某会召开, under a slogan
CALL: Final = (0.0, 0.8, 0.0)  # two halves of equal length on one line: a call
FIGURES: Final = (-0.3, 0.0, 0.9)  # for each figure, two at the most
PAUSE: Final = (0.0, -0.3, 1.2)  # a comma or a list: a sentence rather than a call

# What it is worth that two lines stand side by side in the same part, in two parts: behind a blank on the same printed
# line, without a blank line between, with one.
WITHIN: Final = {_Part.KICKER: (0.0, 0.2, -2.0), _Part.HEADLINE: (0.4, 0.4, -2.5), _Part.SUBHEAD: (-0.2, 0.2, 0.0)}
TURN: Final = {_Part.HEADLINE: (-0.4, -0.2, 1.4), _Part.SUBHEAD: (0.0, -1.3, 0.3)}
HALVES: Final = 1.0  # the two are halves of equal length, or one is who or where
SMALLER: Final = {_Part.HEADLINE: 1.2, _Part.SUBHEAD: 0.5}  # the kicker is the longer, the subhead
TOO_SHORT: Final = -1.0  # a kicker set close to a headline that is longer
ALONE: Final = -2.0  # 某会召开 is a headline by itself, no half of one
NO_KICKER, NO_SUBHEAD = 0.2, 0.2  # titles without one are the more common


def divide(lines: Sequence[Block], body: str = "") -> Parts:
    """Divide the lines of a title, in print order, into those of kicker, headline and subhead.

    `body` is the story's text without blanks: what stands in it word for word adds a fact, or sets the theme.
    """
    if parts := _by_size(lines):
        return parts
    sentences = _sentences(lines, body)
    best = max((_best_way(order, body) for order in _orders(sentences)), key=lambda way: way[0])
    kicker, headline, subhead = ([block for line in part for block in line.blocks] for part in best[1])
    return kicker, headline, subhead


def _by_size(lines: Sequence[Block]) -> Parts | None:
    """Divide lines by the size of their type, if it is known: a headline is set larger than its kicker and subhead."""
    sizes = [line.rows[0].size for line in lines]
    if not sizes or not all(sizes):
        return None
    largest = [place for place, size in enumerate(sizes) if SAME_SIZE * size >= max(sizes)]
    start, end = largest[0], largest[-1] + 1
    return [*lines[:start]], [*lines[start:end]], [*lines[end:]]


def _orders(sentences: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Yield the orders in which the sentences of a title may be read: that of the page first."""
    apart = any(_stand_apart(before, line) for before, line in pairwise(sentences))
    if len(sentences) == 2 or (apart and len(sentences) <= MOST_ORDERED):
        yield from permutations(sentences)
    else:
        yield sentences


def _stand_apart(before: _Line, line: _Line) -> bool:
    return line.blocks[0].index - before.blocks[-1].index > APART


def _best_way(sentences: Sequence[_Line], body: str) -> tuple[float, tuple[Sequence[_Line], ...]]:
    """Return the best way of dividing sentences that are read in this order, and its score."""
    for place, line in enumerate(sentences):
        halved = any(each.gap < 0 and _are_halves(line, each) for each in sentences[place + 1 : place + 2])
        line.fits = _fits(line, body, first=not place, halved=halved)
    count = len(sentences)
    ways = [(start, end) for start in range(count) for end in range(start + 1, count + 1)]
    scores = [_score(sentences, *way) for way in ways] if 1 < count <= MOST_DIVIDED else []
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    start, end = ways[best] if scores else (0, count)
    disorder = sum(_disorder(*pair) for pair in combinations(sentences, 2))
    return (scores[best] if scores else 0.0) + disorder, (sentences[:start], sentences[start:end], sentences[end:])


def _disorder(line: _Line, behind: _Line) -> float:
    """Return what it costs to read a line before another, which may stand before it on the page."""
    if line.number < behind.number:
        return 0.0
    return ELSEWHERE if _stand_apart(behind, line) else BACKWARDS


def _sentences(lines: Sequence[Block], body: str) -> list[_Line]:
    """Group lines that are one sentence broken by the measure.

    They are set close and of one width, or broken in mid-word, or the story has the words around the break unbroken.
    """
    found: list[_Line] = []
    for place, line in enumerate(lines):
        goes_on = place + 1 < len(lines) and lines[place + 1].broken
        last = found[-1].blocks[-1] if found else line
        apart = line.index - last.index > APART
        whole = bool(found) and _is_whole(found[-1].compact, line.compact, body)
        set_close = line.rows[0].gap == 0 and not whole and _broken(last, line, goes_on=goes_on)
        if found and not apart and (line.broken or set_close or last.compact[-EDGE:] + line.compact[:EDGE] in body):
            found[-1].blocks.append(line)
            found[-1].compact += line.compact
        else:
            found.append(_Line([line], line.compact, 1 if apart else line.rows[0].gap, len(found)))
    return found


def _is_whole(before: str, line: str, body: str) -> bool:
    """Tell whether a line is a clause of the story by itself, and the shorter line behind it no short rest of it."""
    return len(before) > len(line) > len(before) / 2 and _is_clause(before, body)


def _is_clause(compact: str, body: str) -> bool:
    """Tell whether a line stands in the story word for word."""
    return len(compact) >= CLAUSE and compact in body


def _broken(before: Block, line: Block, *, goes_on: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before: about as wide, or its short rest.

    `goes_on` says that another line goes on with this one, so that it is no rest and should fill the measure.
    """
    if line_features.ends_kicker(before.compact):
        return False
    if before.rows[0].gap < 0 and len(before.compact) > SUBJECT:
        return False  # the second half of a call ends with its line
    wide, here = before.rows[0].width, line.rows[0].width
    if wide <= BANNER and before.rows[0].gap >= 0:
        return True
    if goes_on and here < wide - WIDER:
        return False
    return here <= wide + WIDER and not (here > wide + 2 * WIDER and line_features.ends_event(line.compact))


def _fits(line: _Line, body: str, *, first: bool, halved: bool) -> tuple[float, float, float]:
    """Add up what a line is: how well it makes a kicker, a headline, a subhead.

    `first` says that it stands first in its title, `halved` that it and what follows are halves of one line.
    """
    compact = line.compact
    points = []
    if line_features.ends_kicker(compact) or title_forms.KICKER_START.match(compact):
        points.append(WHO_SAYS)
    if compact.endswith(_DASH):
        points.append(LEADS_OVER)
    if compact.endswith(title_forms.ATTENDANCE_ENDS) and title_forms.ATTENDANCE.fullmatch(compact):
        points.append(ATTENDS)
    line.meeting = line_features.says_held(compact)
    if line.meeting and not first:
        points.append(HELD_LATER)
    elif line_features.ends_event(compact):
        points.append(EVENT_FIRST if first else EVENT_LATER)
    figures = _FIGURE.findall(compact)
    quoted = _is_clause(compact, body)
    if quoted and figures:
        points.append(FACT)
    elif len(line.blocks) == 1 and line_features.is_call(line.blocks[0].rows[0]):
        points.append(CALL)
    elif quoted and first and not halved:
        points.append(QUOTED)
    elif not first:
        points += [FIGURES] * min(2, len(figures))
    if not first and ("，" in compact or "," in compact or compact.count("、") > 1):
        points.append(PAUSE)
    kicker, headline, subhead = (sum(each[part] for each in points) for part in _Part)
    return kicker, headline, subhead


def _are_halves(each: _Line, other: _Line) -> bool:
    """Tell whether two lines are of equal length, with figures in both or none, or one just says who or where."""
    sizes = len(each.compact), len(other.compact)
    if (_FIGURE.search(each.compact) is None) != (_FIGURE.search(other.compact) is None):
        return min(sizes) <= SUBJECT
    return abs(sizes[0] - sizes[1]) <= PARALLEL or min(sizes) <= SUBJECT


def _score(sentences: Sequence[_Line], start: int, end: int) -> float:
    """Score one way of dividing: kicker before `start`, headline up to `end`, subhead behind."""
    parts = [_Part.KICKER] * start + [_Part.HEADLINE] * (end - start) + [_Part.SUBHEAD] * (len(sentences) - end)
    score = sum(line.fits[part] for line, part in zip(sentences, parts, strict=True))
    score -= (NO_KICKER if start else 0.0) + (NO_SUBHEAD if end < len(sentences) else 0.0)
    for (before, line), (last, part) in zip(pairwise(sentences), pairwise(parts), strict=True):
        gap = line.gap if line.number == before.number + 1 else 1
        setting = min(max(gap, -1), 1) + 1
        if last is part:
            score += WITHIN[part][setting]
            score += ALONE if part is _Part.HEADLINE and line.meeting else 0.0
            score += HALVES if _are_halves(before, line) else 0.0
        else:
            score += TURN[part][setting]
            smaller, greater = (before, line) if part is _Part.HEADLINE else (line, before)
            if part is _Part.HEADLINE and not gap and len(line.compact) > len(before.compact) + LONGER:
                score += TOO_SHORT
            score += SMALLER[part] if len(smaller.compact) > len(greater.compact) + LONGER else 0.0
    return score
