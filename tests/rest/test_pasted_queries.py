"""A named query that is pasted into another client, a parameter fixed as docs/queries.md says, has the rows of its route."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.querying import NamedQuery, Parameter, ParameterType, load_queries
from kg.settings import Settings
from tests.support.amended_data import BASE, DOCUMENT, PRESENT

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
DIRECT = {"Content-Type": "application/sparql-query"}
QUERIES = load_queries()
VALUES = {
    "organization": ("sichuan-civil-affairs", "chengdu-government", "cbirc-sichuan-office", "sichuan-statistics"),
    "document": (DOCUMENT,),
    "role": ("lead", "participant", "shared"),
    "date": ("2023-01-01", "2022-05-20"),
    "due_before": ("2023-01-01",),
    "number": ("10", "7"),
    "id": ("10",),
    "measure": ("10",),
    "measure_id": ("10",),
    "chapter": ("4",),
    "has_lead": ("true", "false"),
    "open_ended": ("true", "false"),
    "q": ("应急",),
}
"""What is given for each parameter, beside the words it can only be one of."""
MAY_BE_EMPTY = {"unread-parts-of-task", "tasks-through-groups"}
"""The queries about one thing that has none of what is asked for."""


@pytest.fixture(scope="module")
def amended(amended_folder: Callable[[], Path]) -> Iterator[TestClient]:
    """Give a server of the amended documents, of which there is a history to ask."""
    folder = amended_folder()
    settings = Settings(data=folder / "data", store=folder / "store", present=PRESENT)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


def term(parameter: Parameter, words: str) -> str:
    """Write a value as the page says."""
    match parameter.type:
        case ParameterType.ORGANIZATION | ParameterType.DOCUMENT:
            return f"<{BASE}{parameter.type}/{words}>"
        case ParameterType.ROLE:
            return f"<https://w3id.org/zhize/role/{words}>"
        case ParameterType.DATE:
            return f'"{words}"^^<http://www.w3.org/2001/XMLSchema#date>'
        case ParameterType.STRING:
            return f'"{words}"'
    return words


def pasted(query: NamedQuery, given: Mapping[str, str]) -> str:
    """Put a VALUES clause for each parameter just before the last bracket of the query."""
    clauses = [
        f"VALUES ?{one.name} {{ {term(one, given[one.name])} }} " for one in query.parameters if one.name in given
    ]
    before, bracket, after = query.sparql.rpartition("}")
    return before + "".join(clauses) + bracket + after


def rows(answer: str, columns: tuple[str, ...]) -> Counter[str]:
    found = [{name: row.get(name) for name in columns} for row in json.loads(answer)["results"]["bindings"]]
    return Counter(json.dumps(row) for row in found)


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, one.name) for name, query in QUERIES.items() for one in query.parameters]
)
def test_a_fixed_parameter_is_the_parameter_of_the_route(
    client: TestClient, amended: TestClient, name: str, parameter: str
) -> None:
    query, found = QUERIES[name], 0
    server = amended if query.reads_versions else client
    asked = query.parameter(parameter)
    assert asked is not None
    for words in asked.choices or VALUES[parameter]:
        given = {one.name: VALUES[one.name][0] for one in query.parameters if one.required} | {parameter: words}
        route = server.get(f"/api/v1/queries/{name}", params={**given, "format": "sparql-json"})
        answer = server.post("/sparql", content=pasted(query, given), headers=DIRECT)
        assert answer.status_code == route.status_code == 200, (answer.text, route.text)
        assert rows(answer.text, query.columns) == rows(route.text, query.columns), words
        found += rows(answer.text, query.columns).total()
    assert found or name in MAY_BE_EMPTY


def test_the_example_of_the_page_is_one(client: TestClient) -> None:
    page = PAGE.read_text(encoding="utf-8")
    example = page[page.index("## In other tools") :].partition("```sparql\n")[2].partition("```")[0]
    query = QUERIES["counts-by-body-and-role"]
    asked = {"organization": "民政厅", "role": "lead", "format": "sparql-json"}
    route = client.get(f"/api/v1/queries/{query.name}", params=asked)
    answer = client.post("/sparql", content=example, headers=DIRECT)
    assert rows(answer.text, query.columns) == rows(route.text, query.columns)
    assert rows(answer.text, query.columns).total() == 1
    words = example.split()
    assert pasted(query, {"organization": "sichuan-civil-affairs", "role": "lead"}).split()[-len(words) :] == words
