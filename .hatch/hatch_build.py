"""Build hook of hatchling: compiles the message catalogues, `.po` to `.mo`, for wheels and editable installs.

A wheel also has what a system shows of a program: manual pages, completion, a desktop entry with its icon. What the
program itself can print is not kept anywhere else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRINTED: Final = {
    "share/man/man1/hnreader.1": "help --man --lang en",
    "share/man/zh_CN/man1/hnreader.1": "help --man --lang zh",
    "share/bash-completion/completions/hnreader": "completion bash",
    "share/zsh/site-functions/_hnreader": "completion zsh",
    "share/fish/vendor_completions.d/hnreader.fish": "completion fish",
}
"""Where systems look for a file, and the command that prints it."""
_KEPT: Final = {
    "share/applications/hnreader.desktop": ".hatch/hnreader.desktop",
    "share/icons/hicolor/scalable/apps/hnreader.svg": "hnreader/web/page/icon.svg",
}


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


def print_shared(root: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file to be installed beside the package, and where; what is printed is written into `folder`.

    Raises `CalledProcessError` where the program does not run with what the build has.
    """
    path = os.pathsep.join([root, *filter(None, sys.path)])  # where the build has what it needs, only it knows
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    for number, (place, words) in enumerate(_PRINTED.items()):
        command = [sys.executable, "-m", "hnreader", *words.split()]
        file = folder / str(number)
        file.write_bytes(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603
        yield str(file), place
    yield from ((str(Path(root, kept)), place) for place, kept in _KEPT.items())


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs before hatchling collects the files of the package, and after it is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues into the source tree; have a wheel install what is printed by it."""
        compile_catalogues(self.root)
        if version == "standard":
            self._folder = TemporaryDirectory()
            build_data["shared_data"].update(print_shared(self.root, Path(self._folder.name)))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete what was printed."""
        if version == "standard":
            self._folder.cleanup()
