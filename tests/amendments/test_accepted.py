"""An amendment of a document about which people have accepted findings."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.plans import ISSUED, Row, data_folder, plan
from tests.publishing.conftest import REGISTER
from tests.support.command import Zhize

ONE = replace(plan(1), rows=(Row("建设老年食堂。", "民政厅负责。"), Row("规范助浴点。", "财政厅牵头，民政厅参加。")))
DAY = str(ISSUED + timedelta(days=1))
CALL = ("--date", DAY, "--basis", "工作需要", "--kind", "amendment")


@pytest.fixture
def accepted(tmp_path: Path) -> Zhize:
    """Give a document whose task 1 names no lead, which was accepted."""
    data_folder(tmp_path / "data", [ONE], REGISTER)
    zhize = Zhize(tmp_path, tmp_path / "store")
    rows = csv.DictReader(io.StringIO(zhize.data("validate", "--format", "csv").decode()))
    key = next(row["key"] for row in rows if row["rule"] == "TaskNamesALead")
    zhize.data("accept", ONE.id, key, "--reason", "按职责分工", "--by", "王某")
    return zhize


def amended(zhize: Zhize, clause: str) -> Path:
    """Write a text in which task 1 has another clause."""
    file = zhize.folder / "new.txt"
    file.write_text(replace(ONE, rows=(Row(ONE.rows[0].words, clause), ONE.rows[1])).text(), encoding="utf-8")
    return file


def test_it_is_told_as_json_too(accepted: Zhize) -> None:
    file = amended(accepted, "民政厅、财政厅负责。")
    plan_ = json.loads(accepted.data("amend", ONE.id, file, *CALL, "--dry-run", "--format", "json"))
    (finding,) = [one for one in plan_["validation"]["findings"] if one["status"] == "accepted"]
    assert finding["accepted"]["by"] == "王某"


def test_a_text_that_mends_what_was_accepted_is_let_in(accepted: Zhize) -> None:
    file = amended(accepted, "民政厅牵头，财政厅参加。")
    finished = accepted("amend", ONE.id, file, *CALL, "--fail-on", "warning", "--yes")
    assert finished.returncode == 0, finished.stderr.decode()
    assert "AcceptanceMatchesAFinding" in accepted("validate", "--document", ONE.id, "--format", "csv").stdout.decode()


def test_a_version_that_has_lost_its_record_is_refused(accepted: Zhize) -> None:
    accepted.data("amend", ONE.id, amended(accepted, "民政厅牵头。"), *CALL, "--yes")
    record = accepted.folder / "data" / "documents" / ONE.id / DAY / "identities.toml"
    kept = record.read_bytes()
    record.unlink()
    assert "only the first version may lack that" in accepted.refusal("build")
    record.write_bytes(kept)
    accepted.data("build")
