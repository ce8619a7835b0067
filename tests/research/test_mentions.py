"""Finding names: people by context, places, organizations, quoted phrases; and how precise it is on the samples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

import hnreader
from hnreader.research.mentions import NameKind, Source, mentions, quoted_phrases, source_of
from hnreader.research.people import people
from hnreader.research.tagged import tagged

CHECKED = set((Path(__file__).parents[1] / "data" / "people.txt").read_text(encoding="utf-8").split())
"""People whom the sample pages name: each found on its page and read there, those too that the rules miss."""


def named(text, kind, contributors=()):
    found = mentions(Source((text,), contributors), rjieba.tag)
    return {mention.name: mention.times for mention in found if mention.kind is kind and mention.proven}


def people_of(text):
    return set(named(text, NameKind.PEOPLE))


@pytest.fixture(scope="module")
def on_samples():
    found = [mentions(source_of(article), rjieba.tag) for article in hnreader.open().articles]
    return {
        mention.name for several in found for mention in several if mention.kind is NameKind.PEOPLE and mention.proven
    }


def test_people_of_the_samples_are_people(on_samples):
    """At least 95 of 100 are on the list that was made by reading."""
    assert len(on_samples & CHECKED) >= 0.95 * len(on_samples), sorted(on_samples - CHECKED)


def test_most_people_of_the_samples_are_found(on_samples):
    """Precision is not had by finding few."""
    assert len(on_samples & CHECKED) >= 0.85 * len(CHECKED), sorted(CHECKED - on_samples)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副省长沈从文到株洲调研。", {"沈从文"}),
        ("县委书记丁玲表示，要抓好春耕。", {"丁玲"}),
        ("省领导周立波、张天翼、康濯出席。", {"周立波", "张天翼", "康濯"}),
        ("市委副书记、市长叶紫主持会议。", {"叶紫"}),
        ("沈从文强调，要真抓实干。", {"沈从文"}),
        ("沈从文在全省水利工作会议上强调", {"沈从文"}),
        ("会议结束后，沈从文教授接受了采访。", {"沈从文"}),
        ("省领导王 伟、李建国出席。", {"王伟", "李建国"}),
        ("合作社理事长欧阳予倩介绍，今年增收。", {"欧阳予倩"}),
        ("县政协主席阿里·木沙出席并讲话。", {"阿里·木沙"}),
        ("村民刘大勇说，路修好了。", {"刘大勇"}),
        ("会议学习了王国维新时代美学思想。", {"王国维"}),
        ("要坚持毛泽东思想。", {"毛泽东"}),
    ],
)
def test_evidence_proves_people(text, expected):
    """An office, a speaker's verb, a list, letters spaced, names of several parts."""
    assert people_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "方案指出，要高质量发展。",
        "会议强调，高水平对外开放。",
        "县教育局负责人介绍，今年投入加大。",
        "教师程某说，不该酒后开车。",
        "记者从全省农村工作会议上获悉，任务已下达。",
        "加强党的领导、高举旗帜、安全生产。",
        "老师和同学、家长一起参加。",
        "村民代表、高校、企业参加。",
        "要解放思想，学高中政治理论，走高质量发展道路，讲文明思想。",
        "王国维走遍全省，向群众讲经济思想。",
        "区长任组长，下设办公室。",
        "张贴宣传画，康复中心文明有序。",
    ],
)
def test_words_are_no_people(text):
    """What begins like a name and is a word; what stands behind an office and is none; somebody who is not named."""
    assert people_of(text) == set()


def test_what_is_proven_nowhere_is_kept_as_maybe():
    """Without evidence it may be a name: another article may prove it."""
    found = mentions(Source(("大家想起了沈从文和他的边城。",), ()), rjieba.tag)
    assert [(mention.name, mention.proven) for mention in found if mention.kind is NameKind.PEOPLE] == [
        ("沈从文", False)
    ]


def test_contributors_are_people_and_mask_what_is_within():
    """翁鹏 is no name where 翁鹏博 is known to be one."""
    assert named("湖南日报全媒体记者 翁鹏博 童迪 摄影报道", NameKind.PEOPLE, ("翁鹏博", "童迪")) == {
        "翁鹏博": 1,
        "童迪": 1,
    }


def test_every_place_in_the_text_is_counted():
    """The evidence is asked for once, and then the name counts wherever it stands."""
    assert named("副省长沈从文出席。随后，沈从文察看了工地。", NameKind.PEOPLE) == {"沈从文": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("长沙市开福区秀峰街道湘荷村", {"长沙", "开福区", "秀峰街道", "湘荷村"}),
        ("湖南省永顺县大力推进乡村振兴", {"湖南", "永顺县"}),
        ("全市各县区、高新区、园区", set()),
        ("俄罗斯、东盟与湖南的贸易", {"俄罗斯", "东盟", "湖南"}),
        ("长沙市民走进市场", {"长沙"}),
    ],
)
def test_places(text, expected):
    """By name, and one division within another; not kinds of places."""
    assert set(named(text, NameKind.PLACES)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省委、省政府部署，省工信厅落实", {"省委", "省政府", "省工信厅"}),
        ("新田县教育局与县纪委监委", {"新田县教育局", "县纪委监委"}),
        ("海关总署发布，国务院批准", {"海关总署", "国务院"}),
        ("开创全省新局面，全市大局稳定", set()),
        ("全省各法院", set()),
    ],
)
def test_organizations(text, expected):
    """By name, or by their form with the place."""
    assert set(named(text, NameKind.ORGANIZATIONS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进“智赋万企”行动，落实“三高四新”", ["智赋万企", "三高四新"]),
        ("他说：“谢谢大家”", []),
        ("“路修好了，日子好了。”他说", []),
        ("“ 一 网 汇 聚 ”", ["一网汇聚"]),
        ("构建“4×4”现代化产业体系", ["4×4"]),
        ("“一”字", []),
    ],
)
def test_phrases_are_quoted_without_sentence_marks(text, expected):
    """Speech has marks inside, or a colon before it."""
    assert list(quoted_phrases(text)) == expected


@given(st.text(alphabet="副省长沈从文王伟、，。说强调出席 ·和“”县教育局永顺长沙市A1\ud800", max_size=40))
def test_what_is_found_stands_in_the_text(text):
    """Nothing is invented, whatever the text, and no name is proven and in doubt at once."""
    seen = tagged(text, rjieba.tag)
    proven, maybe = people(seen)
    assert all(name in seen.text for name in (*proven, *maybe))
    assert not set(proven) & set(maybe)
    assert Counter("".join(seen.text.replace("、", "").split())) <= Counter(text.replace("\ud800", "?"))


@given(
    st.lists(
        st.tuples(st.sampled_from("王李张刘陈"), st.sampled_from("伟建芳"), st.sampled_from("国军平")),
        min_size=1,
        max_size=5,
    )
)
def test_a_list_behind_an_office_is_found_whole(parts):
    """However many stand behind 省领导."""
    names = ["".join(part) for part in parts]
    assert people_of(f"省领导{'、'.join(names)}出席。") == set(names)
