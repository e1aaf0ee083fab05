"""A present date that a person chose stays through every change of the data, until another is chosen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.stores.freshness import current_manifest
from tests.support.amendment_scenario import DOCUMENT, STEPS, amend
from tests.support.command import Zhize

PINNED = date(2022, 6, 30)
NOTHING_SET = {"ZHIZE_PRESENT": ""}


def present(zhize: Zhize) -> tuple[date, bool]:
    """Return the present date of the current snapshot, and whether a person chose it."""
    manifest = current_manifest(zhize.store)
    assert manifest
    return manifest.present_date, manifest.pinned


def call(zhize: Zhize, *arguments: str | Path) -> None:
    finished = zhize(*arguments, env=NOTHING_SET)
    assert finished.returncode == 0, finished.stderr.decode()


def test_a_pinned_date_stays_through_amendment_rollback_and_edits(tmp_path: Path) -> None:
    zhize = Zhize(tmp_path, tmp_path / "store")
    call(zhize, "init", "data")
    call(zhize, "build", "--present", PINNED.isoformat())
    call(zhize, *amend(STEPS[0]), "--yes")
    assert present(zhize) == (PINNED, True)
    call(zhize, "rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes")
    assert present(zhize) == (PINNED, True)
    register = tmp_path / "data" / "organizations.toml"
    register.write_bytes(register.read_bytes() + b"\n# a comment\n")
    call(zhize, "tasks", "应急厅")
    assert present(zhize) == (PINNED, True)
    call(zhize, "build", "--present", "2023-01-01")
    assert present(zhize) == (date(2023, 1, 1), True)


def test_without_a_pin_an_amendment_is_published_today(tmp_path: Path) -> None:
    zhize = Zhize(tmp_path, tmp_path / "store")
    call(zhize, "init", "data")
    call(zhize, "build")
    call(zhize, *amend(STEPS[0]), "--yes")
    assert present(zhize)[1] is False
