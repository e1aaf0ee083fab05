"""TOML files that people write: read, or refused in one sentence; each value checked for its type as it is read.

Nothing else in Zhize parses TOML, checks its values or writes it.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from kg.bilingual import Text
from kg.errors import InputError
from kg.files.special_files import refuse_special_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from enum import StrEnum

    E = TypeVar("E", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = "unregistered-"  # bodies that no register knows have ids of this form


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file in UTF-8, with or without a byte order mark.

    Raises :class:`~kg.errors.InputError` when it is not there, cannot be read, or is no UTF-8 or no TOML.
    """
    return parse_toml(read_words(file), str(file))


def parse_toml(words: str, where: str) -> dict[str, Any]:
    """Parse TOML; ``where`` is the name that an error gives it."""
    try:
        return tomllib.loads(words)
    except (ValueError, RecursionError) as error:  # a ValueError also for a number of thousands of digits
        raise InputError(
            Text(f"文件不是有效的 TOML（{error}）", f"the file cannot be read as TOML ({error})"),
            where,
            Text("请修改其中指出的一行", "mend the line that it names"),
        ) from None


def read_words(file: Path) -> str:
    """Read the words of a file; errors are those of :func:`read_toml`."""
    refuse_special_file(file)
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            Text("文件不存在", "the file is not there"),
            file,
            Text("请加入该文件，或改正名字", "add it, or mend its name"),
        ) from None
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise InputError(
            Text(f"无法读取文件（{why}）", f"the file cannot be read ({why})"),
            file,
            Text("请检查文件名和权限", "check the name and the rights"),
        ) from None
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise InputError(
            Text(f"文件不是 UTF-8 文本（第{line}行）", f"the file is not UTF-8 text (line {line})"),
            file,
            Text("请存为 UTF-8", "save it as UTF-8"),
        ) from None


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file, whose values are read one by one; no other key than those ``allowed`` may stand in it.

    Every method raises :class:`kg.errors.InputError` when the value is missing or is not what it should be.
    """

    where: str
    values: Mapping[str, object]
    allowed: frozenset[str] | None
    """``None`` where any key may stand."""

    def __post_init__(self) -> None:
        for key in self.values:
            if self.allowed is not None and key not in self.allowed:
                raise self.error(
                    Text(f"键“{key}”未知", f"the key “{key}” is unknown"),
                    Text(f"请用 {_listed(self.allowed)}", f"use {_listed(self.allowed)}"),
                )

    def error(self, what: Text, mend: Text) -> InputError:
        """Return the error that names this table."""
        return InputError(what, self.where, mend)

    def has(self, key: str) -> bool:
        """Return whether the table has the key."""
        return key in self.values

    def value(self, key: str) -> object:
        """Return a value that must be there."""
        if key not in self.values:
            raise self.error(Text(f"缺少键“{key}”", f"the key “{key}” is missing"), Text("请补上", "add it"))
        return self.values[key]

    def text(self, key: str) -> str:
        """Return a text on one line with something in it."""
        return self._line(self.value(key), f"“{key}”")

    def words(self, key: str) -> str:
        """Return a text with something in it, on any number of lines."""
        return self._filled(self.value(key), f"“{key}”")

    def bilingual(self, key: str) -> Text:
        """Return a text in both languages: ``key_zh`` and ``key_en``, or ``key`` for either that is not there."""
        zh, en = (self.text(name if self.has(name) else key) for name in (f"{key}_zh", f"{key}_en"))
        return Text(zh, en)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of such texts, each different; the list may be empty."""
        value = self.value(key)
        if not isinstance(value, list):
            raise self.error(
                Text(f"“{key}”不是列表", f"“{key}” is not a list"),
                Text(f'请写成 {key} = ["…", "…"]', f'write it as {key} = ["…", "…"]'),
            )
        found = tuple(self._line(item, f"an item of “{key}”") for item in value)
        for item in found:
            if found.count(item) > 1:
                raise self.error(
                    Text(f"“{item}”在“{key}”中出现两次", f"“{item}” occurs twice in “{key}”"),
                    Text("请只列一次", "list it once"),
                )
        return found

    def slug(self, key: str) -> str:
        """Return an id: lower-case letters, digits and single hyphens."""
        value = self.text(key)
        if not _SLUG.fullmatch(value) or value.startswith(_RESERVED):
            mend = Text(
                f"请用小写字母、数字和单个连字符，并且不以“{_RESERVED}”开头",
                f"use lower-case letters, digits and single hyphens, not starting with “{_RESERVED}”",
            )
            raise self.error(
                Text(f"“{key}”为“{value}”，不能用作 id", f"“{key}” is “{value}”, which cannot be an id"), mend
            )
        return value

    def positive(self, key: str) -> int:
        """Return a whole number above zero."""
        return self._positive(self.value(key), f"“{key}”")

    def whole(self, key: str) -> int:
        """Return a whole number, zero or above."""
        value = self.value(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(
                Text(f"“{key}”不是整数", f"“{key}” is not a whole number"),
                Text(f"请写成 {key} = 7", f"write it as {key} = 7"),
            )
        return value

    def positives(self, key: str) -> tuple[int, ...]:
        """Return a list of different whole numbers above zero, at least one."""
        value = self.value(key)
        if not isinstance(value, list) or not value:
            raise self.error(
                Text(f"“{key}”不是含有数字的列表", f"“{key}” is not a list with a number in it"),
                Text(f"请写成 {key} = [12, 13]", f"write it as {key} = [12, 13]"),
            )
        found = tuple(self._positive(item, f"an item of “{key}”") for item in value)
        for item in found:
            if found.count(item) > 1:
                raise self.error(
                    Text(f"{item}在“{key}”中出现两次", f"{item} occurs twice in “{key}”"),
                    Text("请只列一次", "list it once"),
                )
        return found

    def day(self, key: str) -> date:
        """Return a date without a time."""
        value = self.value(key)
        if not _is_day(value):
            raise self.error(
                Text(f"“{key}”不是日期", f"“{key}” is not a date"),
                Text(
                    f"请写成 {key} = 2023-08-18，不加引号", f"write it as {key} = 2023-08-18, without quotation marks"
                ),
            )
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of dates; it may be empty."""
        value = self.value(key)
        if not isinstance(value, list) or not all(map(_is_day, value)):
            raise self.error(
                Text(f"“{key}”不是日期列表", f"“{key}” is not a list of dates"),
                Text(f"请写成 {key} = [2021-11-09]", f"write it as {key} = [2021-11-09]"),
            )
        return tuple(value)

    def share(self, key: str) -> float:
        """Return a number from 0 to 1."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.error(
                Text(f"“{key}”不是 0 到 1 的数", f"“{key}” is not a number from 0 to 1"),
                Text(f"请写成 {key} = 0.9", f"write it as {key} = 0.9"),
            )
        return float(value)

    def yes(self, key: str) -> bool:
        """Return true or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.error(
                Text(f"“{key}”既不是 true 也不是 false", f"“{key}” is neither true nor false"),
                Text(f"请写成 {key} = true", f"write it as {key} = true"),
            )
        return value

    def one_of(self, key: str, choices: type[E]) -> E:
        """Return one of a few words."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            listed = _listed(choice.value for choice in choices)
            raise self.error(
                Text(f"“{key}”为“{value}”，不在可用值之内", f"“{key}” is “{value}”, which is unknown"),
                Text(f"请用 {listed}", f"use {listed}"),
            ) from None

    def table(self, key: str) -> TomlTable:
        """Return a table inside this one, in which any key may stand."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise self.error(
                Text(f"“{key}”不是一个表", f"“{key}” is not a table"), Text(f"请写成 [{key}]", f"write it as [{key}]")
            )
        return TomlTable(f"{self.where}, {key}", value, None)

    def tables(self, key: str, allowed: frozenset[str]) -> Iterator[TomlTable]:
        """Yield the tables of one sort; each is named in errors by its place and its id or number."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.error(
                Text(f"“{key}”不是表的列表", f"“{key}” is not a list of tables"),
                Text(f"请在每一条前写 [[{key}]]", f"head each entry with [[{key}]]"),
            )
        for place, value in enumerate(values, start=1):
            own = value.get("id", value.get("written"))
            called = f" ({own})" if isinstance(own, str) and own.strip() else ""
            yield TomlTable(f"{self.where}, {key} {place}{called}", value, allowed)

    def _filled(self, value: object, what: str) -> str:
        """Check one text for having words in it."""
        if not isinstance(value, str):
            raise self.error(
                Text(f"{what}不是文字", f"{what} is not a text"), Text("请加上引号", "put it between quotation marks")
            )
        if not value.strip():
            raise self.error(
                Text(f"{what}是空的", f"{what} is empty"),
                Text("请填写或删去该行", "write something or leave the line out"),
            )
        return value

    def _line(self, found: object, what: str) -> str:
        """Check one text on one line."""
        value = self._filled(found, what)
        if value != value.strip():
            raise self.error(
                Text(f"{what}以空格开头或结尾（“{value}”）", f"{what} begins or ends with a space (“{value}”)"),
                Text("请删去", "take it away"),
            )
        if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in value):
            raise self.error(
                Text(f"{what}含有不可见字符或换行", f"{what} has an invisible character or a line break in it"),
                Text("请删去", "take it away"),
            )
        return value

    def _positive(self, value: object, what: str) -> int:
        """Check one number; true and false are numbers to Python, but not here."""
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error(
                Text(f"{what}不是大于零的整数", f"{what} is not a whole number above zero"),
                Text("请写成 310 这样的数", "write it as a number such as 310"),
            )
        return value


def toml_line(key: str, value: str | float | date | Sequence[int | date]) -> str:
    """Return a line that sets a key: words as a basic string, dates and numbers as they are.

    >>> print(toml_line("kind", "correction"), toml_line("derived_from", [33, 34]))
    kind = "correction" derived_from = [33, 34]
    """
    if isinstance(value, str):  # JSON escapes all that a basic string does but one character
        return f"{key} = " + json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float | date):
        return f"{key} = {value}"
    return f"{key} = [{', '.join(map(str, value))}]"


def toml_lines(fields: Mapping[str, str | float | date | Sequence[int | date] | None]) -> str:
    """Return the fields that have a value, one a line.

    >>> print(toml_lines({"kind": "correction", "basis": None}), end="")
    kind = "correction"
    """
    return "".join(toml_line(key, value) + "\n" for key, value in fields.items() if value is not None)


def _is_day(value: object) -> TypeGuard[date]:
    """Return whether a value is a date without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _listed(words: Iterable[str]) -> str:
    """List the words that may be used."""
    *most, last = sorted(words)
    return f"{', '.join(most)} or {last}" if most else last
