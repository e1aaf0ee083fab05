"""A task whose number is left out is listed like the others, without one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from benchmarks.plans import ISSUED, Row, data_folder, plan
from kg.settings import Settings
from tests.publishing.conftest import REGISTER, House
from tests.support.command import Zhize

ONE = replace(
    plan(1), rows=tuple(Row(words, "民政厅牵头。") for words in ("建设老年食堂。", "规范助浴点。", "推广社区书屋。"))
)


def test_a_task_without_a_number_is_listed(tmp_path: Path) -> None:
    house = House(tmp_path)
    data_folder(house.data, [ONE], REGISTER)
    file = house.data / "documents" / ONE.id / str(ISSUED) / "text.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("\n2\t", "\n\t"), encoding="utf-8")
    house.catch_up()
    client = TestClient(create_app(Settings(data=house.data, store=house.store)))
    for path in ("/api/v1/tasks", "/api/v1/organizations/民政厅/tasks"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert sorted(str(row["number"]) for row in answer.json()["items"]) == ["1", "3", "None"]
    told = Zhize(tmp_path, house.store).data("tasks", "民政厅", "--data", house.data).decode()
    assert "任务？" in told
    assert "None" not in told
