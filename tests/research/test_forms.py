"""The forms in which articles are taken along: each read back by another program's rules."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import article, page
from markdown_it import MarkdownIt
from msgspec.structs import replace

import hnreader
from hnreader.archive import Archive, View
from hnreader.errors import UnknownFormatError
from hnreader.kinds import Kind
from hnreader.model import Continuation, Evidence, Jump, People, Story, Text
from hnreader.reasons import Message, Reason
from hnreader.research.export import export_page
from hnreader.research.export_writer import Batch, file_name, stream, write
from hnreader.research.markdown import escaped, markdown
from hnreader.research.plaintext import set_text
from hnreader.research.story import running_texts
from hnreader.typesetting import cells

FEW = settings(max_examples=200, deadline=None)
NASTY = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]<>#~&|$@^{}+-=:!().1290 \t\u3000湖南“”'\";,%/"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]),  # these are taken out at the door
    ),
    max_size=40,
)

FIRST = """\
茶香老街

湖南日报3月8日讯（全媒体记者 韩松年）青石镇的茶农罗大川把头一批春茶送到了集市，镇里请来的制茶师傅在老街支起铁锅，

▶（下转2版①）
"""
SECOND = """\
▲▲（上接1版①）

当街炒茶给客商看。罗大川种了四十年茶，茶园就在半山腰。制茶师傅说，青石镇的春茶要赶在清明前炒完。

老街的茶行今年添了三口铁锅，客商可以自己动手，也可以请师傅代炒，炒好的茶当天就装车。
"""


def without_blanks(text):
    return "".join(text.split())


def made(body="正文。", **fields):
    return Story(article("20240309-abc123", body, **fields))


def streamed(library, form, **options):
    return "".join(stream([Batch(library, library.entries, complete=True)], form, **options))


@pytest.fixture
def jumping(tmp_path):
    """A story on two pages, its sentence cut by the turn."""
    (tmp_path / "2024-03-09_01.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2024-03-09_02.txt").write_text(SECOND, encoding="utf-8")
    return hnreader.open(tmp_path)


# ── the whole article


def test_a_story_over_two_pages_is_one(jumping):
    """Its sentence is whole, both pages and both ids are told, and the printed turns are gone."""
    (line,) = streamed(jumping, "jsonl").splitlines()
    parsed = json.loads(line)
    assert parsed["pages"] == [1, 2]
    assert parsed["headline"] == "茶香老街"
    assert [two["text"][-6:] for two in parsed["paragraphs"]] == ["清明前炒完。", "当天就装车。"]
    assert "支起铁锅，当街炒茶给客商看。" in parsed["paragraphs"][0]["text"]
    assert sorted(parsed["parts"]) == sorted(part.id for part in jumping.articles)
    assert parsed["sources"] == ["2024-03-09_01.txt", "2024-03-09_02.txt"]
    assert (parsed["from_page"], parsed["to_page"], parsed["truncated"]) == (None, None, False)


def test_what_heads_a_later_part_stands_where_it_is():
    """Nothing is joined over a title, and the title is a heading inside the article."""
    first, second = article("a", "上半句，", truncated=True), article("b", "下半句。", headline="标题（续）", page=2)
    evidence = Evidence(Message(Reason.TURN, page=1, next_page=2, mark=""), 1.0)
    continuation = Continuation(first, second, (1, 2), cut=True, evidence=evidence)
    story = Story(first, (continuation,))
    assert [(piece.role, piece.text) for piece in running_texts(story)] == [
        ("paragraph", "上半句，"),
        ("heading", "标题（续）"),
        ("paragraph", "下半句。"),
    ]


def test_a_turn_to_nowhere_is_told():
    """The page that it names is a field."""
    library = Archive([page(replace(article("a"), jump_to=Jump(4, None, Text("（下转4版）"))))])
    assert json.loads(streamed(library, "jsonl"))["to_page"] == 4


# ── lines of JSON, and a table


@FEW
@given(texts=st.lists(NASTY, max_size=4), name=NASTY)
def test_a_table_is_read_back(texts, name):
    """Whatever stands in its cells, a row has as many as the head has, and the text is the article's."""
    made = article("20240309-abc123", "\n".join(texts), headline=name, people=People(("甲", "乙")))
    library = Archive([page(made)])
    head, cells_ = csv.reader(io.StringIO(streamed(library, "csv", bom=False), newline=""), strict=True)
    parsed = dict(zip(head, cells_, strict=True))
    assert parsed["reporters"] == "甲; 乙"
    assert parsed["date"] == "2024-03-09"
    assert without_blanks(parsed["text"]) in {without_blanks("".join(texts)), "'" + without_blanks("".join(texts))}
    assert not parsed["headline"].startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert parsed["headline"] in {name, f"'{name}"}


