"""Make the tables of folding and pinyin from the dictionaries of OpenCC and pypinyin.

    python tests/language/make_tables.py          # writes hnreader/language/data/
    python tests/language/make_tables.py --check  # says whether it is what the libraries of this environment give

Both libraries know far more than a look-up needs, and cost 20 and 190 ms to import and 190 µs a headline; what is
needed of them is a table of characters, and the readings of those characters that have several.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import opencc
import pypinyin
from pypinyin.contrib.tone_convert import to_normal

DATA: Final = Path(__file__).parents[2] / "hnreader" / "language" / "data"

# 〇, the radicals that PDF fonts put in place of characters, 汉字 with the rarer ones, and their compatibility forms.
HAN: Final = [0x3007, *range(0x2E80, 0x2FE0), *range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]

# What fonts draw for whole characters, and NFKC leaves alone (from Unicode's EquivalentUnifiedIdeograph.txt).
RADICALS: Final[dict[str, str]] = dict(
    "⺁厂 ⺟母 ⺠民 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼"
    " ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟".split()
)

# A reading counts as a character's own if this share of its words has it, and so many words at least.
SHARE: Final = 0.1
FEW: Final = 3

# Words of the paper that the dictionary lacks.
OWN: Final = {
    "长株潭": "chang zhu tan",
    "长三角": "chang san jiao",
    "长浏": "chang liu",
    "长益": "chang yi",
    "长常": "chang chang",
    "长张": "chang zhang",
    "岳长": "yue chang",
    "全长": "quan chang",
    "都市": "du shi",
    "都市圈": "du shi quan",
    "区长": "qu zhang",
    "县长": "xian zhang",
    "镇长": "zhen zhang",
    "厅长": "ting zhang",
    "州长": "zhou zhang",
    "转型": "zhuan xing",
}


def simplified() -> str:
    """Return two lines: characters, and under each the character that it is folded to.

    Regional variants are folded too, but for characters that simplified text itself uses (GB 2312).
    """
    to_plain = opencc.OpenCC("t2s")
    regional = [opencc.OpenCC(name) for name in ("tw2t", "hk2t")]
    pairs: dict[str, str] = {}
    for code in HAN:
        char = chr(code)
        plain = to_plain.convert(RADICALS.get(char, unicodedata.normalize("NFKC", char)))
        if plain == char and not char.encode("gb2312", "ignore"):
            for converter in regional:
                plain = to_plain.convert(converter.convert(plain))
        if len(plain) == 1 and plain != char:
            pairs[char] = plain
    return "".join(pairs) + "\n" + "".join(pairs.get(plain, plain) for plain in pairs.values()) + "\n"


def plain(reading: str) -> str:
    """Return a reading as it is typed: without tone, v for ü."""
    return str(to_normal(reading)).replace("ü", "v").replace("ê", "e")


def readings() -> str:
    """Return what is read how: a line for each character or word, and for each of its readings.

    Characters come first, with all readings that they may have where no word tells; words only where they tell.
    """
    folder = Path(pypinyin.__file__).parent
    singles = json.loads((folder / "pinyin_dict.json").read_text(encoding="utf-8"))
    words = json.loads((folder / "phrases_dict.json").read_text(encoding="utf-8"))
    read = {
        word: [plain(syllable[0]) for syllable in syllables]
        for word, syllables in words.items()
        if len(word) == len(syllables)
    }
    read |= {word: syllables.split() for word, syllables in OWN.items()}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, syllables in read.items():
        for char, syllable in zip(word, syllables, strict=True):
            seen[char][syllable] += 1
    either: dict[str, list[str]] = {}
    for code in HAN:
        if str(code) in singles:
            counts = seen[chr(code)]
            common = [syllable for syllable, n in counts.most_common() if n >= FEW and n >= SHARE * counts.total()]
            either[chr(code)] = common or [plain(singles[str(code)].split(",")[0])]
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char, syllables in either.items():
        by_sound[" ".join(syllables)].append(char)
    lines = [f"{syllables}\t{''.join(chars)}" for syllables, chars in sorted(by_sound.items())]
    telling = {
        word: syllables
        for word, syllables in read.items()
        if any(either.get(a) != [b] for a, b in zip(word, syllables, strict=True))
    }
    lines += ["", *(f"{word}\t{' '.join(syllables)}" for word, syllables in sorted(telling.items()))]
    return "\n".join(lines) + "\n"


def tables() -> dict[str, str]:
    """Return the files by name."""
    return {"simplified.txt": simplified(), "readings.txt": readings()}


def main() -> int:
    """Write the files, or say whether they are as they should be."""
    made = tables()
    if "--check" in sys.argv:
        stale = [name for name, text in made.items() if (DATA / name).read_text(encoding="utf-8") != text]
        print("stale: " + ", ".join(stale) if stale else "as the libraries have it")
        return int(bool(stale))
    DATA.mkdir(exist_ok=True)
    for name, text in made.items():
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text)} characters, {len(text.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
