"""`hnreader serve`: who gets a page and a session, what they may send, and that none sees what is another's."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer
from textual_serve.app_service import AppService
from yarl import URL

from hnreader.archive import Archive, Opening, TakingIn
from hnreader.cli import main
from hnreader.web import session
from hnreader.web.access import ANYBODY, Access, ServingError, read_users
from hnreader.web.limits import Budget, Limits
from hnreader.web.server import Address, Server
from hnreader.web.session_process import SessionOrder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

TOKEN, OTHER = "token-of-somebody", "token-of-somebody-else"
ORIGIN = "https://reader.example.org"
KEY = "0123456789abcdef" * 2
PAGE = "青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
NOT_THERE = """/server.py /index.html /../server.py /%2e%2e%2fserver.py /..%5cserver.py /page.js%00 /page/page.js
    /static/js/textual.js /download/..%2f..%2fetc%2fpasswd""".split()
STUB = f"""
import json, sys
from textual_serve._binary_encode import dump
out, given = sys.stdout.buffer, sys.stdin.buffer
def send(kind, data):
    out.write(kind + len(data).to_bytes(4, "big") + data); out.flush()
out.write(b"__GANGLION__\\n")
send(b"M", json.dumps(dict(type="deliver_file_start", key="{KEY}", path="/a/../b/甲\\r\\n乙.txt", open_method="browser",
     mime_type="text/html", encoding="utf-8")).encode())
chunks = ["<b>甲</b>", ""]
while kind := given.read(1):
    data = given.read(int.from_bytes(given.read(4), "big"))
    if kind == b"D":
        send(b"D", data)
    elif b"deliver_chunk_request" in data:
        send(b"P", dump(("deliver_chunk", "{KEY}", chunks.pop(0))))
    elif b"resize" in data:
        send(b"D", data)
"""
"""An app that sends back what is typed, and delivers a file under a bad name."""


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have sessions run a program that starts at once."""
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    monkeypatch.setattr(session, "own_program", lambda _module: ([sys.executable, "-c", STUB], paths))


@asynccontextmanager
async def serving(
    folder: Path, tokens: Mapping[str, str], limits: Limits | None = None, order: SessionOrder | None = None
) -> AsyncIterator[TestServer]:
    address = Address("127.0.0.1", 8000, ORIGIN if any(tokens.values()) else None)
    server = Server(Access(folder, tokens), order or SessionOrder((), ""), address, limits)
    async with TestServer(server.application()) as running:
        yield running


@asynccontextmanager
async def browser(server: TestServer, token: str = "") -> AsyncIterator[Any]:
    """Open a browser, let in with a token. Its cookies are sent as if the connection had TLS."""
    async with ClientSession(str(server.make_url("/")), cookie_jar=CookieJar(unsafe=True)) as client:
        answer = await client.get("/", params={"token": token} if token else {})
        assert answer.status == 200
        ((name, cookie),) = answer.cookies.items()
        assert name == ("__Host-hnreader" if token else "hnreader-8000")
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"] or False) == (True, "Strict", bool(token))
        assert token not in await answer.text() or not token
        client.headers["Cookie"] = f"{name}={cookie.value}"
        client.cookie_jar.clear()
        yield client


def connect(client: ClientSession, server: TestServer, path: str = "/ws/dark", **options: Any) -> Any:
    return client.ws_connect(path, headers={"Origin": f"http://127.0.0.1:{server.port}"}, **options)


async def closing(socket: Any) -> int | None:
    """Return the code with which a socket is closed."""
    async with asyncio.timeout(10):
        while (await socket.receive()).type not in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}:
            pass
    return socket.close_code


# ── who gets in


