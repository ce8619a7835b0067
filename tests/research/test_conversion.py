"""Pages in ALTO, with METS beside them: nothing of a page is lost, and articles lead to their blocks."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from continued_pages import write_pages
from lxml import etree
from msgspec.structs import replace
from pdf_files import Drawn, paragraph, pdf_of

import hnreader
from hnreader.archive import Archive
from hnreader.cli import main
from hnreader.cli.exit_codes import FAILURE
from hnreader.model import Dating
from hnreader.reading import pages_from
from hnreader.research.alto import NAMESPACE, alto_page
from hnreader.research.conversion import convert
from hnreader.research.mets import METS, XLINK
from hnreader.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import PageArticles

LEFT = ["本报讯（记者 王明）三月的河岸，新修的", "水厂里机器轰鸣，全县六百公里管道都通了", "水，城乡同饮一条河。"]
RIGHT = ["镇上的老人说，从前挑水要走三里路，如今", "拧开龙头就有，洗菜洗衣都用得上，日子好", "过多了。"]


def _printed() -> PageArticles:
    texts = [Drawn("城乡同饮一河水", 60, 80, 24), *paragraph(LEFT, 60, 120), *paragraph(RIGHT, 320, 120)]
    (page,) = pages_from(pdf_of(texts), "2024-03-09_03.pdf")
    return segment(page)


def _alto(page: PageArticles) -> etree._Element:
    return etree.fromstring(alto_page(page).data)


def _named(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))


def _characters(page: PageArticles) -> Counter[str]:
    return Counter("".join("".join(line.text.split()) for line in page.page.lines))


@pytest.fixture(params=["printed", "text"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> PageArticles:
    if request.param == "printed":
        return _printed()
    archive = hnreader.open(write_pages(tmp_path), library=None)
    return next(iter(archive.pages))


def test_no_character_is_left_out(page: PageArticles) -> None:
    contents = Counter("".join(string.get("CONTENT", "") for string in _named(_alto(page), "String")))
    assert contents == _characters(page)


def test_each_block_says_of_which_article_it_is(page: PageArticles) -> None:
    root = _alto(page)
    tags = {tag.get("ID"): tag for name in ("StructureTag", "LayoutTag") for tag in _named(root, name)}
    bodies: Counter[str] = Counter()
    for block in _named(root, "TextBlock"):
        named = [tags[reference] for reference in block.get("TAGREFS", "").split()]
        articles = [tag.get("DESCRIPTION", "") for tag in named if tag.get("TYPE") == "article"]
        if articles and named[-1].get("LABEL") == "paragraph":
            bodies[articles[0]] += sum(len(string.get("CONTENT", "")) for string in block.iter("{*}String"))
    for article in page.articles:
        assert bodies[article.id] == sum(len("".join(each.text.text.split())) for each in article.paragraphs)


def test_ids_stand_once(page: PageArticles) -> None:
    ids = [element.get("ID") for element in _alto(page).iter() if element.get("ID")]
    assert len(ids) == len(set(ids))


def test_lines_stand_where_they_are_printed() -> None:
    page = _printed()
    (read,) = pages_from(alto_page(page).data, "2024-03-09_03.xml")
    assert [line.text.strip() for line in read.lines] == [line.text.strip() for line in page.page.lines]
    again = segment(read)
    assert [each.headline and each.headline.text for each in again.articles] == ["城乡同饮一河水"]


def test_a_page_without_places_has_none_in_alto(tmp_path: Path) -> None:
    archive = hnreader.open(write_pages(tmp_path), library=None)
    root = _alto(next(iter(archive.pages)))
    assert not any(element.get("HPOS") for element in root.iter())
    assert not any(element.get("WIDTH") for element in root.iter())


def test_articles_lead_to_their_blocks_on_all_pages(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    archive = hnreader.open(write_pages(tmp_path / "pages"), library=None)
    assert convert([archive], "alto", tmp_path / "made") == 2
    mets = etree.parse(tmp_path / "made" / "2024-03-09.mets.xml").getroot()
    location = f"{{{XLINK}}}href"
    files = {
        file.get("ID"): etree.parse(tmp_path / "made" / unquote(file[0].get(location))).getroot()
        for file in mets.iter(f"{{{METS}}}file")
    }
    assert len(files) == 2
    articles = [each for each in mets.iter(f"{{{METS}}}div") if each.get("TYPE") == "article"]
    assert len(articles) == len(archive.entries)
    for number, article in enumerate(articles):
        texts = []
        for area in article.iter(f"{{{METS}}}area"):
            block = next(
                each for each in _named(files[area.get("FILEID")], "TextBlock") if each.get("ID") == area.get("BEGIN")
            )
            texts += [string.get("CONTENT", "") for string in block.iter("{*}String")]
        story = archive.story(archive.entries[number])
        wanted = "".join("".join(text.text.text.split()) for part in story.parts for text in part.texts)
        assert Counter("".join(texts)) == Counter(wanted)
        described = next(each for each in mets.iter(f"{{{METS}}}dmdSec") if each.get("ID") == article.get("DMDID"))
        assert story.first.id in "".join(described.itertext())


def test_an_issue_comes_back_from_its_mets(tmp_path: Path) -> None:
    """Nothing but METS says of which day its pages are, and which: neither they themselves nor their names."""
    pages = []
    for number, name in [(7, "c#2.txt"), (12, "a%20b.txt"), (None, "d.txt")]:
        text = "\n".join([f"城乡同饮第{number}条河", "", "新修的水厂里机器轰鸣，全县六百公里管道都通了水。"])
        page = segment(next(iter(pages_from(text.encode(), name))))
        pages.append(replace(page, dating=Dating(dt.date(1935, 3, 5), page_no=number)))
    assert convert([Archive(pages)], "alto", tmp_path / "made") == 3
    made = tmp_path / "made"
    (mets,) = made.glob("*.mets.xml")
    data = mets.read_text("utf-8")
    for place, path in enumerate(sorted(made.glob("*.alto.xml"), reverse=True)):
        path.rename(made / f"{place}.xml")
        assert quote(path.name) in data
        data = data.replace(quote(path.name), f"{place}.xml")
    mets.write_text(data, "utf-8")
    (issue,) = hnreader.open(made, library=None).issues
    assert [(each.dating.date, each.dating.page_no) for each in issue.pages] == [
        (dt.date(1935, 3, 5), 7), (dt.date(1935, 3, 5), 12), (dt.date(1935, 3, 5), None),
    ]  # fmt: skip
    assert [_characters(each) for each in issue.pages] == [_characters(each) for each in pages]


@pytest.mark.parametrize("form", ["alto", "text", "json"])
def test_the_command_writes_a_file_a_page(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    write_pages(pages)
    made = tmp_path / "made"
    assert main(["convert", "--lang", "en", "--to", form, "--output", str(made), str(pages)]) == 0
    assert "2 pages converted" in capsys.readouterr().out
    files = sorted(path.name for path in made.iterdir() if "mets" not in path.name)
    assert [name[:13] for name in files] == ["2024-03-09_01", "2024-03-09_02"]
    if form == "json":
        assert all(json.loads((made / name).read_text("utf-8"))["articles"] for name in files)
    assert main(["convert", "--lang", "en", "--to", form, "--output", str(made), str(pages)]) == FAILURE
    assert "already exists" in capsys.readouterr().err


def test_the_command_wants_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pages(tmp_path)
    assert main(["convert", "--lang", "en", str(tmp_path)]) == 2
    assert "--output" in capsys.readouterr().err
    assert main(["convert", "--lang", "en", "--output", str(tmp_path / "made"), str(tmp_path)]) == 2


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    text = "本报讯（记者 王明）新修的水厂里机器轰鸣，全县六百公里管道通了水。"
    made = [segment(next(iter(pages_from(text.encode(), name)))) for name in ("../../x.txt", "a/b\n<&>.txt", "con.txt")]
    archive = Archive(made)
    assert convert([archive], "alto", tmp_path / "made") == len(list(archive.pages))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made"]
    for path in (tmp_path / "made").iterdir():
        etree.parse(path)
