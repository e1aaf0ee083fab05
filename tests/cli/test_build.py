"""`zhize build`: the same bytes from the same input, and nothing published from what cannot be read."""

import json
from pathlib import Path

import pytest

from kg.stores import current
from tests.cli.conftest import DOCUMENT, Zhize
from tests.support.cli_gold import GOLD


def test_two_builds_with_two_hash_seeds_give_the_same_quads(tmp_path: Path) -> None:
    dumps, told = [], []
    for seed in ("1", "2"):
        zhize = Zhize(tmp_path, tmp_path / f"store-{seed}")
        finished = zhize("build", env={"PYTHONHASHSEED": seed})
        assert finished.returncode == 0, finished.stderr.decode()
        assert finished.stdout == b""
        told.append(finished.stderr.decode().splitlines()[-1].rpartition(" (")[0])
        dumps.append(zhize("export", "--format", "nquads", env={"PYTHONHASHSEED": seed}).stdout)
    assert dumps[0] == dumps[1]
    assert dumps[0].count(b"\n") > 10_000
    assert told[0] == told[1]


def test_the_last_line_tells_what_was_built(zhize: Zhize) -> None:
    words = zhize("build").stderr.decode().splitlines()[-1]
    assert f"52 tasks and {len(GOLD)} assignments" in words
    assert "0 violation(s)" in words
    assert current(zhize.store).name in words


def test_an_unchanged_folder_is_built_again_only_by_force(zhize: Zhize) -> None:
    zhize.data("build")
    name = current(zhize.store).name
    assert "nothing has changed" in zhize("build").stderr.decode()
    assert "built" in zhize("build", "--force").stderr.decode()
    assert current(zhize.store).name == name
    zhize.data("build", "--present", "2026-01-02")
    assert current(zhize.store).name != name


def test_force_writes_everything_anew(zhize: Zhize) -> None:
    zhize.data("build")
    before = current(zhize.store)
    (report,) = (before.folder / "reports").iterdir()
    told = report.read_text(encoding="utf-8")
    report.write_text("{}", encoding="utf-8")
    zhize.data("build", "--force")
    after = current(zhize.store)
    assert (after.name, after.dump("nquads")) == (before.name, before.dump("nquads"))
    assert after.manifest.built_at > before.manifest.built_at
    assert after.report_of(report.stem) == told


def test_before_the_first_version_nothing_is_in_force(zhize: Zhize) -> None:
    assert "0 tasks" in zhize("build", "--present", "2021-11-08").stderr.decode()
    assert zhize("tasks", "应急厅", "--format", "json").returncode == 0


@pytest.mark.parametrize("raw", [b"", b"\0\1\2", "话说天下大势。\n".encode()])
def test_a_text_that_cannot_be_read_publishes_nothing(zhize: Zhize, own_data: Path, raw: bytes) -> None:
    (own_data / DOCUMENT).write_bytes(raw)
    assert DOCUMENT in zhize.refusal("build", "--data", own_data)
    assert not (zhize.store / "CURRENT").exists()


def test_a_bad_text_leaves_the_old_graph_in_place(zhize: Zhize, own_data: Path) -> None:
    zhize.data("build", "--data", own_data)
    name = current(zhize.store).name
    (own_data / DOCUMENT).write_bytes(b"")
    zhize.refusal("build", "--data", own_data)
    assert current(zhize.store).name == name


def test_violations_are_told_and_published(zhize: Zhize, own_data: Path) -> None:
    text = (own_data / DOCUMENT).read_text(encoding="utf-8")
    (own_data / DOCUMENT).write_text(text.replace("\n46\t大力培育", "\n45\t大力培育"), encoding="utf-8")
    (own_data / DOCUMENT).with_name("identities.toml").unlink()
    finished = zhize("build", "--data", own_data)
    assert finished.returncode == 0
    assert " 0 violation(s)" not in finished.stderr.decode()
    report = json.loads(current(zhize.store).report_of("chuanbanfa-2021-57") or "")
    assert "violation" in {finding["severity"] for finding in report["findings"]}


def test_another_base_gives_other_iris(zhize: Zhize) -> None:
    zhize.data("build", "--base-iri", "http://localhost:8000/id/")
    dump = zhize.data("export", "--format", "nquads")
    assert b"<http://localhost:8000/id/document/chuanbanfa-2021-57/task/7>" in dump
    assert b"https://w3id.org/zhize/id/" not in dump
