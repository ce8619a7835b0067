"""Articles over several pages: what is tied, what is not, and that nothing else depends on it. All text is made up."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest

from hnreader.archive import Archive, outline
from hnreader.archive.continuations import MOST
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Jump, Line, Page, PageArticles, Paragraph, Story, Text
from hnreader.reading import pages_from
from hnreader.reasons import Reason
from hnreader.segment import segment

DAY, BEFORE = dt.date(2024, 3, 9), dt.date(2024, 3, 8)

TEA = (
    "近日，青石镇的茶农罗大川把头一批春茶送到了集市，茶行门前排起长队，镇里请来的制茶师傅在老街支起铁锅，",
    "当街炒茶给客商看。罗大川种了四十年茶，茶园就在半山腰。制茶师傅说，青石镇的春茶要赶在清明前炒完。",
)
BOOK = (
    "望江区图书馆昨晚办起灯下书会，馆员温如给读者备了旧台灯，大家围着长桌轮流朗读，窗外就是江水，读什么书由读",
    "者投票决定。温如说，灯下书会每周五晚上都办，图书馆的长桌上谁都可以借书，旧台灯会一直亮到打烊。",
)
FISH = (
    "白鹭湖今天开湖捕鱼，二十条木船一早离岸，渔民们把三百米长的大网拖上冰面，鱼获当场过秤，",
    "木船靠岸后渔民把鱼分给村里的老人。白鹭湖的大网是手工织的，渔民说捕鱼只取三斤以上的。",
)


def part(name, text, page, *, to=None, back=None, date=DAY, mark=None, **fields):
    """An article made by hand; `to` and `back` are the pages that it turns to and comes from."""
    turn = {
        "jump_to": Jump(to, mark, Text(f"（下转{to}版{mark or ''}）")) if to else None,
        "jump_from": Jump(back, mark, Text(f"（上接{back}版{mark or ''}）")) if back else None,
    }
    kind = Kind.CONTINUATION if back else Kind.NEWS
    paragraphs = (Paragraph(Text(text)),) if text else ()
    return Article(name, kind, "", date, page, paragraphs=paragraphs, **(turn | fields))


def sheet(*articles, name=None):
    first = articles[0]
    name = name or f"{first.date}-{first.page_no}-{first.id}.txt"
    return PageArticles(Page(name, (Line(1, name),)), Dating(first.date, page_no=first.page_no), articles)


def tied(*pages):
    return {(continuation.first.id, continuation.second.id) for continuation in Archive(pages).continuations}


def confidence(*pages):
    (continuation,) = Archive(pages).continuations
    return continuation.evidence.confidence


# ── what is tied


def test_two_halves_are_tied():
    """A turn to page 2 and one from page 1 that name each other make one article."""
    pages = [sheet(part("a", TEA[0], 1, to=2)), sheet(part("b", TEA[1], 2, back=1))]
    archive = Archive(pages)
    (continuation,) = archive.continuations
    assert (continuation.first.id, continuation.second.id, continuation.pages, continuation.cut) == (
        "a",
        "b",
        (1, 2),
        True,
    )
    assert archive.continued_by(archive.find("a")) == archive.continues(archive.find("b")) == continuation
    assert [entry.id for entry in archive.entries] == ["a"]
    assert [article.id for article in archive.articles] == ["a", "b"]
    assert [part.id for part in archive.parts(archive.find("b"))] == ["a", "b"]
    assert archive.entry_index(archive.find("b")) == 0
    assert [(issue.articles, issue.entries) for issue in archive.summaries] == [(2, 1)]


@pytest.mark.parametrize("page", [2, None])
def test_what_people_say_of_turns_is_believed(page):
    """Of both pages nothing needs to be printed, nor need their texts agree; of one, where the other is printed."""
    first, second = ({name: Jump(to, None, Text(""), decided=True)} for name, to in (("jump_to", 2), ("jump_from", 1)))
    pages = [sheet(part("a", TEA[0] * 9, 1, **first)), sheet(part("b", BOOK[1] * 9, page, **second))]
    (continuation,) = Archive(pages).continuations
    assert (continuation.pages, continuation.evidence.message.reason) == ((1, 2), Reason.TURN_DECIDED)
    assert tied(sheet(part("a", TEA[0], 1, **first)), sheet(part("b", TEA[1], 2, back=1))) == {("a", "b")}
    printed = [sheet(part("a", TEA[0] * 9, 1, to=2)), sheet(part("b", BOOK[1] * 9, page, back=1))]
    assert bool(tied(*printed)) is (page is not None)


def test_marks_tell_turns_apart():
    """Equal marks go together, whatever the order and however alike the texts are."""
    pages = [
        sheet(part("a1", TEA[0], 1, to=2, mark="①"), part("a2", TEA[0], 1, to=2, mark="②")),
        sheet(part("b2", TEA[1], 2, back=1, mark="②"), part("b1", TEA[1], 2, back=1, mark="①")),
    ]
    assert tied(*pages) == {("a1", "b1"), ("a2", "b2")}


def test_a_mark_that_only_one_side_has_may_be_lost_print():
    """Where only one of the two turns has a mark they may go together; it is less sure than if both had it."""

    def pages(mark):
        return sheet(part("a", TEA[0], 1, to=2, mark="①")), sheet(part("b", TEA[1], 2, back=1, mark=mark))

    assert tied(*pages(None)) == {("a", "b")}
    assert confidence(*pages(None)) < confidence(*pages("①"))


@pytest.mark.parametrize("order", itertools.permutations(range(3)))
def test_words_tell_unmarked_turns_apart(order):
    """Of several unmarked turns each goes to the text that speaks of the same and goes on in its sentence."""
    stories = (TEA, BOOK, FISH)
    firsts = [part(f"a{at}", story[0], 1, to=2) for at, story in enumerate(stories)]
    seconds = [part(f"b{at}", stories[at][1], 2, back=1) for at in order]
    archive = Archive([sheet(*firsts), sheet(*seconds)])
    assert {(continuation.first.id, continuation.second.id) for continuation in archive.continuations} == {
        (f"a{at}", f"b{at}") for at in range(3)
    }
    reasons = {continuation.evidence.message.reason for continuation in archive.continuations}
    assert reasons <= {Reason.TURN_WORDS, Reason.TURN_CUT}


def test_the_whole_fits_best():
    """What one text leaves open is settled by what the others need."""
    vague = "工作正在有序推进，预计年底前完成。"
    pages = [
        sheet(part("a1", TEA[0], 1, to=2), part("a2", "各项准备就绪。", 1, to=2)),
        sheet(part("b1", TEA[1], 2, back=1), part("b2", vague, 2, back=1)),
    ]
    assert tied(*pages) == {("a1", "b1"), ("a2", "b2")}


def test_a_chain_is_followed():
    """A story over three pages is one, and each part leads to it."""
    end = "青石镇的老街上，制茶师傅收起铁锅，客商把春茶装上了车。"
    pages = [
        sheet(part("a", TEA[0], 1, to=2)),
        sheet(part("b", TEA[1], 2, back=1, jump_to=Jump(3, None, Text("（下转3版）")))),
        sheet(part("c", end, 3, back=2)),
    ]
    archive = Archive(pages)
    assert [entry.id for entry in archive.entries] == ["a"]
    for article in archive.articles:
        assert archive.first_part(article).id == "a"
        assert [other.id for other in archive.parts(article)] == ["a", "b", "c"]
        assert [continuation.pages for continuation in archive.story(article).continuations] == [(1, 2), (2, 3)]


def test_a_page_without_number_is_tied_where_nothing_else_fits():
    """A page that does not tell its number is taken for the one that is lacking if the texts say so; that is said."""
    pages = [sheet(part("a", TEA[0], 1, to=2)), sheet(part("b", TEA[1], None, back=1))]
    (continuation,) = Archive(pages).continuations
    assert continuation.pages == (1, 2)
    assert continuation.evidence.message.reason.endswith(".lone")
    assert continuation.evidence.confidence < confidence(pages[0], sheet(part("b", TEA[1], 2, back=1)))


def test_pages_as_files_have_them():
    """The same with files: segmented, dated and numbered by their names."""
    opening = f"茶香老街\n\n湖南日报3月8日讯（全媒体记者 韩松年）{TEA[0]}\n▶（下转2版①）\n"
    files = {
        "2024-03-09_01.txt": opening,
        "2024-03-09_02.txt": f"▲▲（上接1版①）\n{TEA[1]}\n\n湖水解冻\n\n湖南日报3月8日讯（全媒体记者 杜若）{FISH[0]}\n",
    }
    archive = Archive(segment(next(pages_from(text.encode(), name))) for name, text in files.items())
    (continuation,) = archive.continuations
    assert continuation.first.headline.text == "茶香老街"
    assert continuation.evidence.message.reason == "why.turn"
    assert continuation.evidence.span.line == 4
    assert len(archive.entries) == 2


# ── what is not


APART = {
    "another issue": (part("a", TEA[0], 1, to=2), part("b", TEA[1], 2, back=1, date=BEFORE)),
    "no issue": (part("a", TEA[0], 1, to=2, date=None), part("b", TEA[1], 2, back=1, date=None)),
    "another mark": (part("a", TEA[0], 1, to=2, mark="①"), part("b", TEA[1], 2, back=1, mark="②")),
    "it turns to another page": (part("a", TEA[0], 1, to=3), part("b", TEA[1], 2, back=1)),
    "it comes from another page": (part("a", TEA[0], 1, to=3), part("b", TEA[1], 3, back=2)),
    "a page of the same number": (part("a", TEA[0], 2, to=2), part("b", TEA[1], 2, back=2)),
    "no turn from": (part("a", TEA[0], 1, to=2), part("b", TEA[1], 2)),
    "no turn to": (part("a", TEA[0], 1), part("b", TEA[1], 2, back=1)),
    "backwards": (part("a", TEA[0], 3, to=2), part("b", TEA[1], 2, back=3)),
    "other words": (part("a", "".join(TEA), 1, to=2), part("b", "".join(FISH), 2, back=1)),
    "other words, no number": (part("a", TEA[0], 1, to=2), part("b", FISH[1], None, back=1)),
    "other words, no number, a mark": (
        part("a", TEA[0], 1, to=2, mark="①"),
        part("b", FISH[1], None, back=1, mark="①"),
    ),
    "no text, no number": (part("a", "", 1, to=2), part("b", "", None, back=1)),
}


@pytest.mark.parametrize("case", APART.values(), ids=APART.keys())
def test_parts_that_do_not_fit_stay_apart(case):
    """What print does not bring together, or too little speaks for, stays as printed."""
    first, second = case
    archive = Archive([sheet(first), sheet(second)])
    assert archive.continuations == ()
    assert archive.entries == archive.articles
    assert archive.parts(second) == (second,)
    assert archive.story(first) == Story(first)


def test_one_page_ties_nothing_within_itself():
    """Turns on one page never meet, whatever numbers they name, and with or without a number of its own."""
    for number in (1, 2, None):
        both = (part("a", TEA[0], number, to=2), part("b", TEA[1], number, back=1))
        assert tied(sheet(*both)) == set()


def test_what_cannot_be_told_apart_is_not_tied():
    """Two texts that fit alike: neither is taken."""
    pages = [
        sheet(part("a1", "第一项工作。", 1, to=2), part("a2", "第一项工作。", 1, to=2)),
        sheet(part("b1", "第二项工作。", 2, back=1), part("b2", "第二项工作。", 2, back=1)),
    ]
    assert tied(*pages) == set()


def test_a_page_without_number_is_not_one_that_is_there():
    """Where page 2 is there, a page without a number is not page 2."""
    pages = [
        sheet(part("a", TEA[0], 1, to=2)),
        sheet(part("b", TEA[1], None, back=1)),
        sheet(part("c", FISH[0], 2)),
    ]
    assert tied(*pages) == set()


@pytest.mark.parametrize("same_page", [True, False])
def test_a_page_without_number_is_tied_only_where_one_alone_fits(same_page):
    """Two texts that print allows, on pages without a number, are two too many."""
    others = [part("b1", TEA[1], None, back=1), part("b2", FISH[1], None, back=1)]
    pages = [sheet(*others)] if same_page else [sheet(other) for other in others]
    assert tied(sheet(part("a", TEA[0], 1, to=2)), *pages) == set()


def test_a_page_has_one_number():
    """Ties that would give a page two numbers are none."""
    firsts = [sheet(part("a1", TEA[0], 1, to=2), part("a2", BOOK[0], 1, to=3))]
    second = sheet(part("b1", TEA[1], None, back=1, mark="①"), part("b2", BOOK[1], None, back=1, mark="②"))
    assert tied(*firsts, second) == set()


def test_a_crowd_is_left_alone():
    """More turns between two pages than any newspaper has are left as printed, without a search through all pairs."""
    many = range(MOST + 1)
    pages = [
        sheet(*(part(f"a{at}", TEA[0], 1, to=2) for at in many)),
        sheet(*(part(f"b{at}", TEA[1], 2, back=1) for at in many)),
    ]
    assert tied(*pages) == set()


# ── laws


def jumble(seed):
    """An issue's pages with turns to and fro, marked or not, some pages without a number."""
    chance = random.Random(seed)
    pages = []
    for number in range(1, 6):
        known = number if chance.random() < 0.8 else None
        articles = []
        for at in range(4):
            fields = {}
            if chance.random() < 0.6:
                to = chance.randint(1, 5)
                fields["jump_to"] = Jump(to, chance.choice([None, "①", "②"]), Text(f"（下转{to}版）"))
            if chance.random() < 0.6:
                back = chance.randint(1, 5)
                fields["jump_from"] = Jump(back, chance.choice([None, "①", "②"]), Text(f"（上接{back}版）"))
            text = chance.choice((TEA, BOOK, FISH))[chance.randint(0, 1)]
            articles.append(part(f"{number}{at}", text, known, **fields))
        pages.append(sheet(*articles))
    return pages


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_loading_does_not_matter(seed):
    """Ties are the same in whichever order pages come, at once or one by one, asked for in between or not."""
    pages = jumble(seed)
    at_once = Archive(pages).continuations
    random.Random(seed).shuffle(pages)
    piecemeal = Archive()
    for page in pages:
        piecemeal.add([page])
        assert len(piecemeal.entries) + len(piecemeal.continuations) == len(piecemeal)
    assert piecemeal.continuations == at_once


