"""The shipped ontology, read once."""

import pytest
from rdflib import Graph

from kg.resources import shipped


@pytest.fixture(scope="session")
def turtle() -> str:
    return (shipped("ontology") / "zhize.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ontology(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")
