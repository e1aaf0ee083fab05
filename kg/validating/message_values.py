"""What a message says about the thing it is about: the words that fill in the braces of a template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from rdflib import RDF, SKOS
from rdflib.term import Node

from kg.changes.labels import ROLES
from kg.parsing.clauses.lexicon import OPENING
from kg.parsing.clauses.names import names_within
from kg.reading.folding import fold_width, fold_wording
from kg.validating.node_facts import STRAY_WORD, Facts, Quotation
from kg.validating.shapes import ZZ
from kg.validating.unread_reasons import Cause, cause_of

MOST_WORDS: Final = 60
"""The longest quote inside a sentence, in characters."""

_CERTAINTY: Final = {("certain", "zh"): "确定", ("probable", "zh"): "很可能"}


@dataclass(frozen=True)
class MessageValues:
    """Fill in a template about one node in one language; each name in braces is a method ``value_of_…``."""

    facts: Facts
    node: Node
    evidence: Quotation
    language: str

    def fill(self, template: str) -> str:
        """Return the sentence.

        >>> from rdflib import Graph, URIRef
        >>> here = URIRef("https://example.org/")
        >>> MessageValues(Facts(Graph(), here), here, Quotation("到20X2年"), "zh").fill("期限“{quote}”读不出日期。")
        '期限“到20X2年”读不出日期。'
        """
        return template.format_map(self)

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, f"value_of_{name}")())

    def value_of_place(self) -> str:
        """Return which part of the document is concerned, in a reader's words."""
        task = self.facts.task_of(self.node)
        if task is not None:
            number = self.facts.number(task)
            if number is None:
                return self._either("任务（无序号）", "A task without a number")
            return self._either(f"任务{number}", f"Task {number}")
        return self._place_in_body(self.node) or self._either("文件", "The document")

    def _place_in_body(self, node: Node) -> str:
        """Return which measure or chapter, and which sentence of it."""
        graph, facts = self.facts.graph, self.facts
        for prop in (ZZ["statesTarget"], ZZ["statesDeadline"]):
            for provision in sorted(graph.subjects(prop, node), key=str):
                return self._place_in_body(provision)
        if (node, RDF.type, ZZ["PassedOver"]) in graph:
            found = None if self.evidence.start is None else facts.provision_at(self.evidence.start)
            return "" if found is None else self._place_in_body(found)
        for prop in (ZZ["inMeasure"], ZZ["inChapter"]):
            whole = graph.value(node, prop)
            if whole is not None and (node, RDF.type, ZZ["Provision"]) in graph:
                part = self._either(f"第{facts.number(node)}句", f", sentence {facts.number(node)}")
                return self._part(whole) + part
        return self._part(node)

    def _part(self, node: Node) -> str:
        """Return which measure or chapter a node is; a measure's chapter is named where a number stands in several."""
        graph, number = self.facts.graph, self.facts.number(node)
        if (node, RDF.type, ZZ["Chapter"]) in graph:
            return self._either(f"第{number}章", f"Chapter {number}")
        if (node, RDF.type, ZZ["Measure"]) not in graph:
            return ""
        numbers = [self.facts.number(measure) for measure in graph.subjects(RDF.type, ZZ["Measure"])]
        chapter = graph.value(node, ZZ["inChapter"])
        if len(set(numbers)) < len(numbers) and chapter is not None:
            return self._either(f"{self._part(chapter)}措施{number}", f"{self._part(chapter)}, measure {number}")
        return self._either(f"措施{number}", f"Measure {number}")

    def value_of_quote(self) -> str:
        """Return the quoted words, with quotation marks in them turned into inner ones."""
        return inner_marks(shorten(self.evidence.quote))

    def value_of_clause(self) -> str:
        """Return the responsibility clause of the task."""
        return inner_marks(shorten(self.facts.clause(self.node).rstrip("。.；; ")))

    def value_of_cause(self) -> str:
        """Return why a part of a clause could not be read, where it is more than one run of unknown words."""
        words = str(self.facts.graph.value(self.node, ZZ["asWritten"]) or "")
        cause = cause_of(words, self.facts.known)
        in_clause = self.facts.task_of(self.node) is not None
        if cause.unknown == (words,) or not (in_clause or (cause.bodies and fold_width(words[0]) in OPENING)):
            return ""
        like = "" if in_clause else self._either("像是责任分工，", "it looks like a responsibility clause; ")
        return self._either("：", ": ") + like + self._unknown_words(cause)

    def _unknown_words(self, cause: Cause) -> str:
        """Return which words are not understood, or that none gives a role, and how many bodies have none for that."""
        if not cause.unknown:
            return self._either("没有写明角色（如“牵头”“负责”）", "no role is given, such as 牵头 or 负责")
        quoted = [f"“{inner_marks(shorten(unknown))}”" for unknown in cause.unknown]
        zh, en = f"其中{'、'.join(quoted)}无法识别", f"{', '.join(quoted)} is not understood"
        if cause.bodies:
            zh += f"，{'该' if cause.bodies == 1 else f'这{cause.bodies}个'}单位因此没有角色"
            en += f", which leaves {'a body' if cause.bodies == 1 else f'{cause.bodies} bodies'} without a role"
        return self._either(zh, en)

    def value_of_written(self) -> str:
        """Return the words as written."""
        written = self.facts.graph.value(self.node, ZZ["asWritten"])
        return inner_marks(shorten(str(written))) if written is not None else self.value_of_quote()

    def value_of_within(self) -> str:
        """Return which names of the register stand inside the words as written, where they are two or more."""
        written = str(self.facts.graph.value(self.node, ZZ["asWritten"]) or "")
        names = names_within(fold_wording(written), self.facts.known)
        if len(names) < 2:
            return ""
        quoted = [f"“{inner_marks(name)}”" for name in names]
        zh = f"，其中含有名录中的{'、'.join(quoted)}，中间可能漏了顿号"
        return self._either(zh, f"; {' and '.join(quoted)} in it are, so a stop between them may be missing")

    def value_of_name(self) -> str:
        """Return the words as written, without the characters in them that cannot be seen."""
        return "".join(character for character in self.value_of_written() if category(character) != "Cf")

    def value_of_invisible(self) -> str:
        """Return by their code points which characters in the words as written cannot be seen."""
        unseen = dict.fromkeys(f"U+{ord(one):04X}" for one in self.value_of_written() if category(one) == "Cf")
        return self._either("、", ", ").join(unseen)

    def value_of_meant(self) -> str:
        """Return the official name of the body that a correction means."""
        correction = self.facts.graph.value(self.node, ZZ["correction"])
        body = self.facts.graph.value(correction, ZZ["meant"]) if correction is not None else None
        body = body or self.facts.graph.value(self.node, ZZ["organization"])
        names = list(self.facts.graph.objects(body, SKOS.prefLabel)) if body is not None else []
        chinese = sorted(str(name) for name in names if getattr(name, "language", None) == "zh")
        return chinese[0] if chinese else str(body or "")

    def value_of_certainty(self) -> str:
        """Return how sure a correction is."""
        correction = self.facts.graph.value(self.node, ZZ["correction"])
        certainty = self.facts.graph.value(correction, ZZ["certainty"]) if correction is not None else None
        return _CERTAINTY.get((str(certainty), self.language), str(certainty))

    def value_of_roles(self) -> str:
        """Return which roles a body has in its task, in the order of the clause."""
        graph = self.facts.graph
        body, task = (graph.value(self.node, ZZ[name]) for name in ("organization", "task"))
        same = [one for one in graph.subjects(ZZ["organization"], body) if graph.value(one, ZZ["task"]) == task]
        same.sort(key=lambda one: self.facts.evidence(one).start or 0)
        labels = [ROLES[str(graph.value(one, ZZ["role"])).rpartition("/")[2]] for one in same]
        return self._either("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))

    def value_of_number(self) -> str:
        """Return the printed number."""
        return str(self.facts.number(self.node))

    def value_of_missing(self) -> str:
        """Return which numbers are missing between this number and the one before it."""
        first, last = self.facts.number_before(self.node) + 1, (self.facts.number(self.node) or 0) - 1
        return str(first) if first >= last else self._either(f"{first}至{last}", f"{first} to {last}")

    def value_of_measure(self) -> str:
        """Return the number of the measure that an elaboration is about."""
        for elaboration in self.facts.graph.subjects(ZZ["hasDifference"], self.node):
            return str(self.facts.number(self.facts.graph.value(elaboration, ZZ["measure"])))
        return "?"

    def value_of_difference(self) -> str:
        """Return how the wording differs."""
        body, annex = (
            inner_marks(str(self.facts.graph.value(self.node, ZZ[name]) or ""))
            for name in ("measureWords", "taskWords")
        )
        if not body:
            return self._either(f"附件多出“{annex}”", f"the annex adds “{annex}”")
        if not annex:
            return self._either(f"附件缺少“{body}”", f"the annex leaves out “{body}”")
        return self._either(f"正文作“{body}”，附件作“{annex}”", f"the main text says “{body}”, the annex “{annex}”")

    def value_of_stray(self) -> str:
        """Return the Latin word between Chinese characters."""
        found = STRAY_WORD.search(str(self.facts.graph.value(self.node, ZZ["text"]) or self.evidence.quote))
        return found[1] if found else self.value_of_quote()

    def _either(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en


def shorten(words: str, most: int = MOST_WORDS) -> str:
    r"""Return words on one line, cut with an ellipsis where they are many.

    >>> shorten("民政厅、\n省卫生健康委按职责分工负责", 8)
    '民政厅、省卫生…'
    """
    line = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", " ".join(words.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def inner_marks(words: str) -> str:
    """Turn double quotation marks into single ones, for words that stand in double ones.

    >>> inner_marks("实现“最多跑一次”")
    '实现‘最多跑一次’'
    """
    return words.replace("“", "‘").replace("”", "’")
