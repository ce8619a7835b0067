"""What pages have besides ordinary articles: briefs, notices, poems, advertorials, questions, lists, tables.

Words come from the articles and from tables of forms.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hnreader.training import invented
from hnreader.training.articles import SourceArticle, SourceParagraph

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

_BRIEF_COLUMNS: Final = "简讯 短波 快讯 市州快讯 新闻速递 综合消息 要闻简报 基层动态 信息快递 各地短讯 市州传真".split()
_CLAUSE: Final = re.compile(r"[^，。；！？：、“”（）《》\s]{4,9}")
_TITLE_CLAUSE: Final = re.compile(r"(?<=[，。；])[^，。；！？：、“”（）《》\s电讯]{7,20}(?=[，。；])")
_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]”?")
_LEAD_SENTENCE: Final = re.compile(r"[^。！？“”（）]{16,48}(?=[。！？])")
_NUMBERS: Final = ("①②③④⑤⑥⑦⑧", "一二三四五六七八", "12345678")
_ITEMS: Final = ("{}{}", "{}、{}", "{}.{}", "●{1}", "■{1}", "★{1}")
_UNITS: Final = ("万元", "亿元", "公里", "吨", "%", "人", "个")
_TABLE_HEADS: Final = ("地区 数量 增长", "单位 金额（万元） 占比", "名称 产量 同比", "日期 最高 最低", "项目 计划 完成")
_LOST: Final = (
    "{name}遗失居民身份证，证号{number}，声明作废。",
    "{place}市{name}商行遗失营业执照正本，统一社会信用代码{number}，声明作废。",
    "{name}不慎遗失毕业证书，编号{number}，特此声明。",
    "{place}市{name}餐饮店遗失公章一枚，编号{number}，声明作废。",
)
_NOTICE_HEADS: Final = ("遗失声明", "公告", "招标公告", "拍卖公告", "注销公告", "公示", "更正启事", "启事")
_NOTICES: Final = (
    "受委托，定于{month}月{day}日上午{hour}时在{place}市公开拍卖下列标的：位于{place}市人民路{small}号的房屋一套，建筑面积{big}平方米。",
    "有意竞买者请于{month}月{day}日前到{place}市行政中心{small}室办理手续。",
    "经研究决定，拟对{place}市{small}个项目予以公示，公示期为{hour}天。如有异议，请在公示期内反映。",
    "联系电话：0{small}-{big}{small} 联系人：{name}",
    "{place}市{name}科技有限公司经股东会决议拟注销，请债权人自公告之日起45日内申报债权。",
)


def varied(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article, seldom with a list, a table or questions, or as an advertorial, sometimes with more titles."""
    article = with_titles(rng, article)
    what = rng.random()
    if len(article.passages) < 3 or article.kind == "photo" or what > 0.12:
        return article
    if what < 0.03:
        return _with(article, 2, _list(rng, article))
    if what < 0.05:
        return _with(article, rng.randrange(2, len(article.passages) + 1), _table(rng))
    if what < 0.09:
        return _with_questions(rng, article)
    return advertorial(rng, article)


def short_notes(rng: random.Random, articles: Sequence[SourceArticle]) -> tuple[SourceArticle, ...]:
    """Return short news under the name of a column, each a story, or all as one."""
    column = rng.choice(_BRIEF_COLUMNS)
    cut = [replace(article, passages=article.passages[:2], column="", kicker="", subhead="") for article in articles]
    if rng.random() < 0.6:
        return (replace(cut[0], column=column), *cut[1:])
    passages: list[SourceParagraph] = []
    signed = rng.random() < 0.7
    for article in cut:
        passages += [SourceParagraph(article.headline, heading=True), *article.passages]
        if signed:
            passages.append(SourceParagraph(f"（{'、'.join(invented.people(rng, 2))}）"))
    whole = replace(articles[0], kind="news", headline=column, passages=tuple(passages), captions=(), signature="")
    return (replace(whole, column="", kicker="", subhead="", byline=""),)


def besides(rng: random.Random, articles: Sequence[SourceArticle]) -> Iterator[SourceArticle]:
    """Yield notices and poems, seldom."""
    if rng.random() < 0.08:
        yield _notice(rng)
    if rng.random() < 0.05 and (poem := _poem(rng, rng.choice(articles))):
        yield poem


