"""The server: lets readers in, gives them a page, and a session to its socket. Whoever has no token gets nothing."""

from __future__ import annotations

import asyncio
import html
import logging
import re
import signal
import socket
from contextlib import suppress
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from string import Template
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.http import HttpProcessingError
from msgspec.structs import replace

from hnreader.app.terminal.signals import SIGNAL_BASE, ending_signals
from hnreader.app.themes.files import ThemeFiles
from hnreader.messages import Translator
from hnreader.reasons import Message, Reason
from hnreader.userdata.settings import load as load_settings
from hnreader.web.access import ANYBODY, Access, ServingError, WebReader
from hnreader.web.limits import Budget, Limits
from hnreader.web.session import Session, Size

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import WSMessage

    from hnreader.app.themes.palette import Colour
    from hnreader.web.session_process import SessionOrder

_LOG: Final = logging.getLogger(__name__)
_REQUESTS: Final = logging.getLogger(f"{__name__}.requests")
_REQUESTS.addFilter(lambda record: not isinstance((record.exc_info or (None, None))[1], HttpProcessingError))
_OWN, _TEXTUAL = files("hnreader.web") / "page", files(textual_serve) / "static"
_STATIC: Final = {
    "page.css": (_OWN / "page.css", "text/css"),
    "page.js": (_OWN / "page.js", "text/javascript"),
    "icon.svg": (_OWN / "icon.svg", "image/svg+xml"),
    "xterm.css": (_TEXTUAL / "css" / "xterm.css", "text/css"),
    "textual.js": (_TEXTUAL / "js" / "textual.js", "text/javascript"),
}
"""All files that are served, by the names in their addresses."""
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every answer. xterm.js writes styles into the page, so they cannot be forbidden there."""
_YEAR: Final = 365 * 24 * 60 * 60  # seconds
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_ORIGIN: Final = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?")
_HEARTBEAT: Final = 15.0  # seconds
_PATIENCE: Final = 10.0
"""Seconds for the head of a request to come, and until the next; a browser that needs longer connects again."""
_READER: Final = web.RequestKey("reader", WebReader)
_AGAIN: Final = '<!DOCTYPE html><meta http-equiv="refresh" content="0; url={url}"><link rel="icon" href="data:,">'


class Address(NamedTuple):
    """Where the server listens, and where browsers see it."""

    host: str
    port: int
    origin: str | None = None
    """Such as `https://reader.example.org`; None where browsers are on this machine."""

    @property
    def public(self) -> bool:
        """Whether others than the programs of this machine come there."""
        return self.origin is not None or not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Tell whether only programs of this machine reach an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_origin(text: str) -> bool:
    """Tell whether it is an https address without a path."""
    return _ORIGIN.fullmatch(text) is not None


class Server:
    """Serves one archive to several readers."""

    def __init__(self, access: Access, order: SessionOrder, address: Address, limits: Limits | None = None) -> None:
        self._access = access
        self._order = order
        self._origin = address.origin
        self._hosts = {*_LOOPBACK, address.host, urlsplit(address.origin or "").hostname} - {None}
        # Browsers take the first from this host alone, and from no other of its domain. Without TLS they do not; there
        # cookies are shared by all ports of a host.
        self._cookie = "__Host-hnreader" if address.origin else f"hnreader-{address.port}"
        self._limits = limits or Limits()
        self._sessions: set[Session] = set()

    def application(self) -> web.Application:
        """Return the application for aiohttp."""
        application = web.Application(middlewares=[self._guard])
        application.on_response_prepare.append(_add_headers)
        application.on_shutdown.append(self._end_sessions)
        application.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws/{ground:dark|light}", self._socket),
                web.get("/download/{key:[0-9a-f]{32}}", self._download, allow_head=False),  # it is sent once
                web.get("/{name}", _static),
            ]
        )
        return application

    async def _end_sessions(self, _application: web.Application) -> None:
        await asyncio.gather(*(session.stop() for session in self._sessions))

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer those who may be answered: by the right name, not from another site, and with a cookie of ours."""
        try:
            host = urlsplit(f"//{request.host}").hostname
        except ValueError:
            host = None
        upgrade = "Upgrade" in request.headers
        ours = {self._origin, f"http://{request.host}" if is_loopback(host or "") else None} - {None}
        foreign = request.headers.get("Origin") not in ours
        if host not in self._hosts or (foreign and (upgrade or request.method not in {"GET", "HEAD"})):
            raise web.HTTPForbidden
        cookie = request.cookies.get(self._cookie, "")
        reader = self._access.reader(cookie)
        if request.path == "/" and (reader is None or "token" in request.query):
            return self._admit(request, cookie)
        if reader is None:
            raise web.HTTPForbidden
        request[_READER] = reader
        return await handler(request)

    def _admit(self, request: web.Request, cookie: str) -> web.Response:
        """Give a cookie to who has a token, and have the page asked for again, without it in the address.

        A browser that follows a link of another site sends no strict cookie, also where it has one. It would lose the
        one that it has; so it is to ask again by itself first.
        """
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            return _to(request.path_qs, web.HTTPForbidden.status_code)
        cookie = self._access.cookie(request.query.get("token", ""), cookie) or ""
        if not cookie:
            raise web.HTTPForbidden(text=_translator(request, self._order)("Open the address with a token") + "\n")
        answer = _to("/", web.HTTPOk.status_code)
        secure = self._origin is not None
        answer.set_cookie(self._cookie, cookie, max_age=_YEAR, httponly=True, samesite="Strict", secure=secure)
        return answer

    async def _index(self, request: web.Request) -> web.Response:
        """Return the page: in the reader's language, and in the colours of their theme."""
        tr = _translator(request, self._order)
        if self._is_full(request[_READER]):
            raise web.HTTPServiceUnavailable(text=tr("All sessions are in use; try again later") + "\n")
        folder = request[_READER].folder
        settings, themes = load_settings(folder / "settings.toml")[0], ThemeFiles(folder / "themes")
        grounds = {ground: _css(themes.chosen(settings.theme, ground)[1].background) for ground in ("dark", "light")}
        texts = {
            "lang": "zh-CN" if tr.language == "zh" else "en",
            "title": "hnreader",
            "noscript": tr("This page needs JavaScript"),
            "ended": tr("The session has ended"),
            "again": tr("Open again"),
        }
        page = Template((_OWN / "index.html").read_text("utf-8"))
        escaped = {name: html.escape(text) for name, text in (texts | grounds).items()}
        return web.Response(text=page.substitute(escaped), content_type="text/html")

    def _is_full(self, reader: WebReader) -> bool:
        """Tell whether there is no session left for a reader: who has a name gets half of them, so that others may."""
        most = self._limits.sessions
        own = sum(session.reader == reader for session in self._sessions)
        return len(self._sessions) >= most or (reader.name != ANYBODY and own >= max(1, most // 2))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Start a session, and carry what the browser sends to it, until either ends."""
        if self._is_full(request[_READER]):
            raise web.HTTPServiceUnavailable
        channel = web.WebSocketResponse(heartbeat=_HEARTBEAT, autoping=False, max_msg_size=self._limits.message)
        if not channel.can_prepare(request):
            raise web.HTTPBadRequest
        order = replace(self._order, lang=_translator(request, self._order).language)
        session = Session(request[_READER], order, request.match_info["ground"], channel)
        self._sessions.add(session)  # before anything is waited for
        try:
            await channel.prepare(request)
            await session.open(Size.of(*(_number(request.query.get(name, "")) for name in ("width", "height"))))
            await self._carry(channel, session)
        except ConnectionError:  # the browser is gone
            pass
        except OSError as error:
            _LOG.error("%s: %s", session.reader.folder, error.strerror or error)
            await channel.close(code=WSCloseCode.INTERNAL_ERROR)
        finally:
            try:
                await session.stop()
            finally:
                self._sessions.discard(session)
        return channel

    async def _carry(self, channel: web.WebSocketResponse, session: Session) -> None:
        """Carry messages to a session as long as they keep to the limits."""
        budget = Budget(self._limits)
        code = WSCloseCode.POLICY_VIOLATION
        try:
            while True:
                async with asyncio.timeout(self._limits.idle):
                    message = await _received(channel, budget)
                    if message is None:
                        break
                    if message.type is not WSMsgType.TEXT:
                        code = WSCloseCode.OK
                        break
                    await session.take(message.data)
        except TimeoutError:
            code = WSCloseCode.GOING_AWAY
        except (ValueError, RecursionError):  # no message of textual.js
            pass
        await channel.close(code=code)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Send a file that an app of this reader has delivered, once."""
        key = request.match_info["key"]
        for session in self._sessions:
            if session.reader == request[_READER] and (delivered := await session.claim(key)):
                break
        else:
            raise web.HTTPNotFound
        name = quote(delivered.file_name, safe="", errors="replace")
        answer = web.StreamResponse(headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
        answer.content_type = "application/octet-stream"
        await answer.prepare(request)
        async for chunk in session.downloads.download(key):
            await answer.write(chunk)
        await answer.write_eof()
        return answer


async def _received(channel: web.WebSocketResponse, budget: Budget) -> WSMessage | None:
    """Return the next message, and answer pings until then; None where it is more than may be sent."""
    while True:
        message = await channel.receive()
        if not budget.spend(len(message.data) if isinstance(message.data, str | bytes) else 0):
            return None
        if message.type is WSMsgType.PING:
            await channel.pong(message.data)
        elif message.type is not WSMsgType.PONG:
            return message


def connection_options() -> dict[str, Any]:
    """Return how connections are treated: who says nothing whole has a while, and what they say is in no log.

    Addresses have tokens.
    """
    return {"access_log": None, "keepalive_timeout": _PATIENCE, "logger": _REQUESTS}


async def _static(request: web.Request) -> web.Response:
    file = _STATIC.get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    path, kind = file
    return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8")


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    response.headers.pop("Server", None)


def _to(url: str, status: int) -> web.Response:
    """Return a page that goes on to another by itself, so that it counts as one of this site."""
    return web.Response(text=_AGAIN.format(url=html.escape(url)), content_type="text/html", status=status)


def _translator(request: web.Request, order: SessionOrder) -> Translator:
    """Return the translator of the language that was asked for, or else of the first of ours that a browser prefers."""
    preferred = re.findall(r"\b(zh|en)\b", request.headers.get("Accept-Language", "").casefold())
    return _translators(order.lang or next(iter(preferred), None))


@cache
def _translators(language: str | None) -> Translator:
    return Translator(language)


def _css(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


def _number(text: str) -> int:
    """Return a number of cells as the address has it; 80 where it is none."""
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else 80


def serve(server: Server, address: Address, ready: Callable[[int], None]) -> int:
    """Serve until a signal comes, and return the exit code that says which.

    `ready` is called with the port as soon as browsers can come. Raises `ServingError` where nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        listening = socket.create_server((address.host, address.port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        place = f"{address.host}:{address.port}"
        raise ServingError(Message(Reason.SERVE_PORT, address=place, error=reason)) from error
    with listening:
        return SIGNAL_BASE + asyncio.run(_serve_until_signal(server.application(), listening, ready))


async def _serve_until_signal(
    application: web.Application, listening: socket.socket, ready: Callable[[int], None]
) -> int:
    """Serve, end all sessions when a signal comes, and return its number. A second one ends the program at once."""
    loop = asyncio.get_running_loop()
    received = asyncio.Queue[int]()
    handled = [number for number in ending_signals() if signal.getsignal(number) is not signal.SIG_IGN]  # by nohup, say
    runner = web.AppRunner(application, **connection_options())
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        with suppress(NotImplementedError):  # on Windows asyncio itself raises KeyboardInterrupt
            for number in handled:
                loop.add_signal_handler(number, received.put_nowait, number)
        ready(listening.getsockname()[1])
        ending = await received.get()
        for number in handled:
            loop.remove_signal_handler(number)
        return ending
    finally:
        await runner.cleanup()
