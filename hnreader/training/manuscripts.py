"""From an article to a manuscript: the texts of a story as a paper with given habits prints them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.training import invented
from hnreader.training.articles import OLD_DATELINE, SourceParagraph
from hnreader.training.choice import PageKind
from hnreader.training.elements import Element, Manuscript, Mark, Piece, text_of
from hnreader.training.habits import Attribution, byline, commentator, credit, dateline
from hnreader.training.truth import NO_STORY, Role, StoryTruth

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from hnreader.training.articles import SourceArticle
    from hnreader.training.habits import Habits

_DIGITS: Final = "零一二三四五六七八九十"
_JUMPS_TO: Final = ("（下转第{}版）", "（下转{}版）", "▷(下转{}版)", "▶▶（下转{}版）", "下转第{}版", "（下转第{}版①）")
_JUMPS_FROM: Final = (
    "（上接第{}版）",
    "（上接{}版）",
    "▲（上接{}版②）",
    "（紧接第{}版）",
    "上接第{}版",
    "▲ ▲（上接{}版③）",
    "▲ ▲（紧接 {}版②）",
)
_PRINTED_JUMPS: Final = 0.8
"""How often a story that goes on or began on another page tells which; of the others a piece alone stands there."""
_NOTE_LABELS: Final = ("编者按", "编者按：", "开栏的话", "阅读提示", "核心提示", "编者的话", "【编者按】", "引言")
_CREDIT: Final = re.compile(r"摄|供图|新华社发|影像中国|人民视觉|图片")
_PHOTOGRAPHER: Final = re.compile(r"(?:(?<=记者)|(?<=^)|(?<=[（ ]))\s*([\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,3})\s*摄")
_LONGEST_CREDIT: Final = 24
_CREDITS: Final = 100_000
"""The numbers of credits among the page's furniture begin here, so that none is used twice."""
_BRACKETED: Final = re.compile(r"（[^（）]{2,24}）")


class Writer:
    """Gives the texts of one story their marks, in reading order."""

    def __init__(self, story: int, widths: dict[int, str]) -> None:
        self._story = story
        self._count = 0
        self._widths = widths

    def piece(self, role: Role, text: str) -> Piece:
        """Return a text as a piece that can stand in one element with others."""
        self._count += 1
        return Piece(text.translate(self._widths), Mark(self._story, role, self._count - 1))

    def element(self, role: Role, text: str) -> Element:
        """Return a text as an element of its own."""
        return (self.piece(role, text),)


def write(rng: random.Random, article: SourceArticle, habits: Habits, story: int) -> Manuscript:
    """Set down an article as a paper with these habits prints it."""
    writer = Writer(story, habits.widths())
    names, by = _byline(rng, article, habits)
    jump = _draw_jump(rng, article, habits)
    passages, day, printed = _opening(rng, article, habits, by_known=bool(by))
    jump_from = jump_to = None
    printed_jump = rng.random() < _PRINTED_JUMPS
    if jump > 0:
        jump_to = rng.randint(2, 16) if printed_jump else None
        passages, _ = _cut(rng, passages)
    elif jump < 0:
        jump_from = rng.randint(1, 4) if printed_jump else None
        _, passages = _cut(rng, article.passages)
        day, printed, by = None, Attribution(""), None
    title = _title_again(rng, article, writer) if jump < 0 else _title(rng, article, habits, writer, names)
    head = tuple(title)
    body = [] if article.kind == "photo" else _body(rng, habits, writer, passages, jump_from)
    if jump_to:
        _close(rng, body, writer.piece(Role.JUMP, _jump(rng, habits, _JUMPS_TO, jump_to)))
    elif body and jump <= 0:
        _signed(rng, article, writer, body)
    pictures = tuple(_pictures(rng, article, habits, writer))
    body += _credits(rng, article, story)
    truth = StoryTruth(
        kind="continuation" if jump < 0 else _kind(article),
        source=article.identity,
        dateline=day,
        reporters=printed.reporters or (by.reporters if by else ()),
        correspondents=printed.correspondents or (by.correspondents if by else ()),
        photographers=_photographers(pictures),
        commentators=by.commentators if by else (),
        jump_from=jump_from,
        jump_to=jump_to,
        truncated=jump > 0,
    )
    return Manuscript(head, tuple(body), pictures, truth)


def _kind(article: SourceArticle) -> str:
    return (
        article.kind if article.kind in {"news", "commentary", "feature", "photo", "advertorial", "notice"} else "news"
    )


