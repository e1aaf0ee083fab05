"""What the parsing tests share: the real document, a reader of one clause, and a check that nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.parsing import Document, parse_document
from kg.parsing.clauses import BodyColumn, Clause, Role, read_clause
from kg.reading import Reading, Span
from kg.reading.load_text import read_file, read_text
from kg.register import load_register

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "documents" / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt"

ReadClause = Callable[..., Clause]
CheckDocument = Callable[[Document], None]


def knows_nothing(name: str) -> bool:
    """Stand in for a register that is empty: the grammar alone must do."""
    return not isinstance(name, str)


@pytest.fixture(scope="session")
def known() -> Callable[[str], bool]:
    return knows_nothing


@pytest.fixture(scope="session", params=["no register", "the register"])
def each_known(request: pytest.FixtureRequest) -> Callable[[str], bool]:
    """Tell names once without any register and once with the one in data/."""
    if request.param == "no register":
        return knows_nothing
    register = load_register(ROOT / "data" / "organizations.toml")
    return lambda name: bool(register.lookup(name))


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def plan() -> Document:
    return parse_document(read_file(PLAN), knows_nothing)


@pytest.fixture(scope="session")
def read_document() -> Callable[[str], Document]:
    def read(name: str) -> Document:
        return parse_document(read_file(ROOT / "tests" / "documents" / name), knows_nothing)

    return read


@pytest.fixture(scope="session")
def clause_of() -> ReadClause:
    def read(text: str, column_role: Role | None = None) -> Clause:
        return read_clause(
            Reading(text, range(len(text))), knows_nothing, BodyColumn(column_role) if column_role else None
        )

    return read


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Document]:
    return lambda text: parse_document(read_text(text), knows_nothing)


@pytest.fixture(scope="session")
def nothing_is_lost() -> CheckDocument:
    return _check


def _check(document: Document) -> None:
    """Show that every character but white space was read or reported, and that every clause keeps its own."""
    text = document.source.text
    covered = bytearray(len(text))
    own = {task.reading.span() for task in document.tasks}
    for span in _read_spans(document):
        assert 0 <= span.start <= span.end <= len(text), f"{span} lies outside the file"
        if span not in own:
            covered[span.start : span.end] = b"\1" * span.length
    for task in document.tasks:  # a task may be gathered from several paragraphs: only what it reads counts
        for at in task.reading.positions[: len(task.reading.text)]:
            covered[at] = 1
    lost = [at for at, character in enumerate(text) if not covered[at] and not character.isspace()]
    assert not lost, f"lost at {lost[0]}: {text[max(0, lost[0] - 30) : lost[0]]!r} ▶ {text[lost[0] : lost[0] + 30]!r}"
    for task in document.tasks:
        check_clause(task.clause, text)
        check_reading(task.reading, text)
    for part in (*document.chapters, *document.measures):
        for provision in part.provisions:
            check_reading(provision.reading, text)


def check_reading(reading: Reading, text: str) -> None:
    """Show that every character that is read stands where it says, and that places rise."""
    assert all(text[at] == character for at, character in zip(reading.positions, reading.text, strict=False))
    assert all(a < b for a, b in zip(reading.positions, reading.positions[1:], strict=False))


def check_clause(clause: Clause, text: str) -> None:
    """Show that the parts join to the clause, character for character, that places are true."""
    assert "".join(part.text for part in clause.parts) == clause.text == text[clause.span.start : clause.span.end]
    at = clause.span.start
    for part in clause.parts:
        assert part.span == Span(at, part.span.end)
        assert text[part.span.start : part.span.end] == part.text
        at = part.span.end
    assert at == clause.span.end
    assert [party.position for party in clause.parties] == list(range(1, len(clause.parties) + 1))
    places = {part.span for part in clause.parts}
    for party in (*clause.parties, *clause.open_parties):
        assert party.span.length > 0
        assert party.span in places


def _read_spans(document: Document) -> Iterator[Span]:
    """Yield the place of everything that was read or reported."""
    yield from (furniture.span for furniture in document.source.furniture)
    yield from (passage.reading.span() for passage in document.passages)
    for part in (*document.chapters, *document.measures):
        yield part.heading_span
        yield from (provision.reading.span() for provision in part.provisions)
    for task in document.tasks:
        yield task.reading.span()
        yield task.clause.span
        if task.number_span is not None:
            yield task.number_span
        yield from (person.span for person in task.clause.persons)
        yield from (cell.reading.span() for cell in task.cells)
    yield from (unread.span for unread in document.unread)
