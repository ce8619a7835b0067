"""A folder of pages, marks, corrections and settings that hold whatever a terminal could be commanded by."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import hnreader
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from pathlib import Path

PAYLOADS: Final = (
    "\x1b]2;LEAK{n}\x07",
    "\x1b]2;LEAK{n}\x1b\\",
    "\x1b[5;38;5;231mLEAK{n}",
    "\x9b5mLEAK{n}",
    "\x9d2;LEAK{n}\x9c",
    "\x1bP+q4c45LEAK{n}\x1b\\",
    "\x1b]52;c;TEVBSw==\x07",
    "\x1b]8;;http://leak{n}.test\x1b\\x\x1b]8;;\x1b\\",
    "\x1b_GLEAK{n}\x1b\\",
    "\x1bc",
    "\x1b[2J",
    "\x1b[?1049l",
    "\x1b[6n",
    "\x07\x08\x7f\x0b\x0c\x0e",
    "\u202eLEAK{n}\u202c",
    "\u2066\u200b\u200f\ufeff\u00ad",
    "\u2028\u2029\x85",
    "[@click=app.quit]LEAK{n}[/]",
    "[/]",
    "[bold red]{{n}}%s\\",
    "\U000e0041\U0001fffe",
    "\x1b",
    "\x9b",
    "\x1b]0;",
)
FILE_PAYLOADS: Final = (
    "\x1b]2;LEAK{n}\x07",
    "\n{n}\n",
    "\r{n}",
    "\x1b[5;38;5;231mLEAK{n}",
    "\u202e{n}\u200b",
    "\udc9b5m",
    "\udcff\udcfe",
    "\x7f\x08{n}",
    "\u2028{n}",
    "[@click=app.quit]{n}[]",
    "=cmd{n}",
    "\t{n}",
)


class Payloads:
    """Hostile texts, each with a number of its own, by turns."""

    def __init__(self) -> None:
        self._number = 0

    def text(self) -> str:
        """Return the next text."""
        return self._next(PAYLOADS)

    def name(self) -> str:
        """Return the next part of a file's name."""
        return self._next(FILE_PAYLOADS)

    def _next(self, kinds: tuple[str, ...]) -> str:
        self._number += 1
        return kinds[self._number % len(kinds)].replace("{n}", str(self._number))


def page(day: int, payloads: Payloads) -> str:
    """Return the text of a page in every line of which is something hostile."""
    p = payloads.text
    stories = [
        f"长沙芯{p()}片产业{number}提速{p()}\n——湖南{p()}观察\n\n本报3月{day}日讯（全媒体记者 张{p()}三 李四{p()}）"
        f"3月{day}日，芯片{p()}项目在长沙市{p()}开工，省委{p()}书记出席“三高{p()}四新”现场会。\n"
        f"    据{p()}了解，长沙{p()}芯片产业{p()}产值增长{p()}两成。（下转{p()}2版）\n\n"
        f"图为{p()}长沙工地。王{p()}五 摄\n"
        for number in range(4)
    ]
    return f"湖南{p()}日报\n2024年3月{day}日 星期{p()}六 第{p()}1版 要闻{p()}\n\n" + "\n".join(stories)


def alto(payloads: Payloads) -> bytes:
    """Return a page in ALTO, with what XML may hold of controls in texts, labels and styles."""
    may = "".join(char for char in payloads.text() + "\x9b5m\u202e\x85\u2028" if char >= " ")
    escaped = may.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    lines = "".join(
        f'<TextLine ID="l{number}" HPOS="10" VPOS="{40 * number}" WIDTH="300" HEIGHT="30" TAGREFS="{escaped}">'
        f'<String CONTENT="长沙{escaped}芯片产业在三月开工，第{number}行" HPOS="10" VPOS="{40 * number}" WIDTH="300" '
        'HEIGHT="30"/></TextLine>'
        for number in range(8)
    )
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><sourceImageInformation><fileName>'
        f'{escaped}</fileName></sourceImageInformation></Description><Tags><OtherTag ID="t" LABEL="{escaped}"/></Tags>'
        f'<Layout><Page ID="{escaped}" WIDTH="400" HEIGHT="400" PHYSICAL_IMG_NR="1"><PrintSpace>'
        f'<TextBlock ID="b{escaped}" '
        f'TAGREFS="t">{lines}</TextBlock></PrintSpace></Page></Layout></alto>'
    ).encode()


def make_archive(folder: Path, payloads: Payloads) -> None:
    """Write pages into a folder, in files and subfolders of hostile names."""
    for number in range(8):
        place = folder if number % 3 else folder / f"子{payloads.name()}夹"
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"2024030{number + 1}{payloads.name()}-{number}.txt"
        file.write_bytes(page(number + 1, payloads).encode("utf-8", "surrogatepass" if number == 7 else "strict"))
        notes = file.with_name(f"{file.name}.corrections.toml")
        if number % 4 == 1:
            notes.write_bytes(f"version = 1\n\x1b]2;LEAK{number}\x07 {payloads.text()!a}\n".encode())
        elif number % 4 == 2:
            quoted = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in payloads.text())
            line = f'action = "{quoted}", on = "{quoted}", by = "{quoted}", text = "{quoted}"'
            notes.write_text(f'a1b2c3 = {{ {line} }}\n"{quoted}" = {{ {line} }}\nwithdrawn.x = "{quoted}"\n', "utf-8")
    (folder / f"b{payloads.name()}.xml").write_bytes(alto(payloads))
    (folder / f"broken{payloads.name()}.pdf").write_bytes(b"%PDF-1.4 \x1b]2;LEAK\x07")
    (folder / f"broken{payloads.name()}.zip").write_bytes(b"PK\x03\x04\x1b]2;LEAK\x07")
    os.mkfifo(folder / f"pipe{payloads.name()}.txt")


def make_marks(folder: Path, home: Path, payloads: Payloads) -> list[str]:
    """Write a notebook and settings of hostile texts into a home folder; return the ids of the articles."""
    with hnreader.open(folder) as archive:
        articles = list(archive.articles)
    (home / "hnreader").mkdir(parents=True, exist_ok=True)
    with Notebook(home / "hnreader" / "notebook.sqlite3") as notebook:
        for article in [*articles[:6]]:
            text = payloads.text().encode("utf-8", "replace").decode()
            notebook.bookmark(article.id, f"题{text}", f"2024{text}", f"注{text}\n第二行{text}")
            notebook.tag(article.id, [f"签{text}"])
            notebook.record_search(f"长沙{text}")
        notebook.bookmark(f"20200101-gone{payloads.text()}", payloads.text(), payloads.text(), payloads.text())
    quoted = "".join(f"\\u{ord(char):04x}" for char in "\x1b]2;LEAK0\x07\x9b5m\u202e")
    (home / "hnreader" / "settings.toml").write_text(
        f'theme = "{quoted}"\ndensity = "{quoted}"\n"unknown{quoted}" = "{quoted}"\n'
        f'[searches]\n"名{quoted}" = "长沙{quoted}"\n',
        "utf-8",
    )
    return [article.id for article in articles]
