"""Questions to a snapshot: the named ones of ``queries/`` and any other SPARQL query.

::

    queries/*.rq ──load_queries──▶ NamedQuery ──run_query──▶ Table ──write──▶ json, csv, tsv, sparql-json
                  any SPARQL text ──sparql──▶ Table, a yes or no, or triples

``named_queries`` reads the files and their headers, ``parameters`` turns words into terms, ``find_organization`` and
``find_part`` find what a question names, ``run_query`` runs it, ``group_tasks`` adds what a body's groups have,
``as_of_notes`` has what to know of an answer as of a day, ``role_labels`` the names of roles; ``table`` and
``write_table`` have answers and write them.
"""

from kg.querying.as_of_notes import note_on
from kg.querying.find_organization import AmbiguousOrganization, Slip, UnknownOrganization, resolve_organization
from kg.querying.find_part import PartReference, UnknownPart, there_when, unknown_part
from kg.querying.group_tasks import groups_of, note_on_groups, with_groups
from kg.querying.named_queries import NamedQuery, Parameter, ParameterType, Topic, load_queries
from kg.querying.parameters import UnknownDocument, resolve_document
from kg.querying.role_labels import role_names
from kg.querying.run_query import THROUGH, run_query, sparql
from kg.querying.table import Cell, Table, Triples
from kg.querying.write_table import FORMATS, write

__all__ = [
    "FORMATS",
    "THROUGH",
    "AmbiguousOrganization",
    "Cell",
    "NamedQuery",
    "Parameter",
    "ParameterType",
    "PartReference",
    "Slip",
    "Table",
    "Topic",
    "Triples",
    "UnknownDocument",
    "UnknownOrganization",
    "UnknownPart",
    "groups_of",
    "load_queries",
    "note_on",
    "note_on_groups",
    "resolve_document",
    "resolve_organization",
    "role_names",
    "run_query",
    "sparql",
    "there_when",
    "unknown_part",
    "with_groups",
    "write",
]
