"""A small graph made by hand, and a way to add a line to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

PREFIXES = """
@base <https://w3id.org/zhize/id/> .
@prefix role: <https://w3id.org/zhize/role/> .
@prefix zz: <https://w3id.org/zhize/ontology#> .
"""
SAMPLE = Path(__file__).with_name("sample.ttl")


@pytest.fixture
def sample() -> Graph:
    return Graph().parse(SAMPLE)


@pytest.fixture
def sample_with(sample: Graph) -> Callable[[str], Graph]:
    """Give the sample with further triples, written in Turtle."""
    return lambda turtle: sample.parse(data=PREFIXES + turtle, format="turtle")
