"""The words of made-up pages: jieba's dictionary by its frequencies, subjects with their years, people, posts, places.

Words stand in phrases that recur, as often as makes the pairs of characters grow with the text as they do in print
(160 thousand different ones in the first million characters of a newspaper, 288 in 2.5 million; here 180 and 310):
words one by one would have twice as many, and so would an index.

What is common in a year and what is not differs: a part of the subjects has a vogue of some years, and people serve for
a span of years, so that words of an archive have a history as they have in print.
"""

from __future__ import annotations

import random
import re
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import jieba
import numpy as np

from hnreader.language.places import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FIRST_YEAR, LAST_YEAR = 1949, 2024
_DRAWN: Final = 1 << 20  # phrases and words drawn beforehand; a page takes some 1,600 of them at random
_WORDS_DRAWN: Final = 1 << 16  # for titles
_STEEPER: Final = 1.1  # exponent of jieba's counts, which are of novels and an encyclopedia too
_PHRASES: Final = 60_000
_PHRASE: Final = (2, 6)  # words
_IN_PHRASES: Final = 0.8  # of what is drawn
_HEAD: Final = 30  # a phrase's weight is 1 / (its rank + this): no phrase is everywhere (Zipf and Mandelbrot)
_FIGURES: Final = 0.06  # of what is drawn are figures
_SUBJECTS: Final = 12_000
_COMMONEST: Final = 400  # words are too common to be what an article is about
_IN_VOGUE: Final = 0.4  # of the subjects
_OUT_OF_VOGUE: Final = 0.03  # of its weight is left to a subject outside its years
_RISE: Final = 5.0  # its weight in its years
_PEOPLE: Final = 6_000
_SERVICE: Final = 24  # years
_USABLE: Final = re.compile("(?:(?![讯电摄版报])[一-鿿])+").fullmatch
"""Words of 汉字, without those that would make datelines, credits and labels of words."""
_CONTENT: Final = frozenset("n vn v nz l i j nt an b".split())
_SURNAMES: Final = (
    "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN: Final = (
    "明华国建文军平志伟东海强生春芳玉红英金永新林光荣民杰勇波兵辉斌峰宏敏丽娟秀云霞燕梅兰凤静洁琴艳娜娅慧倩雯婷"
    "思雨子轩浩宇涵欣怡梓若诗晨阳松柏涛鹏飞龙虎成德福寿祥仁义礼智信忠孝廉"
)
_POSTS: Final = tuple(
    (
        "省委书记 省长 副省长 市委书记 市长 副市长 县委书记 县长 副县长 区委书记 区长 镇党委书记 镇长 乡长 村支书 "
        "村委会主任 局长 副局长 处长 科长 主任 副主任 厂长 车间主任 董事长 总经理 总工程师 院长 校长 教授 研究员 站长 "
        "队长 主席 秘书长 工程师"
    ).split()
)


class Person(NamedTuple):
    """Somebody who is named on pages from a year on."""

    name: str
    post: str
    since: int


class Year(NamedTuple):
    """What a year writes about, and who writes. Lists of weights are cumulative, as `random.choices` takes them."""

    subjects: Sequence[str]
    subject_weights: Sequence[float]
    people: Sequence[Person]
    people_weights: Sequence[float]
    writers: Sequence[str]
    writer_weights: Sequence[float]


class _Weighted:
    """Things of which some are drawn more often than others."""

    def __init__(self, things: NDArray[np.object_], weights: NDArray[np.float64]) -> None:
        self._things, self._weights = things, np.cumsum(weights)

    def draw(self, generator: np.random.Generator, count: int) -> NDArray[np.object_]:
        """Return so many of them."""
        numbers = generator.random(count) * self._weights[-1]
        return self._things[np.searchsorted(self._weights, numbers, side="right")]


