"""The ontology and the shapes as they ship, with their blank nodes: that is how OWL and SHACL tools read them.

In a store the ontology's blank nodes are IRIs (:mod:`kg.rdf.ontology_graph`); here each has the label that ends its
IRI.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, Triple, parse

from kg.rdf.ontology_graph import ontology_file
from kg.resources import shipped
from kg.validating.shapes import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHAPES: Final = "https://w3id.org/zhize/shape"


@cache
def ontology() -> tuple[Triple, ...]:
    """Return every statement of the ontology, the roles and the kinds of match and change among them."""
    return _read([ontology_file()])


@cache
def shapes() -> tuple[Triple, ...]:
    """Return every statement of the shapes."""
    return _read([shipped("ontology") / "shapes" / name for name in FILES])


def shape(iri: str) -> tuple[Triple, ...]:
    """Return the statements about one shape or one file of them, with the blank nodes that they lead to; or about all.

    >>> shape("https://w3id.org/zhize/shape/TaskNamesALead")[0].subject
    <NamedNode value=https://w3id.org/zhize/shape/TaskNamesALead>
    >>> shape("https://w3id.org/zhize/shape/Nothing")
    ()
    """
    if iri == SHAPES:
        return shapes()
    found: list[Triple] = []
    wanted: list[NamedNode | BlankNode] = [NamedNode(iri)]
    for subject in wanted:
        about = [triple for triple in shapes() if triple.subject == subject]
        found += about
        wanted += [one.object for one in about if isinstance(one.object, BlankNode) and one.object not in wanted]
    return tuple(found)


def _read(files: Iterable[Path]) -> tuple[Triple, ...]:
    """Read files; a blank node gets its canonical label (RDFC-1.0), so that each run writes the same."""
    quads = (quad for file in files for quad in parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True))
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)
