"""A whole session in a real terminal is nobody else's business: neither its files nor anything sent anywhere."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pdf_files import Drawn, pdf_of
from scan_files import Bar, image_of, page_of
from tmux_shell import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tmux_shell import Shell

_KEPT = ("notebook.sqlite3", "settings.toml", "pages.sqlite3")
_SENT = re.compile(r"(?:connect|send\w+)\(.*AF_INET.*")
WORDS = "渠道清了，水才走得远；堤坝固了，人才睡得稳。" * 9
_SOCKET = re.compile(r"socket\((?!AF_UNIX|AF_LOCAL)\w+")


def use(shell: Shell, before: str = "") -> None:
    """Bookmark and tag an article, search and save the search, and leave the reader."""
    shell.line(f"clear; PYTHONPATH={ROOT} {before} {sys.executable} -m hnreader --lang en; echo code=$?")
    shell.sees("48 articles")
    shell.type("m")
    shell.sees("Bookmark")
    shell.type("/")
    shell.sees("Esc")
    shell.line("长沙")
    shell.sees("长沙", "/ search")
    shell.type("S")
    shell.sees("Save this search as")
    shell.tmux("send-keys", "Enter")
    shell.sees("Saved")
    shell.type("q")
    shell.sees("code=0")


def too_open(home: Path) -> list[str]:
    """Return what is kept there that others may read or enter, and find that something is kept."""
    paths = [*home.rglob("*")]
    assert {path.name for path in paths} >= {*_KEPT}
    kept = [path for path in paths if "hnreader" in path.relative_to(home).parts]
    return [str(path) for path in kept if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_what_a_session_keeps_is_its_readers_alone(shell: Shell, tmp_path: Path) -> None:
    """Whatever the umask says, and what others could read before is closed to them when it is opened again."""
    shell.line("umask 000")
    use(shell)
    assert too_open(tmp_path) == []
    for path in tmp_path.rglob("*"):
        if "hnreader" in path.relative_to(tmp_path).parts:
            path.chmod(0o777 if path.is_dir() else 0o666)
    use(shell)
    assert too_open(tmp_path) == []


needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


@needs_strace
def test_no_page_has_anything_fetched(tmp_path: Path) -> None:
    """Neither a PDF nor a scan, whose models are there, nor what a web page or XML refers to."""
    pages, calls, far = tmp_path / "pages", tmp_path / "calls", "http://192.0.2.1/far"
    pages.mkdir()
    (pages / "1.pdf").write_bytes(pdf_of([Drawn("春汛来得早", 60, 80, 24)]))
    (pages / "2.png").write_bytes(image_of(page_of([Bar(3, 100), Bar(5, 200)])))
    web = f'<!DOCTYPE html><base href="{far}"><link rel="stylesheet" href="{far}"><img src="{far}"><p>{WORDS}</p>'
    (pages / "3.html").write_text(web, "utf-8")
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{far}"/>'
    (pages / "4.xml").write_text(f'<!DOCTYPE alto SYSTEM "{far}"><alto>{included}</alto>')
    files = sorted(map(str, pages.iterdir()))  # by themselves: a small picture in a folder is no page
    done, sent = traced(calls, "-m", "hnreader", "check", "--lang", "en", "--in-memory", *files)
    for name in ("1.pdf", "2.png", "3.html", "4.xml"):
        assert re.search(rf"\b{name}\b.*(accounted for|no text)", done)
    assert sent == []
    control = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"  # sends nothing
    )
    assert traced(calls, "-c", control)[1], "what connects is seen"


def traced(calls: Path, *program: str) -> tuple[str, list[str]]:
    """Run Python, and return what it prints, and where it and all that it starts connect or send to.

    A socket alone is none: a library that comes with the OCR looks whether this machine has IPv6.
    """
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(calls), sys.executable, *program]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    return done.stdout + done.stderr, _SENT.findall(calls.read_text("utf-8"))


@needs_strace
def test_a_session_opens_no_socket(shell: Shell, tmp_path: Path) -> None:
    """Nor does any program that it starts: nothing leaves the machine, and nothing is fetched."""
    calls = tmp_path / "calls"
    use(shell, f"strace -f -qq -e trace=network -o {calls}")
    assert not _SOCKET.findall(calls.read_text("utf-8"))
