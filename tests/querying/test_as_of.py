"""Questions as of a day: the answer is what a graph built on that day would give, and says what to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions

from kg.corpus.folder import load_data_folder
from kg.errors import InputError
from kg.querying import NamedQuery, Table, UnknownDocument, UnknownPart, run_query
from kg.querying.named_queries import parse_query
from kg.register import Register
from kg.stores import Snapshot
from tests.support.amended_data import (
    BASE,
    BEFORE,
    CORRECTED,
    DOCUMENT,
    ISSUED,
    JOINED,
    LENGTHENED,
    OF_SECOND,
    PRESENT,
    SECOND,
    SHORTENED,
    WITHDRAWN,
    built_on,
    write_amended,
)

DAYS = (BEFORE, ISSUED, CORRECTED, JOINED, OF_SECOND, WITHDRAWN, LENGTHENED, SHORTENED)
OFFICE, HEIR = "cbirc-sichuan-office", "nfra-sichuan-office"
TAKEN_OVER = date(2023, 7, 20)
A_DAY = timedelta(days=1)
LISTS = ("aliases", "measures", "tasks")
"""The columns that list things in any order."""

TEXTS = """#+ summary: a
#+ summary_zh: 甲
#+ description: a
#+ description_zh: 甲
#+ tags: [time]
#+ parameters: [{name: document, type: document, description: {zh: 甲, en: a}}]
SELECT ?graph ?document WHERE { GRAPH ?graph { ?version zz:text ?text ; eli:realizes ?document } } ORDER BY ?graph
"""
SOURCES = TEXTS.replace("zz:text ?text ; eli:realizes", "prov:wasDerivedFrom").replace("?graph ?doc", "?version ?doc")

Built = Mapping[date, Snapshot]
Queries = Mapping[str, NamedQuery]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the graph of the amended documents as it is built on each of the days, and at present."""
    data = load_data_folder(write_amended(tmp_path_factory.mktemp("amended") / "data"))
    return {day: built_on(data, day) for day in (*DAYS, PRESENT)}


@pytest.fixture(scope="module")
def amended(built: Built) -> Snapshot:
    """Give the graph of the amended documents, built at present."""
    return built[PRESENT]


def rows(table: Table) -> list[dict[str, object]]:
    """Give the rows, what they list in order."""
    return [
        {name: sorted(str(cell).split()) if name in LISTS else cell for name, cell in row.items()} for row in table.rows
    ]


def numbers(table: Table) -> list[object]:
    return [row["number"] for row in table.rows]


@given(st.data())
def test_the_answer_is_that_of_a_graph_built_on_the_day(
    amended: Snapshot, built: Built, queries: Queries, register: Register, data: st.DataObject
) -> None:
    begun = data.draw(st.sampled_from(DAYS))
    ended = min((day for day in DAYS if day > begun), default=date(9999, 12, 31))
    day = data.draw(st.dates(date(1, 1, 1) if begun == BEFORE else begun, ended - A_DAY))
    of_the_present = [query for _, query in sorted(queries.items()) if not query.reads_versions]
    query = data.draw(st.sampled_from(of_the_present))
    document = data.draw(st.sampled_from([None, DOCUMENT, SECOND]))
    given = {**query.example, "document": document}
    values = {one.name: value for one in query.parameters if (value := given.get(one.name)) is not None}
    if not all(one.name in values for one in query.parameters if one.required):
        return
    try:
        answer = run_query(amended, query, values, register, day)
    except UnknownPart:
        with pytest.raises(UnknownPart):
            run_query(built[begun], query, values, register)
        return
    try:
        expected = run_query(built[begun], query, values, register)
    except (UnknownDocument, UnknownPart):
        expected = Table((), ())
        assert answer.note is not None
    own = [{name: cell for name, cell in row.items() if name != "through"} for row in rows(answer)]
    told = [row for row in rows(expected) if query.until is None or str(row[query.until]) <= day.isoformat()]
    assert own == told


def test_the_present_itself_answers_where_its_versions_held(amended: Snapshot) -> None:
    fast = amended.in_memory()
    for snapshot in (amended, fast):
        for day in (PRESENT, LENGTHENED, SHORTENED - A_DAY):
            assert snapshot.on(day) is snapshot
        assert snapshot.on(OF_SECOND, SECOND) is snapshot
        assert snapshot.on(OF_SECOND).store is not amended.store
        assert snapshot.on(JOINED).on(WITHDRAWN).store is snapshot.on(WITHDRAWN).store


