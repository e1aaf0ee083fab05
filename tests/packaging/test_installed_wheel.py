"""An installed wheel builds, validates and serves in an empty folder outside the repository."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Client
from playwright.sync_api import Browser, expect

from api.site.language import in_language
from kg.bilingual import Language
from tests.support.browser_pages import opened
from tests.support.cli_gold import GOLD, rows_of
from tests.support.html_tree import loads, read
from tests.support.page_kinds import KINDS
from tests.support.serving import Server, serving

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installed:
    """An environment that has the wheel, and an empty folder to work in."""

    bin: Path
    folder: Path
    home: Path

    def environment(self) -> dict[str, str]:
        """Give what a fresh login has, and nothing of the person who runs the tests."""
        kept = {
            name: os.environ[name] for name in ("LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ
        }
        return {**kept, "PATH": str(self.bin), "HOME": str(self.home), "USERPROFILE": str(self.home)}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel in an environment of its own; the libraries are those of this one, so no index is asked."""
    home = tmp_path_factory.mktemp("home")
    wheels, place, folder = (home / name for name in ("dist", "environment", "empty"))
    folder.mkdir()
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(wheels), str(ROOT)]
    finished = subprocess.run(build, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    (wheel,) = wheels.glob("*.whl")
    venv.create(place, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(place), "install", "--no-deps", "--no-index", str(wheel)]
    finished = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    found = Installed(scripts, folder, home)
    libraries = found.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    # A plain path adds the libraries, but runs none of the .pth files there: the checkout stays out of sight.
    (Path(libraries) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return found


def test_the_code_is_the_wheels(installed: Installed) -> None:
    finished = installed.run("python", "-c", "import kg, api; print(kg.__file__); print(api.__file__)")
    assert finished.returncode == 0, finished.stderr
    for line in finished.stdout.splitlines():
        assert Path(line).is_relative_to(installed.home / "environment")


def test_it_builds_validates_and_answers(installed: Installed) -> None:
    built = installed.run("zhize", "build")
    assert built.returncode == 0, built.stderr
    assert f"{len(GOLD)} assignments" in built.stderr
    validated = installed.run("zhize", "validate", "--format", "json")
    assert validated.returncode == 0, validated.stderr
    assert json.loads(validated.stdout)["findings"]
    asked = installed.run("zhize", "tasks", "应急厅", "--format", "json")
    assert {row["number"] for row in json.loads(asked.stdout)["items"]} == {row[0] for row in rows_of("应急厅")}
    assert not list(installed.folder.iterdir()), "an installation writes nothing where it is called"


def test_its_documents_are_not_written_to(installed: Installed) -> None:
    (text,) = installed.home.glob("environment/**/shipped/data/documents/*/*/text.txt")
    before = sorted(text.parents[3].rglob("*"))
    document, why = text.parents[1].name, ("--reason", "误录", "--by", "王某")
    new = installed.home / "new.txt"
    new.write_bytes(text.read_bytes().replace("\n46\t大力".encode(), "\n46\t加快".encode()))
    amend = ("zhize", "amend", document, str(new), "--date", "2022-05-20", "--basis", "例", "--kind", "amendment")
    for command in (amend, ("zhize", "rollback", document, *why), ("zhize", "accept", document, "0", *why)):
        refused = installed.run(*command)
        assert (refused.returncode, refused.stdout) == (2, ""), refused.stderr
        assert "these documents belong to the installation; make your own with zhize init DIR" in refused.stderr
    assert "第46项" in installed.run(*amend, "--dry-run").stdout
    assert sorted(text.parents[3].rglob("*")) == before


@pytest.fixture(scope="module")
def served(installed: Installed) -> Iterator[Server]:
    """Serve from the wheel; its PATH has its own programs and nothing else, so no Node."""
    assert installed.run("zhize", "build").returncode == 0
    command = [str(installed.bin / "zhize")]
    with serving(env=installed.environment(), cwd=installed.folder, command=command) as server:
        yield server


def test_it_serves(served: Server) -> None:
    found = served.fetch_json(f"api/v1/organizations/{quote('应急厅')}/tasks")
    assert {row["number"] for row in found["items"]} == {row[0] for row in rows_of("应急厅")}


@pytest.mark.parametrize("language", Language)
def test_it_serves_every_kind_of_page_with_all_that_it_loads(served: Server, language: Language) -> None:
    with Client(base_url=served.address, headers={"Accept": "text/html"}) as client:
        for kind in KINDS:
            if not kind.amended:
                answer = client.get(in_language(kind.path, language))
                assert answer.status_code == kind.status, kind.name
                for address in loads(read(answer.text)):
                    assert client.get(address).status_code == 200, (kind.name, address)


def test_a_browser_goes_from_a_name_to_the_words(browser: Browser, served: Server) -> None:
    for visit in opened(browser.new_context(), served.address):
        page = visit.go("/")
        page.locator("#q").fill("应急厅")
        page.locator("form.search button").click()
        rows = page.locator("table.stack tbody tr")
        assert {int(row.locator("td").first.inner_text()) for row in rows.all()} == {
            row[0] for row in rows_of("应急厅")
        }
        rows.first.get_by_role("link", name=re.compile("第.*行")).click()
        expect(page.locator(":target")).to_have_text("应急厅")


def test_a_folder_of_ones_own(installed: Installed) -> None:
    assert installed.run("zhize", "init", "data").returncode == 0
    assert installed.run("zhize", "build").returncode == 0
    assert (installed.folder / ".zhize" / "store" / "CURRENT").is_file()
