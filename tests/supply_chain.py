"""What is installed from elsewhere: which versions it was developed with, by their hashes, and under which licences.

    python tests/supply_chain.py lock        # writes tests/requirements.lock anew, with uv
    python tests/supply_chain.py installed   # says where what is installed differs from it
    python tests/supply_chain.py licences    # writes docs/licences.md from what is installed

The lock is of all extras, for all systems and for Python 3.11 and later. It has no address: whichever registry pip is
set to gives the files, and their hashes say whether they are the same. `uv` is installed for it alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).parents[1]
LOCK: Final = ROOT / "tests" / "requirements.lock"
LICENCES: Final = ROOT / "docs" / "licences.md"
EXTRAS: Final = ("", "training", "cluster", "ocr", "pictures", "web")
"""Those that users install; the empty one is what is always there."""
_COMMAND: Final = "python tests/supply_chain.py lock"
_UV: Final = "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev".split()
_PIN: Final = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)[^\n]*\\\n(?P<rest>(?:    .*\n)+)", re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
_SPELLED: Final = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
"""How packages without an SPDX expression say it."""
PERMISSIVE: Final = frozenset(
    """0BSD Apache-2.0 BSD-2-Clause BSD-2-Clause-Views BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-CMU PSF-2.0
    Zlib""".split()
)
WEAK: Final = frozenset("LGPL-2.1-or-later LGPL-3.0-or-later MPL-1.1 MPL-2.0".split())
"""What holds for the library itself, and not for what imports it."""
_HEAD: Final = """# Licences

What hnreader needs to run, as installed packages state it; `python tests/supply_chain.py licences` writes this list
anew, and the suite asks that all is in it. All of it goes with hnreader's own licence, MIT: most is permissive. LGPL
and MPL hold for the library itself and not for what imports it; hnreader has no copy of any of these, nor changes
one. Wheels have libraries of others in them (PDFium, GEOS, FFmpeg …), whose licences stand in the wheels.

| package | licence | needed |
|---|---|---|
"""


class Pin(NamedTuple):
    """A version in the lock; there may be several of a package, for other versions of Python."""

    name: str
    version: Version
    hashes: int


def pins() -> list[Pin]:
    """Return what the lock has."""
    return [
        Pin(canonicalize_name(found["name"]), Version(found["version"]), len(_HASH.findall(found["rest"])))
        for found in _PIN.finditer(LOCK.read_text("utf-8"))
    ]


def needed(extra: str) -> Iterator[Distribution]:
    """Yield what is installed for hnreader with an extra, here, each once."""
    seen: set[tuple[str, str]] = set()
    waiting = [("hnreader", extra)]
    while waiting:
        name, of = waiting.pop()
        if (name, of) in seen:
            continue
        seen.add((name, of))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        if name != "hnreader":
            yield found
        for requirement in map(Requirement, found.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": of}):
                waiting += [(canonicalize_name(requirement.name), each) for each in ("", *requirement.extras)]


def licence(package: Distribution) -> str:
    """Return the licence of a package as an SPDX expression; as it says it where that is no known one."""
    metadata = package.metadata
    kinds = [each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or () if "License ::" in each]
    stated = [metadata.get("License-Expression"), metadata.get("License"), *reversed(kinds)]
    spelled = [_SPELLED.get(each, each) for each in stated if each]
    return next(filter(is_compatible, spelled), spelled[0] if spelled else "unknown").strip()


def is_compatible(expression: str) -> bool:
    """Tell whether what is under a licence can be used by what is under the MIT licence."""
    choices = [choice.strip("() ").split(" AND ") for choice in expression.split(" OR ")]
    return any({*choice} <= PERMISSIVE | WEAK for choice in choices)


def listed() -> Mapping[str, str]:
    """Return the licences of packages as the list has them."""
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| [^|]+ \|$", LICENCES.read_text("utf-8"), re.MULTILINE)
    return {name: stated for name, stated in rows if name != "package"}


def write_licences() -> None:
    """Write the list: of each package its licence, and by which extra it comes."""
    rows: dict[str, str] = {}
    for extra in EXTRAS:
        for package in sorted(needed(extra), key=lambda each: canonicalize_name(each.name)):
            name = canonicalize_name(package.name)
            rows.setdefault(name, f"| {name} | {licence(package)} | {f'`{extra}`' if extra else 'always'} |\n")
    LICENCES.write_text(_HEAD + "".join(rows.values()), "utf-8")


def write_lock() -> None:
    """Have uv choose versions anew, the newest that go together."""
    command = [*_UV, "--custom-compile-command", _COMMAND, "--upgrade", "--output-file", str(LOCK), "pyproject.toml"]
    subprocess.run(command, check=True, cwd=ROOT)


def say_differences() -> None:
    """Print which packages are installed in another version than the lock has."""
    locked: dict[str, set[str]] = {}
    for pin in pins():
        locked.setdefault(pin.name, set()).add(str(pin.version))
    for package in sorted({each.name: each for each in needed("dev")}.values(), key=lambda each: each.name.lower()):
        versions = locked.get(canonicalize_name(package.name), {"nothing"})
        if package.version not in versions:
            print(f"{package.name} {package.version} is installed; the lock has {', '.join(sorted(versions))}")


if __name__ == "__main__":
    {"lock": write_lock, "installed": say_differences, "licences": write_licences}[sys.argv[1]]()