class Vocabulary:
    """The words of an archive, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"words {seed}")
        with jieba.get_dict_file() as dictionary:
            lines = [line.split() for line in dictionary.read().decode("utf-8").splitlines()]
        entries = [(word, int(count), kind) for word, count, kind in lines if _USABLE(word)]
        generator = np.random.default_rng(seed)
        words = _Weighted(
            np.array([word for word, _, _ in entries], dtype=object),
            np.array([count**_STEEPER for _, count, _ in entries]),
        )
        self.words: Final = words.draw(generator, _WORDS_DRAWN).tolist()
        """Words in no order, each as often as it is common: one at random is a word by its frequency."""
        self.drawn: Final = self._draw(generator, words)
        """Phrases, words and figures in the same way."""
        content = sorted(
            ((count, word) for word, count, kind in entries if kind in _CONTENT and 2 <= len(word) <= 4), reverse=True
        )[_COMMONEST:][:_SUBJECTS]
        self._weighted = [(word, count**0.5, self._vogue()) for count, word in content]
        self.subjects: Final = [word for _, word in content]
        """What articles are about, the most common first."""
        frequency = {word: count for word, count, _ in entries}
        self.places: Final = sorted(KNOWN, key=lambda place: (-frequency.get(place, 0), place))
        self.place_weights: Final = _zipf(len(self.places))

    def _draw(self, generator: np.random.Generator, words: _Weighted) -> NDArray[np.object_]:
        ends = np.cumsum(generator.integers(_PHRASE[0], _PHRASE[1] + 1, size=_PHRASES))
        joined = words.draw(generator, int(ends[-1])).tolist()
        phrases = ["".join(joined[begin:end]) for begin, end in pairwise((0, *ends.tolist()))]
        weights = 1 / np.arange(1.0 + _HEAD, _PHRASES + 1 + _HEAD)
        of_phrases = int(_IN_PHRASES * _DRAWN)
        drawn = np.concatenate(
            (
                _Weighted(np.array(phrases, dtype=object), weights).draw(generator, of_phrases),
                words.draw(generator, _DRAWN - of_phrases),
            )
        )
        places = generator.integers(_DRAWN, size=int(_FIGURES * _DRAWN))
        figures = np.array([self._figure() for _ in range(5000)], dtype=object)
        drawn[places] = figures[generator.integers(len(figures), size=len(places))]
        return drawn

    def _figure(self) -> str:
        number = int(10 ** self._random.uniform(0.3, 4.3))
        return self._random.choice(
            (f"{number}", f"{number / 10}%", f"{number}万元", f"{number}多人", f"{number / 10}亿元")
        )

    def _vogue(self) -> tuple[float, float] | None:
        """Return the year about which a subject is in vogue, and for how many; None: it always is."""
        if self._random.random() > _IN_VOGUE:
            return None
        return self._random.uniform(FIRST_YEAR, LAST_YEAR + 1), self._random.lognormvariate(0.9, 0.7)

    @cached_property
    def _people(self) -> list[Person]:
        draw = self._random
        surname_weights = _zipf(len(_SURNAMES), 0.7)
        return [
            Person(
                draw.choices(_SURNAMES, cum_weights=surname_weights)[0]
                + "".join(draw.sample(_GIVEN, 1 if draw.random() < 0.25 else 2)),
                draw.choice(_POSTS),
                draw.randrange(FIRST_YEAR - _SERVICE, LAST_YEAR + 1),
            )
            for _ in range(_PEOPLE)
        ]

    @lru_cache(maxsize=4)  # noqa: B019 a vocabulary lives as long as the process
    def year(self, number: int) -> Year:
        """Return what a year writes about."""
        weights = [
            weight * (_OUT_OF_VOGUE + _RISE * 2.718 ** -(((number - vogue[0]) / vogue[1]) ** 2)) if vogue else weight
            for _, weight, vogue in self._weighted
        ]
        active = [person for person in self._people if 0 <= number - person.since < _SERVICE]
        writers = [person.name for person in active[::4]]
        people = [person for at, person in enumerate(active) if at % 4]
        return Year(
            self.subjects,
            list(accumulate(weights)),
            people,
            _zipf(len(people)),
            writers,
            _zipf(len(writers), 0.6),
        )


def _zipf(count: int, exponent: float = 1.0) -> list[float]:
    """Return the cumulative weights of so many things, the n-th of which is the n-th most common."""
    return list(accumulate(_inverse(range(1, count + 1), exponent)))


def _inverse(numbers: Iterable[int], exponent: float) -> Iterable[float]:
    return (number**-exponent for number in numbers)
