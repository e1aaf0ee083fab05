"""What must hold between the entries of a register file, beyond each entry's own shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.bilingual import Text
from kg.errors import InputError
from kg.reading.folding import fold_name
from kg.register.model import ChangeEventKind, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.register.model import Body, ChangeEvent, Correction, Group
    from kg.register.register import Register

# How many bodies there are before and after each kind of change: (least, most), None for no bound.
_BEFORE: dict[ChangeEventKind, tuple[int, int | None]] = {
    ChangeEventKind.RENAMING: (1, 1),
    ChangeEventKind.MERGER: (2, None),
    ChangeEventKind.SPLIT: (1, 1),
    ChangeEventKind.ABOLITION: (1, None),
    ChangeEventKind.SUCCESSION: (1, None),
}
_AFTER: dict[ChangeEventKind, tuple[int, int | None]] = {
    ChangeEventKind.RENAMING: (1, 1),
    ChangeEventKind.MERGER: (1, 1),
    ChangeEventKind.SPLIT: (2, None),
    ChangeEventKind.ABOLITION: (0, 0),
    ChangeEventKind.SUCCESSION: (1, None),
}


def check_register(
    where: str,
    organizations: Sequence[Organization],
    groups: Sequence[Group],
    changes: Sequence[ChangeEvent],
    shared: Sequence[str],
) -> None:
    """Raise :class:`kg.errors.InputError` for the first thing in the whole register that does not fit together."""
    if not organizations:
        raise InputError(
            Text("名录中没有单位", "the register has no organization"),
            where,
            Text("请加入 [[organization]]", "add an [[organization]]"),
        )
    bodies: list[Body] = [*organizations, *groups]
    _ids_differ(where, bodies, changes)
    _orders_differ(where, bodies)
    _parents_exist(where, organizations)
    known = {organization.id for organization in organizations}
    for group in groups:
        _all_exist(_place(where, group), Text("成员", "member"), group.members, known)
    for change in changes:
        _change_fits(f"{where}, change {change.id}", change, known)
    _names_fit(where, bodies, shared)


def check_corrections(where: str, corrections: Sequence[Correction], register: Register) -> None:
    """Raise :class:`kg.errors.InputError` for the first correction that does not fit the others or the register."""
    for place, number in enumerate(sorted(correction.number for correction in corrections), start=1):
        if number != place:
            raise InputError(
                Text(
                    f"更正的编号不是 1 到{len(corrections)}",
                    f"the numbers of the corrections are not 1 to {len(corrections)}",
                ),
                where,
                Text("请这样编号", "number them so"),
            )
    written: dict[str, int] = {}
    for correction in corrections:
        own = f"{where}, correction {correction.number}"
        if register.get(correction.meant) is None:
            raise InputError(
                Text(
                    f"“meant”为“{correction.meant}”，名录中没有该单位",
                    f"“meant” is “{correction.meant}”, which is no body of the register",
                ),
                own,
                Text("请用名录中单位的 id", "use the id of a body in it"),
            )
        first = written.setdefault(fold_name(correction.written), correction.number)
        if first != correction.number:
            raise InputError(
                Text(
                    f"“{correction.written}”已由第{first}条更正改正",
                    f"“{correction.written}” is corrected in correction {first} already",
                ),
                own,
                Text("每种写法只更正一次", "correct each wording once"),
            )
        if any(body.id == correction.meant for body in register.lookup(correction.written)):
            raise InputError(
                Text(
                    f"“{correction.written}”是名录中“{correction.meant}”的名称，因此不是笔误",
                    f"“{correction.written}” is a name of “{correction.meant}” in the register, so it is no slip",
                ),
                own,
                Text("请删去该更正或该别名", "remove the correction or the alias"),
            )


def _ids_differ(where: str, bodies: Iterable[Body], changes: Iterable[ChangeEvent]) -> None:
    """Check that no id stands for two bodies or for two changes."""
    for what, ids in (
        (Text("单位", "body"), [body.id for body in bodies]),
        (Text("变动", "change"), [change.id for change in changes]),
    ):
        for identifier in ids:
            if ids.count(identifier) > 1:
                raise InputError(
                    Text(f"id “{identifier}”出现两次", f"the id “{identifier}” occurs twice"),
                    where,
                    Text(f"请给每个{what.zh}各自的 id", f"give each {what.en} an id of its own"),
                )


def _orders_differ(where: str, bodies: Iterable[Body]) -> None:
    """Check that the protocol order leaves nothing open."""
    holder: dict[int, str] = {}
    for body in bodies:
        other = holder.setdefault(body.protocol_order, body.id)
        if other != body.id:
            raise InputError(
                Text(
                    f"protocol_order {body.protocol_order} 已被“{other}”占用",
                    f"the protocol_order {body.protocol_order} is taken by “{other}”",
                ),
                _place(where, body),
                Text("请用空着的号", "use a free number"),
            )


def _parents_exist(where: str, organizations: Sequence[Organization]) -> None:
    """Check that each parent is an organization, and that none is its own ancestor."""
    parents = {organization.id: organization.parent for organization in organizations}
    for organization in organizations:
        own = _place(where, organization)
        seen = {organization.id}
        parent = organization.parent
        if parent is not None:
            _all_exist(own, Text("上级", "parent"), (parent,), set(parents))
        while parent is not None:
            if parent in seen:
                raise InputError(
                    Text("它直接或间接地以自己为上级", "it is its own parent, directly or through others"),
                    own,
                    Text("请断开循环", "break the circle"),
                )
            seen.add(parent)
            parent = parents.get(parent)


def _all_exist(own: str, what: Text, ids: Iterable[str], known: set[str]) -> None:
    """Check that each id is an organization's."""
    for identifier in ids:
        if identifier not in known:
            raise InputError(
                Text(
                    f"{what.zh}“{identifier}”不是名录中的单位",
                    f"the {what.en} “{identifier}” is no organization of the register",
                ),
                own,
                Text("请加入该单位或使用已有的 id", "add it or use the id of one"),
            )