def _draw_jump(rng: random.Random, article: SourceArticle, habits: Habits) -> int:
    """Return 1 where the story goes on elsewhere, −1 where it began elsewhere, else 0."""
    plain = [passage for passage in article.passages if not passage.heading]
    if article.kind == "photo" or len(plain) < 2 or article.characters < 300 or rng.random() > habits.jump_share:
        return 0
    return rng.choice((1, 1, -1))


def _byline(rng: random.Random, article: SourceArticle, habits: Habits) -> tuple[str, Attribution | None]:
    if article.byline:
        return article.byline, None
    if OLD_DATELINE.match(article.passages[0].text) or article.kind in {"photo", "brief"}:
        return "", None
    opinion = article.kind == "commentary" and habits.kind is PageKind.DAILY
    if not opinion and rng.random() > habits.byline_share:
        return "", None
    printed = commentator(rng, habits) if opinion else byline(rng, habits)
    return printed.text, printed


def _opening(
    rng: random.Random, article: SourceArticle, habits: Habits, *, by_known: bool
) -> tuple[tuple[SourceParagraph, ...], str | None, Attribution]:
    """Return the passages with the dateline that the habits want, its day, and whom it names."""
    first = next((number for number, passage in enumerate(article.passages) if not passage.heading), 0)
    passages = list(article.passages)
    old = OLD_DATELINE.match(passages[first].text)
    if not habits.datelines:
        return tuple(passages), article.dateline if old else None, Attribution("", article.reporters)
    fits = old or (not by_known and (article.kind in {"news", "brief"} or rng.random() < 0.25))
    text = passages[first].text[old.end() :] if old else passages[first].text
    if not fits or rng.random() > habits.dateline_share:
        passages[first] = SourceParagraph(text or passages[first].text, passages[first].heading)
        return tuple(passages), None, Attribution("")
    printed, day = dateline(rng, habits)
    passages[first] = SourceParagraph(printed.text + text)
    return tuple(passages), day.isoformat() if day else None, printed


def _cut(
    rng: random.Random, passages: tuple[SourceParagraph, ...]
) -> tuple[tuple[SourceParagraph, ...], tuple[SourceParagraph, ...]]:
    """Return the passages before and behind a page's end, which may cut a paragraph."""
    plain = [number for number, passage in enumerate(passages) if not passage.heading]
    number = rng.choice(plain[1:-1] or plain)
    text = passages[number].text
    place = rng.randrange(1, len(text)) if len(text) > 20 and rng.random() < 0.5 else len(text)
    behind = (SourceParagraph(text[place:]),) if text[place:] else ()
    return (*passages[:number], SourceParagraph(text[:place])), (*behind, *passages[number + 1 :])


def _title_again(rng: random.Random, article: SourceArticle, writer: Writer) -> Iterable[Element]:
    """Yield the title of a story that began on another page, which half of the papers print again."""
    if article.headline and rng.random() < 0.4:
        yield writer.element(Role.HEADLINE, article.headline)


def _title(rng: random.Random, article: SourceArticle, habits: Habits, writer: Writer, by: str) -> Iterable[Element]:
    lines = {
        Role.COLUMN: article.column,
        Role.KICKER: article.kicker,
        Role.HEADLINE: article.headline,
        Role.SUBHEAD: article.subhead,
    }
    if rng.random() < habits.untitled_share:
        lines = {}
    for role, text in lines.items():
        if text:
            yield writer.element(role, text if habits.blanks_in_titles else text.replace(" ", ""))
    if by:
        yield writer.element(Role.BYLINE, by)


def _body(
    rng: random.Random,
    habits: Habits,
    writer: Writer,
    passages: tuple[SourceParagraph, ...],
    jump_from: int | None,
) -> list[Element]:
    body: list[Element] = []
    if jump_from:
        body.append(writer.element(Role.JUMP, _jump(rng, habits, _JUMPS_FROM, jump_from)))
    elif len(passages) > 6 and rng.random() < 0.08:
        body.extend(_editor_note(rng, writer, passages[1].text))
        passages = (passages[0], *passages[2:])
    for passage in passages:
        role, piece = _role(passage), writer.piece(_role(passage), passage.text)
        before = body[-1][-1] if body and role is Role.BODY else None
        if before and before.mark.role is Role.HEADING and habits.side_heads:
            body[-1] = (before._replace(text=f"{before.text}　"), piece)
        elif before and before.mark.role is Role.JUMP and rng.random() < 0.5:
            body[-1] = (before, piece)
        else:
            body.append((piece,))
    return body


