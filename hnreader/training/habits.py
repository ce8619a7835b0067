"""Print habits: what a paper does alike on all of a page. They are drawn for each page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.training import invented
from hnreader.training.choice import PageKind

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

REPORTER_WORDS: Final = ("全媒体记者", "全媒体记者", "记者", "记者", "融媒体记者", "首席记者", "见习记者")
_DATELINES: Final = (
    "{paper}{date}讯（{people}）",
    "{paper}{date}讯（{people}）",
    "{paper}{place}{date}讯（{people}）",
    "本报{place}{date}电（{people}）",
    "本报{place}{date}电 （{people}）",
    "本报{place}{date}讯（{people}）",
    "本报{date}讯（{people}）",
    "本报讯（{people}）",
    "本报讯 {people}报道：",
    "【本报讯】（{people}）",
    "新华社{place}{date}电（{people}）",
    "新华社{place}{date}电（{people}）",
    "据新华社{place}{date}电",
    "{place}{date}电（{people}）",
    "中新社{place}{date}电（{people}）",
)
_NAMES_ALONE: Final = 0.06
"""How often a dateline names its makers without saying what they are."""
_DATELINE_SHARES: Final = {
    PageKind.NEWS: (0.0, 0.5, 0.9, 0.95, 1.0, 1.0),
    PageKind.SHORT: (0.0, 0.5, 0.85, 0.95, 1.0),
    PageKind.MIXED: (0.0, 0.2, 0.6, 0.9),
    PageKind.DAILY: (0.0, 0.5, 0.95, 1.0, 1.0, 1.0),
}
_DAILY_DATELINE: Final = "{paper}{date}讯（{people}）"
_BYLINES: Final = (
    "本报记者 {names}",
    "本报记者 {names}",
    "{paper}{word} {names}",
    "{paper}{word} {names} 通讯员 {others}",
    "□ 本报记者 {names}",
    "□{names}",
    "{names}",
    "记者 {names}",
    "■本报记者 {names} 通讯员 {others}",
    "文/{names}",
)
_DAILY_BYLINES: Final = (
    "{paper}{word} {names}",
    "{paper}{word} {names} 通讯员 {others}",
    "{paper}{word} {names} 通讯员 {others}",
)
_COMMENTATORS: Final = ("{paper}全媒体评论员 {name}", "{paper}评论员 {name}", "本报评论员 {name}", "{name}")
_HALF_WIDTH: Final = ("", "()", ",", ",()", ",():;!?%", ",.():;!?\"'")
_FULL_TO_HALF: Final = dict(zip("，。（）：；！？％“”‘’", ",.():;!?%\"\"''", strict=True))
_FULL_DIGITS: Final = {ord(digit): full for digit, full in zip("0123456789", "０１２３４５６７８９", strict=True)}
_CREDITS: Final = (
    "{name}摄",
    "{name} 摄",
    "{paper}{word} {name} 摄",
    "本报记者 {name} 摄",
    "本报记者{name}摄",
    "新华社发（{name} 摄）",
    "新华社记者{name}摄",
    "{name}摄（影像中国）",
    "{name} 摄（{place}图片库）",
    "（{name}摄）",
    "（资料图片）",
    "（图片由{place}市融媒体中心提供）",
    "{paper}{word} {name} 通讯员 {other} 摄影报道",
    "{name}/图",
    "{name} 供图",
    "（{other}供图）",
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is alike on a page."""

    kind: PageKind
    paper: str
    date: datetime.date
    page_number: int
    datelines: tuple[str, ...]
    """The forms in use; none where they stand as the articles bring them."""
    dateline_share: float
    """Of the stories that could have a dateline."""
    byline: str
    byline_share: float
    jump_share: float
    """Of the stories long enough to go on, or to have begun, on another page."""
    credit: str
    credit_share: float
    reporter_word: str
    name_mark: str
    """What stands between two names."""
    chinese_numerals: bool
    """In jumps: 下转第三版."""
    untitled_share: float
    """Of the stories whose title is not among the text: drawn, or in a picture."""
    spaced_names: bool
    """A name of two characters is set as wide as one of three: 李 健."""
    blanks_in_titles: bool
    """Between the parts of a title; not every reader of print sees them."""
    half_width: str
    """Which marks are printed half-width."""
    full_width_digits: bool
    side_heads: bool
    """A 小标题 stands at the head of its paragraph's first line."""
    traditional: bool

    def widths(self) -> dict[int, str]:
        """Return what a table of translation needs to print marks and digits in their widths."""
        marks = {ord(full): half for full, half in _FULL_TO_HALF.items() if half in self.half_width}
        return marks | _FULL_DIGITS if self.full_width_digits else marks

    def names(self, people: Iterable[str]) -> str:
        """Return names as they are printed."""
        if self.spaced_names:
            people = ("　".join(name) if len(name) == 2 else name for name in people)
        return self.name_mark.join(people)

    def traits(self) -> tuple[str, ...]:
        """Return what is unusual, for figures by group."""
        names = (
            "daily" * (self.kind is PageKind.DAILY),
            "traditional" * self.traditional,
            "half-width" * bool(self.half_width),
            "full-width-digits" * self.full_width_digits,
            "side-heads" * self.side_heads,
        )
        return tuple(filter(None, names))


