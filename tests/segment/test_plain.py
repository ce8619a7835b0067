"""What is no newspaper page stays as it is printed. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment import plain

ENGLISH = [
    "The tea farmers of Green Stone",
    "",
    "The first tea of spring came down from the hills this morning, and the whole street smelt of it.",
    "Old Luo has grown tea for forty years. He says the rain was good",
    "and the price is better than it was.",
]
POEM = ["山中采茶", "", "晨雾未散", "竹篓先满", "一叶一叶", "都是春天", "", "归来炉边", "铁锅正暖"]
LOG = [
    "2024-03-09 12:00:01 INFO started worker 7",
    "2024-03-09 12:00:02 WARN queue is 80% full",
    "2024-03-09 12:00:03 ERROR could not reach host (timeout)",
    "    at main.c:42",
]
TABLE = ["id,name,price", "1,tea,12.5", "2,book,30.0", "3,bridge,0"]
CODE = ["def tea():", "    return 'good'", "", "print(tea())"]


@pytest.mark.parametrize("lines", [ENGLISH, POEM, LOG, TABLE, CODE], ids=["english", "poem", "log", "table", "code"])
def test_other_texts_stay_as_printed(cut, lines: list[str]) -> None:
    """English, verse, logs and tables are one article without a title, a paragraph a line, said to be as printed."""
    outcome = cut(lines)
    (article,) = outcome.articles
    assert article["as_printed"]
    assert [each["text"] for each in article["paragraphs"]] == [line.strip() for line in lines if line]
    assert not any(each["heading"] for each in article["paragraphs"])
    assert [article[part] for part in ("column", "kicker", "headline", "subhead", "byline")] == [None] * 5
    assert not article["truncated"]
    assert [each["code"] for each in article["evidence"]] == ["why.as_printed"]
    assert outcome.export["furniture"] == outcome.export["duplicates"] == []


@pytest.mark.parametrize(
    "lines",
    [
        ["湖南日报3月8日讯（记者 韩松年）青石镇的茶农把头一批春茶送到了集市，茶行门前排起了长队。"],
        ["2024年3月9日 星期六", "第26931号", "茶香满街"],
        ["3月8日，孩子们在云雾岭放风筝。江小舟 摄"],
        ["青石镇的茶农把头一批春茶送到了集市，茶行门前排起了长队。", "老街上满是茶香，来往的客商络绎不绝。"],
        ["（上接1版）茶行门前排起了长队。", *POEM],
    ],
)
def test_a_page_shows_itself(cut, lines: list[str]) -> None:
    """A dateline, a masthead, a credit, a turn, or lines of Chinese prose make a newspaper's page."""
    assert not any(article["as_printed"] for article in cut(lines).articles)


def test_what_is_too_long_stays_as_printed(cut, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of more lines, units or characters than are divided into articles is one, whole, and it is said why."""
    news = ["湖南日报3月8日讯（记者 韩松年）青石镇的茶农把头一批春茶送到了集市。", "老街上满是茶香。"]
    assert not any(article["as_printed"] for article in cut(news).articles)
    for limit, most in (("MOST_PIECES", 1), ("MOST_UNITS", 0), ("MOST_CHARACTERS", 20)):
        with monkeypatch.context() as patched:
            patched.setattr(plain, limit, most)
            outcome = cut(news)
        (article,) = outcome.articles
        assert article["as_printed"]
        assert [each["text"] for each in article["paragraphs"]] == news
        assert [each["code"] for each in article["evidence"]] == ["why.as_printed.long"]
