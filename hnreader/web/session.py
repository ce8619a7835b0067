"""A session: the app in a process of its own, whose screen and keys are a browser's."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from hnreader.archive.worker import ONE_THREAD
from hnreader.storage.private import private_folder
from hnreader.storage.programs import own_program
from hnreader.web.limits import COLUMNS, ROWS

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from aiohttp.web import WebSocketResponse
    from textual_serve.download_manager import Download

    from hnreader.web.access import WebReader
    from hnreader.web.session_process import SessionOrder

_ENDING: Final = 5.0  # seconds for the app to end by itself
_KEPT: Final = frozenset(
    """PATH HOME TMPDIR TZ LANG LC_ALL LC_CTYPE LD_LIBRARY_PATH XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
    SYSTEMROOT APPDATA LOCALAPPDATA USERPROFILE TEXTUAL_DRIVER TEXTUAL_FPS TEXTUAL_COLOR_SYSTEM COLUMNS ROWS
    """.split()
)
"""Of the server's environment: where programs and profiles are. The terminal, editor and pager are not the reader's."""
_GROUNDS: Final = {"dark": "15;0", "light": "0;15"}
"""What COLORFGBG says of a terminal's background, by that of the browser."""


class Size(NamedTuple):
    """That of a screen, in cells."""

    columns: int
    rows: int

    @classmethod
    def of(cls, columns: int, rows: int) -> Size:
        """Return a size as a browser gives it, within the limits."""
        return cls(min(max(columns, 1), COLUMNS), min(max(rows, 1), ROWS))


class Session(AppService):  # type: ignore[misc, unused-ignore]  # where the extra is not there it is Any
    """One app, as long as its browser's socket is open. It is made before it is started, so that it can be counted."""

    def __init__(self, reader: WebReader, order: SessionOrder, ground: str, socket: WebSocketResponse) -> None:
        """`ground` is `"dark"` or `"light"`, whichever the browser prefers."""
        super().__init__(
            order.paths[0] if order.paths else "",  # a shell would run it; `_open_app_process` knows better
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=partial(_close, socket),
            download_manager=DownloadManager(),
        )
        self.reader: Final = reader
        self.downloads: Final = self._download_manager
        """What this app has delivered, and nothing else."""
        self._claimed: set[str] = set()
        self._order = order
        self._ground = ground

    async def open(self, size: Size) -> None:
        """Start the app, with the reader's folder. Raises OSError."""
        private_folder(self.reader.folder)
        await self.start(*size)

    async def take(self, message: str) -> None:
        """Do what the browser says. Raises `msgspec.DecodeError`, ValueError for what is no message of its."""
        match msgspec.json.decode(message, type=list[str | dict[str, int]]):
            case ["stdin", str(typed)]:
                await self.send_bytes(typed.encode())
            case ["resize", {"width": int(columns), "height": int(rows)}]:
                await self.set_terminal_size(*Size.of(columns, rows))
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()
            case ["ping", str()]:
                pass
            case _:
                raise ValueError("no message of textual.js")

    async def claim(self, key: str) -> Download | None:
        """Return what this app has delivered by a key to who asks first; its chunks can be asked for once alone."""
        if key in self._claimed:
            return None
        try:
            delivered = await self.downloads.get_download_metadata(key)
        except KeyError:
            return None
        self._claimed.add(key)
        return delivered

    async def run(self) -> None:
        """Carry what the app shows to the browser until either ends."""
        try:
            await super().run()
        finally:  # where the app ends at once it is cancelled: its task that reads errors was, before it began
            await self.remote_close()

    async def stop(self) -> None:
        """End the app as a signal does, which saves the place in the text, and by force if it does not."""
        if self._process is None:
            return
        await self.downloads.cancel_app_downloads(app_service_id=self.app_service_id)
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            if self._task is not None:
                await asyncio.wait({self._task}, timeout=_ENDING)
        finally:
            await _end(self._process)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        kept = {name: value for name, value in super()._build_environment(width, height).items() if name in _KEPT}
        author = dict.fromkeys(("LOGNAME", "USER"), self.reader.name or "web")
        return kept | ONE_THREAD | author | {"COLORFGBG": _GROUNDS[self._ground]}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        command, environment = own_program("hnreader.web.session_process")
        environment = {"PYTHONPATH": environment["PYTHONPATH"]} | self._build_environment(width, height)
        order = msgspec.structs.replace(self._order, folder=str(self.reader.folder))
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                *command,
                msgspec.json.encode(order).decode(),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=environment,
                start_new_session=True,  # Ctrl+C is the server's
            )
        )
        try:
            self._process = await asyncio.shield(starting)
        except asyncio.CancelledError:  # the server ends: so does what it is just starting
            await _end(await starting)
            raise
        self._stdin = self._process.stdin
        return self._process


async def _end(process: Process) -> None:
    """End a process by force if it is there still, and wait for it."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def _close(socket: WebSocketResponse) -> None:
    await socket.close()
