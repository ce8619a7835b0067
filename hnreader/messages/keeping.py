"""Words about what is kept from one session to the next: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # Settings; {0} is the file, or the setting
    "settings.unknown": ("设置里的“{0}”不认识，未采用", "the setting “{0}” is unknown and was passed over"),
    "settings.value": (
        "设置“{0}”不能是“{1}”（可用：{2}），用默认值",
        "the setting “{0}” can’t be “{1}” ({2}); the default is used",
    ),
    "settings.broken": (
        "设置文件 {0} 有误：{1}；文件未动，请改正，先用默认设置",
        "the settings file {0} is broken: {1}; it was left alone, please mend it; defaults are used",
    ),
    "settings.unreadable": (
        "设置文件 {0} 无法读取：{1}；用默认设置",
        "the settings file {0} can’t be read: {1}; defaults are used",
    ),
    "settings.unwritable": ("设置未能写入 {0}：{1}", "the settings could not be written to {0}: {1}"),
    # The notebook; {0} is the file
    "notebook.damaged": (
        "笔记文件损坏，已改名为 {0} 保留，另起新的",
        "the notebook was damaged; it is kept as {0}, and a new one was begun",
    ),
    "notebook.unwritable": (
        "笔记文件 {0} 无法写入：{1}；本次所记退出即失",
        "the notebook {0} can’t be written: {1}; what is noted now is lost on leaving",
    ),
    "notebook.newer": (
        "笔记文件 {0} 出自更新的版本，未动，请升级；本次所记退出即失",
        "the notebook {0} is of a newer version and was left alone; upgrade, or what is noted now is lost on leaving",
    ),
    "error.notebook": ("未能记入或读出笔记：{0}", "the notebook could not be written or read: {0}"),
}
