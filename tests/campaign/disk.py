"""What is on a disk after a power cut: any of what was written and not synced, in any order.

A file's bytes are there once it was synced, a name once its folder was. Of the rest each write may be there, or not,
or in part, or only its length, and each change of names, whatever came before or after it: `rename` may be on the disk
before what was written to the file. What POSIX promises is no more, and file systems differ in what they add.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from failing_calls import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from failing_calls import Call

_SECTOR: Final = 512  # bytes, which are written whole or not at all
_ROOT: Final = 0
_NAMES: Final = (Operation.OPEN, Operation.RENAME, Operation.LINK, Operation.UNLINK, Operation.MKDIR)


class _Change(NamedTuple):
    """Of a folder: a name leads to a file or folder by its number, or (None) nowhere."""

    folder: int
    name: str
    node: int | None


class _Names(NamedTuple):
    """Changes of names that one call makes."""

    changes: tuple[_Change, ...]


class _Bytes(NamedTuple):
    """A write, or (data is None) a file's new length."""

    node: int
    offset: int
    data: bytes | None


class Disk:
    """A folder as a program sees it, and what has happened to it since it was on the disk."""

    def __init__(self, root: Path) -> None:
        """Take what is in a folder now as being on the disk."""
        self._root = root
        self._entries: dict[tuple[int, str], int] = {}
        self._folders = {_ROOT}
        self._contents: dict[int, bytes] = {}
        self._of_inode: dict[int, int] = {}
        self._last = _ROOT
        for path in sorted(root.rglob("*")):
            node = self._new(path.stat().st_ino)
            folder, name = self._place(str(path))
            self._entries[folder, name] = node
            if path.is_dir():
                self._folders.add(node)
            else:
                self._contents[node] = path.read_bytes()
        self._before = dict(self._entries)
        self._happened: list[tuple[_Bytes | _Names, bool]] = []
        """What was done, and whether it was synced."""

    def make(self, calls: Iterable[Call]) -> None:
        """Have calls happen."""
        for call in calls:
            if call.operation is Operation.SYNC:
                self._sync(call)
            elif call.operation in _NAMES:
                self._name(call)
            elif call.operation is Operation.WRITE:
                self._happened.append((_Bytes(self._of_inode[call.inode], call.offset, call.data), False))
            elif call.operation is Operation.TRUNCATE:
                self._happened.append((_Bytes(self._of_inode[call.inode], call.offset, None), False))

    def cut(self, keep: Callable[[_Bytes | _Names], _Bytes | _Names | None]) -> None:
        """Write to the folder, which is empty, what is on the disk; `keep` says what of the rest."""
        entries, contents = dict(self._before), {node: bytearray(data) for node, data in self._contents.items()}
        for happened, synced in self._happened:
            kept = happened if synced else keep(happened)
            if isinstance(kept, _Names):
                for folder, name, node in kept.changes:
                    if node is None:
                        entries.pop((folder, name), None)
                    else:
                        entries[folder, name] = node
            elif kept is not None:
                _write(contents.setdefault(kept.node, bytearray()), kept)
        self._put(_ROOT, self._root, entries, contents)

    def _put(
        self, folder: int, path: Path, entries: dict[tuple[int, str], int], contents: dict[int, bytearray]
    ) -> None:
        for (parent, name), node in entries.items():
            if parent != folder:
                continue
            if node in self._folders:
                (path / name).mkdir()
                self._put(node, path / name, entries, contents)
            else:
                (path / name).write_bytes(contents.get(node, b""))
                os.utime(path / name, (1_700_000_000, 1_700_000_000))

    def _new(self, inode: int = 0) -> int:
        self._last += 1
        if inode:
            self._of_inode[inode] = self._last
        return self._last

    def _place(self, path: str) -> tuple[int, str]:
        """Return folder and name of a path."""
        *folders, name = Path(path).relative_to(self._root).parts
        node = _ROOT
        for each in folders:
            node = self._entries[node, each]
        return node, name

    def _name(self, call: Call) -> None:
        """Change names, of which the program sees the effect at once."""
        folder, name = self._place(call.path)
        changes = []
        if call.operation is Operation.OPEN:
            changes.append(_Change(folder, name, self._new(call.inode)))
        elif call.operation is Operation.MKDIR:
            changes.append(_Change(folder, name, self._new()))
            self._folders.add(self._last)
        else:
            if call.operation in {Operation.RENAME, Operation.LINK}:
                changes.append(_Change(*self._place(call.other), self._entries[folder, name]))
            if call.operation is not Operation.LINK:
                changes.append(_Change(folder, name, None))
        for parent, each, node in changes:
            if node is None:
                del self._entries[parent, each]
            else:
                self._entries[parent, each] = node
        self._happened.append((_Names(tuple(changes)), False))

    def _sync(self, call: Call) -> None:
        if call.path == str(self._root):
            node = _ROOT
        elif self._entries.get(place := self._place(call.path)) in self._folders:
            node = self._entries[place]
        else:
            node = self._of_inode[call.inode]
        self._happened = [(each, synced or _concerns(each, node)) for each, synced in self._happened]


def nothing(_each: _Bytes | _Names) -> None:
    """Keep nothing that was not synced."""


def names_only(each: _Bytes | _Names) -> _Names | None:
    """Keep all changes of names, but nothing that was written: the worst for who renames before he syncs."""
    return each if isinstance(each, _Names) else None


def everything(each: _Bytes | _Names) -> _Bytes | _Names:
    """Keep all."""
    return each


def by_chance(random: Random) -> Callable[[_Bytes | _Names], _Bytes | _Names | None]:
    """Keep each by chance; of some writes only so many sectors, or the length."""

    def keep(each: _Bytes | _Names) -> _Bytes | _Names | None:
        chance = random.random()
        if chance < 0.4:
            return None
        if chance < 0.8 or isinstance(each, _Names) or each.data is None:
            return each
        if chance < 0.9:
            return each._replace(data=bytes(len(each.data)))
        end = (each.offset // _SECTOR + random.randint(1, 1 + len(each.data) // _SECTOR)) * _SECTOR
        return each._replace(data=each.data[: max(end - each.offset, 0)])

    return keep


def _concerns(each: _Bytes | _Names, node: int) -> bool:
    if isinstance(each, _Bytes):
        return each.node == node
    return any(change.folder == node for change in each.changes)


def _write(content: bytearray, each: _Bytes) -> None:
    if each.data is None:
        content[:] = content[: each.offset].ljust(each.offset, b"\0")
        return
    content.extend(bytes(max(each.offset - len(content), 0)))
    content[each.offset : each.offset + len(each.data)] = each.data
