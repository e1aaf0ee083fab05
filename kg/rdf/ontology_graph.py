"""The ontology as a graph without blank nodes, so that a build gives the same bytes every time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg.resources import shipped

SKOLEM = "https://w3id.org/zhize/.well-known/genid/"
"""What stands for a blank node of the ontology (a restriction, a list) has an IRI under this."""


@cache
def ontology_graph() -> Graph:
    """Read the ontology; blank nodes become IRIs by their canonical labels (RDFC-1.0)."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(path=ontology_file(), format=pyoxigraph.RdfFormat.TURTLE))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = "\n".join(
        " ".join(_term(term) for term in (quad.subject, quad.predicate, quad.object)) + " ." for quad in dataset
    )
    return Graph().parse(data=lines, format="nt")


def ontology_file() -> Path:
    """Return the file of the ontology."""
    return shipped("ontology") / "zhize.ttl"


def _term(term: object) -> str:
    return f"<{SKOLEM}{term.value}>" if isinstance(term, pyoxigraph.BlankNode) else str(term)
