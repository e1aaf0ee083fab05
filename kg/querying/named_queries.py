"""Named queries: SPARQL files that say in a header what they answer and what they can be asked with.

A header line starts with ``#+``; the lines together are one YAML mapping. ``summary``, ``description`` and ``tags`` are
those that grlc reads, and it wants plain words in them::

    #+ summary: Tasks of an organization
    #+ summary_zh: 单位承担的任务
    #+ description: …
    #+ description_zh: …
    #+ tags: [responsibilities]
    #+ parameters:
    #+   - {name: organization, type: organization, required: true, description: {zh: 单位, en: the body}}
    #+   - {name: date, type: date, column: false, description: {…}}
    #+ example: {organization: 应急厅}

A parameter is a variable of the same name in the SELECT clause; left unbound, it filters nothing. ``column: false``
keeps it out of the answer's table. ``part: measure`` says that an integer is the number of a measure, which must be
there (:class:`PartKey`); ``choices: […]`` are the only words that a string can be.

A row about a change of the register is dated by a column: ``until: since`` says which. As of a day, rows of a
later day are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from kg.bilingual import Text
from kg.errors import InputError
from kg.resources import shipped

HEADER = re.compile(r"#\+ ?(.*)")
NAME = re.compile(r"[a-z][a-z0-9_]*")
COLUMNS = re.compile(r"^SELECT\b(.*?)\bWHERE\b", re.MULTILINE | re.DOTALL)
HEADER_KEYS = ("summary", "summary_zh", "description", "description_zh", "tags", "parameters", "until", "example")
PARAMETER_KEYS = ("name", "type", "required", "description", "default", "column", "part", "choices")


class ParameterType(StrEnum):
    """How the words of a parameter are read."""

    ORGANIZATION = "organization"
    DOCUMENT = "document"
    ROLE = "role"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"
    STRING = "string"


class PartKey(StrEnum):
    """Which part of a document a whole number names, and by what: its printed number or its identity."""

    CHAPTER = "chapter"
    MEASURE = "measure"
    MEASURE_ID = "measure-id"
    TASK = "task"
    TASK_ID = "task-id"


class Topic(StrEnum):
    """What a query is about; it is the header's one tag."""

    RESPONSIBILITIES = "responsibilities"
    COORDINATION = "coordination"
    GAPS = "gaps"
    TARGETS = "targets"
    STRUCTURE = "structure"
    TIME = "time"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked with; ``column`` is whether it stands in the answer.

    ``part`` is what it names, which must be there; ``choices`` are the words that it can be.
    """

    name: str
    type: ParameterType
    required: bool
    description: Text
    default: str | None = None
    column: bool = True
    part: PartKey | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question; ``sparql`` is the whole file, header and all, and ``until`` the column that dates a row."""

    name: str
    title: Text
    description: Text
    topic: Topic
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    sparql: str
    until: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of an answer about the present: what is selected, but parameters that are no column."""
        hidden = {parameter.name for parameter in self.parameters if not parameter.column}
        selected = COLUMNS.search(_body(self.sparql))
        names = re.findall(r"\?(\w+)", selected[1]) if selected else []
        return tuple(name for name in names if name not in hidden)

    @property
    def reads_versions(self) -> bool:
        """Return whether the query looks into named graphs: those of the versions, or of what is known of them."""
        return re.search(r"\bGRAPH\b", _body(self.sparql), re.IGNORECASE) is not None

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name, if there is one."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def load_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Read every ``.rq`` file of a folder (by default of the one that ships), by name in alphabetical order.

    Raises :class:`~kg.errors.InputError` for a file that cannot be read or has a wrong header.
    """
    place = shipped("queries") if folder is None else folder
    try:
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(place.glob("*.rq"))}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Text(f"无法读取查询（{error}）", f"a query cannot be read ({error})"), place) from error
    return {path.stem: parse_query(path.stem, text, str(path)) for path, text in texts.items()}


def parse_query(name: str, text: str, where: str) -> NamedQuery:
    """Read one named query; ``where`` is named when its header is wrong."""
    lines = [match[1] for match in map(HEADER.fullmatch, text.splitlines()) if match]
    try:
        header = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise InputError(
            Text(f"无法读取标头（#+）（{problem}）", f"the header (#+) cannot be read ({problem})"), where
        ) from error
    if not isinstance(header, dict):
        raise InputError(
            Text("缺少标头（以 #+ 开头的行）", "the header (lines that start with #+) is missing"),
            where,
            Text("请写明 summary 和 description", "give summary and description"),
        )
    if unknown := sorted(map(str, header.keys() - set(HEADER_KEYS))):
        raise InputError(
            Text(f"标头中的键{unknown[0]!r}未知", f"the header has an unknown key {unknown[0]!r}"),
            where,
            Text(f"请用 {'、'.join(HEADER_KEYS)}", f"use {', '.join(HEADER_KEYS)}"),
        )
    parameters = _parameters(header.get("parameters", []), where)
    query = NamedQuery(
        name=name,
        title=_two_keys(header, "summary", where),
        description=_two_keys(header, "description", where),
        topic=_topic(header.get("tags"), where),
        parameters=parameters,
        example=_example(header.get("example", {}), parameters, where),
        sparql=text,
        until=header.get("until"),
    )
    if "until" in header and query.until not in query.columns:
        raise InputError(
            Text("标头的 until 必须是一列", "the header's until must be a column"),
            where,
            Text(f"请用 {'、'.join(query.columns)} 之一", f"use one of {', '.join(query.columns)}"),
        )
    for parameter in parameters:
        if not re.search(rf"\?{parameter.name}\b", _body(text)):
            raise InputError(
                Text(f"查询中没有变量 ?{parameter.name}", f"the query has no variable ?{parameter.name}"),
                where,
                Text("参数须是变量", "a parameter is a variable"),
            )
    return query


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def _two_keys(header: Mapping[str, object], key: str, where: str) -> Text:
    """Read what stands in English under a key that grlc reads, and in Chinese under one beside it."""
    en, zh = header.get(key), header.get(f"{key}_zh")
    if not (isinstance(en, str) and isinstance(zh, str)):
        raise InputError(
            Text(f"标头的 {key} 和 {key}_zh 必须是文字", f"the header's {key} and {key}_zh must be words"),
            where,
            Text("请各加引号", "write each in quotation marks"),
        )
    return Text(zh, en)


