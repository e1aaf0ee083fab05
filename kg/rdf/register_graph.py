"""The organisation register as RDF."""

from __future__ import annotations

from rdflib import RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG

from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.iris import Iris
from kg.register import Body, ChangeEvent, Organization, OrganizationKind, Register

KIND_CLASSES = {
    OrganizationKind.DEPARTMENT: ZZ.Department,
    OrganizationKind.CENTRAL_AGENCY_BRANCH: ZZ.CentralAgencyBranch,
    OrganizationKind.MASS_ORGANIZATION: ZZ.MassOrganization,
    OrganizationKind.ENTERPRISE: ZZ.Enterprise,
    OrganizationKind.LOCAL_GOVERNMENT: ZZ.LocalGovernment,
    OrganizationKind.PUBLIC_INSTITUTION: ZZ.PublicInstitution,
}


def register_graph(register: Register, iris: Iris) -> Graph:
    """Describe every body, group and change of the register."""
    graph = Graph()
    for body in register.bodies:
        _add_body(graph, body, iris)
    for group in register.groups:
        for member in group.members:
            graph.add((iris.organization(group), ORG.hasMember, iris.organization(member)))
            graph.add((iris.organization(member), ORG.memberOf, iris.organization(group)))
    for change in register.changes:
        _add_change(graph, change, iris)
    return graph


def _add_body(graph: Graph, body: Body, iris: Iris) -> None:
    subject = iris.organization(body)
    kind = KIND_CLASSES[body.kind] if isinstance(body, Organization) else ZZ.OrganizationGroup
    graph.add((subject, RDF.type, ZZ.Organization))
    graph.add((subject, RDF.type, kind))
    graph.add((subject, DCTERMS.identifier, Literal(body.id)))
    graph.add((subject, SKOS.prefLabel, Literal(body.name, lang="zh")))
    graph.add((subject, SKOS.prefLabel, Literal(body.name_en, lang="en")))
    graph.add((subject, ZZ.shortName, Literal(body.short_name, lang="zh")))
    graph.add((subject, ZZ.protocolOrder, Literal(body.protocol_order)))
    graph.add((subject, ZZ.registered, Literal(True)))
    if body.province:
        graph.add((subject, ZZ.province, Literal(body.province, lang="zh")))
    for alias in body.aliases:
        graph.add((subject, SKOS.altLabel, Literal(alias, lang="zh")))
    for alias in body.aliases_en:
        graph.add((subject, SKOS.altLabel, Literal(alias, lang="en")))
    for language, note in (("zh", body.note_zh), ("en", body.note_en)):
        if note:
            graph.add((subject, SKOS.note, Literal(note, lang=language)))
    if isinstance(body, Organization) and body.parent:
        graph.add((subject, ORG.subOrganizationOf, iris.organization(body.parent)))


def _add_change(graph: Graph, change: ChangeEvent, iris: Iris) -> None:
    subject: URIRef = iris.change(change.id)
    graph.add((subject, RDF.type, ORG.ChangeEvent))
    graph.add((subject, DCTERMS.type, Literal(change.kind.value)))
    graph.add((subject, DCTERMS.date, Literal(change.date.isoformat(), datatype=XSD.date)))
    graph.add((subject, DCTERMS.source, Literal(change.source)))
    graph.add((subject, SKOS.note, Literal(change.note_zh, lang="zh")))
    graph.add((subject, SKOS.note, Literal(change.note_en, lang="en")))
    for identity in change.original:
        graph.add((subject, ORG.originalOrganization, iris.organization(identity)))
    for identity in change.resulting:
        graph.add((subject, ORG.resultingOrganization, iris.organization(identity)))
