"""Who may read: tokens let in, cookies remember whom they let in, and each reader has a folder of their own."""

from __future__ import annotations

import errno
import hmac
import os
import re
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.errors import HnreaderError
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ANYBODY: Final = ""
"""The name of readers who have none: each browser is one."""
_LARGEST: Final = 1_000_000  # bytes of a file of names and tokens
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")
_IDENTITY: Final = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes


class ServingError(HnreaderError):
    """Nothing can be served so; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class WebReader(NamedTuple):
    """Somebody at a browser."""

    name: str
    folder: Path
    """What they mark is kept there; it need not exist."""


class Access:
    """Knows readers by their tokens, and from then on by their cookies.

    A cookie is a name, a random identity, and the digest of both under the token, so that nothing has to be kept of it,
    and another token ends it.
    """

    def __init__(self, folder: Path, tokens: Mapping[str, str]) -> None:
        """`tokens` has the token of each name. Whoever has that of `ANYBODY`, which may be empty, is let in."""
        self._folder = folder
        self._tokens = tokens

    def cookie(self, token: str, former: str) -> str | None:
        """Return the cookie of who has a token, None if it is nobody's.

        The identity in a former cookie of the same name is kept, also where its token is another by now: what was
        marked stays. It has to be one that was given here and used: else somebody might have put one that they know
        into the browser, and read what is marked from then on. How long this takes says nothing about the tokens.
        """
        digest = sha256(token.encode("utf-8", "replace")).digest()
        names = [
            name
            for name, known in self._tokens.items()
            if hmac.compare_digest(digest, sha256(known.encode("ascii")).digest())
        ]
        if not names:
            return None
        name, identity, _ = _parts(former)
        ours = name == names[0] and _IDENTITY.fullmatch(identity) and self._reader(name, identity).folder.is_dir()
        if not ours:
            identity = secrets.token_urlsafe(32)
        return f"{names[0]}.{identity}.{self._digest(names[0], identity)}"

    def reader(self, cookie: str) -> WebReader | None:
        """Return whose cookie it is; None if it is not one of ours, or its token holds no more."""
        name, identity, digest = _parts(cookie)
        if name not in self._tokens or not _IDENTITY.fullmatch(identity):
            return None
        if not hmac.compare_digest(self._digest(name, identity).encode(), digest.encode("utf-8", "replace")):
            return None
        return self._reader(name, identity)

    def _reader(self, name: str, identity: str) -> WebReader:
        if name != ANYBODY:
            return WebReader(name, self._folder / "users" / name)
        return WebReader(name, self._folder / "readers" / sha256(identity.encode()).hexdigest()[:32])

    def _digest(self, name: str, identity: str) -> str:
        return hmac.new(self._tokens[name].encode("ascii"), f"{name}.{identity}".encode(), sha256).hexdigest()


def _parts(cookie: str) -> tuple[str, str, str]:
    name, _, rest = cookie.partition(".")
    identity, _, digest = rest.partition(".")
    return name, identity, digest


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Tell whether a text can be a token: it stands in addresses, and cannot be tried out."""
    return _TOKEN.fullmatch(text) is not None


def read_users(path: Path) -> dict[str, str]:
    """Return the token of each name in a file with lines `name token`; empty ones and `#` are comments.

    Raises `ServingError`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)  # a pipe, too: who gives one has not written the tokens to a disk
        if len(data) > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))  # noqa: TRY301 told like what else the system says
        lines = data.decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ServingError(Message(Reason.SERVE_USERS_UNREADABLE, file=path, error=reason)) from error
    tokens: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        known = {name.casefold() for name in tokens}
        if not (
            len(words) == 2
            and _NAME.fullmatch(words[0])
            and is_token(words[1])
            and words[0].casefold() not in known  # names are folders, which some systems do not tell apart by case
            and words[1] not in tokens.values()
        ):
            raise ServingError(Message(Reason.SERVE_USERS, file=path, line=number))
        tokens[words[0]] = words[1]
    if not tokens:
        raise ServingError(Message(Reason.SERVE_USERS, file=path, line=max(len(lines), 1)))
    return tokens
