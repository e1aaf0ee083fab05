"""The REST interface to read, without a script and without the net: made from its OpenAPI description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote_plus, urlencode

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from api.answers import parts_by_number, rows
from api.answers.models import DOCUMENT
from api.openapi.description import described
from api.openapi.named_queries import address, example_address
from api.pages.queries.topics import by_topic
from api.site.render_page import page
from api.site.visit import Visiting
from kg.bilingual import Text
from kg.querying import load_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)

SECTIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "organizations": Text("单位", "Bodies"),
        "tasks": Text("任务", "Tasks"),
        "documents": Text("文件、版本与改动", "Documents, versions and changes"),
        "commitments": Text("目标与期限", "Targets and deadlines"),
        "validation": Text("校验", "Validation"),
        "queries": Text("现成的问题", "Named queries"),
        "sparql": Text("SPARQL", "SPARQL"),
        "linked data": Text("关联数据", "Linked data"),
        "problems": Text("错误的种类", "Kinds of problems"),
        "index": Text("入口", "Index"),
        "health": Text("运行状态", "Health"),
    }
)
"""What the tags of the description are called, in the order of the page."""
_QUERIES: Final = "/api/v1/queries/"
CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "/api/v1/organizations": "列出单位",
        "/api/v1/organizations/{org}": "一个单位：各种名称、所属集合、变动、各角色的任务数",
        "/api/v1/organizations/{org}/tasks": "一个单位承担的任务，附角色和原文",
        "/api/v1/tasks": "列出符合条件的任务",
        "/api/v1/takes-part": "某单位是否参与某项任务，附原文",
        "/api/v1/documents": "列出文件",
        "/api/v1/documents/{doc}": "一份文件",
        "/api/v1/documents/{doc}/text": "有效版本的全文，出处按此计位",
        "/api/v1/documents/{doc}/tasks/{number}": "一项任务：各责任单位和所落实的措施",
        "/api/v1/documents/{doc}/measures/{number}": "一条措施：各条款和落实它的任务",
        "/api/v1/documents/{doc}/versions": "文件的各个版本",
        "/api/v1/documents/{doc}/changes": "两个版本之间的改动",
        "/api/v1/documents/{doc}/validation": "某一版本的校验报告",
        "/api/v1/read": "读一份方案（文本、Markdown、CSV、JSON、HTML），不保存",
        "/api/v1/validation": "校验一段文字，不保存",
        "/api/v1/targets": "列出量化目标",
        "/api/v1/deadlines": "列出期限",
        "/api/v1/queries": "列出现成的问题",
        "/api/v1": "接口的入口",
        "/problem": "各种错误的含义和改法",
        "/problem/{kind}": "一种错误的含义和改法",
        "/healthz": "服务器是否在运行",
        "/readyz": "现在用的是哪个图",
        "/id/{path}": "一个事物：按需要转到数据或页面",
        "/data/{path}": "关于一个事物的全部陈述",
        "/ontology": "本体",
        "/ontology.{extension}": "本体，指定格式",
        "/dumps/{file}": "数据文件",
        "/catalog": "数据目录（DCAT 3）",
        "/catalog/{document}": "一份文件各版本的目录",
        "/.well-known/void": "图的统计（VoID）",
        "/sparql": "用 SPARQL 查询",
        "/api/v1/sparql/vocabulary.json": "写 SPARQL 时可用的词",
    }
)
"""What each address gives; the description is written in English."""


_PART: Final = re.compile(r"(?:(task|measure)s?/|(?:task|number)=|(chapter|measure)=)([0-9]+)")
_OF_A_MEASURE: Final = re.compile(r"/[a-z-]*measure[a-z-]*\?")
"""What is asked about has a number as tasks have."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter: where it stands, what it can be, and what it means."""

    name: str
    where: str
    required: bool
    type: str
    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One way to ask: its method and address, what it gives, its parameters, the forms of its answer, an example."""

    id: str
    method: str
    path: str
    title: Text
    words: str
    parts: tuple[Part, ...]
    bodies: tuple[str, ...]
    forms: tuple[str, ...]
    statuses: tuple[tuple[str, str], ...]
    example: str | None

    @property
    def said_example(self) -> str:
        """Write the example so that it can be read."""
        return unquote_plus(self.example or "")


@router.get("/docs")
def docs(request: Request, visit: Visiting) -> Response:
    """Show every operation; the named queries are many and alike, and have pages of their own."""
    operations = _operations(request.app)
    return page(
        visit,
        "docs.html",
        sections=[(tag, name, operations.get(tag, ())) for tag, name in SECTIONS.items()],
        topics=by_topic(visit.asking.queries.values()),
        address=address,
        example=example_address,
        here=Here(visit),
        title=request.app.title,
    )


class Here:
    """Tells which examples this graph can answer: they are on the document that ships, and another may be served."""

    def __init__(self, visit: Visit) -> None:
        self._asking = visit.asking
        self._documents = {one.id for one in parts_by_number.documents(visit.asking)}
        self._days = {str(one.date) for one in visit.asking.snapshot.history.versions if one.document == DOCUMENT}

    def __call__(self, example: str) -> bool:
        """Tell whether the document, its part and its version that an address names are here."""
        default = "measure" if _OF_A_MEASURE.search(example) else "task"
        named = {(part or other or default, int(number)) for part, other, number in _PART.findall(example)}
        if DOCUMENT in example and not (DOCUMENT in self._documents and set(_DAY.findall(example)) <= self._days):
            return False
        return not named or named <= self._numbers

    @cached_property
    def _numbers(self) -> set[tuple[str, int | None]]:
        document = DOCUMENT if DOCUMENT in self._documents else None
        return {
            (part, rows.optional_whole(row, column))
            for part, column in (("task", "number"), ("measure", "number"), ("chapter", "chapter"))
            for row in self._asking.rows(f"{part}s", document=document)
        }


@lru_cache(maxsize=2)
def _operations(app: FastAPI) -> dict[str, tuple[Operation, ...]]:
    """Read the operations by their tags; a program has one description for as long as it runs."""
    description = described(app, load_queries().values())
    found: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            if not path.startswith(_QUERIES):
                operation = _operation(path, method, told, description["components"]["schemas"])
                found.setdefault(told["tags"][0], []).append(operation)
    return {tag: tuple(operations) for tag, operations in found.items()}


def _operation(path: str, method: str, told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    parts = tuple(_part(one, schemas) for one in told.get("parameters", ()))
    content = told["responses"].get("200", {}).get("content", {})
    return Operation(
        told["operationId"],
        method.upper(),
        path,
        Text(CHINESE.get(path, ""), told["summary"]),
        " ".join(told.get("description", "").replace("`", "").split()),
        parts,
        tuple(told.get("requestBody", {}).get("content", ())),
        tuple(content),
        tuple((status, answer["description"]) for status, answer in told["responses"].items()),
        _example(path, parts) if method == "get" else None,
    )


def _part(told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Part:
    schema = told["schema"]
    examples = [*schema.get("examples", ()), *_nested_examples(schema)]
    return Part(
        told["name"],
        told["in"],
        told["required"],
        " | ".join(_types(schema, schemas)),
        (told.get("description") or schema.get("description", "")).replace("`", ""),
        str(examples[0]) if examples else "",
    )


def _nested_examples(schema: Mapping[str, Any]) -> Iterator[object]:
    for inner in schema.get("anyOf", ()):
        yield from inner.get("examples", ())


def _types(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[str]:
    """Name what a value can be: its type, or the words it is one of."""
    if "$ref" in schema:
        yield from _types(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    elif "anyOf" in schema:
        for inner in schema["anyOf"]:
            yield from _types(inner, schemas)
    elif "enum" in schema:
        yield from map(str, schema["enum"])
    elif schema.get("type") == "array":
        yield from (f"{inner} …" for inner in _types(schema["items"], schemas))
    elif schema.get("type") not in {None, "null"}:
        yield schema.get("format", schema["type"])


def _example(path: str, parts: tuple[Part, ...]) -> str | None:
    """Give an address that works, from the examples of what it needs; ``None`` where one has no example."""
    for part in parts:
        if part.where == "path":
            if not part.example:
                return None
            safe = "/" if path.endswith(f"{{{part.name}}}") else ""
            path = path.replace(f"{{{part.name}}}", quote(part.example, safe=safe))
    needed = [part for part in parts if part.where == "query" and (part.required or part.name == "query")]
    asked = {part.name: part.example for part in needed}
    return f"{path}?{urlencode(asked)}" if asked else path
