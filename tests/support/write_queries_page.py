"""Write the sections of docs/queries.md anew, from the headers: ``python tests/support/write_queries_page.py``."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from api.openapi.named_queries import address
from kg.querying import NamedQuery, Parameter, Topic, load_queries

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
BETWEEN = re.compile(r"(<!-- queries:[^>]*-->\n).*?(<!-- /queries -->)", re.DOTALL)
HEADINGS = {
    Topic.RESPONSIBILITIES: ("Who does what", "谁做什么"),
    Topic.COORDINATION: ("Who works together", "谁与谁协同"),
    Topic.GAPS: ("What is missing", "缺了什么"),
    Topic.TARGETS: ("Targets and deadlines", "目标和期限"),
    Topic.STRUCTURE: ("Documents and their parts", "文件及其组成"),
    Topic.TIME: ("What changed", "有何变化"),
    Topic.NAMES: ("Bodies, names and words", "单位、名称和用语"),
}


def written(page: str) -> str:
    """Give the page with the sections as they should be."""
    queries = sorted(load_queries().values(), key=lambda query: query.name)
    parts = [_contents(queries)]
    for topic, (en, zh) in HEADINGS.items():
        parts += [f"## {en} · {zh}\n", *(_section(query) for query in queries if query.topic is topic)]
    return BETWEEN.sub(lambda found: found[1] + "\n".join(parts) + found[2], page)


def _contents(queries: list[NamedQuery]) -> str:
    lines = ["| about | queries |", "|---|---|"]
    for topic, (en, zh) in HEADINGS.items():
        links = " · ".join(f"[{query.name}](#{query.name})" for query in queries if query.topic is topic)
        lines.append(f"| {en} {zh} | {links} |")
    return "\n".join(lines) + "\n"


def _section(query: NamedQuery) -> str:
    parts = [
        f"### {query.name}\n",
        f"**{query.title.en} · {query.title.zh}**\n",
        f"{query.description.en}\n",
        f"{query.description.zh}\n",
        _parameters(query),
        f"Columns: {', '.join(f'`{name}`' for name in query.columns)}.\n",
        _calls(query),
        f"<details><summary>SPARQL</summary>\n\n```sparql\n{_body(query)}\n```\n\n</details>\n",
    ]
    return "\n".join(parts)


def _parameters(query: NamedQuery) -> str:
    if not query.parameters:
        return "It takes no parameter of its own.\n"
    lines = ["| parameter | type | example | what | 说明 |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *(_row(one, query.example.get(one.name)) for one in query.parameters)]) + "\n"


def _row(one: Parameter, example: str | None) -> str:
    kind = f"{one.type}, required" if one.required else str(one.type)
    words = f"`{example}`" if example is not None else ""
    return f"| `{one.name}` | {kind} | {words} | {one.description.en} | {one.description.zh} |"


def _calls(query: NamedQuery) -> str:
    """Give the calls of its example, on the command line and over REST."""
    pairs = [_quoted(f"{name}={words}") for name, words in query.example.items()]
    ask = " ".join(["zhize query", query.name, *pairs])
    get = " ".join(
        ["curl --get", f"http://127.0.0.1:8000{address(query)}", *(f"--data-urlencode {one}" for one in pairs)]
    )
    return f"```console\n$ {ask}\n$ {get}\n```\n"


def _quoted(words: str) -> str:
    return words if re.fullmatch(r"[\w=.-]+", words) else shlex.quote(words)


def _body(query: NamedQuery) -> str:
    return "\n".join(line for line in query.sparql.splitlines() if not line.startswith("#+"))


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
