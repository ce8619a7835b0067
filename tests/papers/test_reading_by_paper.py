"""Pages read by the profile of their newspaper, recognised or named. All text is made up."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

import hnreader
from hnreader.archive import load
from hnreader.cli import main
from hnreader.errors import UnknownPaperError
from hnreader.model import Failure, PageArticles
from hnreader.research.citation import gb7714
from hnreader.research.reference import reference
from hnreader.segment.conservation import violations

if TYPE_CHECKING:
    from pathlib import Path

TEA = "青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"
BOOK = "望江区图书馆昨晚办起了灯下书会，读者围着长桌轮流朗读，窗外就是江水，馆员给每位读者备了一盏旧台灯。"
PROFILE = """
[name]
zh = "青石晚报"
en = "Qingshi Evening News"

[numbering]
lag = 0

[datelines]
forms = ["〔{source}{date}〕"]

[columns]
opinion = ["石板街"]

[roles]
reporters = ["见闻员"]
"""
PAGE = [
    "青石镇春茶上市",
    "",
    f"〔本报3月8日〕2024年以来，{TEA}",
    "",
    "茶农老罗种了四十年茶，他家的茶园在半山腰，今年头茶的价钱比去年高了三成。",
    "",
    "望江区办起灯下书会",
    "",
    f"〔本报3月7日〕{BOOK}",
    "",
    "馆长说，书会每周五晚上都办，读什么书由读者投票，读完的书就留在长桌上。",
    "",
    "石板街",
    "",
    "账本里的日子",
    "",
    "见闻员 韩松年",
    "",
    "邻居家的老账本记了三十年，一页一页都是柴米油盐，翻到后来，字越写越稳，日子也越过越宽。",
    "",
    "账本上没有一句大话，可谁家借过盐，谁家还过米，写得清清楚楚，这就是过日子的道理。",
]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration folder, with a profile of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "hnreader" / "papers"
    folder.mkdir(parents=True)
    (folder / "qingshi.toml").write_text(PROFILE, "utf-8")
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of the user's newspaper that does not show of which it is."""
    path = tmp_path / "page.txt"
    path.write_text("\n".join(PAGE), "utf-8")
    return path


def only(path: Path, paper: str | None = None) -> PageArticles:
    (loaded,) = load(path, paper=paper)
    assert isinstance(loaded, PageArticles)
    return loaded


@pytest.mark.usefixtures("own")
def test_a_named_paper_is_read_by_its_profile(page: Path) -> None:
    """Its datelines open stories, its role words name people, its lag dates the issue."""
    read = only(page, "qingshi")
    assert (read.paper, {article.paper for article in read.articles}) == ("qingshi", {"qingshi"})
    assert [evidence.message.texts for evidence in read.paper_evidence] == [("青石晚报",)]
    assert read.dating.date == dt.date(2024, 3, 8)
    assert read.dating.evidence[0].message.texts == ("3月8日", "2024", "0")
    assert [article.dateline and article.dateline.day for article in read.articles] == [8, 7, None]
    assert read.articles[2].people.reporters == ("韩松年",)
    assert read.articles[2].column
    assert read.articles[2].column.text == "石板街"
    assert violations(read) == ()


@pytest.mark.usefixtures("own")
def test_the_same_page_and_paper_give_the_same_articles(page: Path) -> None:
    """Named by id or name, however often and whatever was read before, the result is equal."""
    first = only(page, "qingshi")
    only(page, "hunan-daily")
    assert only(page, "青石晚报") == first
    assert only(page) == only(page)


def test_a_page_that_tells_no_paper_has_none(page: Path) -> None:
    """Nothing is claimed of it: not in the articles, nor in citations."""
    read = only(page)
    assert (read.paper, read.paper_evidence) == (None, ())
    archive = hnreader.open(page)
    assert all(article.paper is None for article in archive.articles)
    assert "[报名不详]" in gb7714(reference(archive, archive.articles[0]))
    assert violations(read) == ()


@pytest.mark.usefixtures("own")
def test_generic_reads_as_no_paper_in_particular(tmp_path: Path) -> None:
    """A page that shows its paper is not looked at for it where `generic` is named."""
    path = tmp_path / "named.txt"
    path.write_text(f"湖南日报3月8日讯（记者 韩松年）{TEA}", "utf-8")
    assert only(path).paper == "hunan-daily"
    assert only(path, "generic").paper is None


def test_an_unknown_paper_is_an_error_at_once(page: Path) -> None:
    """Before anything is read."""
    with pytest.raises(UnknownPaperError):
        load(page, paper="qingshi")


def test_a_profile_that_cannot_be_used_is_a_failure(own: Path, page: Path) -> None:
    """The pages are read all the same; the failure says which file and why."""
    (own / "bad.toml").write_text("[names]\n", "utf-8")
    failure, read = load(page)
    assert isinstance(failure, Failure)
    assert (failure.path, failure.message.reason) == (str(own / "bad.toml"), "paper.key")
    assert isinstance(read, PageArticles)


@pytest.mark.usefixtures("own")
def test_the_command_line_names_a_paper(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --paper, by id or name; exports say which it is and how that is known."""
    assert main(["export", "--paper", "青石晚报", str(page)]) == 0
    (exported,) = json.loads(capsys.readouterr().out)["pages"]
    assert exported["paper"]["id"] == "qingshi"
    assert (exported["paper"]["name"], exported["paper"]["name_en"]) == ("青石晚报", "Qingshi Evening News")
    assert [evidence["code"] for evidence in exported["paper"]["evidence"]] == ["why.paper.named"]
    assert {article["paper"] for article in exported["articles"]} == {"qingshi"}
    assert main(["export", "--format", "csv", "--paper", "qingshi", str(page)]) == 0
    rows = csv.DictReader(capsys.readouterr().out.removeprefix("\ufeff").splitlines())
    assert [row["paper"] for row in rows] == ["qingshi"] * 3
    assert main(["list", "--paper", "nonsense", str(page)]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_settings_name_a_paper(own: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`paper` in settings.toml holds where the command line names none."""
    (own.parent / "settings.toml").write_text('paper = "qingshi"\n', "utf-8")
    assert main(["export", "--format", "jsonl", str(page)]) == 0
    assert [json.loads(line)["paper"] for line in capsys.readouterr().out.splitlines()] == ["qingshi"] * 3
    assert main(["export", "--format", "jsonl", "--paper", "generic", str(page)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["paper"] is None


@pytest.mark.parametrize(("name", "date"), [("", None), ("人民日报", None), ("湖南日报", dt.date(2025, 3, 27))])
def test_a_number_dates_only_the_paper_that_counts_so(tmp_path: Path, name: str, date: dt.date | None) -> None:
    """An issue number says nothing of a page of another paper, or of one that is not known."""
    path = tmp_path / "page.txt"
    path.write_text(f"{name} 第27314号\n本报讯（记者 韩松年）{TEA}", "utf-8")
    assert only(path).dating.date == date
