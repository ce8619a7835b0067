"""What is exported may be given away: it does not say where it was, who made it, nor what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.cli import main
from hnreader.research.conversion import FORMS
from hnreader.research.export_writer import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"
FOLDER, ASKED, USER = "abschied-folder", "seltsamkeit", "user-of-this-machine"
OUTPUT = "output.json"
COMMANDS = [
    *(["export", "--format", form, "--query", f"芯片 -{ASKED}", "--output", OUTPUT] for form in FORMATS),
    *(["export", "--format", form, "--output", OUTPUT] for form in FORMATS),
    *(["convert", "--to", form, "--output", OUTPUT] for form in FORMS),
    ["review", "--report", OUTPUT],
    ["list", "--json"],
    ["search", f"芯片 -{ASKED}", "--json"],
    ["kwic", "芯片", "--csv"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:3]))
def test_neither_paths_nor_queries_nor_users_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """Of a file its name is there, for the page is known by it; the folders around it are not."""
    for name in ("USER", "LOGNAME"):
        monkeypatch.setenv(name, USER)
    pages = tmp_path / FOLDER
    pages.mkdir()
    (pages / "2024-03-08_01.txt").write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--lang", "en", str(pages)]) == 0
    output = tmp_path / OUTPUT
    files = [output] if output.is_file() else [*output.rglob("*")]
    texts = [capsys.readouterr().out, *(path.read_text("utf-8") for path in files)]
    assert any("芯片" in text or "2024-03-08" in text for text in texts)
    for text in texts:
        assert not [word for word in (FOLDER, ASKED, USER, str(tmp_path)) if word in text]