def _change_fits(own: str, change: ChangeEvent, known: set[str]) -> None:
    """Check that a change names known bodies, and as many as its kind needs."""
    _all_exist(own, Text("变动前的单位", "original body"), change.original, known)
    _all_exist(own, Text("变动后的单位", "resulting body"), change.resulting, known)
    for key, ids, (least, most) in (
        ("original", change.original, _BEFORE[change.kind]),
        ("resulting", change.resulting, _AFTER[change.kind]),
    ):
        if len(ids) < least or (most is not None and len(ids) > most):
            need = Text(f"{least}个", str(least)) if least == most else Text(f"至少{least}个", f"at least {least}")
            raise InputError(
                Text(
                    f"{change.kind} 的“{key}”应有{need.zh}单位，这里有{len(ids)}个",
                    f"{_article(change.kind)} {change.kind} has {need.en} in “{key}”, and here are {len(ids)}",
                ),
                own,
                Text("请列出单位或改变种类", "list the bodies or change the kind"),
            )
    if set(change.original) == set(change.resulting):
        raise InputError(
            Text("变动前后的单位相同", "the bodies are the same before and after"),
            own,
            Text("请删去该变动或修改其列表", "leave the change out or mend its lists"),
        )


def _names_fit(where: str, bodies: Sequence[Body], shared: Sequence[str]) -> None:
    """Check that a name means one body of a province, except the aliases that are declared as shared."""
    taken = _official_names(where, bodies) | {fold_name(body.id): body for body in bodies}
    allowed = {fold_name(alias): alias for alias in shared}
    holders: dict[str, list[Body]] = {}
    for body in bodies:
        own = _place(where, body)
        for folded, alias in _own_aliases(own, body).items():
            namesake = taken.get(folded)
            if namesake is not None:
                whose = Text("它自己的正式名称或 id", "its own official name or id")
                if namesake is not body:
                    whose = Text(f"“{namesake.id}”的正式名称或 id", f"the official name or id of “{namesake.id}”")
                raise InputError(
                    Text(f"别名“{alias}”是{whose.zh}", f"the alias “{alias}” is {whose.en}"),
                    own,
                    Text("请删去该别名", "remove the alias"),
                )
            for other in holders.get(folded, []):
                if folded not in allowed and (
                    other.province == body.province or None in (other.province, body.province)
                ):
                    mend = Text(
                        "请从其一删去；如果两者确实都这样称呼，请加入 shared_aliases",
                        "remove it from one, or add it to shared_aliases if both are really called so",
                    )
                    raise InputError(
                        Text(f"别名“{alias}”也属于“{other.id}”", f"the alias “{alias}” belongs to “{other.id}” too"),
                        own,
                        mend,
                    )
            holders.setdefault(folded, []).append(body)
    for folded, alias in allowed.items():
        if sum(folded in map(fold_name, (*body.aliases, *body.aliases_en)) for body in bodies) < 2:
            raise InputError(
                Text(
                    f"共用别名“{alias}”并不为两个单位所共用", f"the shared alias “{alias}” is not shared by two bodies"
                ),
                where,
                Text("请从列表中删去", "take it off the list"),
            )


def _own_aliases(own: str, body: Body) -> dict[str, str]:
    """Return the aliases of one body by their folded form, and check that they differ."""
    found: dict[str, str] = {}
    for alias in (*body.aliases, *body.aliases_en):
        folded = fold_name(alias)
        if not folded:
            raise InputError(
                Text(f"别名“{alias}”没有有效的字", f"the alias “{alias}” has nothing in it that counts"),
                own,
                Text("请删去", "remove it"),
            )
        first = found.setdefault(folded, alias)
        if first is not alias:
            raise InputError(
                Text(
                    f"别名“{first}”和“{alias}”算作同一写法",
                    f"the aliases “{first}” and “{alias}” count as one spelling",
                ),
                own,
                Text("请只留一个", "keep one of them"),
            )
    return found


def _official_names(where: str, bodies: Iterable[Body]) -> dict[str, Body]:
    """Index the official names, in Chinese and in English, and check that they differ."""
    official: dict[str, Body] = {}
    for body in bodies:
        for name in (body.name, body.name_en):
            other = official.setdefault(fold_name(name), body)
            if other is not body:
                raise InputError(
                    Text(f"名称“{name}”也是“{other.id}”的名称", f"the name “{name}” is that of “{other.id}” too"),
                    _place(where, body),
                    Text("请给每个单位各自的名称", "give each body its own name"),
                )
    return official


def _place(where: str, body: Body) -> str:
    """Return where a body stands."""
    return f"{where}, {'organization' if isinstance(body, Organization) else 'group'} {body.id}"


def _article(word: str) -> str:
    """Return the article of an English word."""
    return "an" if word[0] in "aeiou" else "a"