def _draw_datelines(rng: random.Random, kind: PageKind) -> tuple[str, ...]:
    if (kind is PageKind.NEWS and rng.random() < 0.6) or (kind is PageKind.DAILY and rng.random() < 0.9):
        return (_DAILY_DATELINE,)
    if kind is not PageKind.NEWS and rng.random() < 0.3:
        return ()
    return tuple(rng.choices(_DATELINES, k=rng.randint(1, 3)))


def draw_habits(rng: random.Random, date: str, page: int, kind: PageKind) -> Habits:
    """Draw the habits of a page; a page of news has more datelines than one of features."""
    day = datetime.date.fromisoformat(date) if date else datetime.date(2024, 1, 1)
    datelines = _draw_datelines(rng, kind)
    if datelines:  # where they are kept, the date is too
        day += datetime.timedelta(days=rng.choice((0, 0, 0, rng.randrange(2000))))
    daily = kind is PageKind.DAILY
    return Habits(
        kind=kind,
        paper=invented.PAPER if daily and rng.random() < 0.7 else invented.paper(rng),
        date=day,
        page_number=page or rng.randint(1, 16),
        datelines=datelines,
        dateline_share=rng.choice(_DATELINE_SHARES[kind]),
        byline=rng.choice(_DAILY_BYLINES if daily else _BYLINES),
        byline_share=rng.choice((0.0, 0.1, 0.2) if daily else (0.0, 0.1, 0.3, 0.6)),
        jump_share=rng.choice((0.0, 0.2, 0.3, 0.5)) if daily else 0.06,
        credit=rng.choice(_CREDITS),
        credit_share=rng.choice((0.3, 0.7, 1.0)),
        reporter_word=REPORTER_WORDS[0] if daily else rng.choice(REPORTER_WORDS),
        name_mark=" " if daily else rng.choice(("、", " ", " ", "　")),
        chinese_numerals=rng.random() < 0.5,
        untitled_share=rng.choice((0.0, 0.05, 0.15) if daily else (0.0, 0.0, 0.0, 0.02, 0.15)),
        spaced_names=rng.random() < 0.15,
        blanks_in_titles=rng.random() < 0.6,
        half_width=rng.choices(_HALF_WIDTH, (12, 4, 1, 4, 1, 1) if daily else (16, 0, 2, 2, 2, 1))[0],
        full_width_digits=rng.random() < 0.03,
        side_heads=rng.random() < 0.06,
        traditional=rng.random() < 0.04,
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """A printed dateline, byline or credit, and whom it names."""

    text: str
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    commentators: tuple[str, ...] = ()


def dateline(rng: random.Random, habits: Habits) -> tuple[Attribution, datetime.date | None]:
    """Return a dateline and the day that it states."""
    form = rng.choice(habits.datelines)
    day = habits.date - datetime.timedelta(days=rng.choice((1, 1, 1, 2)))
    reporters = invented.people(rng, 3)
    correspondents: tuple[str, ...] = ()
    word = "" if rng.random() < _NAMES_ALONE else rng.choice(("记者", habits.reporter_word))
    people = f"{word}{rng.choice(('', ' '))}{habits.names(reporters)}".lstrip()
    if rng.random() < 0.35:
        correspondents = invented.people(rng, 3)
        people += f" 通讯员 {habits.names(correspondents)}"
    text = form.format(
        paper=habits.paper, date=f"{day.month}月{day.day}日", place=rng.choice(invented.PLACES), people=people
    )
    named = "{people}" in form
    printed = Attribution(text, reporters if named else (), correspondents if named else ())
    return printed, day if "{date}" in form else None


def byline(rng: random.Random, habits: Habits) -> Attribution:
    """Return a byline on a line of its own."""
    names, others = invented.people(rng, 3), invented.people(rng, 2)
    text = habits.byline.format(
        paper=habits.paper, word=habits.reporter_word, names=habits.names(names), others=habits.names(others)
    )
    named = "记者" in text
    return Attribution(text, names if named else (), others if "通讯员" in text else ())


def commentator(rng: random.Random, habits: Habits) -> Attribution:
    """Return who wrote a commentary, on a line of its own."""
    name = invented.person(rng)
    text = rng.choice(_COMMENTATORS).format(paper=habits.paper, name=habits.names((name,)))
    return Attribution(text, commentators=(name,) if "评论员" in text else ())


def credit(rng: random.Random, habits: Habits) -> Attribution:
    """Return who took a picture."""
    name, other = invented.person(rng), invented.person(rng)
    text = habits.credit.format(
        paper=habits.paper, word=habits.reporter_word, name=name, other=other, place=rng.choice(invented.PLACES)
    )
    return Attribution(text, photographers=(name,) if name in text else ())
