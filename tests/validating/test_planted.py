"""The real document, and copies of it in which one thing is wrong: each is found at its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from kg.validating import Finding, Report, Severity

Validate = Callable[[str], Report]


def of_rule(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def row(text: str, number: int) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"{number}\t"))


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def violations(report: Report) -> list[tuple[str, int | None]]:
    return [(finding.rule, finding.line) for finding in report.at_or_above(Severity.VIOLATION)]


def test_the_document_has_no_violation(report: Report) -> None:
    assert report.count(Severity.VIOLATION) == 0
    assert report.worst() is Severity.WARNING


def test_the_document_has_these_warnings(report: Report) -> None:
    found = Counter(finding.rule for finding in report.findings if finding.severity is Severity.WARNING)
    assert found == {
        "TaskNamesALead": 26,
        "NameNeedsNoCorrection": 7,
        "ProvisionIsCovered": 4,
        "TargetIsCarriedByATask": 2,
        "DeadlineIsCarriedByATask": 1,
        "TargetHasDeadline": 1,
    }
    assert [finding.task for finding in of_rule(report, "NameNeedsNoCorrection")] == [12, 13, 14, 15, 16, 17, 39]


def test_the_document_has_an_open_clause_in_seven_tasks_and_one_stray_word(report: Report) -> None:
    assert [finding.task for finding in of_rule(report, "ClauseIsClosed")] == [1, 10, 42, 48, 49, 51, 52]
    assert [finding.quote for finding in of_rule(report, "NoStrayLatinWord")] == ["and"]


def test_uncovered_provisions_are_those_of_the_gold_table(report: Report) -> None:
    places = [finding.message_zh.split("：")[0] for finding in of_rule(report, "ProvisionIsCovered")]
    assert places == ["措施2第1句", "措施20第1句", "措施20第2句", "措施22第1句"]


def test_a_slip_reads_well(report: Report) -> None:
    slip = of_rule(report, "NameNeedsNoCorrection")[0]
    assert (slip.message_zh, slip.line) == ("任务12：原文写作“民政部”，应指“四川省民政厅”（确定）。", 121)


@pytest.mark.parametrize("names", ["民政厅、民政部", "民政部、民政厅"])
def test_a_slip_beside_the_right_name_is_told_in_its_own_words(names: str, find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    found = find_in_text(text.replace(whole, whole.replace("民政部", names)))
    (slip,) = [finding for finding in of_rule(found, "NameNeedsNoCorrection") if finding.task == 13]
    assert (slip.quote, slip.message_zh) == ("民政部", "任务13：原文写作“民政部”，应指“四川省民政厅”（确定）。")
    assert text.replace(whole, whole.replace("民政部", names))[slip.start : slip.end] == "民政部"


def test_every_quote_stands_at_its_place(report: Report, text: str) -> None:
    for finding in report.findings:
        assert finding.quote
        assert text[finding.start : finding.end] == finding.quote
        assert finding.line == text[: finding.start].count("\n") + 1


def test_a_clause_that_is_deleted(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.rsplit("\t", 1)[0] + "\t"))
    assert violations(report) == [("TaskHasAccountableBody", line_of(text, whole))]
    assert report.findings[0].task == 13


def test_a_number_that_is_doubled(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, "12" + whole[2:]))
    line = line_of(text, whole)
    assert ("TaskNumberStandsOnce", line) in violations(report)
    assert ("TaskNumbersHaveNoGap", line + 1) in violations(report)
    assert "缺少13" in of_rule(report, "TaskNumbersHaveNoGap")[0].message_zh


def test_a_row_that_is_left_out(find_in_text: Validate, text: str) -> None:
    report = find_in_text(text.replace(row(text, 13) + "\n", ""))
    assert violations(report) == [("TaskNumbersHaveNoGap", line_of(text, row(text, 13)))]


def test_a_verb_that_is_misspelt(find_in_text: Validate, text: str) -> None:
    whole = row(text, 4)
    report = find_in_text(text.replace(whole, whole.replace("参加", "参家")))
    found = violations(report)
    assert {line for _, line in found} == {line_of(text, whole)}
    assert "EverythingIsRead" in {rule for rule, _ in found}
    assert all(finding.task == 4 for finding in report.at_or_above(Severity.VIOLATION))


def unread(report: Report) -> list[tuple[str, str]]:
    return [(finding.quote, finding.message_zh) for finding in of_rule(report, "EverythingIsRead")]


def test_a_misspelt_verb_is_one_finding_that_says_what_it_costs(find_in_text: Validate, text: str) -> None:
    whole = row(text, 1)
    clause = whole.rsplit("\t", 1)[1]
    spoiled = "省卫生健康委牵头，民政厅、财政厅、文化和旅游厅参如；各市（州）人民政府负责。"
    (found,) = of_rule(find_in_text(text.replace(whole, whole.replace(clause, spoiled))), "EverythingIsRead")
    assert found.quote == "民政厅、财政厅、文化和旅游厅参如"
    assert found.message_zh == (
        "任务1：读不懂“民政厅、财政厅、文化和旅游厅参如”：其中“参如”无法识别，这3个单位因此没有角色。"
    )
    assert found.message_en == (
        "Task 1: “民政厅、财政厅、文化和旅游厅参如” could not be read: “参如” is not understood, "
        "which leaves 3 bodies without a role."
    )


@pytest.mark.parametrize(
    ("spoiled", "found"),
    [
        ("民政厅、省民政斤、财政厅牵头。", [("省民政斤", "任务1：读不懂“省民政斤”。")]),
        ("省民政斤牵头，财政厅负责。", [("省民政斤牵头", "任务1：读不懂“省民政斤牵头”：其中“省民政斤”无法识别。")]),
        (
            "民政厅牵头，财政厅参如。",
            [("财政厅参如", "任务1：读不懂“财政厅参如”：其中“参如”无法识别，该单位因此没有角色。")],
        ),
        ("民政厅牵头，财政厅。", [("财政厅", "任务1：读不懂“财政厅”：没有写明角色（如“牵头”“负责”）。")]),
    ],
)
def test_a_clause_that_is_partly_unread(
    spoiled: str, found: list[tuple[str, str]], find_in_text: Validate, text: str
) -> None:
    whole = row(text, 1)
    assert unread(find_in_text(text.replace(whole, whole.replace(whole.rsplit("\t", 1)[1], spoiled)))) == found


def test_a_date_that_is_none(find_in_text: Validate, text: str) -> None:
    whole, words = row(text, 30), "到20X2年"
    report = find_in_text(text.replace(whole, whole.replace("\t", f"\t{words}，", 1)))
    assert violations(report) == [("DeadlineHasADate", line_of(text, whole))]
    assert report.findings[0].quote == words
    assert report.findings[0].task == 30


@pytest.mark.parametrize("words", ["占比达到55%以上", "不低于55%用于养老服务发展"])
def test_a_share_of_more_than_the_whole(words: str, find_in_text: Validate, text: str) -> None:
    assert words in text
    (found,) = of_rule(find_in_text(text.replace(words, words.replace("55%", "155%"), 1)), "ShareIsNoMoreThanTheWhole")
    assert (found.severity, "155%" in found.quote, found.line) == (Severity.WARNING, True, line_of(text, words))


def test_a_body_that_is_unknown(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.replace("省乡村振兴局", "省未来事务局")))
    assert violations(report) == []
    (finding,) = of_rule(report, "BodyIsRegistered")
    assert (finding.quote, finding.line, finding.task) == ("省未来事务局", line_of(text, whole), 13)
    assert finding.message_zh == "任务13：单位“省未来事务局”不在单位名录中。"


@pytest.mark.parametrize("between", ["", " ", "或"])
def test_registered_names_without_a_stop_between_them(between: str, find_in_text: Validate, text: str) -> None:
    whole, names = row(text, 13), f"农业农村厅{between}省乡村振兴局"
    (found,) = of_rule(
        find_in_text(text.replace(whole, whole.replace("农业农村厅、省乡村振兴局", names))), "BodyIsRegistered"
    )
    assert (found.task, found.quote) == (13, names)
    assert found.message_zh == (
        f"任务13：单位“{names.replace(' ', '')}”不在单位名录中，其中含有名录中的“农业农村厅”、“省乡村振兴局”，中间可能漏了顿号。"
    )
    assert "“农业农村厅” and “省乡村振兴局” in it are" in found.message_en


@pytest.mark.parametrize(
    ("heading", "next_heading", "rule"),
    [("(四)", "(五)", "MeasureNumbersHaveNoGap"), ("四、丰富", "五、强化", "ChapterNumbersHaveNoGap")],
)
def test_a_number_of_a_heading_that_is_left_out(
    heading: str, next_heading: str, rule: str, find_in_text: Validate, text: str
) -> None:
    start, end = text.index(f"\n{heading}") + 1, text.index(f"\n{next_heading}") + 1
    assert (rule, line_of(text, f"\n{heading}") + 1) in violations(find_in_text(text[:start] + text[end:]))


def test_a_heading_number_that_is_doubled_is_no_gap_before_it(find_in_text: Validate, text: str) -> None:
    assert violations(find_in_text(text.replace("(二十一)", "(二十)"))) == [
        ("MeasureNumberStandsOnce", line_of(text, "(二十一)")),
        ("MeasureNumbersHaveNoGap", line_of(text, "(二十二)")),
    ]


def test_a_character_that_cannot_be_seen_in_a_name(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.replace("省乡村振兴局", "省乡村\u200b振\ufeff兴局")))
    assert violations(report) == []
    assert of_rule(report, "BodyIsRegistered") == []
    (finding,) = of_rule(report, "NameIsWhollyVisible")
    assert (finding.severity, finding.task, finding.quote) == (Severity.INFO, 13, "省乡村\u200b振\ufeff兴局")
    assert finding.message_zh == "任务13：单位“省乡村振兴局”中夹有看不见的字符（U+200B、U+FEFF）。"


def test_a_body_named_twice_in_one_role(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.replace("省乡村振兴局", "农业农村厅")))
    (finding,) = of_rule(report, "BodyIsNamedOnceInARole")
    assert (finding.task, finding.quote) == (13, "农业农村厅")


def test_a_body_in_two_roles_of_one_task(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.replace("农业农村厅", "民政厅、农业农村厅")))
    (finding,) = of_rule(report, "BodyHasOneRoleInATask")
    assert (finding.severity, finding.task, finding.line) == (Severity.WARNING, 13, line_of(text, whole))
    assert finding.message_zh == "任务13：“民政厅”有不止一个角色（牵头、参加）。"
    assert finding.message_en == "Task 13: “民政厅” has more than one role (lead, participant)."
    assert finding.quote == "民政厅"


def test_only_local_governments(find_in_text: Validate, text: str) -> None:
    whole = row(text, 13)
    report = find_in_text(text.replace(whole, whole.rsplit("\t", 1)[0] + "\t各市（州）人民政府负责。"))
    assert [finding.task for finding in of_rule(report, "TaskNamesMoreThanLocalGovernments")] == [13]


@pytest.mark.parametrize("number", ["川办发(2021)57", "川办发〔2O21〕57号"])
def test_a_document_number_that_cannot_be_read(number: str, find_in_text: Validate, text: str) -> None:
    report = find_in_text(text.replace("川办发〔2021〕57号", number, 1))
    (finding,) = of_rule(report, "DocumentHasANumber")
    assert (finding.severity, finding.quote, finding.line) == (Severity.WARNING, number, line_of(text, "川办发"))
    assert violations(report) == []


def test_a_document_without_a_number_is_told_at_its_title(find_in_text: Validate, text: str) -> None:
    report = find_in_text(text.replace("川办发〔2021〕57号\n", "", 1))
    (finding,) = of_rule(report, "DocumentHasANumber")
    assert (finding.line, finding.quote[:9]) == (3, "四川省人民政府办公")


def test_a_correction_whose_words_stand_nowhere_is_told(find_in_text: Validate, text: str) -> None:
    """The words of two corrections stand in the document; once mended there, the correction has nothing to do."""
    mended = text.replace("省政府服务和资源交易服务中心", "省政府政务服务和资源交易服务中心")
    assert mended != text
    (finding,) = of_rule(find_in_text(mended), "CorrectionIsUsed")
    assert (finding.severity, finding.task) == (Severity.INFO, None)
    assert finding.message_zh == "文件：为“省政府服务和资源交易服务中心”登记的更正没有用到，这几个字没有作为单位出现。"


RUNNING_TEXT = """关于加强养老服务的实施方案