def with_titles(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article with a kicker of its first words, or a subhead of later ones, where it has none."""
    if article.kind not in {"news", "brief"} or all(passage.heading for passage in article.passages):
        return article
    if not article.kicker and rng.random() < 0.15:
        return with_kicker(rng, article)
    if not article.subhead and rng.random() < 0.15:
        return with_lead(rng, article) if rng.random() < 0.2 else with_subhead(rng, article)
    return article


def with_kicker(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article with a kicker of its first words, if they have a clause that fits."""
    first = next(passage.text for passage in article.passages if not passage.heading)
    clauses = _TITLE_CLAUSE.findall(first[:120])
    return replace(article, kicker=rng.choice(clauses)) if clauses else article


def with_subhead(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article with a subhead of words of its later paragraphs, if they have a clause that fits."""
    _, *others = (passage.text for passage in article.passages if not passage.heading)
    clauses = _TITLE_CLAUSE.findall("".join(others))
    return replace(article, subhead=rng.choice(clauses)) if clauses else article


def with_lead(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article with one of its sentences below the headline."""
    sentences = _LEAD_SENTENCE.findall("".join(passage.text for passage in article.passages if not passage.heading))
    return replace(article, subhead=rng.choice(sentences).strip()) if sentences else article


def _with(article: SourceArticle, place: int, passages: Sequence[SourceParagraph]) -> SourceArticle:
    return replace(article, passages=(*article.passages[:place], *passages, *article.passages[place:]))


def _list(rng: random.Random, article: SourceArticle) -> list[SourceParagraph]:
    sentences = _SENTENCE.findall(" ".join(passage.text for passage in article.passages))
    items = rng.sample(sentences, min(len(sentences), rng.randint(3, 8)))
    form, numbers = rng.choice(_ITEMS), rng.choice(_NUMBERS)
    return [SourceParagraph(form.format(number, item.strip())) for number, item in zip(numbers, items, strict=False)]


def _table(rng: random.Random) -> list[SourceParagraph]:
    unit = rng.choice(_UNITS)
    rows = [
        f"{rng.choice(invented.PLACES)} {rng.randint(1, 9999)}{unit} {rng.uniform(-5, 30):.1f}%"
        for _ in range(rng.randint(3, 9))
    ]
    return [SourceParagraph(row) for row in (rng.choice(_TABLE_HEADS), *rows)]


def _with_questions(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article whose headings or every other paragraph are questions."""
    ask, answer = rng.choice((("问：", "答："), ("记者：", f"{invented.person(rng)}："), ("Q：", "A：")))
    passages: list[SourceParagraph] = []
    for number, passage in enumerate(article.passages):
        asked_here = passage.heading or (number and len(passage.text) < 60)
        after_question = bool(passages) and passages[-1].text.startswith(ask)
        lead = ask if asked_here else answer if after_question else ""
        text = passage.text.rstrip("。") + "？" if asked_here else passage.text
        passages.append(SourceParagraph(lead + text))
    return replace(article, passages=tuple(passages))


def advertorial(rng: random.Random, article: SourceArticle) -> SourceArticle:
    """Return an article as paid matter, with its writers and the source of its pictures."""
    name = invented.person(rng)
    byline = rng.choice((f"□ {name} {invented.person(rng)}", f"文/{name} 图/{invented.person(rng)}", name))
    source = rng.choice(invented.PLACES)
    captions = (rng.choice((f"（图片均由{source}市委宣传部提供）", f"（本版图片由{source}融媒体中心提供）")),)
    return replace(article, kind="advertorial", byline=byline, captions=captions, signature="")


def _notice(rng: random.Random) -> SourceArticle:
    head = rng.choice(_NOTICE_HEADS)
    forms = _LOST if head == "遗失声明" else _NOTICES
    passages = [
        SourceParagraph(
            rng.choice(forms).format(
                name=invented.person(rng),
                place=rng.choice(invented.PLACES),
                number=rng.randrange(10**17, 10**18),
                month=rng.randint(1, 12),
                day=rng.randint(1, 28),
                hour=rng.randint(7, 12),
                small=rng.randint(10, 999),
                big=rng.randint(1000, 9999),
            )
        )
        for _ in range(rng.randint(2, 9))
    ]
    if head != "遗失声明" and rng.random() < 0.7:
        passages.append(SourceParagraph(f"{rng.choice(invented.PLACES)}市自然资源局"))
        passages.append(SourceParagraph(f"2024年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"))
    return SourceArticle("notice", "", 0, "notice", head, tuple(passages))


def _poem(rng: random.Random, article: SourceArticle) -> SourceArticle | None:
    """Return clauses of an article as the lines of a poem."""
    clauses = _CLAUSE.findall("".join(passage.text for passage in article.passages))
    length = rng.choice((0, 5, 7))
    lines = [clause[:length] if length else clause for clause in clauses if len(clause) >= length]
    if len(lines) < 8 or not article.headline:
        return None
    lines = lines[: rng.choice((8, 8, 12, 20))]
    mark = rng.choice((("，", "。"), ("", "")))
    passages = tuple(SourceParagraph(line + mark[number % 2]) for number, line in enumerate(lines))
    title = rng.choice(("七律·", "", "组诗：", "（外一首）"))
    headline = title + article.headline[:8] if not title.startswith("（") else article.headline[:8] + title
    return SourceArticle("poem", "", 0, "feature", headline, passages, byline=invented.person(rng))
