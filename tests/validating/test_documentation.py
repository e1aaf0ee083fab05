"""The page on validation says what the shapes, the settings and the reports say."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from kg.settings import Settings
from kg.validating import Finding
from kg.validating.acceptances import FIELDS
from kg.validating.findings import Report
from kg.validating.render_report import to_fields
from tests.support.write_rules_page import PAGE, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_table_of_rules_is_that_of_the_shapes() -> None:
    assert written(TEXT) == TEXT, "run: python tests/support/write_rules_page.py"
    assert TEXT.count("| violation |") > 10


@pytest.mark.parametrize("name", [*(field.name for field in fields(Finding)), *to_fields(Report(())), *sorted(FIELDS)])
def test_every_field_is_named(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_the_limits_are_told_with_their_defaults() -> None:
    told = dict(re.findall(r"`ZHIZE_(VALIDATION\w+)` \| (\d+) \|", TEXT))
    names = [name for name in Settings.model_fields if name.startswith("validation")]
    assert told == {name.upper(): str(Settings.model_fields[name].default) for name in names}
