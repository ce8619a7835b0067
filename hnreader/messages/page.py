"""Words about the page as it came and about doubts: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # Why an article was put together so
    "sheet.why": ("何以如此拼成", "Why it was put together so"),
    "doubt.nothing": ("没有推断：全文照版面顺序", "nothing was decided: the text stands as on the page"),
    # A line over an article
    "doubt.title": ("标题归属存疑", "title in doubt"),
    "doubt.cut": ("文字不全", "text cut"),
    "doubt.date": ("日期推定", "date inferred"),
    "doubt.join": ("拼接存疑", "joins in doubt"),
    "doubt.stray": ("移入段落存疑", "moved text in doubt"),
    "doubt.turn": ("转版存疑", "turn in doubt"),
    "doubt.as_printed": ("照原样逐行列出", "lines as they came"),
    # The page as it came
    "raw.page": ("整版", "whole page"),
    "raw.line": ("第{0}行", "line {0}"),
    "raw.lines": ("共{0}行", "{0} lines"),
    "raw.this": ("本篇", "this article"),
    "raw.other": ("另一篇《{0}》", "another article, “{0}”"),
    "raw.untitled": ("另一篇（无题）“{0}”", "another article, without headline: “{0}”"),
    "raw.duplicate": ("重复文字", "text printed twice"),
    "raw.duplicate_of": ("重复文字，见《{0}》", "text printed twice, see “{0}”"),
    "raw.blank": ("空行", "blank line"),
    "raw.from": ("读到这里", "you came from here"),
    "raw.onward": ("下文接第{0}行", "goes on in line {0}"),
    "raw.back": ("上文在第{0}行", "comes from line {0}"),
    "raw.nothing_to_read": ("这里不属于任何一篇", "no article has this line"),
    "raw.no_doubts": ("本篇在这一版上没有疑点", "nothing on this page is in doubt about this article"),
    "raw.dot": (" · ", " · "),
    "furniture.masthead": ("报头", "masthead"),
    "furniture.page label": ("版面标记", "page label"),
    "furniture.countdown": ("倒计时牌", "countdown"),
    "furniture.stray": ("零散字符", "stray marks"),
}
