"""Where this server is for its clients: its public address, or what a trusted proxy says in ``X-Forwarded-…``.

The only module that reads those headers, and only from proxies that the settings name. What it finds stands in the
request: the scheme, the header ``Host``, the client's address, a path without the prefix, and the prefix of its own.
What leaves the server gets the prefix back here: the headers that hold addresses, and the attributes of a page that do.
Everything between writes paths such as ``/tasks``, as if there were no proxy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.settings import Network, Settings

HOST: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
"""A host with or without a port, as an address has it."""
PREFIX: Final = re.compile(r"(?=.{1,200}$)(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+")
"""What may stand before every path: no stroke at its end, nothing that needs an escape."""
_KEY: Final = "zhize.prefix"
_FORWARDED: Final = {
    b"x-forwarded-proto": "proto",
    b"x-forwarded-host": "host",
    b"x-forwarded-prefix": "prefix",
    b"x-forwarded-for": "for",
}
_MOST_PROXIES: Final = 32
"""So many addresses of ``X-Forwarded-For`` are read, from its end."""
_ADDRESSED: Final = frozenset({b"location", b"content-location", b"link"})
_IN_LINK: Final = re.compile(rb"(?<=<)/(?!/)")
_IN_PAGE: Final = re.compile(rb'(?<=[ \n])((?:xlink:)?href|src|action|formaction|data-vocabulary)="/(?!/)')


def prefix_of(scope: Mapping[str, Any]) -> str:
    """Return what stands before every path for the client of a request: nothing, or such as ``/zhize``."""
    return str(scope.get(_KEY, ""))


def public_path(scope: Mapping[str, Any]) -> str:
    """Return the path of a request as its client sent it."""
    return f"{prefix_of(scope)}{scope['path']}"


def with_prefix(raw: bytes, prefix: str) -> bytes:
    """Return a page or a picture in which every address of this server begins with the prefix.

    Words on a page have no quotation marks that are not escaped, so only attributes are found.

    >>> with_prefix(b'<a href="/tasks">href=&#34;/x</a> <a href="#a">', "/zhize")
    b'<a href="/zhize/tasks">href=&#34;/x</a> <a href="#a">'
    """
    return _IN_PAGE.sub(rb'\1="' + prefix.encode() + b"/", raw) if prefix else raw


class Forwarded:
    """Read what proxies say, before anything else sees the request; write the prefix into the headers of the answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._proxies: tuple[Network, ...] = settings.proxy_networks
        self._public = _Said(settings.public_address) if settings.public_address else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Place a request where its client sees it. The scope is changed, so that a fault is answered there too."""
        if scope["type"] != "http" or not (self._public or self._proxies):
            await self.app(scope, receive, send)
            return
        nearest = (scope.get("client") or ("", 0))[0]
        said = _read(scope) if self._proxies and _is_in(nearest, self._proxies) else {}
        if "for" in said:
            scope["client"] = (_client(nearest, said["for"], self._proxies), 0)
        _place(scope, self._public or _Said.of(said))
        prefix = prefix_of(scope)
        if not prefix:
            await self.app(scope, receive, send)
            return

        async def send_prefixed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name, _prefixed(name, value, prefix.encode())) for name, value in message["headers"]]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, send_prefixed)


class _Said:
    """Scheme, host and prefix, each of them where it is known."""

    __slots__ = ("host", "prefix", "scheme")

    def __init__(self, address: str) -> None:
        found = urlsplit(address)
        self.scheme, self.host, self.prefix = found.scheme, found.netloc, found.path

    @classmethod
    def of(cls, said: Mapping[str, str]) -> _Said:
        """Take from the headers of a proxy what can be; the nearest proxy has written last."""
        found = cls("")
        last = {name: value.rpartition(",")[2].strip() for name, value in said.items()}
        if (scheme := last.get("proto", "").lower()) in {"http", "https"}:
            found.scheme = scheme
        if HOST.fullmatch(host := last.get("host", "")):
            found.host = host
        if PREFIX.fullmatch(prefix := last.get("prefix", "").rstrip("/")):
            found.prefix = prefix
        return found


def _read(scope: Scope) -> dict[str, str]:
    """Read the headers of a proxy; of one that is given several times, the values stand in a row."""
    said: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name in _FORWARDED:
            key, words = _FORWARDED[name], value.decode("latin-1")
            said[key] = f"{said[key]},{words}" if key in said else words
    return said


def _place(scope: Scope, said: _Said) -> None:
    """Put into a request where its client sees it, and take the prefix off its path, where a proxy has left it on."""
    if said.scheme:
        scope["scheme"] = said.scheme
    if said.host:
        headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
        scope["headers"] = [*headers, (b"host", said.host.encode())]
    if said.prefix:
        scope[_KEY] = said.prefix
        path, raw = scope["path"], scope.get("raw_path") or b""
        if path == said.prefix or path.startswith(f"{said.prefix}/"):
            scope["path"] = path[len(said.prefix) :] or "/"
            scope["raw_path"] = raw.removeprefix(said.prefix.encode()) or b"/"


def _prefixed(name: bytes, value: bytes, prefix: bytes) -> bytes:
    if name not in _ADDRESSED:
        return value
    if name == b"link":
        return _IN_LINK.sub(prefix + b"/", value)
    return prefix + value if value.startswith(b"/") and not value.startswith(b"//") else value


def _client(nearest: str, forwarded_for: str, proxies: tuple[Network, ...]) -> str:
    """Return the address of the client: the last that is no proxy; who stands before it may be made up.

    >>> from kg.settings import Settings
    >>> _client("127.0.0.1", "6.6.6.6, 198.51.100.7:99, 127.0.0.1", Settings(proxies="127.0.0.0/8").proxy_networks)
    '198.51.100.7'
    """
    found = nearest
    for words in reversed(forwarded_for.rsplit(",", _MOST_PROXIES)[-_MOST_PROXIES:]):
        address = _address(words.strip())
        if address is None:
            break
        found = str(address)
        if not _is_in(found, proxies):
            break
    return found


def _address(words: str) -> IPv4Address | IPv6Address | None:
    """Read an address, with or without a port."""
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        found = ip_address(words) if len(words) <= len("ffff:" * 8) else None
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@lru_cache(maxsize=1024)
def _is_in(host: str, networks: tuple[Network, ...]) -> bool:
    """Return whether a client is one of the proxies."""
    address = _address(host)
    return address is not None and any(address in network for network in networks)
