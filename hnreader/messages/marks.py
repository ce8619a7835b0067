"""Words of bookmarks, of going somewhere and of taking text along: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "screen.small": ("窗口太小：至少要 {0} 列 {1} 行", "too small: at least {0} columns and {1} lines are needed"),
    "screen.no_further": ("没有更多了", "there is no further one"),
    "screen.no_failures": ("没有读不了的文件", "everything could be read"),
    "screen.resumed": ("接着上次读的地方", "where you left off"),
    "screen.unread": ("未读 {0} 篇", "{0} unread"),
    "screen.bookmarks": ("书签 {0} 条", "{0} bookmarks"),
    "screen.no_unread": ("没有未读的文章（u 列出全部）", "nothing is unread (u lists everything)"),
    "screen.no_bookmarks": ("还没有书签：m 加书签（' 列出全部）", "no bookmarks yet: m sets one (' lists everything)"),
    "goto.label": ("前往：日期（2024-03-09、2024-03）或编号", "go to a date (2024-03-09, 2024-03) or an id"),
    "goto.empty": ("请输入日期或编号", "type a date or an id"),
    "goto.no_issue": ("没有藏 {0} 的报纸", "no issue of {0} is held"),
    "marks.read": ("已标为已读", "marked as read"),
    "marks.unread": ("已标为未读", "marked as unread"),
    "marks.set": ("已加书签（M 写附注）", "bookmark set (M writes a note)"),
    "marks.noted": ("附注已存", "note kept"),
    "marks.taken_away": ("已取消书签", "bookmark taken away"),
    "marks.note": ("附注", "note"),
    "marks.elsewhere": ("另有 {0} 条书签不在读入的版面里", "{0} more bookmarks are not on the pages read"),
    "copy.article": (
        "全文 {0} 字已送往终端剪贴板；若粘贴不出，按 Y 存为文件",
        "the article, {0} characters, was sent to the terminal’s clipboard; if it can’t be pasted, Y writes a file",
    ),
    "copy.selection": (
        "选中的 {0} 字已送往终端剪贴板；若粘贴不出，按 Y 存为文件",
        "{0} selected characters were sent to the terminal’s clipboard; if they can’t be pasted, Y writes a file",
    ),
    "copy.citation": ("引文已送往终端剪贴板：{0}", "the citation was sent to the terminal’s clipboard: {0}"),
    "copy.name": ("存为文件，文件名", "write a file called"),
    "copy.saved": ("已存为 {0}", "written to {0}"),
    "copy.failed": ("{0} 无法写入：{1}", "{0} cannot be written: {1}"),
    "looks.measure": ("每行 {0} 字", "{0} 汉字 a line"),
    "theme.dark": ("深色", "dark"),
    "theme.light": ("浅色", "light"),
    "palette.hint": ("输入命令名称", "type the name of a command"),
    "settings.key": ("设置里没有名为 {0} 的命令", "the settings give keys to {0}, but there is no such command"),
    "suggest.more": ("可填：{0}", "may be: {0}"),
}
