"""What stands on a news page of a provincial daily: news of meetings and visits, a commentary, a feature, a photograph.

Words come from the articles and from tables of forms.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from hnreader.training import inserts, invented
from hnreader.training.articles import OLD_DATELINE, SourceParagraph

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.training.articles import SourceArticle

_TOPICS: Final = (
    "教育 交通运输 民政 水利 林业 住房城乡建设 文化旅游 商务 财政 审计 统计 人才 宣传 统战 信访 应急管理 市场监管"
    " 生态环境 卫生健康 科技创新 农业农村 乡村振兴 防汛抗旱 安全生产 招商引资 粮食安全 营商环境 政法 法院 档案"
    " 体育 退役军人"
).split()
_MEETINGS: Final = ("工作会议", "工作推进会", "工作座谈会", "现场会", "专题会议", "工作调度会", "电视电话会议")
_VISITS: Final = ("调研", "督导", "走访慰问", "检查指导", "宣讲")
_SAYS: Final = ("强调", "要求", "指出")
_COLUMNS: Final = "时评 快评 一线调研 今日关注 记者观察 民生关注 新闻故事 深度观察 基层新风 新春走基层 热点追踪".split()
_BUT_NEWS: Final = {"commentary": 0.35, "feature": 0.4, "photo": 0.7}
"""How often a page has an article that is no news, by kind."""


def stories(rng: random.Random, articles: Mapping[str, Sequence[SourceArticle]]) -> Iterator[tuple[SourceArticle, ...]]:
    """Yield the stories of a page from articles by kind: 9 to 15, some of them under one column's name."""
    news = articles["news"]
    number = min(len(news), rng.randint(7, 13))
    room = rng.uniform(4500, 7500) / number
    for article in rng.sample(news, number):
        cut = shortened(rng, article, int(room * rng.choice((0.4, 0.7, 1.0, 1.0, 1.5))))
        yield (with_titles(rng, cut if rng.random() < 0.07 else replace(cut, column="")),)
    for kind, share in _BUT_NEWS.items():
        if articles[kind] and rng.random() < share:
            article = shortened(rng, rng.choice(articles[kind]), int(room * rng.choice((1.0, 2.0))))
            yield (replace(article, column=rng.choice(_COLUMNS) if rng.random() < 0.5 else ""),)
    if rng.random() < 0.12:
        yield (inserts.advertorial(rng, shortened(rng, rng.choice(news), int(room * 1.5))),)
    if rng.random() < 0.1:
        yield inserts.short_notes(rng, rng.sample(news, min(len(news), rng.randint(3, 5))))


def shortened(rng: random.Random, article: SourceArticle, room: int) -> SourceArticle:
    """Return an article without its last paragraphs, signature and most pictures, as a desk cuts it to a room."""
    passages = article.passages
    fitting = sum(length <= room for length in accumulate(len(passage.text) for passage in passages))
    kept = list(passages[: max(fitting, rng.randint(1, 4))])
    while len(kept) > 1 and kept[-1].heading:
        kept.pop()
    captions = article.captions if article.kind == "photo" or rng.random() < 0.4 else ()
    return replace(article, passages=tuple(kept), captions=captions, signature="")


def with_titles(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article as news of a meeting or a visit, or with more titles, or as it is."""
    if article.passages[0].heading:
        return article
    chance = rng.random()
    if chance < 0.22:
        article = _of_an_occasion(rng, article)
    elif chance < 0.4:
        article = inserts.with_kicker(rng, article)
    if not article.subhead and rng.random() < 0.15:
        article = inserts.with_lead(rng, article) if rng.random() < 0.3 else inserts.with_subhead(rng, article)
    return article


def _of_an_occasion(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article whose kicker says who was where, and whose paragraphs tell it and quote him."""
    name, topic, place = invented.person(rng), rng.choice(_TOPICS), rng.choice(invented.PLACES)
    says = rng.choice(_SAYS)
    meeting = f"{rng.choice(('全省', '', f'{place}市'))}{topic}{rng.choice(_MEETINGS)}"
    visit = rng.choice(_VISITS)
    kicker, lead = rng.choice(
        (
            (f"{name}在{meeting}上{says}", f"{meeting}在{place}召开。{name}出席并讲话。"),
            (f"{name}在{place}{visit}时{says}", f"{name}到{place}{visit}{topic}工作。"),
            (f"{name}到{place}{visit}", f"{name}率队到{place}{visit}{topic}工作。"),
            (f"{name}{visit}{topic}工作", f"{name}在{place}{visit}{topic}工作，{says}要抓紧抓实、务求见效。"),
            (f"{name}主持召开{meeting}", f"{name}主持召开{meeting}，研究部署下一步工作。"),
            (f"{name}出席{meeting}并讲话", f"{meeting}举行，{name}出席并讲话。"),
            (f"{meeting}{rng.choice(('', f'在{place}'))}召开", f"{meeting}在{place}召开。"),
            (f"{meeting}在{place}召开", f"{meeting}在{place}召开，{name}出席并讲话。"),
        )
    )
    first, *others = article.passages
    day = rng.choice(("今天，", "日前，", "", f"{rng.randint(1, 28)}日，", "近日，"))
    passages = [SourceParagraph(day + lead + OLD_DATELINE.sub("", first.text))]
    who = rng.choice((name, name, "会议"))
    for passage in others:
        quoted = not passage.heading and rng.random() < 0.5
        passages.append(SourceParagraph(f"{who}{rng.choice(_SAYS)}，{passage.text}") if quoted else passage)
    if rng.random() < 0.35:
        present = "、".join(invented.people(rng, 4))
        passages.insert(
            rng.randrange(1, len(passages) + 1), SourceParagraph(f"省领导{present}{rng.choice(('出席', '参加'))}。")
        )
    article = replace(article, passages=tuple(passages), byline="")
    below = kicker.endswith("召开") and rng.random() < 0.5
    return replace(article, kicker="", subhead=kicker) if below else replace(article, kicker=kicker)
