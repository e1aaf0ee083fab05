"""Numbers planted in the real document: each is a target, is told to be none, or can't be read."""

from __future__ import annotations

from collections.abc import Callable

from kg.validating import Finding, Report, Severity

Validate = Callable[[str], Report]


def new(report: Report, before: Report) -> list[Finding]:
    known = {(finding.rule, finding.line, finding.task, finding.quote) for finding in before.findings}
    return [item for item in report.findings if (item.rule, item.line, item.task, item.quote) not in known]


def told(report: Report, before: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.quote) for finding in new(report, before)]


def test_an_amount_that_is_no_target_is_told_at_its_sentence(find_in_text: Validate, text: str, report: Report) -> None:
    (found,) = new(find_in_text(text.replace("发展阳光康养", "安排资金500万元,发展阳光康养")), report)
    assert (found.rule, found.severity, found.quote) == ("AmountIsPartOfATarget", Severity.INFO, "500万元")
    assert found.message_zh == "措施9第2句：数量“500万元”没有读作目标。"
    assert found.message_en == "Measure 9, sentence 2: the amount “500万元” is not read as a target."


def test_an_amount_in_a_row_is_told_with_its_task(find_in_text: Validate, text: str, report: Report) -> None:
    (found,) = [
        item
        for item in new(find_in_text(text.replace("开展试点示范。\t", "开展10余个试点示范。\t")), report)
        if item.severity is Severity.INFO and item.rule != "AnnexAndBodyAgree"
    ]
    assert (found.rule, found.task, found.quote) == ("AmountIsPartOfATarget", 51, "10余个")


def test_a_range_is_told_once_in_each_way(find_in_text: Validate, text: str, report: Report) -> None:
    planted = text.replace("打造一批康养产业集群", "打造5—10个康养产业集群")
    assert set(told(find_in_text(planted), report)) == {
        ("TargetHasDeadline", "打造5—10个康养产业集群和知名品牌"),
    }


def test_a_target_without_an_indicator(find_in_text: Validate, text: str, report: Report) -> None:
    planted = text.replace("打造一批康养产业集群", "入住率不低于60%、力争达到80%,控制在10个以内,打造一批康养产业集群")
    found = [item for item in new(find_in_text(planted), report) if item.rule == "TargetHasIndicator"]
    assert [(item.severity, item.quote) for item in found] == [(Severity.WARNING, "控制在10个以内")]
    assert found[0].message_zh == "任务18：目标“控制在10个以内”没有写明是什么指标。"
