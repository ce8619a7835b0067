"""What somebody tries who is not to be let in, or who is and wants more. Only this machine is attacked, and briefly."""

from __future__ import annotations

import asyncio
import hmac
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError, web
from test_serving import (
    ANYBODY,
    KEY,
    ORIGIN,
    OTHER,
    TOKEN,
    browser,
    closing,
    connect,
    serving,
    stub,  # noqa: F401 a fixture
)

from hnreader.web import server as serve
from hnreader.web.access import Access
from hnreader.web.limits import Limits
from hnreader.web.server import Address, Server
from hnreader.web.session_process import SessionOrder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MALFORMED = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
    b"GET /?token=" + TOKEN.encode() + b" HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\n",
    b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"\x00" * 100_000,
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
]


@asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[int]:
    """Serve as `hnreader serve` does, with a token, and give the port."""
    server = Server(Access(folder, {ANYBODY: TOKEN}), SessionOrder((), ""), Address("127.0.0.1", 8000, ORIGIN))
    runner = web.AppRunner(server.application(), **serve.connection_options())
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def answer(port: int, sent: bytes) -> bytes:
    """Send something and return all that comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with suppress(ConnectionError):
        writer.write(sent)
        await writer.drain()
    received = b""
    with suppress(ConnectionError):
        received = await reader.read()
    writer.close()
    return received


# ── without a token


def test_no_token_is_compared_in_less_time_than_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All known ones are compared, each in constant time, as digests of one length; whether one was right or not."""
    compared: list[tuple[int, int]] = []
    compare = hmac.compare_digest

    def noting(token: bytes, known: bytes) -> bool:
        compared.append((len(token), len(known)))
        return compare(token, known)

    monkeypatch.setattr(hmac, "compare_digest", noting)
    access = Access(tmp_path, {"mei": TOKEN, "li": OTHER, "wu": "x" * 200})
    for token in (TOKEN, "wrong", "", TOKEN[:-1], "é" * 999):
        access.cookie(token, "")
        assert compared == [(32, 32)] * 3
        compared.clear()


