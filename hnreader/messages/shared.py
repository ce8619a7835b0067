"""Words that the command line and the app share: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

from hnreader.lexicon.kinds import NAMES

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    **{f"kind.{kind}": said for kind, said in NAMES.items()},
    # What a page or an article does not tell
    "page.number": ("第{0}版", "page {0}"),
    "page.unknown": ("版次不详", "page unknown"),
    "page.several": ("、", ", "),
    "page.inferred": ("{0}（推定）", "{0} (inferred)"),
    # Turns to other pages
    "turn.on": ("转第{0}版", "continued on page {0}"),
    "turn.rest_missing": ("读入的版面里没有找到下文", "what follows is not among the pages read"),
    "turn.start_missing": ("读入的版面里没有找到上文", "what comes before is not among the pages read"),
    "date.unknown": ("日期不详", "date unknown"),
    # What a search found, and what of the query it did not understand; {0} is what was typed
    "near.pinyin": ("〔拼音〕", "[pinyin]"),
    "near.fuzzy": ("〔{0}→{1}〕", "[{0}→{1}]"),
    "near.none": ("无", "∅"),
    "near.several": ("", " "),
    "query.manual": (
        """\
  长沙 芯片        两者都有             长沙|株洲        任一
  "smart city"     连同空格             -长沙、!长沙     没有
  '三高四新        只要一字不差的       /第.届/          正则表达式
  标题:长沙        记者:曹娟            栏目:三湘时评    类型:评论
  版:1、版:1..4    日期:2024-03         日期:2023..2024-06
""",
        """\
  长沙 芯片        both                 长沙|株洲        one of them
  "smart city"     with its blanks      -长沙, !长沙     not
  '三高四新        exactly this         /第.届/          a regular expression
  title:长沙       by:曹娟              column:三湘时评  kind:commentary
  page:1..4        date:2024-03         date:2023..2024-06
""",
    ),
    "query.date": ("“{0}”不是日期，按文字检索", "“{0}” is no date; searched as text"),
    "query.page": ("“{0}”不是版次，按文字检索", "“{0}” is no page; searched as text"),
    "query.kind": ("“{0}”不是文章类型，按文字检索", "“{0}” is no kind of article; searched as text"),
    "query.empty": ("“{0}”之后还没有词", "nothing follows “{0}” yet"),
    "query.regex": ("“{0}”不是正则表达式，按文字检索", "“{0}” is no regular expression; searched as text"),
    "query.regex_or": ("“/{0}/”不能用在“|”里，按文字检索", "“/{0}/” can’t stand beside |; searched as text"),
    "query.unfinished": ("正则表达式耗时过长，未查完", "the regular expression took too long; not all was looked at"),
    "headline.none": ("（无题）", "(no headline)"),
    # Why a path could not be read; {0} is what the system says
    "fail.missing": ("没有这个文件或文件夹", "no such file or folder"),
    "fail.broken_link": ("链接指向的文件不存在", "a link to a file that does not exist"),
    "fail.loop": ("链接绕回自身", "a link that leads back to itself"),
    "fail.permission": ("没有读取权限", "no permission to read it"),
    "fail.special": ("不是普通文件", "not an ordinary file"),
    "fail.binary": ("不是文本文件", "not a text file"),
    "fail.empty": ("文件里没有文字", "the file holds no text"),
    "fail.no_page": ("文件夹里没有版面文件（.txt、.md）", "the folder holds no pages (.txt, .md)"),
    "fail.error": ("无法读取：{0}", "cannot be read: {0}"),
    # Errors
    "error.nothing": ("没有可读的版面：{0}", "nothing to read: {0}"),
    "error.unknown_id": ("没有编号为 {0} 的文章", "no article has the id {0}"),
    "error.unknown_style": ("没有 {0} 这种引文格式，可用 {1}", "there is no style {0}; those there are: {1}"),
    "error.unknown_format": ("没有 {0} 这种格式，可用 {1}", "there is no form {0}; those there are: {1}"),
    "error.ambiguous_id": ("编号 {0} 不止一篇：{1}", "the id {0} fits more than one article: {1}"),
}
