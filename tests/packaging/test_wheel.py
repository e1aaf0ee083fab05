"""The wheel has the two packages and what ships inside them, and nothing else; the sdist has all that makes the wheel."""

import importlib.metadata
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("ontology", "data", "queries")


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist from the checkout, and the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder


@pytest.fixture(scope="module")
def in_wheel(distributions: Path) -> set[str]:
    (wheel,) = distributions.glob("*.whl")
    assert wheel.name == f"zhize-{kg.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def in_sdist(distributions: Path) -> set[str]:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def files_of(folder: str) -> set[str]:
    """List the files of a folder of the checkout, without caches."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_only_the_two_packages_lie_at_the_top(in_wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in in_wheel} == {"kg", "api", f"zhize-{kg.__version__}.dist-info"}


@pytest.mark.parametrize("folder", ["kg", "api"])
def test_a_package_is_whole(in_wheel: set[str], folder: str) -> None:
    shipped = tuple(f"kg/shipped/{name}/" for name in SHIPPED)
    assert {name for name in in_wheel if name.startswith(f"{folder}/") and not name.startswith(shipped)} == files_of(
        folder
    )
    assert f"{folder}/py.typed" in in_wheel


@pytest.mark.parametrize("folder", SHIPPED)
def test_what_is_not_python_ships_inside_kg(in_wheel: set[str], folder: str) -> None:
    expected = files_of(folder)
    assert expected
    assert {name for name in in_wheel if name.startswith(f"kg/shipped/{folder}/")} == {
        f"kg/shipped/{name}" for name in expected
    }


@pytest.mark.parametrize("folder", ["tests", *SHIPPED])
def test_the_sdist_has_every_file(in_sdist: set[str], folder: str) -> None:
    assert files_of(folder) <= in_sdist


def test_the_sdist_has_what_a_developer_needs(in_sdist: set[str]) -> None:
    assert {"Makefile", "pyproject.toml", "requirements.lock", "LICENSE", "README.md", "CONTRIBUTING.md"} <= in_sdist


def test_the_package_tells_the_version_of_the_distribution() -> None:
    assert importlib.metadata.version("zhize") == kg.__version__