def test_versions_in_force_on_two_days_are_put_together_once(amended: Snapshot) -> None:
    with ThreadPoolExecutor(8) as threads:
        days = [OF_SECOND, WITHDRAWN, LENGTHENED - A_DAY] * 8
        stores = list(threads.map(lambda day: amended.on(day).store, days))
    assert all(store is stores[0] for store in stores)


def test_a_withdrawn_version_was_never_in_force(amended: Snapshot, queries: Queries, register: Register) -> None:
    found = run_query(amended, queries["tasks"], {"document": DOCUMENT}, register, WITHDRAWN)
    assert numbers(found) == [1, 2, 3, 4]


def test_what_is_to_come_can_be_asked(amended: Snapshot, queries: Queries, register: Register) -> None:
    assert numbers(run_query(amended, queries["tasks"], {"document": DOCUMENT}, register)) == [1, 2, 3, 4, 5]
    assert numbers(run_query(amended, queries["tasks"], {"document": DOCUMENT}, register, SHORTENED)) == [1, 2, 3]


def test_a_correction_is_not_retroactive(amended: Snapshot, queries: Queries, register: Register) -> None:
    values = {"organization": "民政厅", "role": "lead", "document": DOCUMENT}
    for day, as_written, corrected in ((CORRECTED - A_DAY, "民政部", True), (CORRECTED, "民政厅", False)):
        found = run_query(amended, queries["tasks-of-organization"], values, register, day).rows
        assert [(row["as_written"], row["corrected"]) for row in found if row["number"] == 2] == [
            (as_written, corrected)
        ]


def test_before_the_first_version_the_answer_is_empty_and_says_so(
    amended: Snapshot, queries: Queries, register: Register
) -> None:
    empty = run_query(amended, queries["tasks"], {}, register, BEFORE)
    assert empty.rows == ()
    assert empty.note is not None
    assert "2021-11-08没有文件在施行" in empty.note.zh
    assert empty.note.en == "No document was in force on 2021-11-08: the first version is of 2021-11-09."
    of_one = run_query(amended, queries["tasks"], {"document": "川办发〔2022〕99号"}, register, OF_SECOND - A_DAY)
    assert of_one.rows == ()
    assert of_one.note is not None
    assert of_one.note.en == f"{SECOND} was not in force on 2022-05-31: its first version is of 2022-06-01."
    assert "2022-06-01" in of_one.note.zh


def test_an_answer_that_needs_no_note_has_none(amended: Snapshot, queries: Queries, register: Register) -> None:
    assert run_query(amended, queries["tasks"], {}, register, ISSUED).note is None
    assert run_query(amended, queries["tasks"], {"document": SECOND}, register, OF_SECOND).note is None
    assert run_query(amended, queries["tasks"], {}, register).note is None
    nothing = run_query(amended, queries["tasks"], {"due_before": "2000-01-01"}, register, ISSUED)
    assert (nothing.rows, nothing.note) == ((), None)


def test_an_unknown_document_is_unknown_on_every_day(amended: Snapshot, queries: Queries, register: Register) -> None:
    with pytest.raises(UnknownDocument) as error:
        run_query(amended, queries["tasks"], {"document": "nothing"}, register, BEFORE)
    assert error.value.known == (DOCUMENT, SECOND)


def test_an_heir_is_answered_what_the_other_was_given(amended: Snapshot, queries: Queries, register: Register) -> None:
    query = queries["tasks-of-organization"]
    before = run_query(amended, query, {"organization": HEIR}, register, TAKEN_OVER - A_DAY)
    assert (before.rows, before.note) == ((), None)
    after = run_query(amended, query, {"organization": HEIR}, register, TAKEN_OVER)
    assert numbers(after) == [3, 4, 5]
    for row in after.rows:
        assert (row["through"], row["organization"], row["as_written"]) == (OFFICE, OFFICE, "四川银保监局")
    assert after.columns[-1] == "through"
    assert str(after.terms[0][-1]) == f"<{BASE}organization/{OFFICE}>"
    assert run_query(amended, query, {"organization": HEIR}, register).rows == ()


def test_asking_for_a_body_that_is_gone_says_who_took_over(
    amended: Snapshot, queries: Queries, register: Register
) -> None:
    query = queries["tasks-of-organization"]
    assert run_query(amended, query, {"organization": OFFICE}, register, TAKEN_OVER - A_DAY).note is None
    for body in (OFFICE, HEIR, f"{BASE}organization/{OFFICE}"):
        note = run_query(amended, query, {"organization": body}, register, TAKEN_OVER).note
        assert note is not None
        assert "2023-07-20" in note.zh
        assert "国家金融监督管理总局四川监管局承接" in note.zh
        assert "stands in the place of" in note.en
    found = run_query(amended, query, {"organization": OFFICE}, register, TAKEN_OVER)
    assert numbers(found) == [3, 4, 5]
    assert {row["through"] for row in found.rows} == {None}


