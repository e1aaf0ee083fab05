"""What a query that gets no answer is told: a status, and a problem that names the limit where it is about one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from api.problems import ProblemError
from api.sparql_endpoint import STATUS
from kg.sandbox.worker_protocol import Reason

if TYPE_CHECKING:
    from kg.sandbox.limits import Limits
    from kg.sandbox.worker_protocol import Refusal

_LIMITS: Final = {
    Reason.TOO_LONG: "query",
    Reason.TOO_DEEP: "depth",
    Reason.ROWS: "rows",
    Reason.BYTES: "answer",
    Reason.TIME: "seconds",
    Reason.MEMORY: "memory",
}
"""The limit that a refusal is about, as :class:`~kg.sandbox.limits.Limits` calls it."""


def refused(refusal: Refusal, limits: Limits) -> ProblemError:
    """Make the problem of a refusal."""
    headers = {"Vary": "Accept"} if refusal.reason is Reason.NOT_ACCEPTABLE else None
    name = _LIMITS.get(refusal.reason)
    more: dict[str, Any] = {"limit": {"name": name, "value": getattr(limits, name)}} if name else {}
    words = refusal.words[:1].upper() + refusal.words[1:]
    return ProblemError(STATUS[refusal.reason], refusal.reason, words, headers=headers, **more)


def too_long(limits: Limits) -> ProblemError:
    """Make the problem of a query that is too long to be read."""
    detail = f"The query has more than {limits.query} characters; ask for less at once."
    limit = {"name": "query", "value": limits.query}
    return ProblemError(STATUS[Reason.TOO_LONG], Reason.TOO_LONG, detail, limit=limit)
