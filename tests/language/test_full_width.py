"""Punctuation of Chinese text is full-width on the screen; that of Latin text and numbers is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.language.full_width import full_width

TWINS = dict(zip(',;:?!()"', [*"，；：？！（）", "“”"], strict=True))


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("春耕开始了,农机下田;好!", "春耕开始了，农机下田；好！"),
        ("他问:真的?!", "他问：真的？！"),
        ("比分为3:2,共10,000元,增长3.5%,其中", "比分为3:2，共10,000元，增长3.5%，其中"),
        ("上午9:30,到场", "上午9:30，到场"),
        ("Hello, world: (so it is)!", "Hello, world: (so it is)!"),
        ("世界卫生组织(WHO)指出", "世界卫生组织（WHO）指出"),
        ("(记者 张三)", "（记者 张三）"),
        ("同比增长(8.5%)", "同比增长（8.5%）"),
        ("f(x)与第2(3)条", "f(x)与第2(3)条"),
        ("甲(乙）丙", "甲（乙）丙"),
        ("1)春耕 (未完", "1)春耕 (未完"),
        ('他说"好",又说"OK"。', "他说“好”，又说“OK”。"),
        ('一根5"的管子', '一根5"的管子'),
        ("见http://a.example/搜索?q=1,2 好,", "见http://a.example/搜索?q=1,2 好，"),
        ("他说, 好", "他说， 好"),
        ("", ""),
    ],
)
def test_marks_of_chinese_text(printed: str, shown: str) -> None:
    """Marks beside Chinese text become full-width, brackets and quotes in pairs; others stay."""
    assert full_width(printed) == shown


@given(st.lists(st.sampled_from([*'中文aB3 ,;:?!()"（）“”，、。/\n', "http://", "www."]), max_size=40).map("".join))
def test_marks_map_one_to_one(printed: str) -> None:
    """Each character is itself or its full-width twin, and what was done once is not done again."""
    shown = full_width(printed)
    assert len(shown) == len(printed)
    assert all(new == old or new in TWINS[old] for old, new in zip(printed, shown, strict=True))
    assert full_width(shown) == shown
