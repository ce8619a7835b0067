"""Two pages of an issue, the second of which goes on with a story of the first. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIRST = """\
茶香老街

湖南日报3月8日讯（全媒体记者 韩松年 通讯员 苏青）青石镇的茶农把头一批春茶送到了集市，镇里请来的制茶师傅在老街支起铁锅，

▶（下转2版①）

湖面开网

湖南日报3月8日讯（全媒体记者 江小舟）白鹭湖今天开湖捕鱼，二十条木船一早离岸，大网拖上冰面，鱼获当场过秤。

▶（下转4版）
"""
SECOND = """\
▲▲（上接1版①）

当街炒茶给客商看。罗大川种了四十年茶，茶园就在半山腰。制茶师傅说，青石镇的春茶要赶在清明前炒完。

老街的茶行今年添了三口铁锅，客商可以自己动手，也可以请师傅代炒，炒好的茶当天就装车。
"""


def write_pages(folder: Path) -> Path:
    """Write both pages as files that carry date and page in their names, and return the folder."""
    (folder / "2024-03-09_01.txt").write_text(FIRST, encoding="utf-8")
    (folder / "2024-03-09_02.txt").write_text(SECOND, encoding="utf-8")
    return folder
