"""What everyone who queries the graph may rely on, both ways: what a thing has, and what has it.

Read on the graph of the document that ships. A law is two patterns: whatever fits the first must fit the second, too.
"""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store

from tests.support.whole_dataset import BuiltDataset

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "role": "https://w3id.org/zhize/role/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zz": "https://w3id.org/zhize/ontology#",
}
HEAD = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())

ONCE = {
    "zz:PolicyDocument": "eli:id_local dcterms:title eli:passed_by",
    "zz:DocumentVersion": "eli:realizes eli:title eli:version_date zz:text",
    "zz:Chapter": "zz:number zz:heading zz:inDocument zz:source",
    "zz:Measure": "zz:number zz:heading zz:inDocument zz:inChapter zz:source",
    "zz:Provision": "zz:number zz:text zz:source",
    "zz:Task": "zz:number zz:text zz:responsibilityText zz:inDocument zz:openEnded zz:source",
    "zz:Assignment": "zz:task zz:organization zz:role zz:position zz:asWritten zz:source",
    "zz:OpenEndedParty": "zz:task zz:role zz:asWritten zz:source",
    "zz:Elaboration": "zz:task zz:measure zz:matchKind",
    "zz:Target": "zz:number zz:inDocument zz:indicator zz:comparator zz:value zz:unit zz:unitText zz:aspiration zz:standingStandard",
    "zz:Deadline": "zz:number zz:inDocument zz:asWritten zz:precision zz:dueBy",
    "zz:Correction": "zz:inDocument zz:asWritten zz:certainty zz:meant",
    "zz:Organization": "zz:protocolOrder zz:registered zz:shortName",
    "zz:SourceSpan": "oa:hasSource oa:exact zz:start zz:end zz:line",
}
"""What each thing of a class has exactly once, and nothing but things of these classes has where it is theirs alone."""
ONLY = {
    "zz:responsibilityText": "zz:Task",
    "zz:openEnded": "zz:Task",
    "zz:elaborates": "zz:Task",
    "zz:covers": "zz:Task",
    "zz:assignment": "zz:Task",
    "zz:openParty": "zz:Task",
    "zz:hasTarget": "zz:Task",
    "zz:hasParty": "zz:Task",
    "zz:organization": "zz:Assignment",
    "zz:position": "zz:Assignment",
    "zz:correction": "zz:Assignment",
    "zz:matchKind": "zz:Elaboration",
    "zz:hasDifference": "zz:Elaboration",
    "zz:comparator": "zz:Target",
    "zz:value": "zz:Target",
    "zz:dueBy": "zz:Deadline",
    "zz:meant": "zz:Correction",
    "zz:registered": "zz:Organization",
    "zz:takesPartIn": "zz:Organization",
    "zz:start": "zz:SourceSpan",
    "oa:exact": "zz:SourceSpan",
    "eli:version_date": "zz:DocumentVersion",
}
LAWS = [
    # A document and its parts know each other.
    ("?this zz:hasTask ?task", "?task a zz:Task ; zz:inDocument ?this"),
    ("?this a zz:Task ; zz:inDocument ?document", "?document a zz:PolicyDocument ; zz:hasTask ?this"),
    ("?this zz:hasMeasure ?measure", "?measure a zz:Measure ; zz:inDocument ?this"),
    ("?this a zz:Measure ; zz:inDocument ?document", "?document a zz:PolicyDocument ; zz:hasMeasure ?this"),
    ("?this zz:hasChapter ?chapter", "?chapter a zz:Chapter ; zz:inDocument ?this"),
    ("?this a zz:Chapter ; zz:inDocument ?document", "?document a zz:PolicyDocument ; zz:hasChapter ?this"),
    ("?this zz:inChapter ?chapter ; a zz:Measure ; zz:inDocument ?document", "?chapter zz:inDocument ?document"),
    ("?this zz:hasProvision ?part", "?part a zz:Provision . { ?part zz:inMeasure ?this } UNION { ?part zz:inChapter ?this }"),
    ("?this a zz:Provision", "?whole zz:hasProvision ?this"),
    ("?this a zz:DocumentVersion ; eli:realizes ?document", "?document a zz:PolicyDocument ; zz:hasTask ?task"),
    # A task, its clause and its bodies know each other.
    ("?this a zz:Task", "?this zz:assignment ?assignment"),
    ("?this zz:assignment ?assignment", "?assignment a zz:Assignment ; zz:task ?this"),
    ("?this a zz:Assignment ; zz:task ?task", "?task a zz:Task ; zz:assignment ?this"),
    ("?this a zz:Assignment ; zz:organization ?body", "?body a zz:Organization ; skos:prefLabel ?name FILTER(LANG(?name) = 'zh')"),
    ("?this a zz:Assignment ; zz:organization ?body", "GRAPH ?register { ?body zz:registered true } FILTER(STRENDS(STR(?register), '/graph/register'))"),
    ("?this a zz:Assignment ; zz:role ?role", "?role a zz:Role ; skos:inScheme ?scheme"),
    ("?this zz:openParty ?party", "?party a zz:OpenEndedParty ; zz:task ?this"),
    ("?this a zz:OpenEndedParty ; zz:task ?task", "?task zz:openParty ?this ; zz:openEnded true"),
    ("?this zz:openEnded true", "?this zz:openParty ?party"),
    ("?this a zz:Assignment ; zz:position ?place FILTER(?place > 1)", "?this zz:task/zz:assignment/zz:position ?before FILTER(?before = ?place - 1)"),
    # A short cut stands for an assignment, and an assignment for its short cuts.
    *(
        law
        for role, forward, back in (
            ("role:lead", "zz:leads", "zz:hasLead"),
            ("role:participant", "zz:participatesIn", "zz:hasParticipant"),
            ("role:shared", "zz:sharesResponsibilityFor", "zz:hasSharedResponsible"),
            ("role:responsible", "zz:isResponsibleFor", "zz:hasResponsible"),
            ("role:local", "zz:isLocallyResponsibleFor", "zz:hasLocalResponsible"),
        )
        for law in (
            (f"?this zz:task ?task ; zz:organization ?body ; zz:role {role}", f"?body {forward} ?task"),
            (f"?this {forward} ?task", f"?a zz:task ?task ; zz:organization ?this ; zz:role {role}"),
            (f"?this {forward} ?task", f"?task {back} ?this"),
            (f"?this {back} ?body", f"?body {forward} ?this"),
            (f"?this {forward} ?task", "?this zz:takesPartIn ?task"),
        )
    ),
    ("?this zz:takesPartIn ?task", "?a zz:task ?task ; zz:organization ?this"),
    ("?this zz:takesPartIn ?task", "?task zz:hasParty ?this"),
    ("?this zz:hasParty ?body", "?body zz:takesPartIn ?this"),
    ("?this org:hasMember ?body", "?body org:memberOf ?this ; zz:registered true"),
    ("?this org:memberOf ?group", "?group a zz:OrganizationGroup ; org:hasMember ?this"),
    # A task takes up measures; what both say differently is at their link.
    ("?this zz:elaborates ?measure", "?this zz:elaboration ?link . ?link zz:task ?this ; zz:measure ?measure"),
    ("?this a zz:Elaboration ; zz:task ?task ; zz:measure ?measure", "?task zz:elaborates ?measure ; zz:elaboration ?this"),
    ("?this a zz:WordingDifference", "?link zz:hasDifference ?this { ?this zz:taskWords ?w } UNION { ?this zz:measureWords ?w }"),
    ("?this zz:covers ?provision ; zz:inDocument ?document", "?provision a zz:Provision ; (zz:inMeasure|zz:inChapter)/zz:inDocument ?document"),
    # A target and a deadline are stated somewhere, and whoever carries them knows what they are.
    ("?this zz:hasTarget ?target", "?target a zz:Target"),
    ("?this zz:hasDeadline ?deadline", "?deadline a zz:Deadline"),
    ("?this a zz:Target", "?part zz:statesTarget ?this . ?part a zz:Provision"),
    ("?this a zz:Deadline", "?part zz:statesDeadline ?this . ?part a zz:Provision"),
    ("?this a zz:Target ; zz:value ?value", "FILTER(DATATYPE(?value) = xsd:decimal)"),
    ("?this a zz:Deadline ; zz:dueBy ?day", "FILTER(DATATYPE(?day) = xsd:date)"),
    ("?this a zz:Target ; zz:indicator ?indicator", "?indicator a zz:Indicator ; skos:prefLabel ?name"),
    ("?this a zz:Target", "?this zz:source ?span"),
    ("?this a zz:Deadline", "?this zz:source ?span"),
    ("?this zz:correction ?correction ; zz:organization ?body", "?correction a zz:Correction ; zz:meant ?body"),
    ("?this zz:correction ?correction ; zz:asWritten ?words", "?correction zz:asWritten ?words"),
    # A span quotes a version, and something stands on it.
    ("?this zz:source ?span FILTER(isIRI(?span))", "?span a zz:SourceSpan"),
    ("?this a zz:SourceSpan", "?thing ?by ?this FILTER(?by IN (zz:source, zz:taskSource, zz:measureSource))"),
    ("?this a zz:SourceSpan ; oa:hasSource ?version", "?version a zz:DocumentVersion ; zz:text ?text"),
    ("?this oa:exact ?words ; zz:start ?start ; zz:end ?end", "FILTER(STRLEN(?words) = ?end - ?start)"),
    ("?this oa:hasSource/zz:text ?text ; oa:exact ?words ; zz:start ?start", "FILTER(SUBSTR(?text, ?start + 1, STRLEN(?words)) = ?words)"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(seed_dataset: BuiltDataset) -> Store:
    """Return a store of the seed in which faults may be planted; each test takes its own away again."""
    found = Store()
    found.bulk_load(seed_dataset.nquads(), format=RdfFormat.N_QUADS)
    return found


def select(store: Store, where: str) -> list[str]:
    """Return the things that fit a pattern."""
    rows = store.query(f"{HEAD} SELECT DISTINCT ?this WHERE {{ {where} }}")
    assert isinstance(rows, QuerySolutions)
    return [str(row["this"]) for row in rows]


def broken(store: Store, whatever: str, must: str) -> list[str]:
    """Return the things that fit the first pattern of a law and not the second."""
    if must.startswith("FILTER("):
        return select(store, f"{whatever} FILTER(!{must.removeprefix('FILTER')})")
    return select(store, f"{whatever} FILTER NOT EXISTS {{ {must} }}")


@pytest.mark.parametrize(("whatever", "must"), LAWS)
def test_a_law_holds_and_is_about_something(whatever: str, must: str, store: Store) -> None:
    assert select(store, whatever)
    assert broken(store, whatever, must) == []


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in ONCE.items() for name in names.split()])
def test_each_thing_of_a_class_has_it_once(kind: str, name: str, store: Store) -> None:
    assert select(store, f"?this a {kind}")
    assert broken(store, f"?this a {kind}", f"?this {name} ?value") == []
    assert select(store, f"?this a {kind} ; {name} ?one , ?other FILTER(STR(?one) < STR(?other))") == []


