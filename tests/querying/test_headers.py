"""The headers of the named queries: what grlc reads in them, and what is told from them."""

from __future__ import annotations

import pytest
import yaml
from rdflib.plugins.sparql import prepareQuery

from kg.querying import NamedQuery, run_query
from kg.querying.named_queries import HEADER_KEYS
from kg.register import Register
from kg.resources import shipped
from kg.stores import Snapshot

NAMES = sorted(path.stem for path in shipped("queries").glob("*.rq"))


@pytest.mark.parametrize("name", NAMES)
def test_grlc_can_read_it(name: str) -> None:
    # As its get_yaml_decorators does; it then adds words to the description, and parses the query with rdflib.
    lines = (shipped("queries") / f"{name}.rq").read_text(encoding="utf-8").split("\n")
    header = yaml.safe_load("\n".join(line.lstrip("#+") for line in lines if line.startswith("#+")))
    assert tuple(header) == tuple(key for key in HEADER_KEYS if key != "until" or key in header)
    assert [type(header[key]) for key in ("summary", "description", "tags")] == [str, str, list]
    prepareQuery("\n".join(line for line in lines if not line.startswith("#+")))


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_of_an_answer(
    name: str, seed: Snapshot, queries: dict[str, NamedQuery], register: Register
) -> None:
    assert run_query(seed, queries[name], queries[name].example, register).columns == queries[name].columns


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_two_languages(name: str, queries: dict[str, NamedQuery]) -> None:
    query = queries[name]
    for text in (query.title, query.description, *(parameter.description for parameter in query.parameters)):
        assert any("一" <= character <= "鿿" for character in text.zh)
        assert any("a" <= character <= "z" for character in text.en)
    assert query.description.en.endswith(".")
    assert query.description.zh.endswith("。")