@pytest.mark.parametrize("seed", range(40))
def test_parts_make_chains(seed):
    """Every article has one part before it and one behind it at the most, is in one chain, and no chain closes."""
    archive = Archive(jumble(seed))
    assert len({continuation.first.id for continuation in archive.continuations}) == len(
        {continuation.second.id for continuation in archive.continuations}
    )
    assert len({continuation.first.id for continuation in archive.continuations}) == len(archive.continuations)
    parts = [part.id for entry in archive.entries for part in archive.parts(entry)]
    assert sorted(parts) == sorted(article.id for article in archive.articles)
    for continuation in archive.continuations:
        assert continuation.pages[0] < continuation.pages[1]
        assert continuation.first.page_no in (None, continuation.pages[0])
        assert continuation.second.page_no in (None, continuation.pages[1])
        assert 0 < continuation.evidence.confidence < 1


@pytest.mark.parametrize("seed", range(10))
def test_entries_stand_where_their_first_parts_do(seed):
    """Each article's position among the entries is that of the first part of what it belongs to."""
    archive = Archive([*jumble(seed), sheet(part("z", FISH[0], 1, date=BEFORE))])
    for article in archive.articles:
        assert archive.entries[archive.entry_index(article)] is archive.first_part(article)
    assert sum(issue.entries for issue in archive.summaries) == len(archive.entries)