@pytest.mark.parametrize("name", ONLY)
def test_nothing_of_another_class_has_it(name: str, store: Store) -> None:
    assert broken(store, f"?this {name} ?value", f"?this a {ONLY[name]}") == []


def test_the_position_in_a_clause_belongs_to_one_body(store: Store) -> None:
    assert (
        select(store, "?this zz:task ?t ; zz:position ?p . ?other zz:task ?t ; zz:position ?p FILTER(?other != ?this)")
        == []
    )


def one_statement_of(store: Store, whatever: str, must: str) -> list[Quad]:
    """Return what a law asks for of one thing, in every graph that states it."""
    subject, name, value = must.split()
    rows = store.query(f"{HEAD} SELECT * WHERE {{ {whatever} . {must} }} LIMIT 1")
    assert isinstance(rows, QuerySolutions)
    row = next(rows)
    prefix, _, local = name.partition(":")
    wanted = row[value.removeprefix("?")] if value in whatever else None
    return list(
        store.quads_for_pattern(row[subject.removeprefix("?")], NamedNode(PREFIXES[prefix] + local), wanted, None)
    )


ONE_STATEMENT = [law for law in LAWS if re.fullmatch(r"\?\w+ \w+:\w+ \?\w+", law[1])]


@pytest.mark.parametrize(("whatever", "must"), ONE_STATEMENT)
def test_a_statement_that_is_missing_breaks_the_law(whatever: str, must: str, store: Store) -> None:
    taken = one_statement_of(store, whatever, must)
    assert taken
    for quad in taken:
        store.remove(quad)
    try:
        assert broken(store, whatever, must)
    finally:
        store.extend(taken)
