"""What the roles are called, for answers that people read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.bilingual import Text
from kg.querying.named_queries import NamedQuery
from kg.querying.run_query import run_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.register import Register
    from kg.stores import Snapshot


def role_names(snapshot: Snapshot, queries: Mapping[str, NamedQuery], register: Register) -> Mapping[str, Text]:
    """Return the name of each role by its id, as ``ontology/zhize.ttl`` has it: ``lead`` is 牵头.

    Answers about responsibilities give the id alone; the names are vocabulary, the same in every row.
    """
    rows = run_query(snapshot, queries["roles"], {}, register).rows
    return MappingProxyType({str(row["role"]): Text(str(row["name_zh"]), str(row["name_en"])) for row in rows})
