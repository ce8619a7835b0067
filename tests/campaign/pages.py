"""Mutated pages of text through the whole reader: read, segmented, checked that no character is lost.

    python tests/campaign/pages.py [--share 1] [--seed 1]

A case is a sample page of the tests, or lines of all roles in any order, mutated by its number and the seed: lines
moved, doubled, joined, parted, letter-spaced, set side by side, with controls and rare characters in them, in any
encoding. Cases are shared among the processors, and each process reads many. One fails if something is raised, a
character is lost, or segmenting it twice gives two results.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING, Final

from campaign import Tally, options

from hnreader.archive.loading import seeds
from hnreader.archive.worker import ONE_THREAD
from hnreader.archive.workers import available_cores
from hnreader.model import Failure
from hnreader.reading import pages_from
from hnreader.segment import segment, violations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Change = Callable[[list[str], Random], list[str]]

CASES: Final = 50_000
TWICE: Final = 20
"""Of so many cases one is segmented twice."""
TOGETHER: Final = 100
"""Cases that a process is given at once."""
MOST: Final = 60
"""Lines of a case, before it is changed."""
ENCODINGS: Final = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "big5")
TOKENS: Final = (
    "\x1b]0;x\x07", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\u3000", "\0", "\x85", "\u2028", "\r", "\t", "[/]",
    "{0}", "\U0001f600", "e\u0301", "\ue000", "　　", "▲", "①", "（", "）", "”", "……", "%", "1e308", "下转2版",
    "上接1版", "记者 ", "摄", "本报讯", "2024年3月8日", "第3版",
)  # fmt: skip
ROLES: Final = (
    "湖南日报全媒体记者 韩松年 杜若", "通讯员 韩松年", "编者按",
    "本报讯（记者 韩松年）青石镇的茶农把头一批春茶送到了集市。",
    "新华社北京3月8日电", "▲3月8日，茶农在采摘春茶。湖南日报记者 杜若 摄", "（下转2版①）",
    "（紧接1版①）茶行门前排起了长队。",
    "【时评】", "湖南日报 2024年3月8日 星期五 第3版", "责任编辑 韩松年", "春茶上市 老街飘香",
    "区县 一月 二月 三月", "青石县 12.5 13.6 3.2%",
    "——青石镇春茶上市记", "The tea market opened", "一、青石镇", "", "3",
)  # fmt: skip


@cache
def bases() -> tuple[tuple[str, ...], ...]:
    """Return the lines of the sample pages."""
    return tuple(tuple(path.read_text("utf-8").splitlines()) for path in sorted(seeds().glob("*.txt")))


def _moved(lines: list[str], random: Random) -> list[str]:
    start, end = sorted(random.randrange(len(lines) + 1) for _ in range(2))
    rest = lines[:start] + lines[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + lines[start:end] + rest[at:]


def _doubled(lines: list[str], random: Random) -> list[str]:
    start, end = sorted(random.randrange(len(lines) + 1) for _ in range(2))
    return lines[:end] + lines[start:end] * random.choice((1, 1, 3)) + lines[end:]


def _joined(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    count = random.choice((2, 2, 5, len(lines)))
    return [*lines[:at], random.choice(("", " ", "　")).join(lines[at : at + count]), *lines[at + count :]]


def _parted(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    cut = random.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:cut], lines[at][cut:], *lines[at + 1 :]]


def _spaced(lines: list[str], random: Random) -> list[str]:
    start = random.randrange(len(lines))
    end = start + random.randint(1, 10)
    return [*lines[:start], *map(" ".join, lines[start:end]), *lines[end:]]


def _side_by_side(lines: list[str], random: Random) -> list[str]:
    middle = (len(lines) + 1) // 2
    left, right = lines[:middle], [*lines[middle:], ""]
    width = random.randint(1, 40)
    return [f"{line.ljust(width, random.choice(' 　'))}   {beside}" for line, beside in zip(left, right, strict=False)]


def _token(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    cut = random.randrange(len(lines[at]) + 1)
    put = random.choice(TOKENS) * random.choice((1, 1, 1, 50))
    return [*lines[:at], lines[at][:cut] + put + lines[at][cut:], *lines[at + 1 :]]


def _role(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines) + 1)
    return [*lines[:at], *random.choices(ROLES, k=random.choice((1, 1, 3, 20))), *lines[at:]]


def _shuffled(lines: list[str], random: Random) -> list[str]:
    return random.sample(lines, len(lines))


CHANGES: Final[tuple[Change, ...]] = (
    _moved, _doubled, _joined, _parted, _spaced, _side_by_side, _token, _token, _role, _role, _shuffled,
)  # fmt: skip


def case(number: int, seed: int) -> tuple[str, bytes]:
    """Return the case of a number: what was done to it, and the bytes of its file."""
    random = Random(f"{seed} {number}")
    page = random.choice((*bases(), ROLES))
    start = random.randrange(max(1, len(page) - MOST + 1))
    lines = list(page[start : start + random.randint(1, MOST)])
    made = random.choices(CHANGES, k=random.randint(1, 6))
    for change in made:
        lines = change(lines, random) or [""]
    encoding = random.choice(ENCODINGS)
    data = bytearray("\n".join(lines).encode(encoding, "replace"))
    if not random.randrange(8):  # OCR and transfer damage single bytes
        for _ in range(random.randint(1, 5) if data else 0):
            data[random.randrange(len(data))] = random.randrange(256)
    return f"{number}: {encoding} by {', '.join(change.__name__.strip('_') for change in made)}", bytes(data)


def outcome(number: int, seed: int) -> str:
    """Return what becomes of a case, by a word, or `failed: ` and what is wrong."""
    title, data = case(number, seed)
    try:
        (page,) = pages_from(data, "page.txt")
        if isinstance(page, Failure):
            return str(page.message.reason)
        made = segment(page)
        if found := violations(made):
            return f"failed: {title}: {found[0]}"
        if not number % TWICE and segment(page) != made:
            return f"failed: {title}: two results"
    except Exception as error:  # noqa: BLE001 what is looked for
        return f"failed: {title}: raised {error!r}"
    return "as printed" if any(article.as_printed for article in made.articles) else "page"


def outcomes(numbers: Sequence[int], seed: int) -> list[str]:
    """Return what becomes of cases."""
    return [outcome(number, seed) for number in numbers]


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    os.environ.update(ONE_THREAD)  # for the processes, which numpy would give as many threads as there are processors
    tally = Tally(chosen.seed)
    count = chosen.part(CASES)
    batches = [range(start, min(start + TOGETHER, count)) for start in range(0, count, TOGETHER)]
    with ProcessPoolExecutor(min(available_cores(), len(batches)), get_context("spawn")) as processes:
        for words in processes.map(partial(outcomes, seed=chosen.seed), batches):
            for word in words:
                passed, _, what = word.partition("failed: ")
                if passed:
                    tally.count(word)
                else:
                    tally.fail(*what.split(": ", 1))
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
