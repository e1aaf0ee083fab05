"""Clauses rendered from a structure are read back as that structure; any text at all keeps every character."""

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from kg.parsing.clauses import Clause, Role, read_clause
from kg.reading import Reading, Span
from kg.reading.folding import fold_width

BODIES = (
    "民政厅", "财政厅", "应急厅", "省卫生健康委", "省发展改革委", "文化和旅游厅", "经济和信息化厅", "省妇联", "省残联",
    "省市场监管局（省知识产权局）", "人力资源社会保障厅", "国网四川省电力公司", "四川银保监局", "人行成都分行",
    "四川省税务局", "省机关事务管理局", "团省委", "省政府服务和资源交易服务中心", "省数据局", "成都海关",
)  # fmt: skip
CLASSES = ("各级发展改革部门", "各行业主管部门", "各项目牵头单位")
LOCALS = ("各市（州）人民政府", "各市、县〔市、区〕政府", "各区、县级市", "各级人民政府", "属地政府", "成都市人民政府")
AFTER_LIST = ("等", "等单位", "等有关部门（单位）", "等有关部门", "等部门和单位")
ALONE = (
    "有关部门（单位）",
    "各有关单位",
    "省级有关部门",
    "省委有关部门",
    "相关部门",
    "其他部门",
    "各部门",
    "各级各部门",
    "省直各部门",
)
VERBS = {
    Role.LEAD: ("牵头", "共同牵头", "牵头负责"),
    Role.PARTICIPANT: ("参加", "配合", "参与"),
    Role.SHARED: ("按职责分工负责", "按照职责分工负责", "分别负责", "按职责负责"),
    Role.RESPONSIBLE: ("负责", "落实"),
    Role.LOCAL: ("负责", "落实"),
}
LABELS = {Role.LEAD: "牵头单位", Role.PARTICIPANT: "配合单位", Role.RESPONSIBLE: "责任单位"}

Given = list[tuple[str, str]]


@dataclass(frozen=True)
class Rendered:
    """A clause, and what a reader must find in it, in order: role and words; open-ended words with a star."""

    text: str
    given: Given


def known_to_nobody(name: str) -> bool:
    return not isinstance(name, str)


def names(*, more: tuple[str, ...] = ()) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(BODIES + more), min_size=1, max_size=5, unique=True)


@st.composite
def segments(draw: st.DrawFn, role: Role) -> Rendered:
    """Render names, how they are joined, what leaves the list open, and the verb."""
    if role is Role.LOCAL:
        members = [draw(st.sampled_from(LOCALS))]
    elif role is not Role.LEAD and draw(st.integers(0, 9)) == 0:
        alone = draw(st.sampled_from(ALONE))
        return Rendered(alone + draw(st.sampled_from(VERBS[role])), [(f"*{role.value}", alone)])
    else:
        members = draw(names(more=CLASSES if role is Role.LEAD else CLASSES + ALONE))
    given = [(f"*{role.value}" if member in ALONE else role.value, member) for member in members]
    text = "、".join(members)
    if len(members) > 1 and draw(st.booleans()):
        text = "、".join(members[:-1]) + draw(st.sampled_from(("和", "及", "以及"))) + members[-1]
    if role not in (Role.LEAD, Role.LOCAL) and draw(st.integers(0, 3)) == 0:
        others = draw(st.sampled_from(AFTER_LIST))
        text, given = text + others, [*given, (f"*{role.value}", others)]
    if role is Role.RESPONSIBLE and draw(st.booleans()):
        local = draw(st.sampled_from(LOCALS))
        text, given = f"{text}、{local}", [*given, (role.value, local)]
    return Rendered(text + draw(st.sampled_from(VERBS[role])), given)


@st.composite
def joined(draw: st.DrawFn) -> Rendered:
    """Render A会同B负责."""
    lead, *others = draw(st.lists(st.sampled_from(BODIES), min_size=2, max_size=4, unique=True))
    text = f"{draw(st.sampled_from(('', '由')))}{lead}会同{'、'.join(others)}{draw(st.sampled_from(('负责', '牵头')))}"
    return Rendered(text, [("lead", lead), *(("participant", other) for other in others)])


@st.composite
def sentences(draw: st.DrawFn) -> Rendered:
    """Render a clause whose verbs tell the roles."""
    roles = draw(
        st.sampled_from(
            (
                (Role.LEAD,), (Role.LEAD, Role.PARTICIPANT), (Role.LEAD, Role.PARTICIPANT, Role.LOCAL),
                (Role.LEAD, Role.LOCAL), (Role.SHARED,), (Role.SHARED, Role.LOCAL), (Role.RESPONSIBLE,),
                (Role.LEAD, Role.SHARED), (Role.LEAD, Role.SHARED, Role.LOCAL), (Role.RESPONSIBLE, Role.SHARED),
            )
        )
    )  # fmt: skip
    parts = [draw(segments(role)) for role in roles]
    if draw(st.integers(0, 5)) == 0:
        parts[0] = draw(joined())
    stops = st.sampled_from(("，", "；", ",", ";", "， "))
    text = parts[0].text
    for part in parts[1:]:
        text += draw(stops) + part.text
    text += draw(st.sampled_from(("", "。", "。\u3000")))
    if draw(st.integers(0, 3)) == 0:
        text = draw(st.sampled_from(("（{}）", "({})", "〔{}〕"))).format(text)
    return Rendered(text, [given for part in parts for given in part.given])


