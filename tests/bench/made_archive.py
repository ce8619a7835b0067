"""A made-up archive of any size: jieba's words as often as it counts them, and the sentences of the sample pages."""

from __future__ import annotations

import datetime
import random
from itertools import accumulate
from typing import NamedTuple

import jieba

import hnreader
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Line, Page, PageArticles, Paragraph, People, Text

SEED = 20240309


class Corpus(NamedTuple):
    """Pages, and the text of each of their articles as a scan would search it."""

    pages: list[PageArticles]
    texts: list[str]


def sentences(count: int) -> list[str]:
    """Return the sentences of the samples, and as many more made of words as often as jieba counts them."""
    archive = hnreader.open()
    real = [
        sentence + "。"
        for article in archive.entries
        for paragraph in article.paragraphs
        for sentence in paragraph.text.text.split("。")
        if len(sentence) > 4
    ]
    lines = jieba.get_dict_file().read().decode("utf-8").splitlines()
    words, counts = zip(*(line.split()[:2] for line in lines), strict=True)
    weights = list(accumulate(map(int, counts)))
    made = ["".join(random.choices(words, cum_weights=weights, k=random.randint(6, 22))) + "。" for _ in range(count)]
    return real * max(1, count // len(real) // 4) + made


def corpus(size: int) -> Corpus:
    """Return so many articles on pages of eight, four pages an issue; the same each time."""
    random.seed(SEED)
    pool = sentences(40_000)
    names = ["".join(random.choices("李王张刘陈杨赵黄周吴伟芳娜敏静丽强磊军洋", k=3)) for _ in range(300)]
    pages, texts = [], []
    day = datetime.date(1949, 8, 15)
    for number in range(0, size, 8):
        page_no = number // 8 % 4 + 1
        day += datetime.timedelta(days=page_no == 1)
        articles = []
        for at in range(number, min(size, number + 8)):
            body = tuple(Paragraph(Text("".join(random.choices(pool, k=6)))) for _ in range(4))
            headline = Text(random.choice(pool)[:20].strip("，。、"))
            people = People(reporters=tuple(random.sample(names, 2)))
            key = f"{day:%Y%m%d}-{at:07d}"
            articles.append(
                Article(key, Kind.NEWS, "", day, page_no, headline=headline, people=people, paragraphs=body)
            )
            texts.append("\n".join((headline.text, *(paragraph.text.text for paragraph in body))))
        page = Page(f"{day}_{page_no}", (Line(1, str(number)),))
        pages.append(PageArticles(page, Dating(day, page_no=page_no), tuple(articles)))
    return Corpus(pages, texts)