@pytest.mark.parametrize("start", ["=1+1", "+86", "-5℃", "@甲", "＝1", "－5℃"])
def test_no_cell_is_a_formula(start):
    """An apostrophe goes before it, in the headline and in the text; the lines of JSON have it as it is."""
    library = Archive([page(article("a", start, headline=start))])
    rows = list(csv.DictReader(io.StringIO(streamed(library, "csv", bom=False), newline="")))
    assert (rows[0]["headline"], rows[0]["text"]) == (f"'{start}", f"'{start}")
    assert json.loads(streamed(library, "jsonl"))["headline"] == start


def test_a_table_begins_with_the_mark_that_excel_needs():
    """And its lines end as RFC 4180 has them."""
    text = streamed(Archive([page(article("a"))]), "csv")
    assert text.startswith("\ufeffid,date,")
    assert text.count("\r\n") == text.count("\n") == 2


@FEW
@given(text=NASTY)
def test_an_article_is_one_line_of_json(text):
    """No line end of Unicode's stands in it bare."""
    line = streamed(Archive([page(article("a", text, headline="题"))]), "jsonl")
    assert line.count("\n") == 1
    assert without_blanks("".join(two["text"] for two in json.loads(line)["paragraphs"])) == without_blanks(text)


# ── Markdown


@FEW
@given(text=NASTY)
@pytest.mark.parametrize("mark", ["", "# ", "## ", "> "])
def test_markdown_shows_the_text_and_nothing_else(mark, text):
    """A Markdown parser finds one block with one run of text, the same to the character but for runs of blanks."""
    shown = " ".join(text.split())
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(mark + escaped(text) + "\n\n尾\n")
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.content for token in inline][-1] == "尾"
    if shown:
        assert len(inline) == 2
        assert {child.type for child in inline[0].children} <= {"text", "text_special"}
        assert " ".join("".join(child.content for child in inline[0].children).split()) == shown
        kinds = {token.type for token in tokens} - {"inline"}
        block = {"": set(), "# ": {"heading"}, "## ": {"heading"}, "> ": {"blockquote"}}[mark] | {"paragraph"}
        assert kinds == {f"{kind}_{side}" for kind in block for side in ("open", "close")}


@FEW
@given(title=NASTY, name=NASTY, source=NASTY)
def test_a_yaml_parser_reads_the_front_matter(title, name, source):
    """Whatever the texts hold, it gets them back, dates as dates and numbers as numbers."""
    made = article(source or "a", "甲", headline=title, people=People((name, "乙")))
    text = markdown(Story(made))
    assert text.startswith("---\n")
    front = yaml.safe_load(text[4:].split("\n---\n")[0])
    assert front["title"] == title
    assert front["reporters"] == list(dict.fromkeys((name, "乙")))
    assert front["sources"] == [f"{source or 'a'}.txt"]
    assert front["date"] == dt.date(2024, 3, 9)
    assert front["pages"] == [1]
    assert front["column"] is None


def test_an_article_as_markdown():
    """Titles in their order, headings inside, pictures behind."""
    made = article("a", "一。", kicker="引题", headline="1. 标题", subhead="副题", captions=("图。",), kind=Kind.PHOTO)
    text = markdown(Story(made)).partition("\n---\n")[2]
    assert text == "\n引题\n\n# 1\\. 标题\n\n副题\n\n一。\n\n> 图。\n"


