"""Why a person should look at what the matcher proposes, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.corpus.identities import Part, PartType

_ZH = {PartType.TASK: "任务", PartType.MEASURE: "措施", PartType.TARGET: "目标", PartType.DEADLINE: "期限"}
_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look."""

    zh: str
    en: str


REPEATED = Doubt(
    "同样的文字出现不止一次，无法分辨", "the same words stand more than once, which is which cannot be told"
)
PARTLY = Doubt("来源的文字只有一部分出现在这里", "only a part of the words it comes from stand here")


def barely_alike(score: float) -> Doubt:
    """Return the doubt about a pair that is not very much alike."""
    return Doubt(f"只有{score:.0%}相似", f"only {score:.0%} alike")


def rival_before(old: Part, score: float) -> Doubt:
    """Return the doubt about a pair, as another part of the compared versions is nearly as like the new one."""
    zh, en = _names(old)
    return Doubt(f"与原{zh}几乎同样相似（{score:.0%}）", f"nearly as like {en} before ({score:.0%})")


def rival_now(new: Part, score: float) -> Doubt:
    """Return the doubt about a pair, as another part of the new text is nearly as like the old one."""
    zh, en = _names(new)
    return Doubt(
        f"新文本的{zh}与原来的几乎同样相似（{score:.0%}）", f"{en} of the new text is nearly as like it ({score:.0%})"
    )


def perhaps_reworded(old: Part, score: float) -> Doubt:
    """Return the doubt that a part is new, as an old one is somewhat like it."""
    zh, en = _names(old)
    return Doubt(
        f"与原{zh}有些相似（{score:.0%}），也可能是它的改写",
        f"somewhat like {en} before ({score:.0%}): perhaps it is that one, reworded",
    )


def perhaps_one(other: Part, score: float) -> Doubt:
    """Return the doubt that a part was merged or split, as it is also very like one part alone."""
    zh, en = _names(other)
    return Doubt(
        f"与{zh}单独也有{score:.0%}相似，也可能只是增删",
        f"{score:.0%} like {en} alone: perhaps only words came or went",
    )


def come_back(part: Part, last: date) -> Doubt:
    """Return the doubt that a part is one which only another version has, though the words are the same."""
    zh, en = _names(part)
    return Doubt(
        f"与{last}版本的{zh}（标识{part.id}）文字相同，而所比较的版本中没有它：视为恢复",
        f"the words of {en} (id {part.id}) of {last}, which the versions compared with lack: taken as that one again",
    )


def perhaps_come_back(part: Part, last: date, score: float) -> Doubt:
    """Return the doubt that a part is new, as it is like one which only another version has."""
    zh, en = _names(part)
    return Doubt(
        f"与{last}版本的{zh}（标识{part.id}）相似（{score:.0%}），也可能是恢复",
        f"{score:.0%} like {en} (id {part.id}) of {last}: perhaps it is that one again",
    )


def _names(part: Part) -> tuple[str, str]:
    """Return what a part is called: its printed number, or its words."""
    if part.number is not None:
        return f"{_ZH[part.type]}{part.number}", f"{part.type} {part.number}"
    words = part.words[:_QUOTED] + ("…" if len(part.words) > _QUOTED else "")
    return f"{_ZH[part.type]}“{words}”", f"the {part.type} “{words}”"
