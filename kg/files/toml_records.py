"""TOML files that people write: read, or refused in one sentence; each value checked for its type as it is read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.bilingual import Text
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
class Entry:
    """Read the values of one table.

    Every method raises :class:`kg.errors.InputError` when the value is missing or is not what it should be.
    """

    where: str
    table: Mapping[str, object]
    allowed: frozenset[str]

    def __post_init__(self) -> None:
        for key in self.table:
            if key not in self.allowed:
                raise self.error(
                    Text(f"键“{key}”未知", f"the key “{key}” is unknown"),
                    Text(f"请用 {_listed(self.allowed)}", f"use {_listed(self.allowed)}"),
                )

    def error(self, what: Text, mend: Text) -> InputError:
        """Make the error that names this table."""
        return InputError(what, self.where, mend)

    def has(self, key: str) -> bool:
        """Tell whether the table has the key."""
        return key in self.table

    def value(self, key: str) -> object:
        """Give a value that must be there."""
        if key not in self.table:
            raise self.error(Text(f"缺少键“{key}”", f"the key “{key}” is missing"), Text("请补上", "add it"))
        return self.table[key]

    def text(self, key: str) -> str:
        """Give a text on one line with something in it."""
        return self._line(self.value(key), f"“{key}”")

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of such texts, each different; the list may be empty."""
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
        """Give an id: lower-case letters, digits and single hyphens."""
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
        """Give a whole number above zero."""
        return self._positive(self.value(key), f"“{key}”")

    def whole(self, key: str) -> int:
        """Give a whole number, zero or above."""
        value = self.value(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(
                Text(f"“{key}”不是整数", f"“{key}” is not a whole number"),
                Text(f"请写成 {key} = 7", f"write it as {key} = 7"),
            )
        return value

    def positives(self, key: str) -> tuple[int, ...]:
        """Give a list of different whole numbers above zero, at least one."""
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
        """Give a date without a time."""
        value = self.value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(
                Text(f"“{key}”不是日期", f"“{key}” is not a date"),
                Text(
                    f"请写成 {key} = 2023-08-18，不加引号", f"write it as {key} = 2023-08-18, without quotation marks"
                ),
            )
        return value

    def yes(self, key: str) -> bool:
        """Give true or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.error(
                Text(f"“{key}”既不是 true 也不是 false", f"“{key}” is neither true nor false"),
                Text(f"请写成 {key} = true", f"write it as {key} = true"),
            )
        return value

    def one_of(self, key: str, choices: type[E]) -> E:
        """Give one of a few words."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            mend = Text(
                f"请用 {_listed(choice.value for choice in choices)}",
                f"use {_listed(choice.value for choice in choices)}",
            )
            raise self.error(
                Text(f"“{key}”为“{value}”，不在可用值之内", f"“{key}” is “{value}”, which is unknown"), mend
            ) from None

    def _line(self, value: object, what: str) -> str:
        """Check one text."""
        if not isinstance(value, str):
            raise self.error(
                Text(f"{what}不是文字", f"{what} is not a text"), Text("请加上引号", "put it between quotation marks")
            )
        if not value.strip():
            raise self.error(
                Text(f"{what}是空的", f"{what} is empty"),
                Text("请填写或删去该行", "write something or leave the line out"),
            )
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


def entries(top: Entry, name: str, allowed: frozenset[str]) -> Iterator[Entry]:
    """Give the tables of one sort; each is named in errors by its place and its id or number."""
    tables = top.table.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise top.error(
            Text(f"“{name}”不是表的列表", f"“{name}” is not a list of tables"),
            Text(f"请在每一条前写 [[{name}]]", f"head each entry with [[{name}]]"),
        )
    for place, table in enumerate(tables, start=1):
        own = table.get("id", table.get("written"))
        called = f" ({own})" if isinstance(own, str) and own.strip() else ""
        yield Entry(f"{top.where}, {name} {place}{called}", table, allowed)


def _listed(words: Iterator[str] | frozenset[str]) -> str:
    """List the words that may be used."""
    *most, last = sorted(words)
    return f"{', '.join(most)} or {last}" if most else last
