"""Amend and publish while the disk fills up: ``full_disk.py STORE|DATA FOLDER``, run where a disk may be mounted.

A small disk is mounted at FOLDER/store or FOLDER/data, and more and more of it is left free until the amendment
succeeds. Every time before, the command must say one sentence, and all must be as it was.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from benchmarks.plans import ISSUED, data_folder, plan
from kg.stores import Publications, current
from tests.publishing.conftest import REGISTER, House
from tests.support.command import Zhize

SIZE = 64
"""Megabytes of the disk."""
STEP = {"data": 4096, "store": 512 * 1024}
"""So many bytes more are left free each time."""
NEW = plan(1).amended()
CALL = ("--basis", "工作需要", "--kind", "amendment", "--yes", "--date", str(ISSUED + timedelta(days=1)))


def main(which: str, folder: Path) -> None:
    """Let the disk of the store or of the data be too small, then large enough."""
    house = House(folder)
    disk = folder / which
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(disk)], check=True)
    if which == "data":
        made = data_folder(folder / "made", [plan(1), plan(2)], REGISTER)
        shutil.copytree(made, house.data, dirs_exist_ok=True)
    else:
        data_folder(house.data, [plan(1), plan(2)], REGISTER)
    zhize = Zhize(folder, house.store)
    zhize.data("build")
    (folder / "new.txt").write_text(NEW.text(), encoding="utf-8")
    readers = Publications(house.store)
    before, old = digests(house.data), readers.current().dump("nquads")
    refused = 0
    for free in range(0, SIZE * 1024 * 1024, STEP[which]):
        fill(disk, free)
        finished = zhize("amend", plan(1).id, "new.txt", *CALL)
        if finished.returncode == 0:
            break
        refused += 1
        sentence = finished.stderr.decode().splitlines()[-1]
        assert finished.returncode == 2, sentence
        assert "No space left on device" in sentence, sentence
        assert current(house.store).dump("nquads") == old == readers.current().dump("nquads")
        if which == "data":
            assert "nothing was changed" in sentence
            assert digests(house.data) == before
        else:
            assert "it is stored, and not published yet" in sentence
            shutil.rmtree(house.data / "documents" / plan(1).id / CALL[-1])
    assert refused > 1
    (disk / "ballast").unlink()
    house.catch_up()
    assert current(house.store).dump("nquads") == house.whole() != old
    sys.stdout.write(f"refused {refused} times\n")


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes of a disk free, or a page less."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    room = shutil.disk_usage(disk).free - free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room))


def digests(folder: Path) -> dict[str, str]:
    """Tell what stands in each file of a data folder; the lock and the ballast are none of it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {name: digest for name, digest in found.items() if name not in {".lock", "ballast"}}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
