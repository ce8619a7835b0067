"""What importing does: nothing, beyond defining names."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import hnreader

# tantivy is not among them: importing it takes 5 ms and starts nothing.
HEAVY = (
    "textual",
    "textual_image",
    "PIL",
    "rich",
    "jieba",
    "rapidfuzz",
    "charset_normalizer",
    "regex",
    "dask",
    "distributed",
    "numpy",
    "opencc",
    "pypinyin",
    "tomlkit",
)
SCREEN_MODULES = "hnreader.app."  # these may load Textual; `hnreader.app` itself must not
TRAINING_MODULES = "hnreader.training."  # these may load what an extra brings; nothing else imports them
MODEL_MODULES = "hnreader.segment.model."  # these may load numpy; `hnreader.segment` loads them when a page comes
OCR_MODULES = "hnreader.reading.ocr."  # the same, when a scan comes
WEB_MODULES = "hnreader.web."  # these may load what an extra brings; `hnreader serve` alone imports them
OTHER_ROOMS = (SCREEN_MODULES, TRAINING_MODULES, MODEL_MODULES, OCR_MODULES, WEB_MODULES)

MODULES = [
    module.name
    for module in pkgutil.walk_packages(hnreader.__path__, "hnreader.")
    if not module.name.startswith(OTHER_ROOMS) and module.name != "hnreader.__main__"
]

PROBE = """
import importlib, sys, threading
heavy = set(sys.argv[1].split(","))
for module in sys.argv[2:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "hnreader"]:
        del sys.modules[name]
    importlib.import_module(module)
    loaded = heavy.intersection(name.partition(".")[0] for name in sys.modules)
    if loaded or threading.active_count() > 1:
        sys.exit(f"{module}: {loaded}, {threading.active_count()} threads")
"""


def test_importing_the_core_starts_nothing():
    """Each module of the core, imported first, needs no screen and no slow library, starts no thread, says no word."""
    probe = [sys.executable, "-c", PROBE, ",".join(HEAVY), "hnreader", *MODULES]
    done = subprocess.run(probe, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_version_needs_no_room():
    """`--version` and `--help` load neither a room of the house nor what the rooms need."""
    for option in ("--version", "--help"):
        command = [sys.executable, "-X", "importtime", "-m", "hnreader", option]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "hnreader.cli" in loaded
        rooms = {f"hnreader.{room}" for room in ("reading", "segment", "archive", "search", "research", "app")}
        assert not loaded & {*rooms, *HEAVY}