def _signed(rng: random.Random, article: SourceArticle, writer: Writer, body: list[Element]) -> None:
    """Sign the body of a story: as the article is, or seldom with other names."""
    if article.signature:
        if not text_of(body[-1]).endswith(article.signature):
            _close(rng, body, writer.piece(Role.SIGNATURE, article.signature))
    elif rng.random() < 0.05:
        _close(rng, body, writer.piece(Role.SIGNATURE, _signature(rng)))


def _role(passage: SourceParagraph) -> Role:
    if _BRACKETED.fullmatch(passage.text):
        return Role.SIGNATURE
    return Role.HEADING if passage.heading else Role.BODY


def _editor_note(rng: random.Random, writer: Writer, text: str) -> Iterable[Element]:
    label = rng.choice(_NOTE_LABELS)
    if label.endswith("：") or rng.random() < 0.3:
        yield (writer.piece(Role.EDITOR_NOTE, f"{label.rstrip('：')}：{text}"),)
    else:
        yield writer.element(Role.EDITOR_NOTE, label)
        yield writer.element(Role.EDITOR_NOTE, text)


def _close(rng: random.Random, body: list[Element], piece: Piece) -> None:
    """Let a piece follow the last paragraph, in its last line or on a line of its own."""
    if rng.random() < 0.5 and body:
        body[-1] = (*body[-1], piece)
    else:
        body.append((piece,))


def _signature(rng: random.Random) -> str:
    names = "、".join(invented.people(rng, 3))
    return rng.choice((f"（{names}）", f"（{names} 文/图）", f"（记者 {names}）", f"（{names}整理）", "（据新华社）"))


def _jump(rng: random.Random, habits: Habits, forms: tuple[str, ...], page: int) -> str:
    number = str(page)
    if habits.chinese_numerals:
        number = _DIGITS[page] if page <= 10 else f"十{_DIGITS[page - 10]}"
    return rng.choice(forms).format(number)


def _pictures(rng: random.Random, article: SourceArticle, habits: Habits, writer: Writer) -> Iterable[Element]:
    """Yield captions with their closing: those of the article, or one made of its words."""
    closing = [text for text in article.captions if _CREDIT.search(text) and len(text) < 24]
    texts = [text for text in article.captions if text not in closing]
    if article.kind == "photo":
        texts = [passage.text for passage in article.passages] + texts
    elif not texts and (closing or (article.characters > 400 and rng.random() < 0.1)):
        texts = [_caption(rng, article, habits)]
    for number, text in enumerate(texts):
        pieces = [writer.piece(Role.CAPTION, text)]
        if closing and number == len(texts) - 1:
            pieces += [writer.piece(Role.CREDIT, text) for text in closing]
        elif not closing and not _CREDIT.search(text) and rng.random() < habits.credit_share:
            pieces.append(writer.piece(Role.CREDIT, credit(rng, habits).text))
        yield tuple(pieces)


def _photographers(pictures: Iterable[Element]) -> tuple[str, ...]:
    texts = (piece.text for picture in pictures for piece in picture if piece.mark.role is Role.CREDIT)
    return tuple(found[1].replace(" ", "") for text in texts if (found := _PHOTOGRAPHER.search(text)))


def _credits(rng: random.Random, article: SourceArticle, story: int) -> Iterable[Element]:
    """Yield who made a page or drew its figures, as stands behind a text and is none of it."""
    texts = [text for text in article.credits if len(text) < _LONGEST_CREDIT]
    if not texts and article.characters > 1000 and rng.random() < 0.04:
        texts = [rng.choice(("制图：", "版式设计：", "数据来源：", "漫画：", "策划：")) + invented.person(rng)]
    for number, text in enumerate(texts):
        yield (Piece(text, Mark(NO_STORY, Role.FURNITURE, _CREDITS + 100 * story + number)),)


def _caption(rng: random.Random, article: SourceArticle, habits: Habits) -> str:
    """Return a sentence of the article as a caption tells it."""
    passage = OLD_DATELINE.sub("", rng.choice(article.passages).text)
    sentence = max(re.split(r"(?<=[。！？])", passage)[:3], key=len).strip() or passage
    day = f"{habits.date.month}月{habits.date.day}日，"
    lead = rng.choice((day, day, "", "图为", "▲", "图①：", "左图：", "近日，", "上图："))
    return (lead + sentence)[: rng.choice((40, 80, 160))]
