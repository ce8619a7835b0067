"""Why something was decided, in words: the codes of `model.Evidence` → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "why.title": (
        "标题“{0}…”归于此篇，仅据版面顺序",
        "the title “{0}…” was placed here for no better story had a claim",
    ),
    "why.title.words": ("标题“{0}…”归于此篇，共有词语：{1}", "the title “{0}…” was placed by words in common: {1}"),
    "why.title.beside": (
        "标题“{0}…”归于此篇，因紧邻文字",
        "the title “{0}…” was placed here because it stands beside the text",
    ),
    "why.title.picture": (
        "“{0}”与各篇均无共有词语，归于最近的无题图片",
        "“{0}” shares no word with any story; it went to the nearest picture without a title",
    ),
    "why.join": (
        "断在“…{0}”处的文字与“{1}…”接合，据位置与所述之事",
        "the text cut at “…{0}” was joined to “{1}…” by where they stand and what they speak of",
    ),
    "why.join.word": (
        "断在“…{0}”处的文字与“{1}…”接合，跨断处成词“{2}”",
        "the text cut at “…{0}” was joined to “{1}…”: the word {2} stands across the cut",
    ),
    "why.join.known": (
        "断在“…{0}”处的文字与“{1}…”接合，版面他处有“{2}”",
        "the text cut at “…{0}” was joined to “{1}…”: the page has {2} elsewhere",
    ),
    "why.join.quote": (
        "断在“…{0}”处的文字与“{1}…”接合，引号或括号前后相合",
        "the text cut at “…{0}” was joined to “{1}…”: it closes the quotation or bracket that was open",
    ),
    "why.join.figure": (
        "断在“…{0}”处的文字与“{1}…”接合，数字前后相连",
        "the text cut at “…{0}” was joined to “{1}…”: the figure goes on",
    ),
    "why.stray": (
        "段落“{0}…”印在别处，据人名、用词移入",
        "the paragraph “{0}…” stood elsewhere; names and words moved it here",
    ),
    "why.stray.speaker": (
        "段落“{0}…”印在别处，因“{1}”在此篇出场而移入",
        "the paragraph “{0}…” stood elsewhere; {1}, who speaks in it, is introduced here",
    ),
    "why.cut": ("文字断在“…{0}”，版面上未见下文", "the text breaks off at “…{0}”; the page has no more of it"),
    "why.turn": (
        "第{0}版下转第{1}版{2}，第{1}版上接第{0}版{2}，两处相符",
        "page {0} turns to page {1}{2}, and page {1} comes from page {0}{2}: the two agree",
    ),
    "why.turn.cut": (
        "第{0}版下转第{1}版{2}，断开的句子在那里接上：…{3}…",
        "page {0} turns to page {1}{2}, where the broken sentence goes on: …{3}…",
    ),
    "why.turn.words": (
        "第{0}版下转第{1}版{2}，两处用词相同：{3}",
        "page {0} turns to page {1}{2}, and both parts speak of {3}",
    ),
    "why.turn.lone": (
        "第{0}版下转第{1}版{2}（有一版版次不详，仅此相合）",
        "page {0} turns to page {1}{2} (one has no number; only these fit)",
    ),
    "why.turn.cut.lone": (
        "第{0}版下转第{1}版{2}，断开的句子在那里接上：…{3}…（有一版版次不详，仅此相合）",
        "page {0} turns to page {1}{2}, where the broken sentence goes on: …{3}… (one has no number; only these fit)",
    ),
    "why.turn.words.lone": (
        "第{0}版下转第{1}版{2}，两处用词相同：{3}（有一版版次不详，仅此相合）",
        "page {0} turns to page {1}{2}, and both parts speak of {3} (one has no number; only these fit)",
    ),
    "why.as_printed": (
        "不像报纸版面，照原样逐行列出",
        "this does not look like a newspaper page; its lines stand as they are",
    ),
    "why.date.masthead": ("报头载明 {0}", "the masthead says {0}"),
    "why.date.number": ("由报头的总第{0}号推算", "worked out from the issue number {0}"),
    "why.date.file": ("由文件名 {0} 得出", "the file name {0} says so"),
    "why.date.dateline": (
        "最新电头为{0}，文中年份指向{1}年，报纸次日出版",
        "the newest dateline is {0}, the years in the text speak for {1}, and the paper prints the next day",
    ),
}
