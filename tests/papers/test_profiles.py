"""Profiles as files: the shipped ones, the user's own, and what is wrong with one. All text is made up."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hnreader.errors import UnknownPaperError
from hnreader.model import CONTRIBUTOR_ROLES
from hnreader.papers import GENERIC, Papers, load_papers
from hnreader.papers.profile import ProfileError, validate
from hnreader.papers.registry import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

MINE = """
[name]
zh = "青石晚报"
en = "Qingshi Evening News"

[numbering]
number = 100
date = 2024-03-09
lag = 0

[datelines]
forms = ["{source}{date}快讯"]

[columns]
opinion = ["石板街"]

[roles]
reporters = ["见闻员"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of profiles that holds one of the user's own; each test has one of its own."""
    (tmp_path / "qingshi.toml").write_text(MINE, "utf-8")
    return tmp_path


def only_problem(tmp_path: Path, name: str, text: str | bytes) -> tuple[str, ...]:
    (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    papers = load_papers(tmp_path)
    assert papers.papers.keys() == load_papers(tmp_path / "none").papers.keys()
    (problem,) = papers.problems
    return (problem.message.reason, problem.path, *problem.message.texts)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_profile_is_valid(path: Path) -> None:
    """Shipped files are read without validation, for speed: here they have it."""
    validate(tomllib.loads(path.read_text("utf-8")))


def test_four_profiles_are_shipped(tmp_path: Path) -> None:
    """Each paper stands on what all have in common, and every role has its words."""
    papers = load_papers(tmp_path)
    assert papers.papers.keys() == {"hunan-daily", "people-daily", "farmers-daily"}
    for paper in papers.papers.values():
        assert paper.name.zh.endswith("日报")
        assert paper.name.en
        assert re.fullmatch(r"CN \d{2}-\d{4}", paper.citation.cn)
        assert "本报" in paper.sources.own
        assert all(paper.roles[role] for role in CONTRIBUTOR_ROLES)
    assert papers.papers["hunan-daily"].date_of(27314) == dt.date(2025, 3, 27)
    assert papers.papers["hunan-daily"].date_of(10**9) is None
    assert papers.papers["people-daily"].date_of(27314) is None
    assert papers.generic.id == GENERIC
    assert papers.generic.name == ("", "", ())


def test_the_user_adds_a_paper(folder: Path) -> None:
    """A file of the user's is a paper beside the shipped ones, found by id or name."""
    papers = load_papers(folder)
    assert not papers.problems
    mine = papers.find("青石晚报")
    assert mine is papers.papers["qingshi"] is papers.find("QINGSHI evening news")
    assert mine.lag == 0
    assert mine.date_of(101) == dt.date(2024, 3, 10)
    assert mine.patterns.datelines.match("青石晚报3月8日快讯（记者 韩松年）")
    assert mine.patterns.datelines.match("本报3月8日讯（记者 韩松年）")
    assert mine.patterns.pages.opinion.fullmatch("石板街")
    assert mine.patterns.contributors.roles["见闻员"] == "reporters"
    assert papers.papers["hunan-daily"].patterns.datelines.match("青石晚报3月8日快讯（") is None


def test_the_user_adds_to_a_shipped_paper(folder: Path) -> None:
    """A file with the id of a shipped profile adds to its lists and replaces its single values."""
    (folder / "hunan-daily.toml").write_text('[name]\nen = "HND"\n[columns]\nother = ["石板街"]\n', "utf-8")
    shipped, paper = load_papers(folder / "none").papers["hunan-daily"], load_papers(folder).papers["hunan-daily"]
    assert (paper.name.zh, paper.name.en) == (shipped.name.zh, "HND")
    assert paper.columns.other == (*shipped.columns.other, "石板街")
    assert paper.columns.opinion == shipped.columns.opinion


def test_the_user_adds_to_all_papers(folder: Path) -> None:
    """The user's generic.toml holds for every paper."""
    (folder / "generic.toml").write_text('[roles]\nreporters = ["探访员"]\n', "utf-8")
    papers = load_papers(folder)
    everyone: list[Papers] = [papers.generic, *papers.papers.values()]
    assert all(paper.patterns.contributors.roles["探访员"] == "reporters" for paper in everyone)


def test_pages_of_unknown_papers_are_read_with_all_columns(folder: Path) -> None:
    """What papers list is joined for pages that tell no paper; names, numbers and lags are not."""
    generic = load_papers(folder).generic
    assert {"三湘时评", "石板街", "人民论坛"} <= set(generic.columns.opinion)
    assert (generic.lag, generic.numbering.number) == (1, None)


def test_an_unknown_paper_is_named_with_those_there_are(folder: Path) -> None:
    """The error lists what could have been meant."""
    with pytest.raises(UnknownPaperError) as error:
        load_papers(folder).find("青石早报")
    assert error.value.message.texts == ("青石早报", "farmers-daily、hunan-daily、people-daily、qingshi、generic")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[name\n", ("paper.broken",)),
        (b"\xff\xfe\x00", ("paper.broken",)),
        ("[names]\nzh = '青石晚报'\n", ("paper.key", "names")),
        ("name = '青石晚报'\n", ("paper.value", "name", "青石晚报")),
        ("[name]\nzn = '青石晚报'\n", ("paper.key", "name.zn", "zh, en, also")),
        ("[name]\nzh = 3\n", ("paper.value", "name.zh", "3")),
        ("[name]\nzh = ''\n", ("paper.value", "name.zh", "")),
        ("[name]\nalso = '青石晚报'\n", ("paper.value", "name.also", "青石晚报")),
        ("[roles]\nwriters = ['撰稿人']\n", ("paper.key", "roles.writers", ", ".join(CONTRIBUTOR_ROLES))),
        ("[numbering]\nnumber = 3\n", ("paper.value", "numbering", "number")),
        ("[numbering]\nlag = true\n", ("paper.value", "numbering.lag", "True")),
        ("[numbering]\nlag = 400\n", ("paper.value", "numbering.lag", "400", "0..31")),
        ("[numbering]\nnumber = 3\ndate = '2024-03-09'\n", ("paper.value", "numbering.date", "2024-03-09")),
        ("[columns]\nother = ['{han:1-90}']\n", ("paper.value", "columns.other", "{han:1-90}")),
        ("[columns]\nother = ['{source}']\n", ("paper.value", "columns.other", "{source}")),
        ("[columns]\nother = ['[石板街']\n", ("paper.value", "columns.other", "[石板街 (])")),
        ("[columns]\nother = ['[石板街]']\n", ("paper.value", "columns.other", "[石板街]")),
        ("[columns]\nother = ['石板街)']\n", ("paper.value", "columns.other", "石板街) ())")),
        ("[datelines]\nforms = ['{han:0-40}{han:0-40}{han:0-40}讯']\n", ("paper.value", "datelines.forms")),
    ],
)
def test_a_bad_profile_is_reported_and_left_out(tmp_path: Path, text: str | bytes, expected: tuple[str, ...]) -> None:
    """One line says which file, which key, what stands there and what could."""
    reason, file, *rest = only_problem(tmp_path, "qingshi.toml", text)
    assert (reason, *rest)[: len(expected)] == expected
    assert file == str(tmp_path / "qingshi.toml")
    assert all("\n" not in text for text in rest)


@pytest.mark.parametrize("name", ["青石.toml", "Qingshi.toml", "a--b.toml", "-a.toml", " .toml"])
def test_a_file_must_be_named_by_an_id(tmp_path: Path, name: str) -> None:
    """The id is typed, stored and searched for: lower-case letters, figures and hyphens."""
    assert only_problem(tmp_path, name, MINE) == ("paper.id", str(tmp_path / name))


def test_a_folder_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """The shipped profiles are there all the same."""
    (tmp_path / "papers").write_text("no folder", "utf-8")
    papers = load_papers(tmp_path / "papers")
    assert [problem.message.reason for problem in papers.problems] == ["paper.unreadable"]
    assert papers.papers


MARKS = st.text(st.sampled_from("讯电（）【】[](){}|:-0149han源source{}place date年月日"), max_size=40)
TOML = st.one_of(
    st.text(max_size=80),
    st.builds(
        "[{}]\n{} = {!r}\n".format, *[st.sampled_from(["name", "datelines", "columns", "zh", "forms"])] * 2, MARKS
    ),
    st.builds(
        lambda table, key, forms: f"[{table}]\n{key} = {forms!r}\n",
        st.sampled_from(["datelines", "columns", "credits", "pages", "masthead"]),
        st.sampled_from(["forms", "cut", "opinion", "other", "labels", "sections", "parts", "never"]),
        st.lists(MARKS, max_size=3),
    ),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
@given(TOML)
@example("[columns]\nother = ['(a|)b', '[[[[a]]]]']\n")
@example("[datelines]\nforms = ['{bracket}']\n")
def test_any_profile_is_read_or_reported(tmp_path: Path, text: str) -> None:
    """Whatever a file holds, it is a profile whose patterns compile, or it is reported in one line."""
    load_papers.cache_clear()
    (tmp_path / "any.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    papers = load_papers(tmp_path)
    assert ("any" in papers.papers) == (not papers.problems)
    patterns = papers.papers["any" if not papers.problems else "hunan-daily"].patterns
    patterns.datelines.match("湖南日报3月8日讯（记者 韩松年）")
    patterns.contributors.ends_with_credit("茶园里。韩松年 摄")
    patterns.pages.is_masthead("2024年3月9日 星期六")
    patterns.pages.label.fullmatch("第3版")
    patterns.pages.column.fullmatch("观点")


def test_parts_of_a_masthead_cannot_run_away(tmp_path: Path) -> None:
    """However a profile cuts a line into parts, each part is read in one way only."""
    (tmp_path / "qingshi.toml").write_text("[masthead]\nparts = ['{han:1-40}', '石{han:1-40}']\n", "utf-8")
    assert not load_papers(tmp_path).papers["qingshi"].patterns.pages.is_masthead("石" * 59 + "！")


def test_what_is_not_valid_says_where() -> None:
    """The error that a caller gets holds key, value and what is expected."""
    with pytest.raises(ProfileError) as error:
        validate({"citation": {"cn": 43}})
    assert (error.value.key, error.value.found, error.value.expected) == ("citation.cn", "43", '"…"')
