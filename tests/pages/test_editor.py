"""The editor of queries: what is built is what is committed, whose work it is is told, and what it completes with."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kg.describing.ontology_terms import ontology
from tests.support.html_tree import loads, read

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "api" / "site" / "static"
FRONTEND = ROOT / "frontend"
BUILT = ("editor.js", "editor.licences.txt", "vendor.json")
VENDOR = json.loads((STATIC / "vendor.json").read_text(encoding="utf-8"))
VOCABULARY = "/api/v1/sparql/vocabulary.json"
MOST = 405_000


def digest(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()


def test_the_sums_are_those_of_the_files() -> None:
    assert digest(VENDOR["bundle"]["file"]) == VENDOR["bundle"]["sha256"]
    assert digest(VENDOR["licences"]["file"]) == VENDOR["licences"]["sha256"]
    assert (STATIC / "editor.js").stat().st_size == VENDOR["bundle"]["bytes"] <= MOST


def test_the_versions_are_exact_and_those_of_the_lock() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    for package in VENDOR["packages"]:
        assert lock[f"node_modules/{package['name']}"]["version"] == package["version"]
    assert lock["node_modules/esbuild"]["version"] == VENDOR["bundle"]["esbuild"]


def test_the_lock_names_no_registry() -> None:
    text = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "://" not in text


def test_the_licence_of_every_package_is_there() -> None:
    text = (STATIC / "editor.licences.txt").read_text(encoding="utf-8")
    parts = text.split("-" * 80)
    assert len(parts) == len(VENDOR["packages"]) >= 10
    for part, package in zip(parts, VENDOR["packages"], strict=True):
        assert part.strip().startswith(f"{package['name']} {package['version']} ({package['license']})")
        assert "Copyright" in part
        assert "Permission is hereby granted" in part


def test_the_bundle_names_no_other_place() -> None:
    text = (STATIC / "editor.js").read_text(encoding="utf-8")
    found = set(re.findall(r"https?://[^\"'`\s)]+", text))
    assert {one for one in found if not one.startswith(("http://www.w3.org/", "https://www.w3.org/"))} == set()


def test_bundled_anew_it_is_the_same(tmp_path: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("there is no Node here to bundle the editor with")
    for file in ("package.json", "package-lock.json", ".npmrc", *(one.name for one in FRONTEND.glob("*.js"))):
        shutil.copy(FRONTEND / file, tmp_path)
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"]
    finished = subprocess.run(install, cwd=tmp_path, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        pytest.skip(f"npm gives no packages here: {' '.join(finished.stderr.split())[:200]}")
    built = tmp_path / "built"
    built.mkdir()
    subprocess.run([node, "build.js", str(built)], cwd=tmp_path, check=True, capture_output=True)
    for name in BUILT:
        assert (built / name).read_bytes() == (STATIC / name).read_bytes(), f"{name}: run make frontend"


def test_only_the_page_of_sparql_loads_it(client: TestClient) -> None:
    for path in ("/sparql", "/en/sparql", "/sparql?query=x"):
        assert any(one.endswith("/editor.js") for one in loads(read(client.get(path).text)))
    for path in ("/", "/questions", "/docs", "/downloads", "/questions/roles"):
        assert not any(one.endswith("/editor.js") for one in loads(read(client.get(path).text)))


def test_the_page_with_all_that_it_loads_is_small_enough(client: TestClient) -> None:
    page = client.get("/sparql")
    size = len(gzip.compress(page.content, 6))
    for address in {*loads(read(page.text)), VOCABULARY}:
        answer = client.get(address)
        assert answer.headers["content-encoding"] == "gzip" or len(answer.content) < 1000
        size += int(answer.headers["content-length"])
    assert size <= 160_000


def test_the_words_to_complete_with_are_those_of_the_ontology_and_the_register(client: TestClient) -> None:
    answer = client.get(VOCABULARY)
    words = answer.json()
    assert int(answer.headers["content-length"]) < 20_000
    plain = client.get(VOCABULARY, headers={"Accept-Encoding": "identity"})
    assert plain.json() == words
    ours = {one.subject.value for one in ontology() if "zhize/ontology#" in getattr(one.subject, "value", "")}
    told = {one["name"].removeprefix("zz:") for kind in ("classes", "properties") for one in words[kind]}
    comparators = {"approximately", "between"}
    assert {one.partition("#")[2] for one in ours} - comparators <= told
    assert {one["name"] for one in words["roles"]} == {
        f"role:{one}" for one in ("lead", "local", "participant", "responsible", "shared")
    }
    for term in (*words["classes"], *words["properties"], *words["roles"]):
        assert term["name"].partition(":")[0] in words["prefixes"]
    (body,) = [one for one in words["organizations"] if one["zh"] == "应急厅"]
    assert body["reference"] == "organization/sichuan-emergency-management"
    assert {"四川省应急管理厅", "省应急厅"} <= set(body["aliases"])
    query = f"ASK {{ <{body['reference']}> zz:takesPartIn ?task }}"
    assert client.get("/sparql", params={"query": query, "format": "json"}).json()["boolean"] is True
