"""Questions to a snapshot: the named ones of ``queries/`` and any other SPARQL query.

::

    queries/*.rq ──load_queries──▶ NamedQuery ──run_query──▶ Table ──write──▶ json, csv, tsv, sparql-json
                  any SPARQL text ──sparql──▶ Table, a yes or no, or triples

``named`` reads the files and their headers, ``parameters`` turns words into terms, ``organizations`` finds the body a
name means, ``asking`` asks, ``groups`` adds what its groups have, ``days`` says what to know of an answer as of a
day, ``roles`` tells what roles are called, ``table`` and ``write`` hold and write answers.
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
