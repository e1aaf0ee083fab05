"""The page on the ontology says what the file says."""

import re
from pathlib import Path

from rdflib import RDFS, SKOS, Graph, URIRef

from kg.rdf.derive_short_cuts import ZZ

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "ontology.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `zz:(\w+)` \| ([^|]+) \|.* \| ([^|]+?)(?: \*\(one value\)\*)? \|$", PAGE, flags=re.MULTILINE)
DEVICES = re.compile(r"is\w+Assignment")


def text(ontology: Graph, term: URIRef, prop: URIRef, language: str) -> str:
    return next(str(value) for value in ontology.objects(term, prop) if getattr(value, "language", None) == language)


def test_every_term_is_on_the_page(ontology: Graph) -> None:
    names = {term.removeprefix(str(ZZ)) for term in ontology.subjects() if isinstance(term, URIRef) and term in ZZ}
    missing = {name for name in names if f"`zz:{name}`" not in PAGE and not DEVICES.fullmatch(name)}
    assert missing == set()


def test_the_tables_say_what_the_file_says(ontology: Graph) -> None:
    assert len(ROWS) > 80
    for name, chinese, meaning in ROWS:
        assert chinese == text(ontology, ZZ[name], RDFS.label, "zh"), name
        assert meaning == text(ontology, ZZ[name], SKOS.definition, "en"), name


def test_every_question_has_its_query() -> None:
    linked = re.findall(r"\]\(\.\./(queries/[\w-]+\.rq)\)", PAGE)
    assert len(linked) >= 10
    if (HOUSE / "queries").is_dir():
        assert [file for file in linked if not (HOUSE / file).is_file()] == []