def test_the_names_of_files_are_sorted_by_date():
    """Id and headline; nothing that a system does not take, and no headline is too long."""
    long = made(headline="长/题 " * 40)
    assert file_name(made(headline="A: 题?")) == "20240309-abc123-A-题.md"
    assert file_name(made()) == "20240309-abc123.md"
    assert file_name(long).startswith("20240309-abc123-长题-长题")
    assert len(file_name(long).encode()) <= 240


# ── text


@FEW
@given(texts=st.lists(NASTY, max_size=4), title=NASTY)
def test_text_is_set_in_lines(texts, title):
    """No line is wider than 76 cells, and every character is there, in its order."""
    made = article("20240309-abc123", "\n".join(texts), headline=title)
    text = set_text(Story(made))
    assert all(cells(line, ambiguous=2) <= 76 for line in text.split("\n"))
    assert without_blanks(text) == without_blanks(f"{title}2024-03-09(1)20240309-abc123{''.join(texts)}{'─' * 38}")


def test_headings_stand_apart():
    """A blank line goes before and behind a heading, none between paragraphs; an estimated date is in brackets."""
    made = article("20240309-abc123", "一。\n二。\n小标题\n三。", headline="题")
    paragraphs = tuple(replace(paragraph, heading=paragraph.text.text == "小标题") for paragraph in made.paragraphs)
    lines = set_text(Story(replace(made, paragraphs=paragraphs), date_inferred=True)).split("\n")
    assert lines[:9] == [
        "题",
        "[2024-03-09](1)  20240309-abc123",
        "",
        "    一。",
        "    二。",
        "",
        "小标题",
        "",
        "    三。",
    ]


# ── JSON, and what is refused


def test_json_is_the_contract(jumping):
    """Streamed page by page it says what the export of all pages at once says."""
    whole = {"format": 1, "pages": [export_page(page, jumping) for page in jumping.pages]}
    assert json.loads(streamed(jumping, "json")) == json.loads(json.dumps(whole))


def test_json_of_some_articles_has_their_pages_only():
    """All parts of what is taken, and pages on which nothing is taken are left out."""
    library = Archive([page(article("a"), article("b")), page(article("c", date=dt.date(2024, 3, 8)))])
    parsed = json.loads("".join(stream([Batch(library, [library.find("b")])], "json")))
    assert [[two["id"] for two in one_["articles"]] for one_ in parsed["pages"]] == [["b"]]


def test_an_unknown_form_is_refused(tmp_path):
    """And told with those there are; nothing is written."""
    with pytest.raises(UnknownFormatError) as parsed:
        write([], "xml", tmp_path / "a")
    assert "jsonl" in parsed.value.message.arguments[1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("前文==要点==后文", r"前文\==要点\==后文"),
        ("涨50%%跌20%%", r"涨50\%%跌20\%%"),
        ("http://a.cn 与 www.b.cn", r"http\://a.cn 与 www\.b.cn"),
        ("a=b，5%，9:30", "a=b，5%，9:30"),
    ],
)
def test_markup_of_other_kinds_is_none(text, written):
    """What GFM links and Obsidian lights or hides is text; what means nothing is left as it is."""
    assert escaped(text) == written


def test_only_pages_of_days_with_something_found_are_read(monkeypatch):
    """The whole archive is not gone through for a few articles; what is found without a date is there as well."""
    days = [dt.date(2024, 3, 9), dt.date(2024, 3, 10), dt.date(2024, 3, 11), None]
    archive = Archive(page(article(f"a{number}", date=day)) for number, day in enumerate(days))
    read = []
    fetch = View.page
    monkeypatch.setattr(View, "page", lambda self, *place: read.append(fetch(self, *place)) or read[-1])
    entries = [each for each in archive.entries if each.id in {"a1", "a3"}]
    read.clear()
    made = json.loads("".join(stream([Batch(archive, entries)], "json")))
    assert [each["source"] for each in made["pages"]] == ["a1.txt", "a3.txt"]
    assert [each.page.source for each in read] == ["a1.txt", "a3.txt"]
