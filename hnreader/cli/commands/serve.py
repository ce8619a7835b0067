"""`hnreader serve`: the reader in browsers."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.cli.arguments import UsageError
from hnreader.cli.commands import index
from hnreader.cli.exit_codes import FAILURE, SUCCESS
from hnreader.cli.pages import library_of
from hnreader.cli.streams import print_error
from hnreader.messages.reasons import words_of
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.web.server import Address


def run(arguments: Arguments, tr: Translator) -> int:
    """Take in the pages, then serve them until a signal comes. Raises `UsageError`, `ServingError`."""
    if find_spec("textual_serve") is None:
        print_error(words_of(Message(Reason.SERVE_EXTRA), tr))
        return FAILURE
    from hnreader.web.access import ANYBODY, Access  # noqa: PLC0415 the extra may be missing
    from hnreader.web.limits import Limits  # noqa: PLC0415
    from hnreader.web.server import Address, Server, serve  # noqa: PLC0415
    from hnreader.web.session_process import SessionOrder  # noqa: PLC0415

    address = Address(arguments.host, arguments.port, arguments.origin)
    _check(arguments, address)
    tokens = _tokens(arguments, public=address.public)
    code = index.run(arguments, tr)
    if code != SUCCESS:
        return code
    order = SessionOrder(
        arguments.paths, str(library_of(arguments)), arguments.lang, arguments.paper, corrects=arguments.correct
    )
    limits = Limits(sessions=arguments.sessions) if arguments.sessions else Limits()
    server = Server(Access(_folder(arguments), tokens), order, address, limits)

    def ready(port: int) -> None:
        host = f"[{address.host}]" if ":" in address.host else address.host
        token = tokens.get(ANYBODY)
        url = f"{address.origin or f'http://{host}:{port}'}/{f'?token={token}' if token else ''}"
        print(tr("Open {url} in a browser; Ctrl+C ends all sessions", url=url), flush=True)

    return serve(server, address, ready)


def _check(arguments: Arguments, address: Address) -> None:
    """Raise `UsageError` for what does not go together, or would be open to everybody."""
    from hnreader.web.access import is_token  # noqa: PLC0415 the extra may be missing
    from hnreader.web.server import is_loopback, is_origin  # noqa: PLC0415

    if "-" in arguments.paths:  # that of a session is its browser
        raise UsageError(Message(Reason.USAGE_STREAM))
    if address.origin is not None and not is_origin(address.origin):
        raise UsageError(Message(Reason.USAGE_ORIGIN, value=address.origin))
    if address.origin is None and not is_loopback(address.host):
        raise UsageError(Message(Reason.USAGE_HOST, host=address.host))
    if arguments.token is not None and arguments.users is not None:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--token", other="--users"))
    if arguments.token is not None and not is_token(arguments.token):
        raise UsageError(Message(Reason.USAGE_TOKEN))


def _tokens(arguments: Arguments, *, public: bool) -> Mapping[str, str]:
    """Return the token of each user, or that of anybody: empty where only this machine comes and none is given."""
    from hnreader.web.access import ANYBODY, new_token, read_users  # noqa: PLC0415 the extra may be missing

    if arguments.users is not None:
        return read_users(Path(arguments.users))
    return {ANYBODY: arguments.token or (new_token() if public else "")}


def _folder(arguments: Arguments) -> Path:
    """Return the folder of what readers mark."""
    if arguments.readers:
        return Path(arguments.readers).absolute()
    import platformdirs  # noqa: PLC0415 as in `userdata.notebook`

    return platformdirs.user_data_path("hnreader", appauthor=False) / "serve"
