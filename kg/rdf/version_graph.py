"""One version of a document as RDF: its parts, tasks, assignments and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from kg.corpus.folder import DocumentData
from kg.linking import Assignment, Elaboration, LinkedDocument, UnregisteredBody
from kg.parsing import Chapter, Measure, Provision, Task
from kg.parsing.clauses import OpenParty, PartKind, Role
from kg.parsing.model import PassageKind
from kg.rdf.derive_short_cuts import ROLE, ZZ
from kg.rdf.iris import MATCH, DocumentIris
from kg.rdf.passed_over import add_passed_over
from kg.rdf.source_spans import SourceSpans, zh
from kg.rdf.targets_and_deadlines import add_commitments
from kg.register import Correction

ELI = Namespace("http://data.europa.eu/eli/ontology#")


def version_graph(linked: LinkedDocument, iris: DocumentIris, data: DocumentData | None) -> Graph:
    """Describe one version of a document; ``data`` is what the data folder says about the document."""
    builder = _Version(linked, iris, data)
    builder.add_all()
    return builder.graph


class _Version:
    def __init__(self, linked: LinkedDocument, iris: DocumentIris, data: DocumentData | None) -> None:
        self.linked, self.document, self.iris, self.data = linked, linked.document, iris, data
        self.graph = Graph()
        self.evidence = SourceSpans(self.graph, linked.document.source, iris)

    def add(self, subject: URIRef, predicate: URIRef, value: Node | str | int) -> None:
        """State one triple; plain words become a Chinese literal, a plain number or truth value a typed one."""
        if not isinstance(value, Node):
            value = zh(value) if isinstance(value, str) else Literal(value)
        self.graph.add((subject, predicate, value))

    def add_all(self) -> None:
        """State everything that the version says."""
        self._add_document()
        for chapter in self.document.chapters:
            self._add_chapter(chapter)
        for measure in self.document.measures:
            self._add_measure(measure)
        for task in self.document.tasks:
            self._add_task(task)
        for assignment in self.linked.assignments:
            self._add_assignment(assignment)
        for correction in self.linked.corrections:
            self._add_correction(correction)
        for elaboration in self.linked.elaborations:
            self._add_elaboration(elaboration)
        for unread in self.document.unread:
            self._add_unread(self.iris.unread(unread.span), unread.span.start, unread.span.end, None)
        add_commitments(self.graph, self.linked, self.iris, self.evidence)
        add_passed_over(self.graph, self.document, self.iris, self.evidence)

    def _add_document(self) -> None:
        document, version, read = self.iris.document, self.iris.version, self.document
        self.add(document, RDF.type, ZZ.PolicyDocument)
        self.add(version, RDF.type, ZZ.DocumentVersion)
        self.add(version, ELI.realizes, document)
        self.add(version, PROV.specializationOf, document)
        self.add(version, ELI.version_date, Literal(self.iris.when.isoformat(), datatype=XSD.date))
        self.add(version, ZZ.text, read.source.text)
        self.add(document, DCTERMS.identifier, Literal(self.iris.identity))
        if read.number:
            self.add(document, ELI.id_local, Literal(read.number))
        else:
            self._add_place_of_number()
        if read.title:
            self.add(document, DCTERMS.title, read.title)
            self.add(version, ELI.title, read.title)
        if read.plan_title:
            self.add(document, SKOS.prefLabel, read.plan_title)
        if read.date is not None:
            self.add(document, ELI.date_document, Literal(read.date.isoformat(), datatype=XSD.date))
        for passage in read.passages:
            if passage.kind is PassageKind.TITLE:
                self.add(document, ZZ.source, self.evidence.of(passage.reading.span()))
        if self.data is not None and self.data.issuer:
            self.add(document, ELI.passed_by, self.iris.iris.organization(self.data.issuer))
        self._add_basis()
        self._add_origin()

    def _add_origin(self) -> None:
        """State of which province the document is, or that it was taken to be of one because names needed one."""
        origin = self.linked.origin
        if origin.province is not None and not origin.assumed:
            self.add(self.iris.document, ZZ.province, origin.province)
        elif origin.province is not None and self.linked.needs_province:
            self.add(self.iris.version, ZZ.assumedProvince, origin.province)

    def _add_place_of_number(self) -> None:
        """State where the number that is missing should stand: at the words that stand for it, else at the title."""
        places = {passage.kind: passage.reading.span() for passage in reversed(self.document.passages)}
        span = places.get(PassageKind.UNREADABLE_NUMBER) or places.get(PassageKind.TITLE)
        if span is not None:
            self.add(self.iris.version, ZZ.source, self.evidence.of(span))

    def _add_basis(self) -> None:
        reference = self.document.implements
        if reference is None or self.data is None or self.data.implements is None:
            return
        known = self.data.implements
        if known.number != reference.number:
            return
        basis = self.iris.iris.document(known.id)
        self.add(self.iris.document, ELI.based_on, basis)
        self.add(basis, RDF.type, ZZ.PolicyDocument)
        self.add(basis, ELI.id_local, Literal(known.number))
        self.add(basis, DCTERMS.title, reference.title)
        if known.issuer:
            self.add(basis, ELI.passed_by, self.iris.iris.organization(known.issuer))

    def _add_chapter(self, chapter: Chapter) -> None:
        subject = self.iris.part("chapter", chapter.id)
        self.add(subject, RDF.type, ZZ.Chapter)
        self.add(subject, ZZ.inDocument, self.iris.document)
        self.add(self.iris.document, ZZ.hasChapter, subject)
        self.add(subject, ZZ.number, chapter.number)
        self.add(subject, ZZ.heading, chapter.heading)
        self.add(subject, ZZ.source, self.evidence.of(chapter.heading_span))
        self._add_provisions(subject, "chapter", chapter.id, chapter.provisions)

    def _add_measure(self, measure: Measure) -> None:
        subject = self.iris.part("measure", measure.id)
        self.add(subject, RDF.type, ZZ.Measure)
        self.add(subject, ZZ.inDocument, self.iris.document)
        self.add(self.iris.document, ZZ.hasMeasure, subject)
        self.add(subject, ZZ.number, measure.number)
        self.add(subject, ZZ.heading, measure.heading)
        if measure.chapter is not None:
            self.add(subject, ZZ.inChapter, self.iris.part("chapter", measure.chapter))
        self.add(subject, ZZ.source, self.evidence.of(measure.heading_span))
        self._add_provisions(subject, "measure", measure.id, measure.provisions)

    def _add_provisions(self, owner: URIRef, kind: str, number: int, provisions: Iterable[Provision]) -> None:
        for provision in provisions:
            subject = self.iris.provision(kind, number, provision.number)
            self.add(subject, RDF.type, ZZ.Provision)
            self.add(subject, ZZ.inMeasure if kind == "measure" else ZZ.inChapter, owner)
            self.add(owner, ZZ.hasProvision, subject)
            self.add(subject, ZZ.number, provision.number)
            self.add(subject, ZZ.text, provision.text)
            self.add(subject, ZZ.source, self.evidence.of(provision.reading.span()))

    def _add_task(self, task: Task) -> None:
        subject = self.iris.part("task", task.id)
        self.add(subject, RDF.type, ZZ.Task)
        self.add(subject, ZZ.inDocument, self.iris.document)
        self.add(self.iris.document, ZZ.hasTask, subject)
        if task.number is not None:
            self.add(subject, ZZ.number, task.number)
        if task.label:
            self.add(subject, ZZ.label, Literal(task.label))
        for role in task.clause.other_roles:
            self.add(subject, ZZ.otherRole, self.document.source.quote(role.span))
        for person in task.clause.persons:
            self.add(subject, ZZ.person, person.as_written)
        self.add(subject, ZZ.text, task.text)
        self.add(subject, ZZ.responsibilityText, task.clause.text)
        self.add(subject, ZZ.openEnded, bool(task.clause.open_parties))
        self.add(subject, ZZ.source, self.evidence.of(task.reading.span()))
        count = Counter[Role]()
        for party in task.clause.open_parties:
            count[party.role] += 1
            self._add_open_party(self.iris.open_party(task.id, party.role, count[party.role]), subject, party)
        for part in task.clause.parts:
            if part.kind is PartKind.UNREAD:
                self._add_unread(self.iris.unread(part.span), part.span.start, part.span.end, subject)

    def _add_open_party(self, subject: URIRef, owner: URIRef, party: OpenParty) -> None:
        self.add(owner, ZZ.openParty, subject)
        self.add(subject, RDF.type, ZZ.OpenEndedParty)
        self.add(subject, ZZ.task, owner)
        self.add(subject, ZZ.role, ROLE[party.role.value])
        self.add(subject, ZZ.asWritten, party.as_written)
        self.add(subject, ZZ.source, self.evidence.of(party.span))

    def _add_unread(self, subject: URIRef, start: int, end: int, task: URIRef | None) -> None:
        self.add(subject, RDF.type, ZZ.UnreadPart)
        self.add(subject, ZZ.inVersion, self.iris.version)
        self.add(subject, ZZ.asWritten, self.document.source.text[start:end])
        self.add(subject, ZZ.source, self.evidence.at(start, end))
        if task is not None:
            self.add(subject, ZZ.task, task)

    def _add_assignment(self, assignment: Assignment) -> None:
        iris = self.iris
        task = iris.part("task", assignment.task)
        subject = iris.assignment(assignment.task, assignment.body, assignment.role)
        body = iris.iris.organization(assignment.body)
        self.add(task, ZZ.assignment, subject)
        self.add(subject, RDF.type, ZZ.Assignment)
        self.add(subject, ZZ.task, task)
        self.add(subject, ZZ.organization, body)
        self.add(subject, ZZ.role, ROLE[assignment.role.value])
        self.add(subject, ZZ.position, assignment.position)
        self.add(subject, ZZ.asWritten, assignment.as_written)
        for span in assignment.spans:
            self.add(subject, ZZ.source, self.evidence.of(span))
        if assignment.convention is not None:
            self.add(subject, ZZ.byConvention, True)
            self.add(subject, ZZ.conventionSource, self.evidence.of(assignment.convention))
        if isinstance(assignment.body, UnregisteredBody):
            self._add_unregistered(body, assignment.body)
        if assignment.correction is not None:
            self.add(subject, ZZ.correction, iris.part("correction", assignment.correction.number))

    def _add_unregistered(self, subject: URIRef, body: UnregisteredBody) -> None:
        self.add(subject, RDF.type, ZZ.Organization)
        if body.group:
            self.add(subject, RDF.type, ZZ.OrganizationGroup)
        self.add(subject, DCTERMS.identifier, Literal(self.iris.iris.organization_id(body)))
        self.add(subject, SKOS.prefLabel, body.name)
        self.add(subject, ZZ.shortName, body.name)
        self.add(subject, ZZ.registered, False)
        if body.province is not None:
            self.add(subject, ZZ.province, body.province)
        for identity in body.namesakes:
            self.add(subject, ZZ.namesake, self.iris.iris.organization(identity))

    def _add_correction(self, correction: Correction) -> None:
        """Describe a correction of the document, also one that no assignment of this version needs."""
        subject = self.iris.part("correction", correction.number)
        self.add(subject, RDF.type, ZZ.Correction)
        self.add(subject, ZZ.inDocument, self.iris.document)
        self.add(subject, ZZ.asWritten, correction.written)
        self.add(subject, ZZ.meant, self.iris.iris.organization(correction.meant))
        self.add(subject, ZZ.certainty, Literal(correction.certainty.value))
        self.add(subject, ZZ.reason, Literal(correction.reason_zh, lang="zh"))
        self.add(subject, ZZ.reason, Literal(correction.reason_en, lang="en"))

    def _add_elaboration(self, elaboration: Elaboration) -> None:
        iris = self.iris
        task, measure = iris.part("task", elaboration.task), iris.part("measure", elaboration.measure)
        subject = iris.elaboration(elaboration.task, elaboration.measure)
        self.add(task, ZZ.elaboration, subject)
        self.add(subject, RDF.type, ZZ.Elaboration)
        self.add(subject, ZZ.task, task)
        self.add(subject, ZZ.measure, measure)
        self.add(subject, ZZ.matchKind, MATCH[elaboration.kind.value])
        for number in elaboration.provisions:
            self.add(task, ZZ.covers, iris.provision("measure", elaboration.measure, number))
        for number, difference in enumerate(elaboration.differences, 1):
            node = URIRef(f"{subject}/difference/{number}")
            self.add(subject, ZZ.hasDifference, node)
            self.add(node, RDF.type, ZZ.WordingDifference)
            if difference.measure_span is not None:
                self.add(node, ZZ.measureWords, difference.measure_words)
                self.add(node, ZZ.measureSource, self.evidence.of(difference.measure_span))
            if difference.task_span is not None:
                self.add(node, ZZ.taskWords, difference.task_words)
                self.add(node, ZZ.taskSource, self.evidence.of(difference.task_span))
