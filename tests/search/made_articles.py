"""Articles made up for searching, and what a search of them finds."""

from __future__ import annotations

import datetime as dt

from hnreader.archive import Archive
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Line, Page, PageArticles, Paragraph, People, Text
from hnreader.search import search

NEW, OLD = dt.date(2024, 3, 9), dt.date(2023, 11, 16)


def article(name, body="正文。", date=NEW, page=1, **fields):
    """One article; `body` has a line for each paragraph, `fields` are titles as plain texts, or fields of the model."""
    given = {
        "kind": fields.pop("kind", Kind.NEWS),
        "paper": fields.pop("paper", None),
        "people": fields.pop("people", People()),
        "captions": tuple(map(Text, fields.pop("captions", ()))),
        "paragraphs": tuple(Paragraph(Text(text)) for text in body.split("\n")),
    }
    titles = {field: Text(text) for field, text in fields.items()}
    return Article(name, source=f"{name}.txt", date=date, page_no=page, **given, **titles)


def page(*articles):
    """A page of the first article's day and number, with all of them."""
    first = articles[0]
    return PageArticles(Page(first.source, (Line(1, "字"),)), Dating(first.date, page_no=first.page_no), articles)


def archive(*articles):
    """Each article on a page of its own."""
    return Archive(page(entry) for entry in articles)


def ids(library, query, **options):
    return [result.article.id for result in search(library, query, **options)]


def found(query, **fields):
    """Whether an article with these fields is found."""
    return ids(archive(article("a", **fields)), query) == ["a"]
