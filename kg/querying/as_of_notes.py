"""What a reader of an answer as of a day must know beside its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.bilingual import Text, joined
from kg.register import ChangeEventKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.register import Body, ChangeEvent, Register
    from kg.stores import Snapshot


def note_on(
    snapshot: Snapshot, register: Register, day: date, document: str | None = None, body: str | None = None
) -> Text | None:
    """Return a note where nothing was in force on a day, or where one body stood in the place of another.

    ``document`` and ``body`` are ids, of what was asked about; ``None`` when neither is to be said.
    """
    return joined([*_not_in_force(snapshot, day, document), *_succession(register, day, body)])


def _not_in_force(snapshot: Snapshot, day: date, document: str | None) -> Iterable[Text]:
    """Yield a sentence on from when on there is a text, when the day is before it."""
    history = snapshot.history
    if history.in_force(day, document):
        return
    dates = [version.date for version in history.of(document)]
    if document is None:
        since = Text(f"最早的版本自{min(dates)}起施行", f"the first version is of {min(dates)}") if dates else None
        none = Text(f"{day}没有文件在施行", f"No document was in force on {day}")
    else:
        since = Text(f"首个版本自{min(dates)}起施行", f"its first version is of {min(dates)}") if dates else None
        none = Text(f"{document}在{day}尚未施行", f"{document} was not in force on {day}")
    if since is None:
        yield Text("这里没有它的文本。" if document else "这里没有文件。", "There is no text of it here.")
    else:
        yield Text(f"{none.zh}：{since.zh}。", f"{none.en}: {since.en}.")


def _succession(register: Register, day: date, body: str | None) -> Iterable[Text]:
    """Yield a sentence on each change by which a body took over from another up to a day."""
    if body is None:
        return
    bodies = (body, *(one.id for one in register.predecessors(body, day)))
    changes = {change.id: change for one in bodies for change in register.fate(one, day)}
    for change in sorted(changes.values(), key=lambda change: (change.date, change.id)):
        yield _sentence(register, change)


def _sentence(register: Register, change: ChangeEvent) -> Text:
    """Return one change in a sentence."""
    old, new = _names(register, change.original), _names(register, change.resulting)
    when = change.date
    if not change.resulting:
        return Text(f"{old.zh}自{when}起撤销。", f"{old.en} was abolished on {when}.")
    if change.kind is ChangeEventKind.RENAMING:
        return Text(f"{old.zh}自{when}起更名为{new.zh}。", f"Since {when}, {old.en} is called {new.en}.")
    return Text(f"{old.zh}的职责自{when}起由{new.zh}承接。", f"Since {when}, {new.en} stands in the place of {old.en}.")


def _names(register: Register, identifiers: Iterable[str]) -> Text:
    """List bodies by their official names."""
    found: list[Body] = [body for one in identifiers if (body := register.get(one)) is not None]
    return Text("、".join(body.name for body in found), " and ".join(body.name_en for body in found))
