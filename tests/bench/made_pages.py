"""Page files of a made-up newspaper, as OCR gives them: any number of pages, the same for the same seed.

    python tests/bench/made_pages.py FOLDER [PAGES [SEED]]

An issue a day, going back from LAST_DAY, of 4 to 16 pages (8 on average) in files `YYYY/MM/YYYY-MM-DD_PP.txt`. Each
line is a paragraph or a title. Pages, articles, titles and paragraphs are as long as on real pages, words as common as
jieba counts them; subjects have their years and recur in their article, names recur in their years, stories go on on
other pages. The text has no sense: what is measured with it is amounts, not how well pages are segmented. An issue does
not depend on how many others are made. Printed are how many were written a second, and how large they are.
"""

from __future__ import annotations

import datetime
import os
import random
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from made_words import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from made_words import Year

LAST_DAY: Final = datetime.date(2024, 8, 15)
SEED: Final = 20240309
LONG_AGO: Final = 1_000_000_000  # seconds: a file that was changed just now is read again
PAGES_OF_AN_ISSUE: Final = (4, 4, 4, 8, 8, 8, 8, 8, 12, 16)
ARTICLES_OF_A_PAGE: Final = (8, 9, 10, 11, 12, 12, 13, 14, 15, 16)
BODY: Final = (6.0, 0.68)  # logarithm of a body's characters: mean, deviation
SHORTEST, LONGEST = 90, 5000
PHRASE: Final = 3.6  # characters of what is drawn, marks included
PARAGRAPH: Final = 31  # phrases
CLAUSE: Final = (2, 6)  # phrases
OWN: Final = 12  # words that are an article's own: subjects, people, places
OWN_EVERY: Final = (3, 7)  # phrases
MARKS: Final = ("，", "，", "，", "，", "，", "、", "。", "。", "。", "；")
CUT: Final = 0.06  # of the paragraphs end at a column break and go on in the next line
PLAIN_PAGES: Final = 0.1  # have no dateline
LABELLED: Final = 0.7  # of the pages print the date
DATELINED: Final = 0.7  # of the articles of the other pages
KICKER, DOUBLE, SUBHEAD, CAPTION = 0.35, 0.4, 0.17, 0.08
NUMBERED: Final = (27314, datetime.date(2025, 3, 27))  # the number of an issue and its day; a number a day
SECTIONS: Final = ("要闻", "时政", "经济", "社会", "文化", "科教", "体育", "国际", "市州新闻", "理论")
COLUMNS: Final = ("三湘时评", "今日谈", "一线调查", "新闻链接", "观察与思考")
RENAMED: Final = 2014
"""The year from which datelines name the paper and its reporters work for all media."""


class Made(NamedTuple):
    """What was written."""

    pages: int
    articles: int
    """Stories over two pages count twice."""
    jumps: int
    """Stories that go on on another page."""
    size: int
    """Bytes."""


class _Made(NamedTuple):
    """An article: its lines, and those that stand on another page."""

    lines: list[str]
    rest: list[str]


class _Issue(NamedTuple):
    """What the pages of an issue are made of."""

    day: datetime.date
    pages: int
    draw: random.Random
    numbers: np.random.Generator
    words: Vocabulary
    year: Year


def write_archive(folder: Path, pages: int, seed: int = SEED) -> Made:
    """Write so many pages into a folder, the newest issue first, and return what was written."""
    made = Made(0, 0, 0, 0)
    known: Path | None = None
    for path, text, articles, jumps in islice(made_pages(seed), pages):
        whole = folder / path
        if whole.parent != known:
            whole.parent.mkdir(parents=True, exist_ok=True)
            known = whole.parent
        data = text.encode()
        whole.write_bytes(data)
        os.utime(whole, (LONG_AGO, LONG_AGO))
        made = Made(made.pages + 1, made.articles + articles, made.jumps + jumps, made.size + len(data))
    return made


