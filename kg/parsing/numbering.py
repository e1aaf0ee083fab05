"""The labels of headings and items: 一、 （一） 1. （1） ① 1.1 第一章 第三条 # ▲, each with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.parsing.numerals import chinese_number
from kg.reading.folding import fold_compatible

_CN = r"[一二三四五六七八九十百零〇]+"
_STOP = r"[.．、]"
_NO_AMOUNT = r"(?![0-9]|\s*(?:[%％‰万亿年月日米个家倍户张元]))"


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A printed label: its kind (those of one kind stand on one level), its words, its number, and where it ends."""

    kind: str
    words: str
    number: int | None
    end: int
    number_at: tuple[int, int] = (0, 0)
    """Where the number stands in the words."""


_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("chapter", rf"第\s*(?P<number>{_CN}|[0-9]+)\s*(?:章|部分|篇)\s*[、，：]?\s*"),
        ("section", rf"第\s*(?P<number>{_CN}|[0-9]+)\s*节\s*[、，：]?\s*"),
        ("article", rf"第\s*(?P<number>{_CN}|[0-9]+)\s*条\s*[、，：]?\s*"),
        ("一", rf"(?P<number>{_CN})\s*(?:、|{_STOP}(?![0-9]))\s*"),
        ("（一）", rf"（\s*(?P<number>{_CN})\s*）\s*[、]?\s*|(?P<sign>[㈠-㈩])\s*"),
        ("1.1", r"(?P<decimal>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})" + _NO_AMOUNT + r"\s*[.．、]?\s*"),
        ("1", rf"(?P<number>[0-9]{{1,3}})\s*{_STOP}(?![0-9])\s*"),
        ("（1）", r"（\s*(?P<number>[0-9]{1,3})\s*）\s*|(?P<number2>[0-9]{1,2})\s*）\s*|(?P<sign>[⑴-⒇])\s*"),
        ("①", r"(?P<sign>[①-⑳])\s*"),
        ("#", r"(?P<marks>#{1,6})\s+"),
        ("▲", r"[▲●■◆★]\s*"),
        ("一是", rf"(?P<number>{_CN})是(?=[\u4e00-\u9fff])"),
    )
)
_PLAIN = re.compile(r"(?P<number>[0-9]{1,2})\s+(?=[\u4e00-\u9fff])")
"""A number alone before a heading (2 组织体系), where others of the document are decimal (2.3)."""


_NAMED = frozenset({"chapter", "section", "article"})


def label_at(text: str, *, decimal: bool = False) -> PrintedLabel | None:
    """Read the label that opens folded text, if one does; ``decimal`` says that headings are numbered 1, 1.1, 1.1.1.

    >>> [(label.kind, label.words, label.number) for label in map(label_at, ("（十四）建设", "1.1 目标", "第三条 县"))]
    [('（一）', '（十四）', 14), ('1.1/1', '1.1', None), ('article', '第三条', 3)]
    """
    for kind, pattern in _PATTERNS:
        if match := pattern.match(text):
            return _label(kind, match)
    match = _PLAIN.match(text) if decimal else None
    return PrintedLabel("1.1/0", match[0].strip(), int(match["number"]), match.end()) if match else None


def _label(kind: str, match: re.Match[str]) -> PrintedLabel:
    groups = match.groupdict()
    words = match[0].strip()
    if groups.get("decimal"):
        return PrintedLabel(f"1.1/{groups['decimal'].count('.')}", groups["decimal"], None, match.end())
    if groups.get("marks"):
        return PrintedLabel(f"#{len(groups['marks'])}", words, None, match.end())
    if groups.get("sign"):
        number = chinese_number(re.sub(r"[()]", "", fold_compatible(groups["sign"])))
        return PrintedLabel(kind, words, number, match.end())
    written = groups.get("number") or groups.get("number2") or ""
    group = "number" if groups.get("number") else "number2"
    at = match.span(group) if written else (0, match.end())
    named = words.rstrip("：，") if kind in _NAMED else words
    return PrintedLabel(kind, named, chinese_number(written), match.end(), at)
