"""Words of the reading pane: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "reading.doubts": ("〔{0} — w 说明〕", "[{0} — w tells why]"),
    "reading.no_hits": ("这一篇里没有命中之处", "nothing is lit in this article"),
    "reading.to_first": ("已过末处，回到第一处", "past the last place: back at the first"),
    "reading.to_last": ("已过首处，转到最后一处", "past the first place: on to the last"),
    "reading.measure": ("每行 {0} 字", "{0} characters a line"),
    "reading.widest": ("窗格只容得下每行 {0} 字", "the pane holds no more than {0} characters a line"),
    "reading.no_turn": ("这一篇没有转版", "this article does not turn to another page"),
    "reading.last_turn": ("后面不再转版", "no further turn below"),
    "reading.select": (
        "逐句选取：j k 增减，v 从此句重选，y 复制，Esc 取消",
        "by sentences: j k more or less, v anew from here, y copies, Esc gives up",
    ),
    "reading.nothing": ("没有可选的文字", "there is no text to select"),
}