def _topic(value: object, where: str) -> Topic:
    if not (isinstance(value, list) and len(value) == 1 and value[0] in list(Topic)):
        raise InputError(
            Text("标头的 tags 必须是方括号中的一个主题", "the header's tags must be one topic in brackets"),
            where,
            Text(f"请用 {'、'.join(Topic)} 之一", f"use one of {', '.join(Topic)}"),
        )
    return Topic(value[0])


def _text(value: object, name: str, where: str) -> Text:
    if not (isinstance(value, dict) and set(value) == {"zh", "en"} and all(isinstance(v, str) for v in value.values())):
        what = Text(
            f"参数{name!r}的说明必须有 zh 和 en 两种文字",
            f"the description of the parameter {name!r} must be words in zh and in en",
        )
        raise InputError(what, where, Text("请写 description: {zh: …, en: …}", "write description: {zh: …, en: …}"))
    return Text(value["zh"], value["en"])


def _parameters(value: object, where: str) -> tuple[Parameter, ...]:
    if not isinstance(value, list):
        raise InputError(
            Text("标头的 parameters 必须是列表", "the header's parameters must be a list"),
            where,
            Text("每一条请以连字符开头", "start each with a hyphen"),
        )
    found = tuple(_parameter(item, where) for item in value)
    names = [parameter.name for parameter in found]
    if twice := [name for name in names if names.count(name) > 1]:
        raise InputError(
            Text(f"参数{twice[0]!r}在标头中出现两次", f"the parameter {twice[0]!r} stands in the header twice"), where
        )
    return found


def _parameter(item: object, where: str) -> Parameter:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not NAME.fullmatch(item["name"]):
        raise InputError(
            Text(
                f"参数须有小写字母的名字，与{item!r}不同", f"a parameter needs a name in small letters, unlike {item!r}"
            ),
            where,
        )
    name = item["name"]
    if unknown := sorted(map(str, item.keys() - set(PARAMETER_KEYS))):
        raise InputError(
            Text(f"参数{name!r}的键{unknown[0]!r}未知", f"the parameter {name!r} has an unknown key {unknown[0]!r}"),
            where,
        )
    if item.get("type") not in list(ParameterType):
        raise InputError(
            Text(f"参数{name!r}没有已知的类型", f"the parameter {name!r} has no known type"),
            where,
            Text(f"请用 {'、'.join(ParameterType)} 之一", f"use one of {', '.join(ParameterType)}"),
        )
    required, column, default = item.get("required", False), item.get("column", True), item.get("default")
    if not isinstance(required, bool) or not isinstance(column, bool):
        raise InputError(
            Text(
                f"参数{name!r}的 required 和 column 必须是 true 或 false",
                f"required and column of the parameter {name!r} must be true or false",
            ),
            where,
        )
    part, choices = item.get("part"), item.get("choices", [])
    if part is not None and (part not in list(PartKey) or item["type"] != ParameterType.INTEGER):
        raise InputError(
            Text(
                f"参数{name!r}的 part 必须是 {'、'.join(PartKey)} 之一，且参数为整数",
                f"part of the parameter {name!r} must be one of {', '.join(PartKey)}, of an integer",
            ),
            where,
        )
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise InputError(
            Text(
                f"参数{name!r}的 choices 必须是文字列表", f"choices of the parameter {name!r} must be a list of words"
            ),
            where,
        )
    description = _text(item.get("description"), name, where)
    words = None if default is None else _words(default)
    kind, key = ParameterType(item["type"]), None if part is None else PartKey(part)
    return Parameter(name, kind, required, description, words, column, key, tuple(choices))


def _example(value: object, parameters: tuple[Parameter, ...], where: str) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise InputError(
            Text("标头的 example 必须写成 参数: 值", "the header's example must say parameter: value"), where
        )
    names = {parameter.name for parameter in parameters}
    needed = {parameter.name for parameter in parameters if parameter.required}
    if not needed <= value.keys() <= names:
        raise InputError(
            Text(
                "标头的 example 必须给出所有必需的参数，且没有未知参数",
                "the header's example must give every required parameter and no unknown one",
            ),
            where,
        )
    return {str(key): _words(words) for key, words in value.items()}


def _words(value: object) -> str:
    """Return what a person would type for a YAML value."""
    return str(value).lower() if isinstance(value, bool) else str(value)
