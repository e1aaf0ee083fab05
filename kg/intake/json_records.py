"""Read a list of records in JSON as a table: the keys are the heads of its columns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg.bilingual import Text
from kg.errors import InputError
from kg.intake.blocks_of_rows import blocks_of_rows
from kg.reading import Reading, SourceText

_MOST_RECORDS = 100_000


def read_json_records(text: str, name: str) -> SourceText:
    r"""Read a list of records; the canonical text has a line for the keys and one for each record, divided by tabs.

    Raises :class:`~kg.errors.InputError` for what is no JSON, or no list of records.

    >>> read_json_records('[{"任务": "建设", "责任单位": "民政厅"}]', "plan.json").text
    '任务\t责任单位\n建设\t民政厅\n'
    """
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        what = Text(f"文件不是完好的 JSON（第{line}行）", f"it is no valid JSON (line {line})")
        raise InputError(what, name, Text("请检查文件", "check the file")) from None
    records = _records(found)
    if not records:
        what = Text("其中没有记录的列表", "no list of records is found in it")
        raise InputError(what, name, Text("请给出对象的数组", "give an array of objects"))
    keys = list(dict.fromkeys(key for record in records for key in record))
    return _source([keys, *([_words(record.get(key)) for key in keys] for record in records)])


def _records(found: Any) -> Sequence[Mapping[str, Any]]:  # noqa: ANN401 - JSON may hold anything
    """Return the first list of records: the whole, or a value of an object that has one."""
    if isinstance(found, Mapping):
        return next(filter(None, map(_records, found.values())), ())
    if isinstance(found, list) and found and all(isinstance(item, Mapping) for item in found):
        return found[:_MOST_RECORDS]
    return ()


def _words(value: Any) -> str:  # noqa: ANN401 - JSON may hold anything
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(_words, value))
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(words.split())


def _source(rows: Sequence[Sequence[str]]) -> SourceText:
    lines, starts, readings, at = [], [], [], 0
    for row in rows:
        starts.append(at)
        cells = []
        for cell in row:
            cells.append(Reading(cell, range(at, at + len(cell))) if cell else Reading("", (at,)))
            at += len(cell) + 1
        lines.append("\t".join(row) + "\n")
        readings.append(cells)
    return SourceText("".join(lines), (), tuple(blocks_of_rows(readings, heads=1)), tuple(starts))
