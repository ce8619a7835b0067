"""The page in a real browser, where there is one: keys, copies, downloads, and two readers at once."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from hnreader.archive import TakingIn
from hnreader.web.access import Access
from hnreader.web.server import Address, Server
from hnreader.web.session_process import SessionOrder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = "--headless=new --no-sandbox --disable-gpu --no-first-run --remote-debugging-port=0".split()
TOKENS = {"mei": "token-of-somebody", "li": "token-of-somebody-else"}
PAGE = "青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
RECORD = """
window.copied = window.shown = "";
navigator.clipboard.writeText = async (text) => { copied = text; };
window.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") shown += new TextDecoder().decode(data);
    });
  }
};
"""
"""Has the page keep what it copies, and what the app sends to it."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


class Tab:
    """A page of the browser, driven by the DevTools protocol; each is of a profile of its own."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._numbers, self._session = socket, count(1), ""

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        target = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": number, "method": method, "params": params} | target)
        while (answer := await self._socket.receive_json()).get("id") != number:
            pass
        return answer.get("result", {})  # none where the page has gone on to another meanwhile

    async def open(self, url: str, downloads: Path) -> None:
        """Open an address in a fresh profile, and wait until the app shows something."""
        profile = (await self.call("Target.createBrowserContext"))["browserContextId"]
        await self.call("Browser.setDownloadBehavior", behavior="allow", browserContextId=profile,
                        downloadPath=str(downloads))  # fmt: skip
        target = await self.call("Target.createTarget", url="about:blank", browserContextId=profile)
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self.call("Page.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=RECORD)
        await self.call("Page.navigate", url=url)
        await self.until("document.body.classList.contains('-first-byte')")

    async def value(self, expression: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return found.get("result", {}).get("value")

    async def until(self, expression: str) -> None:
        look = f"const look = () => ({expression}) ? done(true) : setTimeout(look, 20); look();"
        async with asyncio.timeout(30):
            while not await self.value(f"new Promise((done) => {{ {look} }})"):
                pass

    async def type(self, text: str) -> None:
        for character in text:
            key = {"\r": "Enter"}.get(character, character)
            await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=character)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[str]:
    """Start the browser; give the address at which it is driven."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder}", "--lang=zh-CN"]
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            while not (found := re.search(rb"listening on (ws://\S+)", await process.stderr.readline())):
                pass
        yield found[1].decode()
    finally:
        process.terminate()
        await process.communicate()


async def test_two_readers_read_mark_copy_and_download(tmp_path: Path) -> None:
    """Keys work without a click; what is copied and downloaded is the text; marks are of who made them."""
    pages, kept, library, downloads = (tmp_path / name for name in ("pages", "kept", "library", "downloads"))
    pages.mkdir()
    downloads.mkdir()
    (pages / "a.txt").write_text(PAGE, "utf-8")
    assert len([*TakingIn(pages, library=library, report=print)]) == 1
    order = SessionOrder((str(pages),), str(library))
    server = Server(Access(kept, TOKENS), order, Address("127.0.0.1", 8000))
    async with (
        TestServer(server.application()) as running,
        chromium(tmp_path / "profile") as devtools,
        ClientSession() as client,
        client.ws_connect(devtools, max_msg_size=0) as first,
        client.ws_connect(devtools, max_msg_size=0) as second,
    ):
        mei, li = Tab(first), Tab(second)
        urls = {name: str(running.make_url("/").with_query(token=token)) for name, token in TOKENS.items()}
        await asyncio.gather(mei.open(urls["mei"], downloads), li.open(urls["li"], downloads))
        assert await mei.value("[location.search, document.title]") == ["", "hnreader"]
        for tab in (mei, li):
            await tab.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        await mei.until("shown.includes('人才睡得稳')")
        await mei.type("y")
        await mei.until("copied.includes('堤坝固了')")
        await mei.type("mY")
        await mei.until("shown.includes('.txt')")
        await mei.type("\r")
        async with asyncio.timeout(30):
            while not [*downloads.glob("*.txt")]:
                await mei.value("0")
        await mei.type("q")
        await mei.until("document.body.classList.contains('-closed')")
        assert not await li.value("document.body.classList.contains('-closed')")
    (file,) = downloads.glob("*.txt")
    assert "堤坝固了" in file.read_text("utf-8")
    marks = {
        name: sqlite3.connect(kept / "users" / name / "notebook.sqlite3").execute("SELECT id FROM bookmark").fetchall()
        for name in TOKENS
    }
    assert {name: len(found) for name, found in marks.items()} == {"mei": 1, "li": 0}