@pytest.mark.parametrize("cookie", ["", "..", f".{'a' * 43}.{'0' * 64}", f"nobody.{'a' * 43}.{'0' * 64}", "é.é.é"])
async def test_without_a_token_there_is_nothing(tmp_path: Path, cookie: str) -> None:
    """Neither a page nor a file nor a socket nor a download, whatever is asked for in whatever way."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, ClientSession(str(server.make_url("/"))) as client:
        client.headers["Cookie"] = f"__Host-hnreader={cookie}"
        wrong = ["/", "/?token=", "/?token=wrong", f"/?token={OTHER}", f"/?token={TOKEN}x", "/?token=%C3%A9"]
        for path in [*wrong, "/page.js", "/textual.js", "/ws/dark", f"/download/{KEY}", "/no", "//", "/%2e%2e/x"]:
            answer = await client.get(URL(path, encoded=True))
            assert (answer.status, answer.cookies) == (403, {}), path
            assert len(await answer.read()) < 100
            assert answer.headers["X-Frame-Options"] == "DENY"
        assert (await client.post("/", data={"token": TOKEN})).status == 403
        with pytest.raises(WSServerHandshakeError, match="403"):
            await connect(client, server)
    assert not any(map(os.path.lexists, (tmp_path / "users", tmp_path / "readers")))


async def test_who_is_let_in_has_a_page_and_no_other_file(tmp_path: Path) -> None:
    """The page has its language; addresses lead to five files and nowhere else; a wrong token is wrong for all."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, browser(server, TOKEN) as client:
        page = await client.get("/", headers={"Accept-Language": "fr, zh-CN;q=0.8, en;q=0.1"})
        assert 'lang="zh-CN"' in await page.text()
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        names = re.findall(r'(?:href|src)="(/[^"]+)"', await page.text())
        assert [(await client.get(name)).status for name in names] == [200] * 5
        for path in (*NOT_THERE, f"/download/{KEY}"):
            assert (await client.get(URL(path, encoded=True))).status == 404, path
        assert (await client.get("/?token=wrong")).status == 403


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{ORIGIN}.evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "reader.example.org", "Origin": "http://reader.example.org"},
        {"Host": "[", "Origin": ORIGIN},
        {},
    ],
)
async def test_another_site_gets_no_socket(tmp_path: Path, headers: dict[str, str]) -> None:
    """Not with the cookie either, nor a name that leads here (DNS rebinding); what is posted is refused as well."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, browser(server, TOKEN) as client:
        with pytest.raises(WSServerHandshakeError, match="403"):
            await client.ws_connect("/ws/dark", headers=headers)
        assert (await client.post("/", headers=headers)).status == 403
        async with client.ws_connect("/ws/dark", headers={"Origin": ORIGIN}):
            pass


async def test_a_link_on_another_site_costs_no_marks(tmp_path: Path) -> None:
    """A browser keeps a strict cookie back there: it asks again by itself, and keeps who it was with every token."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, browser(server, TOKEN) as client:
        link = await client.get("/", params={"token": TOKEN}, headers={"Sec-Fetch-Site": "cross-site"})
        assert (link.status, link.cookies) == (403, {})
        assert f"url=/?token={TOKEN}" in await link.text()
        former = client.headers["Cookie"].partition("=")[2]
    reader = Access(tmp_path, {ANYBODY: TOKEN}).reader(former)
    assert reader is not None
    reader.folder.mkdir(parents=True)  # as a session does
    later = Access(tmp_path, {ANYBODY: OTHER})
    assert later.reader(former) is None
    again = later.cookie(OTHER, former)
    assert later.reader(again or "") == reader
    fresh = {later.cookie(OTHER, ""), later.cookie(OTHER, "x.y.z"), again}
    assert len({later.reader(cookie or "") for cookie in fresh}) == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"# who\n\nmei {TOKEN}\nli-2\t{OTHER}\n", 0),
        ("", 1),
        ("# none\n", 1),
        ("mei short\n", 1),
        (f"mei {TOKEN} more\n", 1),
        (f"mei {TOKEN}\n../li {OTHER}\n", 2),
        (f"mei {TOKEN}\nMEI {OTHER}\n", 2),
        (f"mei {TOKEN}\nli {TOKEN}\n", 2),
    ],
)
def test_users_have_a_name_and_a_token_each(tmp_path: Path, text: str, line: int) -> None:
    """A user is the same in every browser; a line that is none is told by its number."""
    file = tmp_path / "users"
    file.write_text(text, "utf-8")
    if line:
        with pytest.raises(ServingError) as raised:
            read_users(file)
        assert raised.value.message.arguments == (file, line)
        return
    access = Access(tmp_path, read_users(file))
    found = [access.reader(access.cookie(token, "") or "") for token in (TOKEN, TOKEN, OTHER)]
    assert [reader and reader.folder.name for reader in found] == ["mei", "mei", "li-2"]
    assert access.cookie("", "") is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--host", "0.0.0.0"], "needs --origin"),
        (["--host", "reader.example.org", "--token", TOKEN], "needs --origin"),
        (["--origin", "http://reader.example.org"], "such as https://"),
        (["--origin", "https://reader.example.org/path"], "such as https://"),
        (["-"], "standard input"),
        (["--token", "short"], "at least 16"),
        (["--token", TOKEN, "--users", "users"], "cannot be used together"),
        (["--users", "no/such/file"], "cannot be read"),
    ],
)
def test_what_would_be_open_to_all_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    """One line says why, before a page is read."""
    assert main(["serve", "--lang", "en", *words, "."]) == 2
    assert reason in capsys.readouterr().err


