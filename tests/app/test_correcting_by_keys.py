"""A hard page is brought to what it really is by keys alone, in a real terminal. The page is made up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from derived_corrections import derive, errors
from hard_page import hard_page
from keyed_corrections import keys_of
from tmux_shell import ROOT

from hnreader.archive import load
from hnreader.model import PageArticles
from hnreader.segment import PageCharacters, segment
from hnreader.training.pages import page_of

if TYPE_CHECKING:
    from pathlib import Path

    from tmux_shell import Shell


def test_by_keys_alone(shell: Shell, tmp_path: Path) -> None:
    truth = hard_page()
    page, derived = page_of(truth), derive(truth)
    assert derived.wrong > 3
    path = tmp_path / "page.txt"
    path.write_text("\n".join(truth.lines), "utf-8")
    shell.line(f"clear; PYTHONPATH={ROOT} {sys.executable} -m hnreader --lang en {path}; echo code=$?")
    shell.sees("2 articles", "q quit")
    shell.type("e")
    shell.sees("0 decisions")
    for number, decision in enumerate(derived.corrections):
        segmented = segment(page, corrections=derived.corrections[:number])
        shell.tmux("send-keys", *keys_of(decision, segmented, PageCharacters(page.lines)))
        shell.sees(f" {number + 1} decision")
    shell.type("qq")
    shell.sees("code=0")
    (found,) = (each for each in load(path) if isinstance(each, PageArticles))
    assert errors(truth, found) == 0
