"""How IRIs are minted: readable, stable, one pattern for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rdflib import Namespace, URIRef

from kg.linking import UnregisteredBody
from kg.linking.parties import segment
from kg.parsing.clauses import Role
from kg.reading import Span
from kg.register import Body

CHANGE = Namespace("https://w3id.org/zhize/change/")
MATCH = Namespace("https://w3id.org/zhize/match/")
ONTOLOGY = URIRef("https://w3id.org/zhize/ontology")


@dataclass(frozen=True, slots=True)
class Iris:
    """Mint the IRIs under one base."""

    base: str

    @property
    def register_graph(self) -> URIRef:
        """Return the graph of the organisation register."""
        return URIRef(self.base + "graph/register")

    @property
    def provenance_graph(self) -> URIRef:
        """Return the graph that says where the versions come from, and what the amendments changed."""
        return URIRef(self.base + "graph/provenance")

    def organization(self, body: Body | UnregisteredBody | str) -> URIRef:
        """Return the IRI of a body: by its id in the register, or as unregistered by its name."""
        return URIRef(f"{self.base}organization/{self.organization_id(body)}")

    @staticmethod
    def organization_id(body: Body | UnregisteredBody | str) -> str:
        """Return the last part of a body's IRI."""
        return body if isinstance(body, str) else body.id

    def change(self, identity: str) -> URIRef:
        """Return the IRI of a change event of the register."""
        return URIRef(f"{self.base}change/{identity}")

    def indicator(self, name: str) -> URIRef:
        """Return the IRI of an indicator by its words; one without any is unnamed."""
        return URIRef(f"{self.base}indicator/{segment(name) or 'unnamed'}")

    def unit(self, name: str) -> URIRef:
        """Return the IRI of a unit for which QUDT has none, by its words."""
        return URIRef(f"{self.base}unit/{segment(name)}")

    def document(self, identity: str) -> URIRef:
        """Return the IRI of a document over all its versions."""
        return URIRef(f"{self.base}document/{identity}")

    def version(self, identity: str, when: date) -> URIRef:
        """Return the IRI of one version of a document; the name of its graph too."""
        return URIRef(f"{self.document(identity)}/version/{when.isoformat()}")


@dataclass(frozen=True, slots=True)
class DocumentIris:
    """Mint the IRIs of the parts of one version of a document."""

    iris: Iris
    identity: str
    when: date

    @property
    def document(self) -> URIRef:
        """Return the IRI of the document."""
        return self.iris.document(self.identity)

    @property
    def version(self) -> URIRef:
        """Return the IRI of the version."""
        return self.iris.version(self.identity, self.when)

    def part(self, kind: str, number: int) -> URIRef:
        """Return the IRI of a chapter, measure, task, target, deadline or correction, which it keeps over versions."""
        return URIRef(f"{self.document}/{kind}/{number}")

    def provision(self, owner: str, owner_number: int, number: int) -> URIRef:
        """Return the IRI of a provision of a measure or a chapter of this version."""
        return URIRef(f"{self.version}/{owner}/{owner_number}/provision/{number}")

    def span(self, span: Span) -> URIRef:
        """Return the IRI of a stretch of this version's text."""
        return URIRef(f"{self.version}/span/{span.start}-{span.end}")

    def unread(self, span: Span) -> URIRef:
        """Return the IRI of words of this version that could not be read."""
        return URIRef(f"{self.version}/unread/{span.start}-{span.end}")

    def passed_over(self, span: Span) -> URIRef:
        """Return the IRI of words of this version that were passed over."""
        return URIRef(f"{self.version}/passed-over/{span.start}-{span.end}")

    def assignment(self, task: int, body: Body | UnregisteredBody, role: Role) -> URIRef:
        """Return the IRI of an assignment by task, body and role."""
        return URIRef(f"{self.part('task', task)}/assignment/{self.iris.organization_id(body)}.{role.value}")

    def open_party(self, task: int, role: Role, number: int = 1) -> URIRef:
        """Return the IRI of the open-ended party of a task in a role; the number of a second one stands behind it."""
        which = role.value if number == 1 else f"{role.value}-{number}"
        return URIRef(f"{self.part('task', task)}/open-party/{which}")

    def elaboration(self, task: int, measure: int) -> URIRef:
        """Return the IRI of the link between a task and a measure."""
        return URIRef(f"{self.part('task', task)}/elaboration/measure-{measure}")
