"""The named queries by what they are about, as pages list them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.bilingual import Text
from kg.querying import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.querying import NamedQuery

TOPICS: Final[Mapping[Topic, Text]] = MappingProxyType(
    {
        Topic.RESPONSIBILITIES: Text("谁做什么", "Who does what"),
        Topic.COORDINATION: Text("谁与谁协同", "Who works together"),
        Topic.GAPS: Text("缺了什么", "What is missing"),
        Topic.TARGETS: Text("目标和期限", "Targets and deadlines"),
        Topic.STRUCTURE: Text("文件及其组成", "Documents and their parts"),
        Topic.TIME: Text("有何变化", "What changed"),
        Topic.NAMES: Text("单位、名称和用语", "Bodies, names and words"),
    }
)
"""What each topic is called, in the order of the pages."""


def by_topic(queries: Iterable[NamedQuery]) -> list[tuple[Text, list[NamedQuery]]]:
    """Put queries under their topics."""
    every = sorted(queries, key=lambda query: query.name)
    return [(name, [query for query in every if query.topic is topic]) for topic, name in TOPICS.items()]


def written(query: NamedQuery) -> str:
    """Give the SPARQL of a query to be read and changed, with its title in the place of its header.

    >>> from kg.querying import load_queries
    >>> written(load_queries()["roles"]).splitlines()[0]
    '# 角色 · The roles'
    """
    body = "\n".join(line for line in query.sparql.splitlines() if not line.startswith("#+"))
    return f"# {query.title.zh} · {query.title.en}\n{body.strip()}\n"
