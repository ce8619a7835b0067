"""Build hook of hatchling: compiles the message catalogues, `.po` to `.mo`, for wheels and editable installs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: str | os.PathLike[str]) -> None:
    """Write the `.mo` of every `.po` below `root` that has none or an older one."""
    for source in Path(root, "hnreader", "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        temporary = compiled.with_suffix(f".{os.getpid()}")
        with temporary.open("wb") as file:
            write_mo(file, catalogue)
        temporary.replace(compiled)


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs before hatchling collects the files of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 the interface is hatchling's
        """Compile the catalogues into the source tree."""
        compile_catalogues(self.root)
