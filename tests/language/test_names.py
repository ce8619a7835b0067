"""Names: where one ends and the next begins, and what is none."""

from __future__ import annotations

import pytest

from hnreader.language.names import looks_like_name, split_names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("韩松年", ["韩松年"]),
        ("韩松年 杜若", ["韩松年", "杜若"]),
        ("韩松年、杜若", ["韩松年", "杜若"]),
        ("韩松年　江小舟", ["韩松年", "江小舟"]),
        # A name of two characters is set to the width of three.
        ("杜 若", ["杜若"]),
        ("杜 若 韩松年", ["杜若", "韩松年"]),
        ("韩松年 杜 若", ["韩松年", "杜若"]),
        ("杜 若 陈 舟", ["杜若", "陈舟"]),
        ("杜 若 江小舟 陈 舟", ["杜若", "江小舟", "陈舟"]),
        # A whole line is letter-spaced.
        ("韩 松 年", ["韩松年"]),
        ("韩 松 年 江 小 舟", ["韩松年", "江小舟"]),
        ("韩 松 年 杜 若", ["韩松年", "杜若"]),
        # A run without blanks is divided where surnames stand.
        ("韩松年江小舟", ["韩松年", "江小舟"]),
        ("陈舟韩松年", ["陈舟", "韩松年"]),
        ("张三丰李四光王五一", ["张三丰", "李四光", "王五一"]),
        # Compound surnames.
        ("欧阳青山", ["欧阳青山"]),
        ("欧阳青山 上官云", ["欧阳青山", "上官云"]),
        ("韩松年欧阳青山", ["韩松年", "欧阳青山"]),
        # Names of other peoples.
        ("阿里·木沙 杜若", ["阿里·木沙", "杜若"]),
        ("迪丽·古丽、韩松年", ["迪丽·古丽", "韩松年"]),
        ("", []),
        ("  ", []),
    ],
)
def test_names_are_told_from_each_other(printed: str, names: list[str]) -> None:
    """Blanks and 、 part names, letter-spacing does not, and a run is divided by surnames."""
    assert split_names(printed) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("韩松年", True),
        ("杜若", True),
        ("欧阳青", True),
        ("欧阳青山", True),
        ("阿里·木沙", True),
        ("买买提·阿不都·热合曼", True),
        ("韩", False),
        ("韩松年说", False),
        ("修渠", False),
        ("记者手记", False),
        ("2024", False),
        ("tea", False),
        ("韩a", False),
        ("", False),
        ("韩松年江小舟", False),
    ],
)
def test_a_name_is_a_surname_and_one_or_two_more(text: str, name: bool) -> None:
    """One name: a surname with one or two characters, a compound surname with up to two, or 甲·乙."""
    assert looks_like_name(text) == name
