"""Write a graph as N-Quads, one statement a line; sorted, the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal
from rdflib.term import Node


def statements(graph: Graph, name: str | None = None) -> Iterator[str]:
    """Write each triple as a line of N-Quads, in the graph of this name or in the default graph.

    >>> from rdflib import Graph, Literal, URIRef
    >>> graph = Graph().add((URIRef("x:task"), URIRef("x:text"), Literal("改造敬老院。", lang="zh")))
    >>> print(*statements(graph, "x:version"), end="")
    <x:task> <x:text> "改造敬老院。"@zh <x:version> .
    """
    end = f" <{name}> .\n" if name else " .\n"
    for subject, predicate, value in graph:
        yield f"{subject.n3()} {predicate.n3()} {_value(value)}{end}"


def _value(value: Node) -> str:
    """Write a term for N-Quads; control characters are escaped, so that each statement is one line."""
    if isinstance(value, Literal):
        text = "".join(_ESCAPES.get(character) or character for character in value)
        suffix = f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
        return f'"{text}"{suffix}'
    return value.n3()


_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
