"""`zhize accept`: a record in the document's accepted.toml, after which the finding fails nothing."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Zhize

DOCUMENT = "chuanbanfa-2021-57"
WHY = ("--reason", "两厅“共同”负责。", "--by", "民政厅 王某")


def findings(zhize: Zhize, data: Path) -> list[dict[str, Any]]:
    found = json.loads(zhize.data("validate", "--data", data, "--format", "json"))["findings"]
    assert isinstance(found, list)
    return found


def test_a_finding_is_accepted_by_the_beginning_of_its_key(zhize: Zhize, own_data: Path) -> None:
    before = findings(zhize, own_data)
    chosen = next(finding for finding in before if finding["task"] == 2)
    other = next(finding for finding in before if finding["task"] is None)
    told = zhize("accept", DOCUMENT, chosen["key"][:12].upper(), *WHY, "--data", own_data)
    assert told.returncode == 0
    assert chosen["message_zh"] in told.stderr.decode()
    assert told.stdout == b""
    reason_en = ("--reason-en", "A general sentence.")
    assert zhize("accept", DOCUMENT, other["key"], *WHY, *reason_en, "--data", own_data).returncode == 0
    file = own_data / "documents" / DOCUMENT / "accepted.toml"
    assert file.read_text("utf-8") == (
        f"# {chosen['message_zh']}\n[[accepted]]\n"
        f'rule = "{chosen["rule"]}"\ntask = 2\nkey = "{chosen["key"]}"\n'
        'reason = "两厅“共同”负责。"\ndate = 2026-01-01\nby = "民政厅 王某"\n\n'
        f"# {other['message_zh']}\n[[accepted]]\n"
        f'rule = "{other["rule"]}"\nkey = "{other["key"]}"\n'
        'reason_zh = "两厅“共同”负责。"\nreason_en = "A general sentence."\ndate = 2026-01-01\nby = "民政厅 王某"\n'
    )
    accepted = {finding["key"]: finding["accepted"] for finding in findings(zhize, own_data) if finding["accepted"]}
    assert set(accepted) == {chosen["key"], other["key"]}
    assert accepted[other["key"]]["reason_en"] == "A general sentence."
    words = file.read_bytes()
    assert "accepted already" in zhize.refusal("accept", DOCUMENT, chosen["key"], *WHY, "--data", own_data)
    assert file.read_bytes() == words


def test_what_cannot_be_accepted_is_refused_and_changes_nothing(zhize: Zhize, own_data: Path) -> None:
    for arguments, told in (
        ((DOCUMENT, "0" * 16, *WHY), "0 findings"),
        ((DOCUMENT, "", *WHY), "0 findings"),
        (("nothing", "0" * 16, *WHY), "known are chuanbanfa-2021-57"),
    ):
        assert told in zhize.refusal("accept", *arguments, "--data", own_data)
    key = findings(zhize, own_data)[0]["key"]
    assert "“reason” is empty" in zhize.refusal(
        "accept", DOCUMENT, key, "--reason", " ", "--by", "王某", "--data", own_data
    )
    assert "“by” is empty" in zhize.refusal("accept", DOCUMENT, key, "--reason", "好", "--by", "", "--data", own_data)
    assert not (own_data / "documents" / DOCUMENT / "accepted.toml").exists()


def test_a_record_that_matches_nothing_is_mended_not_accepted(zhize: Zhize, own_data: Path) -> None:
    record = f'[[accepted]]\nkey = "{"0" * 16}"\nreason = "好"\ndate = 2026-01-01\nby = "王某"\n'
    (own_data / "documents" / DOCUMENT / "accepted.toml").write_text(record, "utf-8")
    idle = next(item for item in findings(zhize, own_data) if item["rule"] == "AcceptanceMatchesAFinding")
    assert "mend that record" in zhize.refusal("accept", DOCUMENT, idle["key"], *WHY, "--data", own_data)
