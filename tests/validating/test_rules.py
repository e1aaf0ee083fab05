"""Each rule stays silent on a plan that is right, and speaks when that one thing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from kg.validating import Finding, Report, Severity
from kg.validating.acceptances import ACCEPTANCE_RULE
from kg.validating.shapes import load_rules

PREFIXES = (
    "".join(
        line
        for line in Path(__file__).with_name("plan.ttl").read_text("utf-8").splitlines(True)
        if line.startswith("@")
    )
    .replace("@base", "BASE")
    .replace("@prefix", "PREFIX")
    .replace(" .\n", "\n")
)

SHARE = (
    "DELETE DATA {{ d:target1 zz:value 5.0 }} ; INSERT DATA {{ d:target1 zz:value {} ; zz:unit unit:PERCENT ; "
    'zz:indicator d:share . d:share skos:prefLabel "{}"@zh }}'
)

WRONG = {
    "TaskHasAccountableBody": (
        "DELETE DATA { d:assignment3 zz:role role:lead } ; INSERT DATA { d:assignment3 zz:role role:participant }",
        3,
        2,
    ),
    "TaskNamesALead": (
        "DELETE DATA { d:assignment3 zz:role role:lead } ; INSERT DATA { d:assignment3 zz:role role:shared }",
        3,
        2,
    ),
    "TaskNamesMoreThanLocalGovernments": (
        "DELETE DATA { d:assignment3 zz:role role:lead } ; INSERT DATA { d:assignment3 zz:role role:local }",
        3,
        2,
    ),
    "DocumentHasANumber": (
        'DELETE DATA { <document/plan> eli:id_local "川办发〔2021〕57号" } ; INSERT DATA { <document/plan/version/2021-11-09> zz:source dv:words1 }',
        1,
        None,
    ),
    "TaskElaboratesAMeasure": ("DELETE DATA { d:task2 zz:elaborates d:measure2 }", 3, 2),
    "ProvisionIsCovered": ("DELETE DATA { d:task1 zz:covers dv:provision1 }", 1, None),
    "TargetHasIndicator": (
        'INSERT DATA { d:target1 zz:indicator d:indicator . d:indicator skos:prefLabel ""@zh }',
        1,
        1,
    ),
    "TargetHasDeadline": ("DELETE DATA { d:target1 zz:hasDeadline d:deadline1 }", 1, 1),
    "TargetIsCarriedByATask": ("DELETE DATA { d:task1 zz:hasTarget d:target1 }", 1, None),
    "DeadlineIsCarriedByATask": ("DELETE DATA { d:task1 zz:hasDeadline d:deadline1 }", 1, None),
    "ClauseIsClosed": (
        'INSERT DATA { d:task2 zz:openParty d:open . d:open a zz:OpenEndedParty ; zz:task d:task2 ; zz:asWritten "等"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "CorrectionIsUsed": ("INSERT DATA { d:correction1 a zz:Correction }", None, None),
    "AnnexAndBodyAgree": (
        'INSERT DATA { d:elaboration1 zz:hasDifference d:diff . d:diff a zz:WordingDifference ; zz:measureWords "和"@zh ; zz:taskWords "与"@zh ; zz:taskSource dv:words1 }',
        1,
        1,
    ),
    "EverythingIsRead": (
        'INSERT DATA { d:unread a zz:UnreadPart ; zz:task d:task2 ; zz:asWritten "参家"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "StopsStandAlone": (
        'INSERT DATA { d:passed a zz:PassedOver ; zz:task d:task2 ; zz:passedOverAs "stop" ; zz:asWritten "（"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "BracketHasItsPartner": (
        'INSERT DATA { d:passed a zz:PassedOver ; zz:task d:task2 ; zz:passedOverAs "bracket" ; zz:asWritten "（"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "ClauseIsWhollyVisible": (
        'INSERT DATA { d:passed a zz:PassedOver ; zz:task d:task2 ; zz:passedOverAs "invisible" ; zz:asWritten "（"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "AmountIsPartOfATarget": (
        'INSERT DATA { d:amount a zz:PassedOver ; zz:passedOverAs "amount" ; zz:asWritten "5个"@zh ; zz:source dv:number1 }',
        1,
        None,
    ),
    "TimeHasADate": (
        'INSERT DATA { d:passed a zz:PassedOver ; zz:passedOverAs "duration" ; zz:asWritten "3年内"@zh ; zz:source dv:number1 }',
        1,
        None,
    ),
    "TaskNumbersHaveNoGap": ("DELETE DATA { d:task2 zz:number 2 } ; INSERT DATA { d:task2 zz:number 4 }", 3, 4),
    "MeasureNumbersHaveNoGap": (
        "DELETE DATA { d:measure2 zz:number 2 } ; INSERT DATA { d:measure2 zz:number 3 }",
        3,
        None,
    ),
    "ChapterNumbersHaveNoGap": (
        "DELETE DATA { d:chapter1 zz:number 1 } ; INSERT DATA { d:chapter1 zz:number 2 }",
        1,
        None,
    ),
    "TaskNumberStandsOnce": ("DELETE DATA { d:task2 zz:number 2 } ; INSERT DATA { d:task2 zz:number 1 }", 3, 1),
    "MeasureNumberStandsOnce": (
        "DELETE DATA { d:measure2 zz:number 2 } ; INSERT DATA { d:measure2 zz:number 1 }",
        3,
        None,
    ),
    "ChapterNumberStandsOnce": (
        "INSERT DATA { <document/plan> zz:hasChapter d:c . d:c a zz:Chapter ; zz:number 1 ; zz:inDocument <document/plan> ; zz:source dv:words3 }",
        3,
        None,
    ),
    "DeadlineHasADate": ('DELETE DATA { d:deadline1 zz:dueBy "2025-12-31"^^xsd:date }', 1, 1),
    "DeadlineIsNotBeforeTheDocument": (
        'INSERT DATA { <document/plan> eli:date_document "2026-11-09"^^xsd:date . d:deadline1 zz:inDocument <document/plan> }',
        1,
        1,
    ),
    "TargetHasComparator": ("DELETE DATA { d:target1 zz:comparator odrl:gteq }", 1, 1),
    "TargetHasValue": ("DELETE DATA { d:target1 zz:value 5.0 }", 1, 1),
    "ShareIsNoMoreThanTheWhole": (SHARE.format(155.0, "护理型床位占比"), 1, 1),
    "QuoteIsInTheText": (
        'DELETE DATA { dv:body3 oa:exact "卫健委"@zh } ; INSERT DATA { dv:body3 oa:exact "卫健局"@zh }',
        3,
        None,
    ),
    "SpanIsWhole": ("DELETE DATA { dv:body3 zz:end 52 }", 3, None),
    "StatementHasEvidence": ("DELETE DATA { d:task2 zz:source dv:words3 }", None, 2),
    "NoStrayLatinWord": (
        'DELETE DATA { d:task2 zz:text "支持社区服务。"@zh } ; INSERT DATA { d:task2 zz:text "支持 and 社区"@zh }',
        3,
        2,
    ),
    "NameNeedsNoCorrection": ("INSERT DATA { d:assignment1 zz:correction d:correction1 }", 2, 1),
    "BodyIsRegistered": (
        "DELETE DATA { body:health zz:registered true } ; INSERT DATA { body:health zz:registered false }",
        3,
        2,
    ),
    "NameIsOfThisProvince": (
        'INSERT DATA { body:health zz:namesake body:civil . <document/plan> zz:province "浙江省"@zh }',
        3,
        2,
    ),
    "ProvinceOfANameIsKnown": (
        "INSERT DATA { body:health zz:namesake body:civil }",
        3,
        2,
    ),
    "ProvinceIsTold": (
        'INSERT DATA { <document/plan/version/2021-11-09> zz:assumedProvince "四川省"@zh }',
        None,
        None,
    ),
    "NameIsWhollyVisible": (
        'DELETE DATA { d:assignment1 zz:asWritten "民政厅"@zh } ; INSERT DATA { d:assignment1 zz:asWritten "民政\u200b厅"@zh }',
        2,
        1,
    ),
    "BodyHasOneRoleInATask": (
        'INSERT DATA { d:assignment3 zz:position 1 . d:task2 zz:assignment d:again . d:again a zz:Assignment ; zz:task d:task2 ; zz:organization body:health ; zz:role role:participant ; zz:position 2 ; zz:asWritten "卫健委"@zh ; zz:source dv:body3 }',
        3,
        2,
    ),
    "BodyIsNamedOnceInARole": ("INSERT DATA { d:assignment1 zz:source dv:body2 }", 2, 1),
}


def test_nothing_is_found_in_a_plan_that_is_right(plan: Graph, find: Callable[[Graph], Report]) -> None:
    assert find(plan).findings == ()


def test_each_rule_is_tried() -> None:
    assert {*WRONG, ACCEPTANCE_RULE} == set(load_rules())


@pytest.mark.parametrize("rule", WRONG)
def test_what_is_wrong_is_found_at_its_line(rule: str, plan: Graph, find: Callable[[Graph], Report]) -> None:
    update, line, task = WRONG[rule]
    plan.update(PREFIXES + update)
    before = set(plan)
    report = find(plan)
    assert [(finding.rule, finding.line, finding.task) for finding in report.findings] == [(rule, line, task)]
    finding = report.findings[0]
    assert finding.severity is load_rules()[rule].severity is report.worst()
    assert "{" not in finding.message_zh + finding.message_en
    assert "None" not in finding.message_zh + finding.message_en
    assert set(plan) == before, "validation must not change what it is given"


@pytest.mark.parametrize(
    ("update", "rule"),
    [
        (
            "INSERT DATA { d:target1 zz:standingStandard true } ; DELETE DATA { d:target1 zz:hasDeadline d:deadline1 }",
            "TargetHasDeadline",
        ),
        (
            'DELETE DATA { d:deadline1 zz:dueBy "2025-12-31"^^xsd:date } ; INSERT DATA { d:deadline1 zz:ongoing true }',
            "DeadlineHasADate",
        ),
        (
            'DELETE DATA { d:deadline1 zz:dueBy "2025-12-31"^^xsd:date } ; INSERT DATA { d:deadline1 zz:recurrence "--06-30"^^xsd:gMonthDay }',
            "DeadlineHasADate",
        ),
        ("INSERT DATA { d:assignment2 zz:role role:shared }", "TaskNamesALead"),
        *(
            (SHARE.format(155.0, of), "ShareIsNoMoreThanTheWhole")
            for of in ("床位增长率", "床位数", "率先建成", "毛入学率")
        ),
        (SHARE.format(100.0, "参保率"), "ShareIsNoMoreThanTheWhole"),
        (
            SHARE.format(155.0, "床位比例")
            + " ; DELETE DATA { d:target1 zz:comparator odrl:gteq } ; INSERT DATA { d:target1 zz:comparator odrl:lteq }",
            "ShareIsNoMoreThanTheWhole",
        ),
    ],
)
def test_what_is_allowed_is_not_found(update: str, rule: str, plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(PREFIXES + update)
    assert rule not in {finding.rule for finding in find(plan).findings}


def test_a_deadline_that_only_a_target_has_is_carried_by_no_task(plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(
        PREFIXES
        + "DELETE DATA { d:task1 zz:hasDeadline d:deadline1 } ; INSERT DATA { d:target1 zz:hasDeadline d:deadline1 }"
    )
    assert [finding.rule for finding in find(plan).findings] == ["DeadlineIsCarriedByATask"]


def test_measures_may_begin_again_in_each_chapter(plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(
        PREFIXES
        + "DELETE DATA { d:measure2 zz:number 2 ; zz:inChapter d:chapter1 } ; "
        + "INSERT DATA { d:measure2 zz:number 1 ; zz:inChapter d:chapter2 }"
    )
    assert find(plan).findings == ()


def test_messages_read_well(plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(PREFIXES + WRONG["NameNeedsNoCorrection"][0] + ";" + WRONG["TaskNumbersHaveNoGap"][0])
    gap, slip = find(plan).findings
    assert gap.message_zh == "任务4：任务序号不连续，缺少2至3。"
    assert gap.message_en == "Task 4: the numbering of tasks has a gap before it; missing: 2 to 3."
    assert slip.message_zh == "任务1：原文写作“民政厅”，应指“四川省民政厅”（很可能）。"
    assert slip.message_en == "Task 1: the text says “民政厅”, which is taken to mean “四川省民政厅” (probable)."


def test_findings_are_sorted_by_severity_then_by_place(plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(
        ";".join(
            [
                PREFIXES + WRONG["DeadlineHasADate"][0],
                *(WRONG[rule][0] for rule in ("ClauseIsClosed", "BodyIsRegistered", "TaskElaboratesAMeasure")),
            ]
        )
    )
    found = find(plan).findings
    assert [finding.severity for finding in found] == [
        Severity.VIOLATION,
        Severity.WARNING,
        Severity.WARNING,
        Severity.INFO,
    ]
    assert list(found) == sorted(found, key=lambda finding: finding.order)


def test_a_report_counts_and_chooses_by_severity(plan: Graph, find: Callable[[Graph], Report]) -> None:
    plan.update(PREFIXES + WRONG["ClauseIsClosed"][0])
    info = find(plan).findings[0]
    warning: Finding = replace(info, severity=Severity.WARNING)
    report = Report((warning, info))
    assert (report.count(Severity.VIOLATION), report.count(Severity.WARNING), report.count(Severity.INFO)) == (0, 1, 1)
    assert report.worst() is Severity.WARNING
    assert report.at_or_above(Severity.WARNING) == (warning,)
    assert report.at_or_above(Severity.INFO) == (warning, info)
    assert report.at_or_above(Severity.VIOLATION) == ()