# ── what they may send


@pytest.mark.usefixtures("stub")
async def test_a_session_has_limits(tmp_path: Path) -> None:
    """There are so many, each message is so long, so many come at a time; what is no message ends it, as silence does.

    The place of a session is free when it has ended, however it did.
    """
    limits = Limits(sessions=1, message=1000, rate=0.001, burst=6, idle=0.4)
    async with serving(tmp_path, {ANYBODY: ""}, limits) as server, browser(server) as client:
        cases = [
            (["x" * 2000], 1009),
            (["{"], 1008),
            (['["stdin"]'], 1008),
            (['["stdin", "\\ud800"]'], 1008),
            (["[" * 900], 1008),
            (['["resize", {"width": 1e400, "height": 1}]'], 1008),
            (['["quit"]'], 1008),
            (['["ping", "1"]'] * 9, 1008),
            ([], 1001),
        ]
        for messages, code in cases:
            async with connect(client, server) as socket:
                with pytest.raises(WSServerHandshakeError, match="503"):
                    await connect(client, server)
                assert (await client.get("/")).status == 503
                with suppress(ConnectionError):
                    for message in messages:
                        await socket.send_str(message)
                assert await closing(socket) == code, messages
            async with asyncio.timeout(10):
                while (await client.get("/")).status == 503:
                    pass