def test_only_the_issue_of_a_new_page_is_looked_at_again(monkeypatch):
    """Adding a page redoes its own issue, and what is tied changes in no other."""
    worked_out = []
    true = outline.find_continuations
    monkeypatch.setattr(
        outline, "find_continuations", lambda pages: worked_out.append(pages[0].dating.date) or true(pages)
    )
    old = [sheet(part("x", FISH[0], 1, to=2, date=BEFORE)), sheet(part("y", FISH[1], 2, back=1, date=BEFORE))]
    archive = Archive([*old, sheet(part("a", TEA[0], 1, to=2))])
    assert len(archive.continuations) == 1
    archive.add([sheet(part("b", TEA[1], 2, back=1))])
    assert len(archive.continuations) == 2
    assert sorted(worked_out[:2]) == [BEFORE, DAY]
    assert worked_out[2:] == [DAY]
    assert [entry.id for entry in archive.entries] == ["a", "x"]


def test_ids_survive_what_is_tied():
    """Parts are the very articles that their pages have, tied or not."""
    pages = [sheet(part("a", TEA[0], 1, to=2)), sheet(part("b", TEA[1], 2, back=1))]
    alone = [article for page in pages for article in Archive([page]).articles]
    assert list(Archive(pages).articles) == alone


def test_a_page_held_twice_is_tied_once():
    """The same page under another name has the same ids; its article goes on once."""
    pages = [
        sheet(part("a", TEA[0], 1, to=2)),
        sheet(part("b", TEA[1], 2, back=1), name="one.txt"),
        sheet(part("b", TEA[1], 2, back=1), name="two.txt"),
    ]
    archive = Archive(pages)
    assert len(archive.continuations) == 1
    assert [entry.id for entry in archive.entries] == ["a"]


def test_an_id_does_not_lead_to_itself():
    """Where articles on two pages have an id, the first counts for both of its ends: a story is no ring."""
    first = sheet(part("a", TEA[0], None, to=3, mark="①"), name="one.txt")
    second, again = (sheet(part(name, TEA[0] + TEA[1], None, back=1, mark="①"), name="two.txt") for name in ("b", "a"))
    assert tied(first, second) == {("a", "b")}
    assert tied(first, again) == set()