@pytest.mark.parametrize("sent", MALFORMED, ids=range(len(MALFORMED)))
async def test_what_is_no_request_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    """It is refused with its own words at most, nothing of it is in a log, and the next one is answered."""
    monkeypatch.setattr(serve, "_PATIENCE", 0.5)
    with caplog.at_level(logging.DEBUG):
        async with listening(tmp_path) as port, asyncio.timeout(20):
            received = await answer(port, sent)
            assert received[:12] in {b"", b"HTTP/1.0 400", b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 404"}
            assert len(received) < 1_000 + 5 * len(sent)  # bytes that are no text are spelled out
            assert b"Traceback" not in received
            whole = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            assert (await answer(port, whole)).startswith(b"HTTP/1.1 403")
    assert TOKEN not in caplog.text
    assert [record.name for record in caplog.records if record.name != "asyncio"] == []


async def test_who_says_nothing_whole_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred connections that send a header now and then, or nothing: others are answered, and these are closed."""
    monkeypatch.setattr(serve, "_PATIENCE", 0.5)

    async def dripping(port: int, begin: bytes) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with suppress(ConnectionError):
            writer.write(begin)
            ended = asyncio.ensure_future(reader.read())
            while not ended.done():
                if begin:
                    writer.write(b"X-A: b\r\n")
                    await writer.drain()
                await asyncio.wait([ended], timeout=0.1)
            await ended
        writer.close()

    async with listening(tmp_path) as port, asyncio.timeout(30), asyncio.TaskGroup() as group:
        for begin in [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"] * 50:
            group.create_task(dripping(port, begin))
        await asyncio.sleep(0)
        whole = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        assert (await answer(port, whole)).startswith(b"HTTP/1.1 403")


# ── with one


@pytest.mark.parametrize("method", "POST PUT DELETE PATCH OPTIONS TRACE PROPFIND".split())
async def test_nothing_can_be_sent_to_an_address(tmp_path: Path, method: str) -> None:
    """Pages are asked for, and nothing else is done with them, also by the page itself."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, browser(server, TOKEN) as client:
        for path in ("/", "/page.js", "/ws/dark", f"/download/{KEY}", "/no"):
            found = await client.request(method, path, headers={"Origin": ORIGIN}, data=b"x" * 100_000)
            assert found.status in {404, 405}, path


async def test_a_cookie_is_worth_what_it_was_given_for(tmp_path: Path) -> None:
    """With another name, identity or digest it is nobody's; nor is it anybody's when its token has changed."""
    access = Access(tmp_path, {"mei": TOKEN, "li": OTHER})
    mei, li = (str(access.cookie(token, "")).split(".") for token in (TOKEN, OTHER))
    for forged in (
        [li[0], *mei[1:]], [mei[0], li[1], mei[2]], [*mei[:2], li[2]], [*mei[:2], mei[2].upper()], [*mei, ""], mei[:2],
    ):  # fmt: skip
        assert access.reader(".".join(forged)) is None
    later = {"mei": "another-token-of-hers", "li": OTHER}
    async with serving(tmp_path, later) as server, browser(server, OTHER) as client:
        for path in ("/", "/page.js", f"/download/{KEY}"):
            replayed = await client.get(path, headers={"Cookie": f"__Host-hnreader={'.'.join(mei)}"})
            assert replayed.status == 403


def test_nobody_is_given_an_identity_that_somebody_else_has_chosen(tmp_path: Path) -> None:
    """One that was put into a browser is not taken up: who knows it would read what is marked (session fixation)."""
    access = Access(tmp_path, {ANYBODY: TOKEN})
    planted = f".{'A' * 43}.{'0' * 64}"
    cookie = access.cookie(TOKEN, planted)
    assert cookie is not None
    assert "A" * 43 not in cookie
    assert access.reader(cookie) != access.reader(access.cookie(TOKEN, planted) or "")


@pytest.mark.usefixtures("stub")
async def test_a_message_is_no_larger_when_it_was_made_small(tmp_path: Path) -> None:
    """What is compressed counts as what comes out of it; bytes, and a message that never ends, end the session."""
    async with serving(tmp_path, {ANYBODY: ""}, Limits(message=1000, burst=50)) as server, browser(server) as client:
        async with connect(client, server, compress=15) as socket:
            await socket.send_str("0" * 10_000_000)
            assert await closing(socket) == 1009
        async with connect(client, server) as socket:
            await socket.send_bytes(b'["ping", "1"]')
            assert await closing(socket) == 1000
        async with connect(client, server) as socket:
            with suppress(ConnectionError):
                for _ in range(50):
                    await socket._writer.send_frame(b"x" * 100, WSMsgType.TEXT if not _ else WSMsgType.CONTINUATION)
            assert await closing(socket) in {1009, 1002, 1008, 1000}


@pytest.mark.usefixtures("stub")
async def test_pings_are_messages_too(tmp_path: Path) -> None:
    """Each is answered, and a flood of them ends the session."""
    limits = Limits(rate=0.001, burst=20)
    async with (
        serving(tmp_path, {ANYBODY: ""}, limits) as server,
        browser(server) as client,
        connect(client, server, autoping=False) as socket,
    ):
        await socket.ping(b"one")
        while (message := await socket.receive()).type is not WSMsgType.PONG:
            pass
        assert message.data == b"one"
        with suppress(ConnectionError):
            for _ in range(40):
                await socket.ping(b"x")
        assert await closing(socket) == 1008


@pytest.mark.usefixtures("stub")
async def test_no_user_takes_all_sessions(tmp_path: Path) -> None:
    """Who has a name has half of them at most; others still get one."""
    users = {"mei": TOKEN, "li": OTHER}
    async with (
        serving(tmp_path, users, Limits(sessions=3)) as server,
        browser(server, TOKEN) as mei,
        browser(server, OTHER) as li,
        connect(mei, server),
    ):
        with pytest.raises(WSServerHandshakeError, match="503"):
            await connect(mei, server)
        assert (await mei.get("/")).status == 503
        async with connect(li, server):
            pass


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    "message",
    [
        '["stdin", 1]', '["stdin", ["x"]]', '["resize", {"width": true, "height": 1}]', '["resize", {"width": "1"}]',
        '["resize", {"width": 1e999, "height": 1}]', '{"stdin": "x"}', "null", '["deliver", "/etc/passwd"]', "\x00",
        "[]", '["open", "file:///etc/passwd"]', '["ping", null]', '[["stdin", "x"]]', '["stdin", "x", "y"]',
    ],
)  # fmt: skip
async def test_a_message_of_another_kind_ends_the_session(tmp_path: Path, message: str) -> None:
    """Nothing of it reaches the app; there is none that names a file."""
    async with serving(tmp_path, {ANYBODY: ""}) as server, browser(server) as client, connect(client, server) as socket:
        await socket.send_str(message)
        assert await closing(socket) == 1008


async def test_every_answer_says_how_it_may_be_used(tmp_path: Path) -> None:
    """No frame around it, no guess at its kind, no address in what it links to, no copy kept; also when it refuses."""
    async with serving(tmp_path, {ANYBODY: TOKEN}) as server, browser(server, TOKEN) as client:
        for path in ("/", "/page.js", "/no", f"/download/{KEY}", "/ws/dark"):
            headers: Any = (await client.get(path)).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert "Server" not in headers
