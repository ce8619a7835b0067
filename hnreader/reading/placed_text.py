"""Words at their places → printed lines: what stands on one baseline, close enough to be read on.

Where extraction has a blank it means little: letter-spaced lines have one behind each character, and the gutter of two
legs may look like one. The white itself tells: what parts words is wider than what the line has elsewhere.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.characters import MARKS, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GUTTER: Final = 0.6
"""White, in ems, that parts two legs."""
WRITTEN_ON: Final = 1.0
"""The same where the file has one text behind the other: names in a byline, a letter-spaced line, …"""
HALVES: Final = 2.2
"""… and where they are of a headline."""
HEADLINE: Final = 1.3  # ems of the page's text; larger type is that of headlines
LARGER: Final = 1.12
"""Times the page's text that type is larger which is not of it; sizes measured on a scan differ by a tenth."""
WORD: Final = 0.35
"""White, in ems beyond what the line has between all its characters, that parts two words, …"""
BLANK: Final = 0.1
"""… and where the file has a blank there: that of many founts is narrow."""
BASELINE: Final = 0.3  # ems by which the baselines of one line may differ: figures of another fount
SIZES: Final = 1.45  # times that one size of type on a line may be another: Latin in a headline
TWICE: Final = 0.3  # ems by which text set twice, to look bold, is off
STEP: Final = 1.8  # ems from one character to the next of a line that is set vertically
FEWEST: Final = 3  # characters of such a line; fewer are the ends of paragraphs


class PlacedText(NamedTuple):
    """A text and where it stands, in the units of its page, from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    """Of the type: the width of a 汉字."""
    behind_blank: bool = False
    """A word that the file parts from the one before it by a blank."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


def printed_lines(words: Iterable[PlacedText]) -> list[PlacedText]:
    """Return the printed lines that words make, from top to bottom, those side by side from left to right.

    Words have no white within them, and come in the order of the file. What is set twice at one place is there once.
    """
    every = list(words)
    lefts = [word.left for word in every]
    em = size_of_type(every)
    lines: list[list[PlacedText]] = []
    for level in _levels(every):
        if len(level) == 1:  # most are
            lines.append([every[level[0]]])
            continue
        line: list[PlacedText] = []
        before = 0
        for number in sorted(level, key=lefts.__getitem__):
            word = every[number]
            if line and _is_copy(line[-1], word):
                continue
            if line and not _goes_on(line[-1], word, em, is_next=number == before + 1):
                lines.append(line)
                line = []
            line.append(word)
            before = number
        lines.append(line)
    return _with_columns([_joined(line) for line in lines])


def size_of_type(texts: Sequence[PlacedText]) -> float:
    """Return the size of type of which half of the characters are no larger; 0 where there are none."""
    sizes = {text.size for text in texts}
    return sizes.pop() if len(sizes) == 1 else size_of_most([(text.size, len(text.text)) for text in texts], 0.5)


def size_of_most(sizes: Iterable[tuple[float, int]], share: float) -> float:
    """Return the size of type of which a share of the characters are no larger; 0 where there are none.

    `sizes` are given with how many characters have them.
    """
    counts: dict[float, int] = {}
    for size, characters in sizes:
        counts[size] = counts.get(size, 0) + characters
    enough = share * sum(counts.values())
    count = 0
    for size in sorted(counts):
        count += counts[size]
        if count >= enough:
            return size
    return 0.0


def _with_columns(lines: Sequence[PlacedText]) -> list[PlacedText]:
    """Return lines, given from top to bottom, with what is set vertically, a character a line, as one line each."""
    columns: list[list[PlacedText]] = []
    near: list[list[PlacedText]] = []
    for line in (each for each in lines if len(each.text) == 1):
        near = [column for column in near if line.baseline - column[-1].baseline <= STEP * column[-1].size]
        above = next((column for column in near if _is_under(line, column[-1])), None)
        if above:
            above.append(line)
        else:
            columns.append([line])
            near.append(columns[-1])
    found = [column for column in columns if len(column) >= FEWEST]
    vertical = {id(line) for column in found for line in column}
    rest = [line for line in lines if id(line) not in vertical]
    return sorted([*rest, *(_joined(column, vertical=True) for column in found)], key=lambda line: line.baseline)


def _is_under(line: PlacedText, above: PlacedText) -> bool:
    """Tell whether a character stands right under another of its size."""
    off, step = abs(line.left - above.left), line.baseline - above.baseline
    same = abs(line.size - above.size) < TWICE * above.size
    return same and off < TWICE * above.size and step > above.size / 2


def _levels(words: Sequence[PlacedText]) -> list[list[int]]:
    """Return the numbers of words whose baselines agree, from top to bottom."""
    levels: list[list[int]] = []
    baselines = [word.baseline for word in words]
    for number in sorted(range(len(words)), key=baselines.__getitem__):
        first = levels[-1][0] if levels else number
        if not levels or baselines[number] - baselines[first] > BASELINE * min(words[number].size, words[first].size):
            levels.append([])
        levels[-1].append(number)
    return levels


def _goes_on(left: PlacedText, right: PlacedText, em: float, *, is_next: bool) -> bool:
    """Tell whether a word is of the same line as the one to its left, on a page of type of `em`.

    `is_next` tells whether the file has it right behind that.
    """
    smaller, larger = (left.size, right.size) if left.size < right.size else (right.size, left.size)
    white = right.left - left.right
    if larger > SIZES * smaller:
        return False
    if not is_next:
        return white < GUTTER * em
    return white < (HALVES if smaller > HEADLINE * em else WRITTEN_ON) * larger


def _is_copy(word: PlacedText, behind: PlacedText) -> bool:
    if word.text != behind.text:
        return False
    return max(abs(behind.left - word.left), abs(behind.baseline - word.baseline)) < TWICE * word.size


def _joined(words: Sequence[PlacedText], *, vertical: bool = False) -> PlacedText:
    if len(words) == 1:  # most lines are of one
        return words[0]._replace(behind_blank=False) if words[0].behind_blank else words[0]
    size = size_of_type(words)
    between = _letter_space(words)
    texts = [words[0].text]
    for word, behind in pairwise(words):
        texts += [" ", behind.text] if not vertical and _parted(word, behind, size, between) else [behind.text]
    _, lefts, tops, rights, bottoms, baselines, *_ = zip(*words, strict=True)
    return PlacedText("".join(texts), min(lefts), min(tops), max(rights), max(bottoms), median(baselines), size)


def _letter_space(words: Sequence[PlacedText]) -> float:
    """Return the white that a line has between characters; 0 where most stand together."""
    together = sum(len(word.text) for word in words) - len(words)
    if together > len(words):
        return 0.0
    gaps = [max(behind.left - word.right, 0.0) for word, behind in pairwise(words)]
    return median([*gaps, *[0.0] * together]) if gaps else 0.0


def _parted(word: PlacedText, behind: PlacedText, size: float, between: float) -> bool:
    """Tell whether the white between two words is a blank: a mark needs none, Latin words need any."""
    last, first = word.text[-1], behind.text[0]
    if last in MARKS or first in MARKS:
        return False
    white = behind.left - word.right
    if not (is_han(last) or is_han(first)):
        return white > 0
    words = behind.behind_blank and is_han(last) and is_han(first)
    return white > between + (BLANK if words else WORD) * size
