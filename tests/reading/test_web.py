"""Saved web pages, in the forms in which e-papers' systems publish: the site's division into articles is kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.model import Failure, Page
from hnreader.reading import PageFile, find_files, pages_from
from hnreader.reasons import Reason
from hnreader.segment import segment, violations

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import PageArticles

BODY = """<p>　　本报讯（记者 王明）三月的河岸，新修的水厂里机器轰鸣。</p>
<p><strong>引水上山</strong></p>
<p>　　过去三年，全县修建<span>管道</span>六百公里，水&amp;电都通了。</p>
<table><tr><td><img src="a.jpg"></td></tr><tr><td>图为新建的水厂。王明 摄</td></tr></table>
<p>（下转第5版）</p>"""

MARKED = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">
<!-- saved from url=(0055)http://paper.example.com/html/2024-03/09/content_12.htm -->
<html><head><title>某报数字报</title><script>document.write("<p>脚本</p>")</script></head><body>
<ul class="nav"><li><a href="node_4.htm">下一版</a></li></ul>
<!--enpproperty <articleid>12</articleid><date>2024-03-09 00:00:00:0</date><author>本报记者 王明 李华</author>
<title><p>城乡同饮一河水<br/>好水进万家</p></title><subtitle>惠及十二万人</subtitle>
<introtitle>某县水网建成</introtitle><nodename>第03版：要闻</nodename>/enpproperty-->
<div id="ozoom"><founder-content>{BODY}</founder-content></div>
<div class="foot">版权所有</div></body></html>"""

SHOWN = f"""<html><body><div class="swiper"><a>01版 02版</a></div><div class="article">
<h3>某县水网建成</h3><h1>城乡同饮一河水<br>好水进万家</h1><h2>惠及十二万人</h2>
<p class="sec">《某报》（<span class="date">2024年03月09日</span> 第 03 版）</p><h4>本报记者 王明 李华</h4>
<div id="ozoom">{BODY}</div></div></body></html>"""

COMMENTED = f"""<html><body><h3>某县水网建成</h3><h1>城乡同饮一河水<br>好水进万家</h1><h2>惠及十二万人</h2>
<h4>本报记者 王明 李华</h4><div class="date">第3版 2024-03-09</div>
<div class="text"><!--enpcontent-->{BODY}<!--/enpcontent--></div></body></html>"""


def _page(text: str | bytes, name: str = "content_12.htm") -> Page:
    data = text.encode() if isinstance(text, str) else text
    (page,) = pages_from(data, name)
    assert isinstance(page, Page)
    return page


def _segmented(text: str | bytes) -> PageArticles:
    made = segment(_page(text))
    assert violations(made) == ()
    return made


@pytest.mark.parametrize("text", [MARKED, SHOWN, COMMENTED])
def test_what_the_site_says_of_an_article_is_kept(text: str) -> None:
    made = _segmented(text)
    (article,) = made.articles
    assert article.kicker
    assert article.kicker.text == "某县水网建成"
    assert article.headline
    assert article.headline.text == "城乡同饮一河水好水进万家"
    assert article.subhead
    assert article.subhead.text == "惠及十二万人"
    assert [(paragraph.text.text, paragraph.heading) for paragraph in article.paragraphs] == [
        ("本报讯（记者 王明）三月的河岸，新修的水厂里机器轰鸣。", False),
        ("引水上山", True),
        ("过去三年，全县修建管道六百公里，水&电都通了。", False),
    ]
    assert [caption.text for caption in article.captions] == ["图为新建的水厂。王明 摄"]
    assert article.jump_to
    assert article.jump_to.page == 5
    assert article.people.reporters == ("王明", "李华")
    assert (made.dating.date, made.dating.page_no) == (datetime.date(2024, 3, 9), 3)
    assert not made.dating.inferred


def test_nothing_of_scripts_and_navigation_is_read() -> None:
    shown = "".join(line.text for line in _page(MARKED).lines)
    assert not any(word in shown for word in ("脚本", "下一版", "版权所有", "document"))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_pages_are_read_in_their_encodings(encoding: str) -> None:
    assert _page(MARKED.encode(encoding)).lines == _page(MARKED).lines


def test_several_articles_on_one_web_page_are_several() -> None:
    first, second = (
        f"<div><h1>{title}</h1><founder-content><p>{title}的正文，一句。</p></founder-content></div>"
        for title in ("水厂开工", "大桥合龙")
    )
    made = _segmented(f"<!doctype html><html><body>{first}{second}</body></html>")
    titles = [article.headline.text for article in made.articles if article.headline]
    assert titles == ["水厂开工", "大桥合龙"]
    assert [len(article.paragraphs) for article in made.articles] == [1, 1]


def test_an_article_of_another_site_is_found() -> None:
    paragraphs = "".join(
        f"<p>这是新闻的第{number}段，说的是城里修路的事，{'路很长，' * 8}明年通车。</p>" for number in range(6)
    )
    text = (
        "<!doctype html><html><head><title>环线动工 - 某新闻网</title><meta property='article:published_time'"
        " content='2024-03-09T08:00:00+08:00'></head><body><nav><a href='/'>首页</a><a href='/a'>时政</a></nav>"
        f"<article><h1>环线动工</h1>{paragraphs}</article><footer>版权所有 未经许可不得转载</footer></body></html>"
    )
    made = _segmented(text)
    (article,) = made.articles
    assert article.headline
    assert "环线动工" in article.headline.text
    assert len(article.paragraphs) == 6
    assert made.dating.date == datetime.date(2024, 3, 9)


@pytest.mark.parametrize("text", ["<html><body><a href='x'>要闻</a></body></html>", "<html></html>", "<!doctype html>"])
def test_a_web_page_without_an_article_is_told(text: str) -> None:
    (found,) = pages_from(text.encode(), "node_2.htm")
    assert isinstance(found, Failure)
    assert found.message.reason in {Reason.WEB_NO_ARTICLE, Reason.EMPTY}


@given(st.binary(max_size=300))
def test_a_damaged_page_is_a_page_or_a_failure(noise: bytes) -> None:
    data = MARKED.encode()
    for damaged in (data[: len(data) // 2] + noise, noise.join([data[:700], data[700:]]), b"<html>" + noise):
        for found in pages_from(damaged, "a.html"):
            if isinstance(found, Page):
                assert violations(segment(found)) == ()


def test_deep_nesting_ends() -> None:
    for found in pages_from(b"<html><body>" + b"<div>" * 200_000 + b"x", "deep.html"):
        assert isinstance(found, Page | Failure)


@pytest.mark.parametrize("opening", ["<founder-content>", "<div id='ozoom'>", "<div><!--enpcontent-->"])
def test_a_text_within_a_text_is_there_once(opening: str) -> None:
    """As where a page leaves out all that ends one: each would have what stands in those behind it as well."""
    page = _page("<html><body>" + "".join(f"{opening}<p>全县第{number}条管道通了水。</p>" for number in range(60)))
    assert [line.text for line in page.lines if line.text] == [f"全县第{number}条管道通了水。" for number in range(60)]


def test_what_a_browser_saves_beside_a_page_is_no_page(tmp_path: Path) -> None:
    for name in ("文章.htm", "文章_files/frame.html", "别处_files/另一篇.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SHOWN, "utf-8")
    found = [file for file in find_files(tmp_path) if isinstance(file, PageFile)]
    assert {file.path.name for file in found} == {"文章.htm", "另一篇.html"}
