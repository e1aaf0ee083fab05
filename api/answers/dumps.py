"""The dumps that a server makes: what a route asks for them, and why there may be none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.problems import busy, not_found, shown
from kg.errors import BusyError
from kg.exports.dumps import Dump, Dumps

if TYPE_CHECKING:
    from kg.stores import Snapshot

_LOG = logging.getLogger(__name__)


def _dumps(request: Request) -> Dumps:
    found = request.app.state.dumps
    assert isinstance(found, Dumps)  # noqa: S101 - create_app has put it there
    return found


Dumping = Annotated[Dumps, Depends(_dumps)]
"""The type of a route's parameter that gives dumps."""


def made(dumping: Dumps, snapshot: Snapshot, name: str) -> Dump:
    """Give a dump.

    Raises :class:`~api.problems.ProblemError`: 404 where there is none, 503 where too many wait or no disk takes it.
    """
    try:
        found = dumping.get(snapshot, name)
    except BusyError:
        raise busy("Too many dumps are being made") from None
    except OSError as error:
        _LOG.exception("A dump cannot be written.")
        raise busy("No disk of this server has room for the dump") from error
    if found is None:
        raise not_found("dump", f"There is no dump {shown(name)!r}; /catalog lists them all.")
    return found
