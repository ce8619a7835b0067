"""What importing does: nothing, beyond defining names."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import hnreader

# tantivy is not among them: importing it takes 5 ms and starts nothing.
HEAVY = (
    "textual",
    "rich",
    "jieba",
    "rapidfuzz",
    "charset_normalizer",
    "regex",
    "numpy",
    "opencc",
    "pypinyin",
    "tomlkit",
    "plotext",
)
SCREEN_MODULES = "hnreader.app."  # these may load Textual; `hnreader.app` itself must not
TRAINING_MODULES = "hnreader.training."  # these may load what an extra brings; nothing else imports them

MODULES = [
    module.name
    for module in pkgutil.walk_packages(hnreader.__path__, "hnreader.")
    if not module.name.startswith((SCREEN_MODULES, TRAINING_MODULES)) and module.name != "hnreader.__main__"
]

PROBE = """
import importlib, sys, threading
before = set(sys.modules)
importlib.import_module(sys.argv[1])
loaded = {name.partition(".")[0] for name in sys.modules}
print(*sorted(loaded & set(sys.argv[2].split(","))))
print(threading.active_count())
"""


@pytest.mark.parametrize("module", ["hnreader", *MODULES])
def test_importing_the_core_starts_nothing(module):
    """Each module of the core is imported without the screen and the slow libraries, a thread, or a word."""
    probe = [sys.executable, "-c", PROBE, module, ",".join(HEAVY)]
    done = subprocess.run(probe, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "1"]
    assert done.stderr == ""


def test_the_version_needs_no_room():
    """`--version` and `--help` load neither a room of the house nor what the rooms need."""
    for option in ("--version", "--help"):
        command = [sys.executable, "-X", "importtime", "-m", "hnreader", option]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "hnreader.cli" in loaded
        rooms = {f"hnreader.{room}" for room in ("reading", "segment", "archive", "search", "research", "app")}
        assert not loaded & {*rooms, *HEAVY}
