"""Pinyin: readings by the word, and what typed letters stand for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from hnreader.language.pinyin import find_pinyin, is_pinyin, readings_of, sound_alike, split_pinyin


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("重庆", "chong qing"),
        ("重点", "zhong dian"),
        ("银行", "yin hang"),
        ("行动", "xing dong"),
        ("长沙", "chang sha"),
        ("省长", "sheng zhang"),
        ("增长", "zeng zhang"),
        ("长株潭都市圈", "chang zhu tan du shi quan"),
        ("会计", "kuai ji"),
        ("率先", "shuai xian"),
        ("调研", "diao yan"),
        ("女儿", "nv er"),
    ],
)
def test_a_word_tells_its_readings(text, readings):
    """Polyphones are read as in their word."""
    assert [" ".join(readings) for readings in readings_of(text)] == readings.split()


def test_readings_are_those_of_pypinyin():
    """Over a headline's worth of common words the library and the table agree."""
    text = "全省经济工作会议强调推动高质量发展深化改革开放建设现代化产业体系保障改善民生"
    assert [readings[0] for readings in readings_of(text)] == lazy_pinyin(text)


def test_the_tables_are_what_the_libraries_say():
    """The shipped tables are those that the libraries' dictionaries give."""
    script = Path(__file__).with_name("make_tables.py")
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.stdout == "as the libraries have it\n"


@pytest.mark.parametrize(
    ("typed", "likeliest"),
    [
        ("zhifuwanqi", "zhi fu wan qi"),
        ("zfwq", "z f w q"),
        ("zhifuwq", "zhi fu w q"),
        ("changsha", "chang sha"),
        ("chsh", "ch sh"),
        ("xian", "xian"),
        ("xi'an", "xi an"),
        ("lvse", "lv se"),
    ],
)
def test_letters_are_parted(typed, likeliest):
    """The likeliest parting has the fewest pieces."""
    assert " ".join(letters for letters, _ in split_pinyin(typed)[0]) == likeliest


@pytest.mark.parametrize("typed", ["GDP", "a", "12", "长沙", "a b", "x" * 60, "", "'ab"])
def test_what_is_no_pinyin(typed):
    """Capitals, single letters, figures alone and 汉字 are not taken for pinyin."""
    assert not is_pinyin(typed)


@pytest.mark.parametrize("typed", ["zzzz", "iiii", "zhangzhangzhangzhangzhangzhangzhangzhang", "ng" * 20, "''''"])
def test_odd_letters_are_parted_soon(typed):
    """Letters that are no syllables, or very many, have few partings or none."""
    assert len(split_pinyin(typed)) <= 16


@given(st.text(st.sampled_from("长沙重庆银行增长"), min_size=1, max_size=6), st.data())
def test_any_mixture_finds_its_characters(text, data):
    """Each character typed as its first letter or in full: the place is found."""
    pieces = [data.draw(st.sampled_from([readings[0], readings[0][0]])) for readings in readings_of(text)]
    typed = "'".join(pieces)
    place = find_pinyin(f"又，{text}，", typed)
    assert place is not None
    assert len(pieces) == place[1] - place[0]


def test_characters_that_sound_alike():
    """Tones aside; and a polyphone by any of its readings."""
    assert sound_alike("玮", "伟")
    assert sound_alike("象", "像")
    assert not sound_alike("长", "沙")