@pytest.mark.parametrize("about", [{}, {"organization": OFFICE}, {"organization": HEIR}, {"document": DOCUMENT}])
def test_who_took_over_is_told_from_that_day_on(
    amended: Snapshot, queries: Queries, register: Register, about: dict[str, str]
) -> None:
    query = queries["responsibilities-taken-over"]
    assert run_query(amended, query, about, register, TAKEN_OVER - A_DAY).rows == ()
    found = run_query(amended, query, about, register, TAKEN_OVER)
    assert [row["number"] for row in found.rows] == [3, 4, 5]
    assert {(row["successor"], row["since"]) for row in found.rows} == {(HEIR, "2023-07-20")}
    assert len(found.terms) == 3


def test_what_the_register_dates_is_dated_by_the_header(queries: Queries) -> None:
    dated = {
        name for name, query in queries.items() if "ChangeEvent" in query.sparql or "dcterms:date " in query.sparql
    }
    assert dated == {name for name, query in queries.items() if query.until is not None}


def test_a_question_in_which_the_body_does_not_show_names_it_too(
    amended: Snapshot, queries: Queries, register: Register
) -> None:
    found = run_query(amended, queries["tasks"], {"organization": HEIR, "role": "lead"}, register, PRESENT)
    assert [(row["number"], row["through"]) for row in found.rows] == [(5, OFFICE)]


def test_a_question_about_the_versions_sees_those_up_to_the_day(amended: Snapshot, register: Register) -> None:
    query = parse_query("texts", TEXTS, "texts.rq")
    versions = [f"{BASE}document/{DOCUMENT}/version/{day}" for day in (ISSUED, CORRECTED, JOINED, WITHDRAWN)]
    second = f"{BASE}document/{SECOND}/version/{OF_SECOND}"
    for day, count in ((BEFORE, 0), (ISSUED, 1), (JOINED, 3), (WITHDRAWN, 4)):
        found = run_query(amended, query, {"document": DOCUMENT}, register, day)
        assert [row["graph"] for row in found.rows] == versions[:count]
    assert [row["graph"] for row in run_query(amended, query, {}, register, WITHDRAWN).rows] == [*versions, second]


def test_what_is_known_of_versions_is_that_of_the_day(amended: Snapshot, register: Register) -> None:
    query = parse_query("sources", SOURCES, "sources.rq")
    assert len(run_query(amended, query, {}, register)) == 7
    for day, count in ((BEFORE, 0), (ISSUED, 1), (OF_SECOND, 4), (LENGTHENED, 6), (SHORTENED, 7)):
        assert len(run_query(amended, query, {}, register, day)) == count


@pytest.mark.parametrize("day", DAYS)
def test_a_question_about_what_happened_is_answered_up_to_the_day(
    amended: Snapshot, queries: Queries, register: Register, day: date
) -> None:
    for query in (query for query in queries.values() if query.reads_versions):
        every = run_query(amended, query, query.example, register)
        since = next(name for name in ("date", "version") if name in every.columns)
        found = rows(run_query(amended, query, query.example, register, day))
        own = [{name: cell for name, cell in row.items() if name != "through"} for row in found]
        assert own == [row for row in rows(every) if str(row[since]) <= day.isoformat()]
        assert len(every.rows) > 0


def test_too_much_is_refused_in_a_sentence(
    amended: Snapshot, queries: Queries, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.version_history.LARGEST", 1)
    fresh = amended.in_memory()
    with pytest.raises(InputError, match="too many to put together; ask about one document"):
        run_query(fresh, queries["tasks"], {}, register, ISSUED)


def test_only_so_much_is_kept(amended: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.version_history.KEPT", 1)
    fresh = amended.in_memory()
    first = fresh.on(ISSUED).store
    assert fresh.on(ISSUED).store is first
    assert fresh.on(CORRECTED).store is not first
    assert fresh.on(ISSUED).store is not first


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) FROM <REGISTER> WHERE { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) FROM NAMED <REGISTER> WHERE { graph ?g { ?s ?p ?o } }",
    ],
)
def test_the_present_in_memory_changes_no_answer(amended: Snapshot, text: str) -> None:
    question = text.replace("REGISTER", f"{BASE}graph/register")
    plain, fast = amended.query(question), amended.in_memory().query(question)
    assert isinstance(plain, QuerySolutions)
    assert isinstance(fast, QuerySolutions)
    rows = [str(row) for row in plain]
    assert rows == [str(row) for row in fast]
    assert '"0"' not in rows[0]