一、重点任务

（一）健全制度。完善养老服务制度 and 标准体系。（牵头单位：民政厅；配合单位：财政厅）

（三）强化培训。到202年开展培训，到2022年13月完成。（民政厅负责）

二、保障措施

（一）加强领导。各地要高度重视。
"""


def test_a_plan_in_running_text(find_in_text: Validate) -> None:
    report = find_in_text(RUNNING_TEXT)
    assert [(finding.rule, finding.quote, finding.line) for finding in report.at_or_above(Severity.VIOLATION)] == [
        ("MeasureNumbersHaveNoGap", "（三）强化培训。", 7),
        ("DeadlineHasADate", "到202年", 7),
        ("DeadlineHasADate", "到2022年13月", 7),
    ]
    assert [finding.quote for finding in of_rule(report, "NoStrayLatinWord")] == ["and"]


@pytest.mark.parametrize(
    ("bracket", "why"),
    [
        ("（人社厅、教育厅牵投）", "像是责任分工，其中“牵投”无法识别，这2个单位因此没有角色"),
        ("(人社厅、教育厅)", "像是责任分工，没有写明角色（如“牵头”“负责”）"),
    ],
)
def test_a_bracket_that_looks_like_a_clause(bracket: str, why: str, find_in_text: Validate) -> None:
    (found,) = of_rule(find_in_text(RUNNING_TEXT.replace("重视。", f"重视。{bracket}")), "EverythingIsRead")
    assert (found.quote, found.line, found.severity) == (bracket, 11, Severity.VIOLATION)
    assert found.message_zh == f"文件：读不懂“{bracket}”：{why}。"


def test_a_measure_is_named_with_its_chapter_where_its_number_stands_in_several(find_in_text: Validate) -> None:
    (finding,) = of_rule(find_in_text(RUNNING_TEXT), "ProvisionIsCovered")
    assert finding.message_zh.startswith("第2章措施1第1句：")
    assert finding.message_en.startswith("Chapter 2, measure 1, sentence 1: ")
