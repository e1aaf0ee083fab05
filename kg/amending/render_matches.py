"""Which part is which, in words: for people only what they should look at, for machines every match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.corpus.identities import PartType, Relation
from kg.reading.folding import fold_spaces

if TYPE_CHECKING:
    from kg.changes.match_parts import Match, Proposal

PARTS: Final = {
    PartType.TASK: ("任务", "task"),
    PartType.MEASURE: ("措施", "measure"),
    PartType.TARGET: ("目标", "target"),
    PartType.DEADLINE: ("期限", "deadline"),
}
_RELATIONS: Final = {
    Relation.UNCHANGED: ("未变", "unchanged"),
    Relation.REWORDED: ("有改动", "reworded"),
    Relation.NEW: ("新增", "new"),
    Relation.MERGED: ("由合并而来", "merged"),
    Relation.SPLIT: ("由拆分而来", "split"),
}
_WORDS: Final = 30


def matches_text(proposal: Proposal) -> str:
    """List the parts that are not simply the same, those to look at first, with what they are taken for."""
    notable = [match for match in proposal.matches if match.uncertain or _is_notable(match)]
    if not notable and not proposal.removed:
        return ""
    lines = ["【对应关系】新文本中各项与原有各项的对应  Which part is which", ""]
    for match in sorted(notable, key=lambda match: not match.uncertain):
        lines += [f"  {line}" for line in _words(match)]
    lines += [
        f"  {PARTS[part.type][0]}{part.number or ''}（标识{part.id}）不再出现"
        f" · {PARTS[part.type][1]} {part.id} is gone：{_short(part.words)}"
        for part in proposal.removed
    ]
    if proposal.uncertain:
        lines += [
            "",
            "  标“？”的对应不确定，请核对；不对的，用 --mapping 写明。",
            "  Matches marked ? are uncertain: check them, and use --mapping to decide otherwise.",
        ]
    return "\n".join(lines) + "\n"


def matches_fields(proposal: Proposal) -> list[dict[str, Any]]:
    """Return every match as JSON has it."""
    return [
        {
            "type": match.record.type.value,
            "id": match.record.id,
            "number": match.record.number,
            "start": match.record.start,
            "relation": match.record.relation.value,
            "score": match.record.score,
            "derived_from": list(match.record.derived_from),
            "decided_by": match.record.decided_by,
            "text": match.now.words,
            "text_before": match.before.words if match.before else None,
            "number_before": match.before.number if match.before else None,
            "uncertain": match.uncertain,
            "doubt": {"zh": match.doubt.zh, "en": match.doubt.en} if match.doubt else None,
        }
        for match in proposal.matches
    ]


def _is_notable(match: Match) -> bool:
    """Return whether a person wants to see a match that is certain: a part that is new, merged or split."""
    return match.record.relation in {Relation.NEW, Relation.MERGED, Relation.SPLIT}


def _words(match: Match) -> list[str]:
    """Return the lines about one match."""
    record, (zh, en), (how_zh, how_en) = match.record, PARTS[match.record.type], _RELATIONS[match.record.relation]
    mark = "？" if match.uncertain else "·"
    sources = f"（{'、'.join(map(str, record.derived_from))}）" if record.derived_from else ""
    score = f" {record.score:.2f}" if record.score is not None else ""
    words_zh = f"{zh}{record.number or ''}（标识{record.id}）{how_zh}{sources}{score}"
    lines = [f"{mark} {words_zh} · {en} {record.id} {how_en}：{_short(match.now.words)}"]
    if match.doubt is not None:
        lines.append(f"    {match.doubt.zh} {match.doubt.en}")
    return lines


def _short(words: str) -> str:
    """Cut long words."""
    plain = fold_spaces(words)
    return plain if len(plain) <= _WORDS else plain[: _WORDS - 1] + "…"
