"""See every request go through: give it an id, count it by its route, and write a line about it when it has ended."""

from __future__ import annotations

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

from api.forwarded import public_path
from kg.caching import BoundedCache

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.operating.counts import Metrics

ID_HEADER: Final = b"x-request-id"
ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What a client or a proxy may call its request; another name is replaced."""
LOGGER: Final = "zhize.access"
REQUESTS: Final = "zhize_requests_total"
DURATIONS: Final = "zhize_request_seconds"
LEFT: Final = 499
"""The status in the log of a request whose client had left before it was answered."""
_KEY: Final = "zhize.request_id"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
_UNPRINTED: Final = re.compile(r'[^\x21-\x7e]|["\\]')
_LONGEST: Final = 2000
_LONGEST_KNOWN: Final = 200
"""The route of a longer address is not remembered."""
_NOWHERE: Final = "none"
_LOG = logging.getLogger(LOGGER)


class Observed:
    """An application whose requests are seen; ``fixed`` are paths that are routes and do not say so."""

    def __init__(self, app: ASGIApp, counts: Metrics, prefix: str, fixed: Collection[str], log: str) -> None:
        self.app = app
        self._counts = counts
        self._prefix = prefix
        self._fixed = frozenset(fixed)
        self._log = log
        self._running = 0
        self._templates = BoundedCache[str, str](4096)
        counts.declare(REQUESTS, "counter", "Requests that have ended, by route, method and status.")
        counts.declare(DURATIONS, "histogram", "Seconds from a request's headers to the last byte of its answer.")
        counts.read("zhize_requests_running", "Requests under way.", lambda: self._running)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and see what comes of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = perf_counter(), 0, 0
        identity = scope[_KEY] = _identity(scope)
        sent_as = (ID_HEADER, identity.encode())

        async def send_seen(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], sent_as]}
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._running += 1
        try:
            await self.app(scope, receive, send_seen)
        finally:
            self._running -= 1
            seconds = perf_counter() - begun
            self._count(scope, status or LEFT, seconds)
            if self._log != "off" and _LOG.isEnabledFor(logging.INFO):
                _LOG.info(
                    "%s", (_json if self._log == "json" else _text)(scope, identity, status or LEFT, size, seconds)
                )

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = self._template(scope)
        self._counts.add(REQUESTS, (("method", method), ("route", route), ("status", str(status))))
        self._counts.observe(DURATIONS, (("route", route),), seconds)
        self._counts.share()

    def _template(self, scope: Scope) -> str:
        """Return the route of a request, never its address: there is a known number of them.

        An answer that was kept has come by no route; its address has done so before.
        """
        path = str(scope["path"])
        if path in self._fixed:
            return path
        found: str | None = getattr(scope.get("route"), "path_format", None)
        if found is None:
            return self._templates.get(path) or _NOWHERE
        known = self._templates.get(path)
        if known:
            return known
        inside = path.startswith(f"{self._prefix}/") and not found.startswith(self._prefix)
        template = f"{self._prefix}{found}" if inside else found
        return self._templates.put(path, template) if len(path) <= _LONGEST_KNOWN else template


def request_id(scope: Scope) -> str:
    """Return the id of a request."""
    return str(scope.get(_KEY, "-"))


def _identity(scope: Scope) -> str:
    """Take the id that a request brings, if it is sane; else make one."""
    for name, value in scope["headers"]:
        if name == ID_HEADER and ID.fullmatch(words := value.decode("latin-1")):
            return str(words)
    return secrets.token_hex(8)


def _text(scope: Scope, identity: str, status: int, size: int, seconds: float) -> str:
    """Write a line for people: time, client, request, status, bytes, seconds, id."""
    return (
        f"{_now()} {_client(scope)} {_plain(scope['method'])} {_target(scope)} {status} {size} {seconds:.4f} {identity}"
    )


def _json(scope: Scope, identity: str, status: int, size: int, seconds: float) -> str:
    """Write the same for programs."""
    said = {
        "time": _now(),
        "client": _client(scope),
        "method": _plain(scope["method"]),
        "target": _target(scope),
        "status": status,
        "bytes": size,
        "seconds": round(seconds, 4),
        "request_id": identity,
    }
    return json.dumps(said)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _client(scope: Scope) -> str:
    return _plain((scope.get("client") or ("-",))[0])


def _target(scope: Scope) -> str:
    """Return what was asked for, as its client wrote it; what could break a line or a terminal is escaped."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path = public_path({**scope, "path": raw.partition(b"?")[0].decode("latin-1")})
    query = scope["query_string"].decode("latin-1")
    return _plain(f"{path}?{query}" if query else path)


def _plain(words: str) -> str:
    shortened = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}..."
    return _UNPRINTED.sub(lambda one: f"\\x{ord(one[0]):02x}", shortened)
