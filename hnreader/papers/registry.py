"""All profiles at hand: those shipped with the program, and the user's own in the configuration folder.

A user's file `<id>.toml` adds a paper, or adds to the shipped one of that id. One that cannot be used is reported in
`Papers.problems` and left out; the others are there all the same.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hnreader.errors import UnknownPaperError
from hnreader.model import Failure
from hnreader.papers.profile import Paper, ProfileError, layer, make_paper, validate
from hnreader.papers.recognition import Recogniser
from hnreader.reasons import Message, Reason
from hnreader.storage.files import read_small
from hnreader.userdata.settings import settings_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GENERIC: Final = "generic"
SHIPPED: Final = Path(__file__).parent
LARGEST: Final = 200_000  # bytes of a profile
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,5}")


@dataclass(frozen=True, eq=False)
class Papers:
    """The papers that are known, by id, and the profile for pages of any other."""

    papers: Mapping[str, Paper]
    generic: Paper
    """What all dailies have in common, with the columns, sections and sources of all known papers."""
    problems: tuple[Failure, ...] = ()
    """The user's profiles that cannot be used, and why."""
    digest: bytes = b""
    """Of all profiles as they were read: what is made of a page depends on each, for they are compared."""

    @cached_property
    def recogniser(self) -> Recogniser:
        """What recognises the papers from their pages."""
        return Recogniser(self)

    def find(self, named: str) -> Paper:
        """Return the paper of an id or a name, whatever the case. Raises `UnknownPaperError`, which lists the ids."""
        wanted = "".join(named.split()).casefold()
        for paper in (*self.papers.values(), self.generic):
            names = (paper.id, paper.name.en, *paper.name.printed)
            if wanted and wanted in {"".join(name.split()).casefold() for name in names}:
                return paper
        raise UnknownPaperError(named, (*self.papers, GENERIC))

    def name(self, identity: str) -> str:
        """Return the Chinese name of a paper by its id; the id itself where the profile is gone or names none."""
        paper = self.papers.get(identity)
        return (paper.name.zh or paper.name.en or identity) if paper else identity


def known_papers() -> Papers:
    """Return all profiles: the shipped ones, and the user's of the configuration folder. They are read once."""
    return load_papers(settings_path().parent / "papers")


@lru_cache(maxsize=4)
def load_papers(folder: Path) -> Papers:
    """Return the shipped profiles and those of a folder, which need not exist."""
    problems: list[Failure] = []
    own = {path.stem: path for path in _files(folder, problems)}
    shipped = {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}
    common = _layered(GENERIC, shipped, own, problems)
    if common is None:
        raise AssertionError(GENERIC)
    papers: dict[str, Paper] = {}
    for identity in sorted((shipped.keys() | own.keys()) - {GENERIC}):
        paper = _layered(identity, shipped, own, problems)
        if paper is not None:
            papers[identity] = layer(common, paper)
    generic = common
    for paper in papers.values():
        generic = layer(generic, paper, lists_only=True)
    digest = _digest((*shipped.values(), *own.values()))
    return Papers(MappingProxyType(papers), generic, tuple(problems), digest)


def _digest(files: Iterable[Path]) -> bytes:
    digest = blake2b(digest_size=16)
    for file in files:
        with suppress(OSError):  # one that cannot be read is not used
            digest.update(repr((file.name, read_small(file, LARGEST)[0])).encode())
    return digest.digest()


def _layered(
    identity: str, shipped: Mapping[str, Path], own: Mapping[str, Path], problems: list[Failure]
) -> Paper | None:
    """Return a profile with the user's over the shipped one; None where there is neither."""
    below = make_paper(identity, tomllib.loads(shipped[identity].read_text("utf-8"))) if identity in shipped else None
    above = _read(identity, own[identity], problems) if identity in own else None
    return layer(below, above) if below and above else below or above


def _files(folder: Path, problems: list[Failure]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Failure(str(folder), Message(Reason.PROFILE_UNREADABLE, error=error.strerror or str(error))))
        return []


def _message(error: ProfileError) -> Message:
    if error.found is None:
        return Message(Reason.PROFILE_KEY, key=error.key, known=error.expected)
    return Message(Reason.PROFILE_VALUE, key=error.key, found=error.found, expected=error.expected)


def _read(identity: str, path: Path, problems: list[Failure]) -> Paper | None:
    """Return the user's profile in a file; None where it cannot be used, which is added to the problems."""
    if not _ID.fullmatch(identity):
        problems.append(Failure(str(path), Message(Reason.PROFILE_ID)))
        return None
    try:
        data, _ = read_small(path, LARGEST)
        tables = tomllib.loads(data.decode("utf-8-sig"))
        validate(tables)
        return make_paper(identity, tables)
    except OSError as error:
        problems.append(Failure(str(path), Message(Reason.PROFILE_UNREADABLE, error=error.strerror or str(error))))
    except ProfileError as error:
        problems.append(Failure(str(path), _message(error)))
    except (ValueError, RecursionError) as error:
        problems.append(Failure(str(path), Message(Reason.PROFILE_BROKEN, error=" ".join(str(error).split()))))
    return None
