"""A disk that is full, and folders that one may not write: one sentence, and the old graph answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.plans import plan
from kg.stores import Publications
from tests.publishing.conftest import House
from tests.support.command import Zhize
from tests.support.full_disk import CALL, NEW, digests

WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")
"""Root is refused then what the rights of a file refuse its owner."""


def private_mounts() -> list[str]:
    """Give what runs a command where it may mount a disk of its own; nothing where the system has no such thing."""
    command = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return []
    tried = subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return [] if tried.returncode else command


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mounts a small disk for one process")
@pytest.mark.parametrize("which", ["store", "data"])
def test_a_full_disk_is_one_sentence_and_the_old_graph_answers(tmp_path: Path, which: str) -> None:
    mounting = private_mounts()
    if not mounting:
        pytest.skip("no disk may be mounted here")
    command = [*mounting, sys.executable, "-m", "tests.support.full_disk", which, str(tmp_path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith("refused ")


@pytest.fixture
def locked(house: House) -> Iterator[House]:
    """Give a house whose folders get their rights back at the end."""
    house.catch_up()
    (house.folder / "new.txt").write_text(NEW.text(), encoding="utf-8")
    yield house
    for folder in (house.store, house.data / "documents" / plan(1).id):
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently on Windows")
@pytest.mark.parametrize("which", ["store", "data"])
def test_a_folder_that_one_may_not_write_is_one_sentence_and_the_old_graph_answers(locked: House, which: str) -> None:
    prefix = WITHOUT_PRIVILEGES if os.geteuid() == 0 else ()
    if prefix and not shutil.which(prefix[0]):
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    readers = Publications(locked.store)
    before, old = digests(locked.data), readers.current().dump("nquads")
    (locked.store if which == "store" else locked.data / "documents" / plan(1).id).chmod(0o555)
    zhize = Zhize(locked.folder, locked.store, prefix)
    finished = zhize("amend", plan(1).id, "new.txt", *CALL)
    assert finished.returncode == 2
    sentence = finished.stderr.decode().splitlines()[-1]
    assert "Permission denied" in sentence
    assert readers.current().dump("nquads") == old
    if which == "data":
        assert "nothing was changed" in sentence
        assert digests(locked.data) == before
    else:
        assert "it is stored, and not published yet" in sentence
        locked.store.chmod(0o755)
        zhize.data("build")
        assert readers.current().dump("nquads") == locked.whole() != old
