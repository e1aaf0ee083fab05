"""Bodies with their duties: a body and a colon before what it must do, or a body as the heading of its duties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.parsing.clauses import Clause, ClausePart, GivenBy, PartKind, Party, Role
from kg.parsing.clauses.names import Known
from kg.parsing.clauses.scanner import scan
from kg.reading import Reading, SourceText
from kg.reading.folding import fold_width, fold_wording

_LONGEST = 60
_OF_DUTIES = re.compile(r"职责|分工|责任")
_SURELY_BODY = re.compile(r"(?:厅|局|委|办|办公室|部|政府|中心|公司|集团|处|队|委员会|联合会|管委会|法院|检察院)$")
_DUTY = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）).．、]?\s*)?(?:主要)?(?:负责|承担|牵头|组织|做好|配合|指导|督促|统筹|协调|落实|依法|根据|会同|按照|制定|加强|参与)"
)


def body_before_colon(paragraph: Reading, known: Known) -> int | None:
    """Return where the duties begin of a paragraph that opens with bodies and a colon; ``None`` where none does.

    >>> body_before_colon(Reading("县住建局：负责城区排水。", range(12)), lambda name: False)
    5
    """
    text = fold_width(paragraph.text)
    colon = text.find("：", 0, _LONGEST)
    if colon < 2 or not text[colon + 1 :].strip() or not names_only(text[:colon], known):
        return None
    return colon + 1


def names_only(text: str, known: Known) -> bool:
    """Return whether folded words are names of bodies and nothing else."""
    kinds = {lexeme.kind for lexeme in scan(text, known)}
    return PartKind.BODY in kinds and kinds <= {
        PartKind.BODY, PartKind.LOCAL, PartKind.CLASS, PartKind.OPEN, PartKind.SEPARATOR,
    }  # fmt: skip


def is_body_heading(text: str, known: Known) -> bool:
    """Return whether a folded heading is names of bodies beyond doubt: 县水务局, but not 健全服务体系."""
    bodies = [text[each.start : each.end] for each in scan(text, known) if each.kind is PartKind.BODY]
    return names_only(text, known) and all(_SURELY_BODY.search(name) for name in bodies)


def opens_a_duty(words: str) -> bool:
    """Return whether words open with a verb of duty: 负责…, 承担…, 组织…."""
    return _DUTY.match(fold_width(words)) is not None


def is_of_duties(headings: Sequence[str]) -> bool:
    """Return whether one of the headings above speaks of duties: 成员单位职责."""
    return any(_OF_DUTIES.search(heading) for heading in headings)


def clause_of_names(reading: Reading, known: Known, source: SourceText) -> Clause:
    """Return the clause of names that stand before their duties: each is responsible."""
    text = fold_width(reading.text)
    span = reading.span()
    parts: list[ClausePart] = []
    parties: list[Party] = []
    for lexeme in scan(text, known):
        place = reading.span(lexeme.start, lexeme.end)
        words = reading.text[lexeme.start : lexeme.end]
        kind = lexeme.kind if lexeme.kind is not PartKind.OPEN else PartKind.SEPARATOR
        parts.append(ClausePart(kind, words, place))
        if kind.names_party:
            name, position = fold_wording(words), len(parties) + 1
            parties.append(Party(Role.RESPONSIBLE, kind, words, place, name, None, position, GivenBy.HEADING, span))
    return Clause(source.quote(span), span, tuple(parts), tuple(parties), governed=True)


def duties_in(reading: Reading) -> list[Reading]:
    """Divide duties at their semicolons, and at nothing else."""
    found, start = [], 0
    for match in re.finditer(r"[；;]|$", fold_width(reading.text)):
        duty = reading.slice(start, match.start()).strip()
        if duty.text.strip("。 "):
            found.append(duty)
        start = match.end()
    return found
