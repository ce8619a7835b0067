"""Pages whose text has kept the indents of its paragraphs. All text is made up."""

from __future__ import annotations

OPENING = "湖南日报3月8日讯（全媒体记者 韩松年）近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起长队。"
MEASURE = 16


def set_lines(paragraph: str, indent: str = "　　") -> list[str]:
    """Set a paragraph in lines of the measure, the first one two ems in, as a text layer gives it."""
    first = MEASURE - 2
    rest = [paragraph[at : at + MEASURE] for at in range(first, len(paragraph), MEASURE)]
    return [indent + paragraph[:first], *rest]


# The second ends with a full line, so that without its indent nothing would tell where the third begins.
PARAGRAPHS = [
    OPENING,
    "茶农老罗种了四十年茶，他家的茶园在半山腰，新栽的茶树今年也能采了，这一季。",
    "据介绍，青石镇的茶园已有两万亩，制茶的作坊开到了每一个村，镇里还办了夜校。",
    "镇上的茶行说，今年来看茶的客商比去年多，有的从邻省赶来，住下等头茶。",
]


def test_indents_tell_paragraphs(cut) -> None:
    """Where indents were kept each of them begins a paragraph, also behind a line that is full to the edge."""
    lines = [line for paragraph in PARAGRAPHS for each in set_lines(paragraph) for line in (each, "")]
    (article,) = cut(lines).articles
    compact = [each["text"].replace(" ", "") for each in article["paragraphs"]]
    assert compact == [each.replace(" ", "") for each in PARAGRAPHS]


def test_an_indented_block_is_no_other_half(cut) -> None:
    """In OCR a block that stands two ems in begins a paragraph, even where the one before broke off."""
    lines = ["　　" + OPENING, "　　" + PARAGRAPHS[1][:20], "　　" + PARAGRAPHS[2], PARAGRAPHS[1][20:]]
    (article,) = cut(lines).articles
    texts = [each["text"] for each in article["paragraphs"]]
    assert PARAGRAPHS[1] in texts
    assert PARAGRAPHS[2] in texts
