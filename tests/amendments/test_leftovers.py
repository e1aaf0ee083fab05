"""What a killed amendment or rollback left beside a document's files is gone after the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.plans import Row, data_folder, plan
from kg.amending import Amendment, WithdrawalRequest, commit, plan_amendment, withdraw
from kg.corpus.folder import load_data_folder
from tests.publishing.conftest import BASE, REGISTER

DAY = date(2022, 6, 1)


def test_the_next_writer_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    one = replace(plan(1), rows=(Row("建设老年食堂。", "民政厅负责。"),))
    folder = data_folder(tmp_path / "data", [one], REGISTER) / "documents" / one.id

    def leave() -> None:
        (folder / ".staging-1-half").mkdir()
        (folder / ".staging-1-half" / "text.txt").touch()
        (folder / ".withdrawals.toml-half").touch()

    text = tmp_path / "new.txt"
    text.write_text(replace(one, rows=(Row("建设老年食堂。", "财政厅负责。"),)).text(), encoding="utf-8")
    leave()
    commit(plan_amendment(load_data_folder(folder.parents[1]), one.id, text, Amendment(DAY, "amendment", "需要"), BASE))
    assert not list(folder.glob(".*"))
    leave()
    withdraw(folder.parents[1], one.id, None, WithdrawalRequest(DAY, "误录", "王某"))
    assert not list(folder.glob(".*"))
