"""From a TOML file to a checked register, or one clear sentence about what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.bilingual import Text
from kg.files.toml_records import TomlTable, parse_toml, read_words
from kg.register.consistency_checks import check_corrections, check_register
from kg.register.model import Certainty, ChangeEvent, ChangeEventKind, Correction, Group, Organization, OrganizationKind
from kg.register.provinces import PROVINCES
from kg.register.register import Register

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = (
    "id", "name", "name_en", "short_name", "aliases", "aliases_en", "protocol_order", "province", "national",
    "note_zh", "note_en",
)  # fmt: skip
_ORGANIZATION = frozenset({*_NAMES, "kind", "parent"})
_GROUP = frozenset({*_NAMES, "members"})
_CHANGE = frozenset({"id", "kind", "date", "original", "resulting", "note_zh", "note_en", "source"})
_CORRECTION = frozenset(
    {"number", "written", "meant", "tasks", "reason_zh", "reason_en", "certainty", "recorded", "by"}
)


def load_register(path: Path) -> Register:
    """Read and check the register in a file.

    Raises :class:`kg.errors.InputError` for the first thing that is wrong, in one sentence.
    """
    return parse_register(read_words(path), str(path))


def load_corrections(path: Path, register: Register) -> tuple[Correction, ...]:
    """Read and check the corrections of one document, in the order of their numbers.

    Raises :class:`kg.errors.InputError` for the first thing that is wrong, in one sentence.
    """
    return parse_corrections(read_words(path), str(path), register)


def parse_register(text: str, where: str = "organizations.toml") -> Register:
    """Read and check a register from its text; ``where`` is the name that errors give the text."""
    tables = parse_toml(text, where)
    top = TomlTable(where, tables, frozenset({"province", "shared_aliases", "organization", "group", "change"}))
    common = read_province(top) if "province" in tables else None
    organizations = [_organization(entry, common) for entry in top.tables("organization", _ORGANIZATION)]
    groups = [_group(entry, common) for entry in top.tables("group", _GROUP)]
    changes = [_change(entry) for entry in top.tables("change", _CHANGE)]
    shared = top.texts("shared_aliases") if "shared_aliases" in tables else ()
    check_register(where, organizations, groups, changes, shared)
    organizations.sort(key=lambda organization: organization.protocol_order)
    groups.sort(key=lambda group: group.protocol_order)
    changes.sort(key=lambda change: (change.date, change.id))
    return Register(tuple(organizations), tuple(groups), tuple(changes))


def parse_corrections(text: str, where: str, register: Register) -> tuple[Correction, ...]:
    """Read and check corrections from their text; ``where`` is the name that errors give the text."""
    top = TomlTable(where, parse_toml(text, where), frozenset({"correction"}))
    corrections = [_correction(entry) for entry in top.tables("correction", _CORRECTION)]
    check_corrections(where, corrections, register)
    return tuple(sorted(corrections, key=lambda correction: correction.number))


def _organization(entry: TomlTable, common: str | None) -> Organization:
    """Build an organization from its table."""
    name, short_name = entry.text("name"), entry.text("short_name")
    note_zh, note_en = _note(entry)
    return Organization(
        id=entry.slug("id"),
        name=name,
        name_en=entry.text("name_en"),
        short_name=short_name,
        aliases=_aliases(name, short_name, entry.texts("aliases")),
        aliases_en=entry.texts("aliases_en"),
        kind=entry.one_of("kind", OrganizationKind),
        protocol_order=entry.positive("protocol_order"),
        parent=entry.slug("parent") if entry.has("parent") else None,
        province=_own_province(entry, common),
        note_zh=note_zh,
        note_en=note_en,
    )


def _group(entry: TomlTable, common: str | None) -> Group:
    """Build a group from its table."""
    name, short_name = entry.text("name"), entry.text("short_name")
    note_zh, note_en = _note(entry)
    return Group(
        id=entry.slug("id"),
        name=name,
        name_en=entry.text("name_en"),
        short_name=short_name,
        aliases=_aliases(name, short_name, entry.texts("aliases")),
        aliases_en=entry.texts("aliases_en"),
        protocol_order=entry.positive("protocol_order"),
        members=entry.texts("members"),
        province=_own_province(entry, common),
        note_zh=note_zh,
        note_en=note_en,
    )


def _change(entry: TomlTable) -> ChangeEvent:
    """Build a change from its table."""
    return ChangeEvent(
        id=entry.slug("id"),
        kind=entry.one_of("kind", ChangeEventKind),
        date=entry.day("date"),
        original=entry.texts("original"),
        resulting=entry.texts("resulting"),
        note_zh=entry.text("note_zh"),
        note_en=entry.text("note_en"),
        source=entry.text("source"),
    )


def _correction(entry: TomlTable) -> Correction:
    """Build a correction from its table."""
    return Correction(
        number=entry.positive("number"),
        written=entry.text("written"),
        meant=entry.slug("meant"),
        tasks=entry.positives("tasks"),
        reason_zh=entry.text("reason_zh"),
        reason_en=entry.text("reason_en"),
        certainty=entry.one_of("certainty", Certainty),
        recorded=entry.day("recorded"),
        by=entry.text("by"),
    )


def _aliases(name: str, short_name: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Put the short name before the listed aliases, unless it is the official name or listed already."""
    return tuple(dict.fromkeys(alias for alias in (short_name, *listed) if alias != name or alias in listed))


def _own_province(entry: TomlTable, common: str | None) -> str | None:
    """Read the province of a body: its own, else that of the whole file; a national one has none."""
    if entry.has("national") and entry.yes("national"):
        if entry.has("province"):
            raise entry.error(
                Text("该单位标为国家机关却有省份", "the body is national and has a province"),
                Text("请删去其中之一", "take one of the two away"),
            )
        return None
    province = read_province(entry) if entry.has("province") else common
    if province is None:
        mend = Text(
            '请在所有条目之前或本条中写 province = "四川省" 等，或写 national = true',
            'write province = "四川省" or another above all entries or in this one, or national = true',
        )
        raise entry.error(Text("没有说明该单位属于哪个省", "the province of the body is not said"), mend)
    return province


def read_province(entry: TomlTable) -> str:
    """Read the full name of a province."""
    name = entry.text("province")
    if name not in PROVINCES:
        raise entry.error(
            Text(f"“province”为“{name}”，不是省级行政区", f"“province” is “{name}”, which is no province"),
            Text("请写全称，例如 四川省", "write its full name, such as 四川省"),
        )
    return name


def _note(entry: TomlTable) -> tuple[str | None, str | None]:
    """Read the note in both languages, or in neither."""
    zh, en = entry.has("note_zh"), entry.has("note_en")
    if zh != en:
        missing = "note_en" if zh else "note_zh"
        raise entry.error(
            Text(
                f"说明只有一种语言，缺少“{missing}”", f"the note is there in one language only, “{missing}” is missing"
            ),
            Text("请写两种语言，或都不写", "give both or neither"),
        )
    return (entry.text("note_zh"), entry.text("note_en")) if zh else (None, None)