@pytest.mark.usefixtures("stub")
async def test_an_app_that_ends_at_once_ends_its_session_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual-serve may cancel what carries its output: the socket is closed all the same, and the server goes on."""

    async def cancelled(_session: AppService) -> None:
        raise asyncio.CancelledError

    async with serving(tmp_path, {ANYBODY: ""}) as server, browser(server) as client:
        with monkeypatch.context() as patched:
            patched.setattr(AppService, "run", cancelled)
            async with connect(client, server) as socket:
                assert await closing(socket) is not None
        async with connect(client, server) as socket:
            await socket.receive()  # the delivery
            await socket.send_json(["stdin", "甲"])
            assert (await socket.receive()).data == "甲".encode()


@pytest.mark.usefixtures("stub")
async def test_what_is_typed_and_how_large_a_screen_is_reach_the_app(tmp_path: Path) -> None:
    """No screen is larger than a wall of displays, whatever a browser says."""
    async with serving(tmp_path, {ANYBODY: ""}) as server, browser(server) as client:
        async with connect(client, server, "/ws/light?width=99999&height=x") as socket:
            await socket.receive()  # the delivery
            await socket.send_json(["stdin", "检索\x1b"])
            await socket.send_json(["resize", {"width": 10**12, "height": -1}])
            received = [(await socket.receive()).data for _ in range(2)]
        assert received[0].decode() == "检索\x1b"
        assert b'"width": 500, "height": 1}' in received[1]


@pytest.mark.usefixtures("stub")
async def test_a_file_goes_to_who_it_was_delivered_to(tmp_path: Path) -> None:
    """Once, as a file that no browser would run, under a name without a folder; others do not get it."""
    async with (
        serving(tmp_path, {"mei": TOKEN, "li": OTHER}) as server,
        browser(server, TOKEN) as mei,
        browser(server, OTHER) as li,
        connect(mei, server) as socket,
    ):
        assert (await socket.receive()).json() == ["deliver_file_start", KEY]
        assert (await li.get(f"/download/{KEY}")).status == 404
        answer = await mei.get(f"/download/{KEY}")
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E7%94%B2%0D%0A%E4%B9%99.txt"
        assert answer.content_type == "application/octet-stream"
        assert await answer.text("utf-8") == "<b>甲</b>"
        assert (await mei.get(f"/download/{KEY}")).status == 404


@pytest.mark.usefixtures("stub")
async def test_a_file_asked_for_several_times_at_once_is_whole(tmp_path: Path) -> None:
    """The first who wants it gets all of it, the others nothing, and who asks whether it is there not even that."""
    async with (
        serving(tmp_path, {ANYBODY: ""}) as server,
        browser(server) as client,
        connect(client, server) as socket,
    ):
        await socket.receive()  # the delivery
        assert (await client.head(f"/download/{KEY}")).status == 405
        answers = await asyncio.gather(*(client.get(f"/download/{KEY}") for _ in range(3)))
        assert sorted(answer.status for answer in answers) == [200, 404, 404]
        assert [await answer.text("utf-8") for answer in answers if answer.ok] == ["<b>甲</b>"]


def test_a_budget_grows_with_the_time() -> None:
    """Up to its limit; a long message counts as several."""
    now = [0.0]
    budget = Budget(Limits(rate=2, burst=4), lambda: now[0])
    assert [budget.spend(0) for _ in range(5)] == [True] * 4 + [False]
    now[0] = 1
    assert [budget.spend(64), budget.spend(0)] == [True, False]
    now[0] = 100
    assert [budget.spend(10_000), budget.spend(64 * 3), budget.spend(0)] == [False, True, False]


# ── the app


async def seen(socket: Any, words: str) -> None:
    """Wait until an app shows some words."""
    screen = ""
    async with asyncio.timeout(30):
        while words not in screen:
            message = await socket.receive()
            assert message.type in {WSMsgType.BINARY, WSMsgType.TEXT}, screen
            screen += message.data.decode() if message.type is WSMsgType.BINARY else message.data


async def test_readers_have_marks_of_their_own_over_one_library(tmp_path: Path) -> None:
    """What one marks the other does not see; neither may correct, or take pages in; files are downloaded."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(PAGE, "utf-8")
    library, kept = tmp_path / "library", tmp_path / "kept"
    assert len([*TakingIn(pages, library=library, report=print)]) == 1
    (pages / "b.txt").write_text(PAGE.replace("渠", "沟"), "utf-8")
    order = SessionOrder((str(pages),), str(library), "en")
    async with (
        serving(kept, {"mei": TOKEN, "li": OTHER}, order=order) as server,
        browser(server, TOKEN) as mei,
        browser(server, OTHER) as li,
        connect(mei, server) as first,
        connect(li, server) as second,
    ):
        await asyncio.gather(seen(first, "青石镇通水记"), seen(second, "青石镇通水记"))
        await first.send_json(["stdin", "me"])
        await seen(first, "Pages cannot be corrected here")
        await first.send_json(["stdin", "Y"])
        await seen(first, ".txt")
        await first.send_json(["stdin", "\r"])
        await seen(first, '"deliver_file_start"')
    marks = {
        name: sqlite3.connect(kept / "users" / name / "notebook.sqlite3").execute("SELECT id FROM bookmark").fetchall()
        for name in ("mei", "li")
    }
    assert [len(marks[name]) for name in ("mei", "li")] == [1, 0]
    assert (kept / "users" / "mei").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in pages.iterdir()) == ["a.txt", "b.txt"]
    with Opening(Archive, (pages,), library).archive as archive:
        assert len(archive) == 1
