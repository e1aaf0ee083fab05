"""What schemathesis cannot know: a cursor is made by an answer, for that question alone (tests/rest/test_paging.py)."""

from __future__ import annotations

from schemathesis import Case, HookContext, SerializationContext, hook, serializer


@hook
def before_call(_context: HookContext, case: Case, _options: dict[str, object]) -> None:
    """Leave a made-up cursor out."""
    if case.query:
        case.query.pop("next", None)


@serializer("application/sparql-query")
def written_as_it_is(_context: SerializationContext, value: object) -> bytes:
    """Write a query as the body of a request."""
    return str(value).encode()
