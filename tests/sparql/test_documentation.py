"""The page on SPARQL says what the settings say, and the threat model names tests that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from api.sparql_endpoint import FORMATS, STATUS
from kg.sandbox.result_formats import GRAPHS, TABLES
from kg.settings import Settings
from tests.sparql.conftest import Endpoint

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_the_limits_are_told_with_their_defaults() -> None:
    told = dict(re.findall(r"`ZHIZE_(SPARQL\w+)` \| ([0-9.]+) \|", PAGE))
    names = [name for name in Settings.model_fields if name.startswith("sparql")]
    assert told == {name.upper(): str(Settings.model_fields[name].default) for name in names}


def test_every_refusal_and_every_form_is_told() -> None:
    for reason, status in STATUS.items():
        assert f"`{reason}`" in PAGE or reason == "no-graph"
        assert str(status.value) in PAGE
    for form in FORMATS:
        assert f"`{form}`" in PAGE
    for media_type in list(TABLES)[:4] + list(GRAPHS)[:7]:
        assert f"`{media_type}`" in PAGE


def test_the_place_of_an_error_is_told_as_the_page_has_it(endpoint: Endpoint) -> None:
    query, place = re.findall(r"`(SELEC [^`]*)`.* told at ([0-9:]+)", PAGE)[0]
    detail = json.loads(endpoint.get(query).body)["detail"]
    assert f"(error at {place}: expected CONSTRUCT)" in detail


def test_the_tests_that_the_threat_model_names_are_there() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for name in re.findall(r"(?<=`|:)(test_\w+)(?=`)", THREATS):
        assert f"def {name}(" in tests, name
    for path in re.findall(r"`(tests/[\w/]+(?:\.py)?)", THREATS):
        assert (ROOT / path).exists(), path
