"""Start the real server as a process, and know where it is."""

import json
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Server:
    """A server under way: its ``address``, and ``words``, the lines it has written to stderr."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.words: list[str] = []
        self._ready = threading.Event()
        self.address = ""
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._ready.wait(60), self.words
        assert self.address, "".join(self.words)

    def fetch(self, path: str) -> bytes:
        """Get what stands at a path of the server, or at a whole address."""
        address = path if path.startswith(self.address) else self.address + path
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - the server's own address
            assert answer.status == 200
            raw = answer.read()
        assert isinstance(raw, bytes)
        return raw

    def fetch_json(self, path: str) -> dict[str, Any]:
        """Get the JSON object that stands at a path or an address."""
        found = json.loads(self.fetch(path))
        assert isinstance(found, dict)
        return found

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.words.append(line)
            found = re.match(r"Zhize is at (http://\S+/) ", line)
            if found:
                self.address = found[1]
                self._ready.set()
        self._ready.set()


@contextmanager
def serving(
    *arguments: str, env: Mapping[str, str], cwd: Path, command: Sequence[str] = (sys.executable, "-m", "api.cli")
) -> Iterator[Server]:
    """Run `zhize serve` on a free port for as long as the block runs."""
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *arguments],
        cwd=cwd,
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Server(process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdout, process.stderr):
                assert stream is not None
                stream.close()
