"""Words that the command line and the app share: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # Kinds of article
    "kind.news": ("消息", "news"),
    "kind.commentary": ("评论", "commentary"),
    "kind.feature": ("特写", "feature"),
    "kind.photo": ("图片", "photo"),
    "kind.advertorial": ("专版", "advertorial"),
    "kind.continuation": ("接版", "continuation"),
    "kind.notice": ("启事", "notice"),
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
    "error.ambiguous_id": ("编号 {0} 不止一篇：{1}", "the id {0} fits more than one article: {1}"),
}