@st.composite
def labelled(draw: st.DrawFn) -> Rendered:
    """Render a bracket with labels, perhaps with local governments last."""
    roles = draw(st.sampled_from(((Role.RESPONSIBLE,), (Role.LEAD, Role.PARTICIPANT), (Role.LEAD,))))
    colon, between = draw(st.sampled_from("：:")), draw(st.sampled_from("；，;,"))
    groups, given = [], []
    for role in roles:
        members = draw(names())
        groups.append(f"{LABELS[role]}{colon}{'、'.join(members)}")
        given += [(role.value, member) for member in members]
    text = between.join(groups)
    if draw(st.booleans()):
        local = draw(st.sampled_from(LOCALS))
        text, given = f"{text}，{local}", [*given, ("local", local)]
    return Rendered(draw(st.sampled_from(("（{}）", "({})", "〔{}〕", "{}"))).format(text), given)


def read(text: str) -> Clause:
    return read_clause(Reading(text, range(len(text))), known_to_nobody)


def found(clause: Clause) -> Given:
    parties = [(party.span, party.role.value, party.as_written) for party in clause.parties]
    others = [(party.span, f"*{party.role.value}", party.as_written) for party in clause.open_parties]
    return [(role, words) for _, role, words in sorted(parties + others)]


def keeps_every_character(clause: Clause, text: str) -> None:
    assert clause.text == text == "".join(part.text for part in clause.parts)
    at = 0
    for part in clause.parts:
        assert part.span == Span(at, at + len(part.text))
        at = part.span.end


@given(st.one_of(sentences(), labelled()))
@example(Rendered("民政厅和文化和旅游厅牵头", [("lead", "民政厅"), ("lead", "文化和旅游厅")]))
def test_a_rendered_clause_is_read_back(rendered: Rendered) -> None:
    clause = read(rendered.text)
    assert found(clause) == rendered.given
    assert clause.unread == ()
    keeps_every_character(clause, rendered.text)


@given(sentences(), st.data())
def test_half_width_stops_change_nothing(rendered: Rendered, data: st.DataObject) -> None:
    half = rendered.text.translate(
        {ord(a): b for a, b in zip("（），；：", "(),;:", strict=True) if data.draw(st.booleans())}
    )
    clause = read(half)
    assert [(role, fold_width(words)) for role, words in found(clause)] == rendered.given
    keeps_every_character(clause, half)


ANY = st.lists(
    st.one_of(
        st.sampled_from(
            (*BODIES, *CLASSES, *LOCALS, *AFTER_LIST, *ALONE, *(verb for verbs in VERBS.values() for verb in verbs))
        ),
        st.sampled_from(
            (
                "会同",
                "联合",
                "由",
                "和",
                "及",
                "与",
                "责任单位：",
                "牵头单位：",
                "完成时限：",
                "2023年6月底前",
                "到20X2年",
                "下同",
            )
        ),
        st.sampled_from("、，；。：,;:.（）()〔〕【】[]《》“” \u3000\t\n\r无—-/等各省市县政府厅局9０"),
        st.text(max_size=3),
    ),
    max_size=25,
).map("".join)


@given(ANY)
def test_any_text_keeps_every_character(text: str) -> None:
    clause = read(text)
    keeps_every_character(clause, text)
    assert [party.position for party in clause.parties] == list(range(1, len(clause.parties) + 1))
    assert all(party.as_written.strip() for party in (*clause.parties, *clause.open_parties))


@given(sentences(), st.data())
def test_one_changed_character_is_read_or_reported(rendered: Rendered, data: st.DataObject) -> None:
    """After any one change every name of the clause is still a party, is told to be open-ended, or is unread."""
    at = data.draw(st.integers(0, len(rendered.text) - 1))
    changed = rendered.text[:at] + data.draw(st.sampled_from("叁家X牟貝，。、（ ")) + rendered.text[at + 1 :]
    clause = read(changed)
    keeps_every_character(clause, changed)
    told = "".join(part.text for part in clause.parts if part.kind.value not in ("separator", "bracket"))
    stops = set("、，；。：,;:.（）()〔〕 \u3000由和及与以并暨")
    assert [c for c in told if c not in stops] == [c for c in changed if c not in stops]
