"""The terms of other vocabularies: each is listed with how it was checked, and checked again where rdflib can."""

import csv
from pathlib import Path

import pytest
import rdflib.namespace
from rdflib import OWL, RDF, Graph, URIRef

from kg.rdf.derive_short_cuts import ZZ

LIST = Path(__file__).with_name("reused_terms.tsv").read_text(encoding="utf-8")
LISTED = list(csv.DictReader(LIST.splitlines(), delimiter="\t"))
OURS = "https://w3id.org/zhize/"


def test_the_list_is_what_the_ontology_declares(ontology: Graph) -> None:
    declared = {
        (str(term), str(kind).rpartition("#")[2].rpartition("/")[2])
        for term, kind in ontology.subject_objects(RDF.type)
        if isinstance(term, URIRef) and not str(term).startswith(OURS) and kind != OWL.NamedIndividual
    }
    assert {(row["iri"], row["kind"]) for row in LISTED} == declared
    assert [row["iri"] for row in LISTED] == sorted(row["iri"] for row in LISTED)


@pytest.mark.parametrize("row", LISTED, ids=lambda row: str(row["iri"]))
def test_each_term_is_in_its_own_vocabulary(row: dict[str, str]) -> None:
    module, _, name = row["how_checked"].rpartition(".")
    if module == "rdflib.namespace":
        assert URIRef(row["iri"]) in getattr(rdflib.namespace, name)
    else:
        assert row["how_checked"].startswith("read: ")


def test_eli_responsibility_of_is_not_used(ontology: Graph) -> None:
    assert not [term for term in ontology.all_nodes() if "responsibility_of" in str(term)]
    assert ZZ.responsibilityText in ontology.all_nodes()
