"""HEAD: what GET would answer, without the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


_HEAD: Final = "zhize.head"


def wants_no_body(request: Request) -> bool:
    """Tell whether a request that a route sees as GET is HEAD: its body need not be made."""
    return bool(request.scope.get(_HEAD))


class AnswerHead:
    """Answer HEAD wherever GET is answered: the same status and headers, and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HEAD on as GET and keep the body back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_headers(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app({**scope, "method": "GET", _HEAD: True}, receive, send_headers)
