r"""Refuse what a query of a stranger must not do: fetch from the network (``SERVICE``), or overflow the stack.

pyoxigraph can switch neither off. Its parser is not at hand either, so this looks at the text, after ``\u0053`` and
the like are read, and errs on the side of refusing. Updates (and with them ``LOAD``) are no queries: the parser
refuses them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.bilingual import Text
from kg.errors import InputError

DEEPEST = 200
LONGEST = 100_000

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://[^<>\"'{}|^`\\\s]*>")
_TOKEN = re.compile(
    r"""
    (?P<string> "{3}(?:[^"\\]|\\.|"{1,2}+(?!"))*+"{3} | '{3}(?:[^'\\]|\\.|'{1,2}+(?!'))*+'{3}
              | "(?!"")(?:[^"\\\n\r]|\\.)*+" | '(?!'')(?:[^'\\\n\r]|\\.)*+' )
  | (?P<endless> ["'].*+ )
  | (?P<iri> <[^<>"{}|^`\\\s]*+> )
  | (?P<comment> \#[^\n\r]*+ )
  | (?P<name> [?$@]\w+ | :(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""No character is read a second time: repetitions are possessive, and a string that does not end takes all the rest."""


class RefusedQueryError(InputError):
    """A query is not executed; ``reason`` is ``no-service``, ``query-too-long`` or ``query-too-deep``."""

    def __init__(self, reason: str, what: Text, mend: Text) -> None:
        super().__init__(what, None, mend)
        self.reason = reason


@lru_cache(maxsize=256)
def refuse_dangerous(text: str, longest: int = LONGEST, deepest: int = DEEPEST) -> None:
    r"""Raise :class:`RefusedQueryError` for a query with ``SERVICE``, or with too many characters or brackets.

    >>> refuse_dangerous('SELECT * WHERE { ?service ?p "a SERVICE" }')
    >>> refuse_dangerous("SELECT * WHERE { \\u0053ervice <http://localhost/> {} }")
    Traceback (most recent call last):
    kg.stores.query_guard.RefusedQueryError: a query may not use SERVICE; ask that other endpoint yourself.
    """
    if len(text) > longest:
        raise RefusedQueryError(
            "query-too-long",
            Text(f"查询超过{longest}个字符", f"the query has more than {longest} characters"),
            Text("请一次少问一些", "ask for less at once"),
        )
    decoded = _ESCAPE.sub(_character, text)
    if _depth(decoded) > deepest:
        raise RefusedQueryError(
            "query-too-deep",
            Text(f"查询的括号嵌套超过{deepest}层", f"the query nests deeper than {deepest} brackets"),
            Text("请减少嵌套", "make it flatter"),
        )
    if "service" in decoded.lower() and _may_contain(("service",), decoded, escaped=decoded != text):
        raise RefusedQueryError(
            "no-service",
            Text("查询不得使用 SERVICE", "a query may not use SERVICE"),
            Text("请自行查询另一端点", "ask that other endpoint yourself"),
        )


@lru_cache(maxsize=256)
def may_name_graphs(text: str) -> bool:
    """Return whether a query may look into other graphs than the default one; in doubt it may.

    >>> may_name_graphs("SELECT ?from WHERE { ?from ?p 'GRAPH' }  # from here")
    False
    >>> may_name_graphs("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"), may_name_graphs("SELECT * FROM <x:a> { ?s ?p ?o }")
    (True, True)
    """
    decoded = _ESCAPE.sub(_character, text)
    return _may_contain(("graph", "from"), decoded, escaped=decoded != text)


def without_own_service(text: str, address: str) -> str:
    """Remove from a query the calls of this very endpoint, so that all of it is answered here, not over the network.

    Clients that spread a query over several endpoints write so. Where the query may name graphs, or is not plain
    enough to be sure, it stays as it is, and :func:`refuse_dangerous` refuses it.

    >>> without_own_service("SELECT * { SERVICE SILENT <http://here/sparql> { ?s ?p ?o } }", "http://here/sparql")
    'SELECT * {                                      { ?s ?p ?o } }'
    """
    if f"<{address}>" not in text or "\\" in text or may_name_graphs(text):
        return text
    masked = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "endless" or (token.lastgroup == "iri" and not _PLAIN_IRI.fullmatch(token[0])):
            return text
        masked.append(token[0] if token.lastgroup in {"iri", "other"} else " " * len(token[0]))
    call = re.compile(rf"(?<![\w:.-])SERVICE(?:\s+SILENT)?\s*<{re.escape(address)}>", re.IGNORECASE)
    rest, kept = 0, []
    for found in call.finditer("".join(masked)):
        kept += [text[rest : found.start()], " " * len(found[0])]
        rest = found.end()
    return "".join([*kept, text[rest:]])


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _depth(text: str) -> int:
    """Count the deepest nesting; a run of signs such as ``!!!`` nests as well."""
    depth = deepest = run = 0
    for character in text:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        run = run + 1 if character in "!+-^" else 0 if not character.isspace() else run
        deepest = max(deepest, depth + run)
    return deepest


def _may_contain(words: tuple[str, ...], text: str, *, escaped: bool) -> bool:
    """Return whether one of these words may stand outside strings, IRIs, comments and names.

    Where the reading depends on the grammar (``?a<?b#c>``: an IRI, or a comparison and a comment?), and where a string
    does not end, the answer is yes.
    """
    if escaped:
        return True
    rest: list[str] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "endless" or (token.lastgroup == "iri" and not _PLAIN_IRI.fullmatch(token[0])):
            return True
        rest.append(token[0] if token.lastgroup == "other" else " ")
    outside = "".join(rest).lower()
    return any(word in outside for word in words)
