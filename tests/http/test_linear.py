"""Whatever touches bytes that a stranger sent takes a time that grows with their number, and not with its square.

Each function reads hostile shapes of n and of 8n characters; n is as large as it must be for the clock of the processor
to see it. Twenty times as long for eight times as much would be more than straight.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from typing import Final

import pytest

from api.iri_addresses import Addresses, written
from api.negotiation import negotiate, negotiate_language
from api.paging import Page
from api.problems import ProblemError
from api.sparql.answer_cache import is_stable
from kg.control_characters import visible
from kg.errors import ZhizeError
from kg.iso_dates import read_day
from kg.querying.parameters import IRI
from kg.reading.folding import fold_brackets, fold_name
from kg.register.name_lookup import nearest_names
from kg.sandbox.fair_queue import shape
from kg.sandbox.worker_protocol import Question
from kg.stores import read_escapes, without_own_service
from kg.stores.query_escapes import written_column
from kg.stores.query_guard import may_name_graphs, refuse_dangerous
from kg.stores.variable_order import in_order_of_query

SEEN: Final = 0.005
"""Seconds that n characters must take at least, so that the clock can be trusted."""
MOST: Final = 500_000
"""Who reads so many characters in less is quick enough, whatever it does."""
RATIO: Final = 20
TURNS: Final = 5
TRIES: Final = 3
"""What is slow each time is slow; once may be the machine's other work."""
HERE: Final = "http://127.0.0.1:8000/sparql"

QUERIES: Final = (
    '\\"',
    "\\'",
    '"',
    '"""',
    '"a\\',
    "<",
    "<a",
    "# \n",
    "?a<?b#c>",
    "\\u0041",
    "{",
    "!",
    "SERVICE ",
    f"SERVICE <{HERE}> {{}} ",
    " ",
    ":\\",
)
WORDS: Final = ("a", "应", "\u0301\u0327", "\u0327", "ﷺ", "İ", " ", "\u200b", "(", "四川省", "\x1b", "%", "\ud800")
HEADERS: Final = (
    "text/html,",
    "a/b;q=0.1,",
    ";q=1",
    "a/b;" * 3,
    ",",
    " ",
    "a/",
    "*/*,",
    '"',
    'W/"a",',
    'W/"',
    "gzip;q=0.5,",
    "=",
    "zh-CN,",
)
PATHS: Final = ("%2F", "%", "/", "//", "%E5%BA", "a%2", "../", "#", "?", "个", "en/")


def _quietly(function: Callable[[str], object]) -> Callable[[str], object]:
    """Return the function, in which refusing is an answer like another."""

    def call(text: str) -> object:
        try:
            return function(text)
        except (ZhizeError, ProblemError, ValueError):
            return None

    return call


def _page(text: str) -> object:
    return Page(limit=1, cursor=text, question="/x?").cut("abc", "snapshot")


FUNCTIONS: Final[dict[str, tuple[Callable[[str], object], tuple[str, ...]]]] = {
    "shape": (shape.__wrapped__, QUERIES),
    "refuse_dangerous": (lambda text: refuse_dangerous.__wrapped__(f"service {text}", 10**9, 10**9), QUERIES),
    "may_name_graphs": (may_name_graphs.__wrapped__, QUERIES),
    "without_own_service": (lambda text: without_own_service(f"<{HERE}>{text}", HERE), QUERIES),
    "read_escapes": (read_escapes, QUERIES),
    "in_order_of_query": (lambda text: in_order_of_query(f"SELECT * {text}", ("a", "b")), QUERIES),
    "written_column": (lambda text: written_column(text, 1, 10**9), QUERIES),
    "is_stable": (lambda text: is_stable(Question("", text, None, None)), ("ran", "\\u0041", "now ", "\\")),
    "fold_name": (fold_name, WORDS),
    "fold_brackets": (fold_brackets, WORDS[:4]),
    "nearest_names": (lambda text: nearest_names(text, ()), WORDS[:4]),
    "visible": (visible, WORDS),
    "IRI": (IRI.fullmatch, ("http://a", "urn:a", "<", " ")),
    "read_day": (read_day, ("2021-11-09", "2", "-")),
    "cursor": (_page, ("A", "=", "-", "应")),
    "negotiate": (lambda text: negotiate(text, ["text/html", "text/turtle"]), HEADERS),
    "negotiate_language": (negotiate_language, HEADERS),
    "iris": (lambda text: list(Addresses("https://example.org/").iris(f"id/{text}")), PATHS),
    "path": (Addresses("https://example.org/").path, tuple(f"https://example.org/{one}" for one in PATHS)),
    "written": (written, PATHS),
}


def seconds(function: Callable[[str], object], text: str, turns: int = TURNS) -> float:
    """Return the least time of the processor that some calls take."""
    least = float("inf")
    for _ in range(turns):
        begun = thread_time()
        function(text)
        least = min(least, thread_time() - begun)
    return least


def text_of(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def growth(function: Callable[[str], object], piece: str) -> float:
    """Return how many times as long eight times as much takes; 0 where the most is read in no time."""
    length = 500
    while seconds(function, text_of(piece, length), 1) < SEEN:
        length *= 2
        if length > MOST:
            return 0.0
    return seconds(function, text_of(piece, 8 * length)) / seconds(function, text_of(piece, length))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_eight_times_as_much_takes_not_twenty_times_as_long(name: str) -> None:
    function, pieces = FUNCTIONS[name]
    call = _quietly(function)
    assert not [piece for piece in pieces if all(growth(call, piece) > RATIO for _ in range(TRIES))]


def test_a_square_would_be_seen() -> None:
    assert growth(lambda text: [text.count("b", at) for at in range(len(text))], "a") > RATIO


def test_a_query_of_nothing_but_quotes_is_read_at_once() -> None:
    assert seconds(shape.__wrapped__, '\\"' * 50_000, 1) < 1
