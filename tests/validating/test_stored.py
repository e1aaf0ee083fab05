"""A report that was stored with a graph is read again as it was."""

from dataclasses import replace
from datetime import date

from kg.validating import Acceptance, Report, accept, compare, validate
from kg.validating.render_report import to_json
from kg.validating.report_json import report_from_json
from tests.support.whole_dataset import BuiltDataset


def test_a_report_is_read_as_it_was_written(seed_dataset: BuiltDataset) -> None:
    register = seed_dataset.graphs["https://w3id.org/zhize/id/graph/register"]
    found = validate(seed_dataset.versions[0], register)
    lead = Acceptance("两厅已商定。", "Agreed.", date(2022, 3, 1), "王某", rule="TaskNamesALead", task=1)
    report = accept(found, "chuanbanfa-2021-57", [lead])
    assert report_from_json(to_json(report)) == report
    compared = compare(replace(report, findings=report.findings[3:]), report)
    assert compared.solved
    assert report_from_json(to_json(compared)) == compared
    assert report_from_json(to_json(Report(()))) == Report(())