def made_pages(seed: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield path, text, number of articles and number of stories from another page, for each page without end."""
    words = Vocabulary(seed)
    day = LAST_DAY
    while True:
        draw = random.Random(f"{seed} {day}")
        numbers = np.random.default_rng((seed, day.toordinal()))
        issue = _Issue(day, draw.choice(PAGES_OF_AN_ISSUE), draw, numbers, words, words.year(day.year))
        for number, (lines, articles, jumps) in enumerate(_issue_pages(issue), 1):
            yield f"{day:%Y/%m/%Y-%m-%d}_{number:02}.txt", "\n\n".join(lines) + "\n", articles, jumps
        day -= datetime.timedelta(days=1)


def _issue_pages(issue: _Issue) -> Iterator[tuple[list[str], int, int]]:
    """Yield lines, number of articles and number of stories from another page."""
    draw = issue.draw
    jumps = draw.sample(range(2, issue.pages + 1), min(3, draw.randrange(1, issue.pages)))
    waiting: dict[int, list[str]] = {}
    for page in range(1, issue.pages + 1):
        lines = list(_head(issue, page))
        articles = _articles(issue, jumps if page == 1 else ())
        waiting.update((target, article.rest) for target, article in zip(jumps, articles, strict=False) if article.rest)
        from_elsewhere = waiting.get(page, []) if page > 1 else []
        for article in articles if page > 1 else _shuffled(draw, articles):
            lines += article.lines
        lines += from_elsewhere
        yield lines, len(articles) + bool(from_elsewhere), int(bool(from_elsewhere))


def _shuffled(draw: random.Random, articles: Sequence[_Made]) -> Sequence[_Made]:
    return draw.sample(articles, len(articles))


def _head(issue: _Issue, page: int) -> Iterator[str]:
    """Yield the masthead of a first page, or the label of another."""
    day, draw = issue.day, issue.draw
    date, weekday = f"{day.year}年{day.month}月{day.day}日", "星期" + "一二三四五六日"[day.weekday()]
    if page == 1:
        number = NUMBERED[0] - (NUMBERED[1] - day).days
        numbered = (f"第{number}号",) if number > 0 else ()
        yield from ("湖南日报", date, weekday, *numbered, f"今日{issue.pages}版")
        return
    if draw.random() < LABELLED:
        yield f"{date} {weekday}"
    yield f"{page:02}版：{draw.choice(SECTIONS)}"


def _articles(issue: _Issue, targets: Sequence[int]) -> list[_Made]:
    """Return the articles of a page. The first of them go on on the pages `targets`."""
    draw = issue.draw
    plain = draw.random() < PLAIN_PAGES
    count = draw.choice(ARTICLES_OF_A_PAGE)
    sizes = [
        int(min(max(draw.lognormvariate(*BODY), SHORTEST if at >= len(targets) else 400), LONGEST) / PHRASE)
        for at in range(count)
    ]
    own = [_own_words(issue) for _ in range(count)]
    words = _words(issue, sizes, own)
    made, begin = [], 0
    for at, (size, subjects) in enumerate(zip(sizes, own, strict=True)):
        body = _paragraphs(draw, words[begin : begin + size], subjects)
        begin += size
        target = targets[at] if at < len(targets) else 0
        made.append(_article(issue, subjects, body, plain=plain and not target, target=target))
    return made


def _own_words(issue: _Issue) -> list[str]:
    """Return the words that recur in an article, the most common first."""
    draw, year = issue.draw, issue.year
    subjects = draw.choices(year.subjects, cum_weights=year.subject_weights, k=OWN - 5)
    place, other = draw.choices(issue.words.places, cum_weights=issue.words.place_weights, k=2)
    person, second = draw.choices(year.people, cum_weights=year.people_weights, k=2)
    names = [person.name, person.post + person.name, second.post + second.name]
    return [*subjects[:2], place, *subjects[2:4], names[0], *subjects[4:], *names[1:], other]


def _words(issue: _Issue, sizes: Sequence[int], own: Sequence[Sequence[str]]) -> list[str]:
    """Return the words of all bodies of a page, one after the other, with marks among them."""
    numbers, total = issue.numbers, sum(sizes)
    drawn = issue.words.drawn
    words = drawn[numbers.integers(len(drawn), size=total)]
    places = _places(numbers, OWN_EVERY, total)
    article = np.repeat(np.arange(len(sizes)), sizes)[places]
    rank = np.minimum((OWN * numbers.random(len(places)) ** 1.6).astype(np.intp), OWN - 1)
    words[places] = np.array(own, dtype=object)[article, rank]
    marked = _places(numbers, CLAUSE, total)
    words[marked] = np.array(MARKS, dtype=object)[numbers.integers(len(MARKS), size=len(marked))]
    result: list[str] = words.tolist()
    return result


def _places(numbers: np.random.Generator, apart: tuple[int, int], total: int) -> np.ndarray:
    """Return places from 0 to `total` that are so many apart."""
    low, high = apart
    places = np.cumsum(numbers.integers(low, high + 1, size=total // low + 1))
    return places[: np.searchsorted(places, total)]


def _paragraphs(draw: random.Random, words: list[str], own: Sequence[str]) -> list[str]:
    """Return the body that words make: paragraphs that begin with a word and end with a full stop."""
    count = max(1, round(len(words) / PARAGRAPH * draw.uniform(0.6, 1.4)))
    step = len(words) // count
    paragraphs = []
    for number in range(count):
        begin = number * step
        end = begin + step if number < count - 1 else len(words)
        text = "".join(words[begin + 1 : end - 1]).strip("，、。；")
        paragraphs.append(f"{own[number % OWN]}{text}。")
    return paragraphs


def _article(issue: _Issue, own: Sequence[str], body: list[str], *, plain: bool, target: int) -> _Made:
    """Return an article: titles, byline, body, caption, and the rest of it where it goes on on page `target`."""
    draw = issue.draw
    lines = list(_titles(issue, own))
    form = draw.random()
    if target or (form < DATELINED and not plain):
        body[0] = _dateline(issue, own) + body[0]
    elif form < DATELINED + 0.12:
        lines.append(f"{_paper(issue)}记者 {' '.join(_writers(issue, draw.randrange(1, 3)))}")
    elif form < DATELINED + 0.18:
        lines[0:0] = [draw.choice(COLUMNS)]
        lines.append(f"{_paper(issue)}评论员 {_writers(issue, 1)[0]}")
    elif form < DATELINED + 0.24:
        body = [f"{body[0][:120].rstrip('，、。；')}。{_writers(issue, 1)[0]} 摄"]
    else:
        body[-1] += f"（{_writers(issue, 1)[0]}）"
    rest: list[str] = []
    if target:
        mark = draw.choice(("", "①", "②"))
        cut = len(body) // 2
        at = len(body[cut]) // 2
        rest = [f"▲▲（上接1版{mark}）", body[cut][at:], *body[cut + 1 :]]
        body = [*body[:cut], body[cut][:at], f"▶（下转{target}版{mark}）"]
    for paragraph in body:
        if len(paragraph) > 80 and draw.random() < CUT:
            at = draw.randrange(30, len(paragraph) - 30)
            lines += (paragraph[:at], paragraph[at:])
        else:
            lines.append(paragraph)
    if draw.random() < CAPTION:
        lines.append(f"图为{own[2]}{own[0]}{draw.choice(issue.words.words)}{own[1]}。{_writers(issue, 1)[0]} 摄")
    return _Made(lines, rest)


def _titles(issue: _Issue, own: Sequence[str]) -> Iterator[str]:
    """Yield kicker, headline and subhead."""
    draw = issue.draw
    some = draw.choices(issue.words.words, k=5)
    if draw.random() < KICKER:
        yield f"{own[2]}{some[0]}{own[3]}{own[4]}"
    headline = f"{own[0]}{some[1]}{own[1]}"
    yield (
        f"{headline}{own[3]} {own[4]}{some[2]}{own[6]}{some[0]}"
        if draw.random() < 0.4
        else f"{headline}{some[2]}{own[3]}{own[4]}"
    )
    if draw.random() < SUBHEAD:
        yield f"{own[4]}{some[3]}{own[1]}{some[4]}{own[2]}"


def _paper(issue: _Issue) -> str:
    return "湖南日报全媒体" if issue.day.year >= RENAMED else "本报"


def _writers(issue: _Issue, count: int) -> list[str]:
    return issue.draw.choices(issue.year.writers, cum_weights=issue.year.writer_weights, k=count)


def _dateline(issue: _Issue, own: Sequence[str]) -> str:
    """Return the opening of a story of the day before."""
    draw, day = issue.draw, issue.day - datetime.timedelta(days=1)
    names = _writers(issue, draw.randrange(1, 3))
    if draw.random() < 0.12:
        return f"新华社北京{day.month}月{day.day}日电（记者{'、'.join(names)}）"
    also = f" 通讯员 {_writers(issue, 1)[0]}" if draw.random() < 0.5 else ""
    if day.year >= RENAMED:
        return f"湖南日报{day.month}月{day.day}日讯(全媒体记者 {' '.join(names)}{also})"
    return f"本报{own[2]}{day.month}月{day.day}日讯（记者 {' '.join(names)}{also}）"


def main() -> None:
    """Write the pages and print how long that took."""
    folder = Path(sys.argv[1])
    pages, seed = [*map(int, sys.argv[2:]), *(400, SEED)[len(sys.argv) - 2 :]]
    begun = time.perf_counter()
    made = write_archive(folder, pages, seed)
    took = time.perf_counter() - begun
    print(f"{made.pages} pages, {made.articles} articles in {took:.1f} s, {made.pages / took:.0f} pages a second")
    print(f"{made.size / 1e6:.1f} MB, {made.size / made.pages / 1e3:.1f} KB a page; {made.jumps} stories on two pages")


if __name__ == "__main__":
    main()
