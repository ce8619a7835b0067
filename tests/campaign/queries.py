"""Random and hostile queries over the sample pages: none raises anything, and none takes long.

    python tests/campaign/queries.py [--share 1] [--seed 1]

A query is made by its number and the seed: of any characters, of the language's own fields and operators in any order,
a valid one mutated, a regular expression that may run away, or a very long one. It is completed, parsed, searched for
in an index in memory or on disk, in one order or the other, and looked for exactly; passages, lights and counts of
what is found are worked out. A case fails if something is raised, a message is longer than a line has room for, or it
takes more than 5 seconds of a processor.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Final
from unicodedata import category

sys.path[:0] = [str(Path(__file__).parents[1])]

from campaign import Tally, options  # noqa: E402

import hnreader  # noqa: E402
from hnreader.errors import WordlessQueryError  # noqa: E402
from hnreader.messages.reasons import words_of  # noqa: E402
from hnreader.messages.translator import Translator  # noqa: E402
from hnreader.research.concordance import concordance  # noqa: E402
from hnreader.search import find_exact, highlight_ranges, search, suggest  # noqa: E402
from hnreader.search.dates import parse_dates  # noqa: E402
from hnreader.search.limited_query import limited_query  # noqa: E402
from hnreader.search.query_language import FIELDS, LONGEST, parse_query  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.library import Library

QUERIES: Final = 50_000
SECONDS: Final = 5.0
LINE: Final = 400  # characters of a message
LOOKED_AT: Final = 3  # results of a query
WORDS: Final = (
    "长沙",
    "芯片",
    "湖南日报",
    "三高四新",
    "ai",
    "changsha",
    "hnrb",
    "2024",
    "省",
    "的",
    "smart city",
    "曹娟",
)
VALID: Final = (
    "长沙 芯片",
    "长沙|株洲",
    '"smart city"',
    "-长沙",
    "！长沙",
    "'三高四新",
    "/第.届/",
    "标题:长沙",
    "正文:长沙",
    "记者:曹娟",
    "栏目:三湘时评",
    "日期:2023..2024-06",
    "版:1..4",
    "体裁:评论",
    "报纸:湖南日报",
    "标签:待读",
    "changsha",
    "hnrb",
    "长莎市",
    "「长沙」的芯片",
    r"/\d+(?:亿|万)元/",
    "正文|标题:省委",
    "-正文:长沙",
    "日期:2024 版:1 省",
)
SIGNS: Final = (
    *"-－!！|｜:：/\\\"“”＂「」'‘’＇()[]{}*+?^$.~…至 \t\n\r\u3000\0\x1b\x9b\x07\u202e\u200b\ufeff\ud800\udfff\uffff"
    "İßﬀ𠀀️①٣²½",
    "..",
    "日期:",
    "date:",
    "标题：",
    "//",
    "\x1b]52;c;",
    "\U0010ffff",
)
RUNAWAYS: Final = (
    r"(.*)*x",
    r"(.+)+\d{9}",
    r"(\w|.)+$x",
    r"(?:.|..)*[^。]x|z$",
    r"(.*)(.*)(.*)\1\2\3x",
    r"(?=(.+))\1\1x|。",
    r".*?.*?.*?xx|。",
    r"(?:(?:.*)*)*x|。",
    r"[^\W\d_]*?[a-z]|。$",
    r"(?!.*。)x|。",
    r"(?<=.*)x|。",
    r"((((.)*)*)*)*x|。",
    r"(?:.{0,99}){99}x|。",
    r"(?R)",
    r"(?<a>.(?&a)?)",
    r"(?x)(?P<a>.(?P >a)?)",
    r"(?1)",
    r"(a)(?1)*",
    r"(?i:长沙)",
    r"(?V1)[[a-z]--[b]]",
    r"a{9999}",
    r"(((a{99}){99}){99}){99}",
    r"\L<x>",
    r"\N{X}",
    r"(*SKIP)x",
    r"(?:长沙芯片产业){e<=4}",
    r"(?be)(?:长沙){e}",
    r"\X+x|。",
)


def any_characters(random: Random) -> str:
    """Any characters of Unicode, those that command, hide or turn round more often than others."""
    ranges = (
        (0, 0x20),
        (0x20, 0x7F),
        (0x7F, 0xA0),
        (0x2000, 0x2070),
        (0x4E00, 0x9FFF),
        (0xD800, 0xE000),
        (0, 0x110000),
    )
    return "".join(chr(random.randrange(*random.choice(ranges))) for _ in range(random.randint(0, 40)))


def any_syntax(random: Random) -> str:
    """Fields, signs and words in any order."""
    fields = [f"{field}{random.choice(':：')}" for field in random.sample(sorted(FIELDS), 4)]
    return "".join(random.choice((*random.choices(SIGNS, k=4), *fields, *WORDS)) for _ in range(random.randint(1, 20)))


def mutated(random: Random) -> str:
    """Return valid queries with something put in, taken out or messages again."""
    query = " ".join(random.choices(VALID, k=random.randint(1, 3)))
    for _ in range(random.randint(1, 5)):
        start, end = sorted(random.randint(0, len(query)) for _ in range(2))
        middle = random.choice(("", query[start:end] * 2, random.choice(SIGNS), any_characters(random)[:3]))
        query = query[:start] + middle + query[end:]
    return query


def pattern(random: Random) -> str:
    """Return a regular expression that may run away, or one of random parts."""
    if random.random() < 0.3:
        return f"{random.choice(('', '省 ', '-'))}/{random.choice(RUNAWAYS)}/"
    parts = (
        "(",
        "(?:",
        "(?=",
        "(?<=",
        "(?!",
        "(?>",
        "(?<n>",
        ")",
        ")",
        ")*",
        ")+",
        "|",
        "[",
        "]",
        "[^",
        "*",
        "+",
        "?",
        "{2,9}",
        "{999}",
        ".",
        r"\w",
        r"\d",
        r"\b",
        r"\1",
        r"\\",
        "^",
        "$",
        "长",
        "沙",
        "a",
        "。",
        "(?i)",
        "(?",
        "\\",
    )
    source = "".join(random.choices(parts, k=random.randint(1, random.choice((8, 30, 300)))))
    return f"{random.choice(('', '', '长沙 ', '-', '标题:'))}/{source}/"


def nested(random: Random) -> str:
    """Every operator and field on top of another."""
    word = random.choice(WORDS)
    wraps: tuple[Callable[[str], str], ...] = (
        lambda text: f"-{text}",
        lambda text: f"'{text}",
        lambda text: f'"{text}"',
        lambda text: f"「{text}」",
        lambda text: f"/{text}/",
        lambda text: f"{random.choice(sorted(FIELDS))}:{text}",
        lambda text: f"{text}|{text[:99]}",
        lambda text: f"({text})",
    )
    for _ in range(random.randint(1, 40)):
        word = random.choice(wraps)(word)
    return word


def long(random: Random) -> str:
    """Return one that is longer than anybody would type."""
    unit = random.choice((any_syntax, mutated, pattern, any_characters))(random) + random.choice(("", " ", "|"))
    return (unit or "长")[:200] * random.choice((50, 500, 5_000))


MAKERS: Final = (any_characters, any_syntax, mutated, nested, any_syntax, mutated, nested, pattern)


def made(number: int, seed: int) -> str:
    """Return the query of a number; one in fifty is long."""
    random = Random(f"{seed} {number}")
    return long(random) if number % 50 == 7 else MAKERS[number % len(MAKERS)](random)


def acts(text: str) -> bool:
    """Whether something in a text is a command to a terminal, ends a line, or turns its direction."""
    return any(category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in text)


def used(archive: Library, query: str, number: int) -> str:
    """Do all that the program does with a query; return what became of it. Raises what is wrong."""
    for end in (len(query), len(query) // 2):
        suggest(archive, query[:end])
    parse_dates(query[:LONGEST])
    limited_query(query, "日期:2024")
    results = search(archive, query, order=("best", "newest")[number % 2], limit=(None, 5)[number % 3 == 0])
    messages = [words_of(note, Translator("en")) for note in results.notes]
    if any(len(each) > LINE or acts(each) for each in messages):
        raise ValueError(f"a message of {max(map(len, messages))} characters: {messages[0][:LINE]!r}")
    for result in results[:LOOKED_AT]:
        shown = (result.best, *result.passages(20), *result.passages())
        if any(end > len(passage.text) for passage in shown for hit in passage.hits for end in hit):
            raise ValueError("a passage that is lit outside")
        texts = result.article.texts
        _ = result.count, result.why, [highlight_ranges(text.text.text, result.words, text.readings) for text in texts]
    exact = sum(1 for _ in find_exact(archive, query).entries())
    if number % 4 == 0:
        _occurrences(archive, query)
    return "found" if exact else "found nearly" if results.articles else "found nothing"


def _occurrences(archive: Library, query: str) -> None:
    try:
        found = concordance(archive, query, text_only=True)
    except WordlessQueryError:
        return
    _ = found[:LOOKED_AT], found.by("left")[:LOOKED_AT]


def run(archives: Sequence[Library], numbers: range, tally: Tally) -> None:
    """Try the queries of some numbers, by turns in each of the archives."""
    for number in numbers:
        query = made(number, tally.seed)
        begun = process_time()
        try:
            outcome = used(archives[number // len(MAKERS) % len(archives)], query, number)
        except Exception as error:  # noqa: BLE001 whatever is raised is the finding
            tally.fail(f"{number}: {query[:200]!a}", f"{type(error).__name__}: {ascii(str(error))[:LINE]}")
            continue
        if (seconds := process_time() - begun) > SECONDS:
            tally.fail(f"{number}: {query[:200]!a}", f"{seconds:.1f} seconds")
        else:
            tally.count("not understood whole" if parse_query(query).notes else outcome)


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    with TemporaryDirectory() as folder, hnreader.open() as in_memory, hnreader.open(library=folder) as on_disk:
        run((in_memory, on_disk), range(chosen.part(QUERIES)), tally)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
