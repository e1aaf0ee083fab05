"""Reverse proxies for tests: a small one that is always there, and nginx with the configuration of ``deploy/`` where it is."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
KINDS = ("small", "nginx") if NGINX else ("small",)
"""The proxies that there are here."""
CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"


@contextmanager
def before(kind: str, port: int, prefix: str, folder: Path) -> Iterator[str]:
    """Run a proxy before a server at a port, which takes the prefix off; give its address, with the prefix."""
    with (_nginx if kind == "nginx" else _small)(port, prefix, folder) as address:
        yield address


@contextmanager
def _small(port: int, prefix: str, _folder: Path) -> Iterator[str]:
    class Passing(BaseHTTPRequestHandler):
        """Pass a request on and its answer back."""

        def do_GET(self) -> None:
            """Ask the server behind, and say for whom."""
            if not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            headers = {name: value for name, value in self.headers.items() if not name.lower().startswith("x-forw")}
            headers |= {
                "Host": f"127.0.0.1:{port}",
                "X-Forwarded-Host": str(self.headers["Host"]),
                "X-Forwarded-Proto": "https",
                "X-Forwarded-Prefix": prefix,
                "X-Forwarded-For": "198.51.100.7",
            }
            behind = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            behind.request("GET", self.path.removeprefix(prefix), headers=headers)
            answer = behind.getresponse()
            body = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            behind.close()

        def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as its base has it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Passing) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}{prefix}"
        proxy.shutdown()


@contextmanager
def _nginx(port: int, prefix: str, folder: Path) -> Iterator[str]:
    """Run nginx with the configuration that ships, at other ports and without TLS, which a test has no certificate for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        outside = free.getsockname()[1]
    words = CONFIGURATION.read_text(encoding="utf-8")
    for shipped, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{port}"),
        ("listen 80;", f"listen 127.0.0.1:{outside};"),
        ("/zhize", prefix),
        ("$scheme", "https"),
    ):
        assert shipped in words
        words = words.replace(shipped, here)
    around = (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;\n{words}\n}}\n"
    )
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    assert NGINX is not None
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        stderr=subprocess.PIPE,
    )
    try:
        _wait_for(outside, process)
        yield f"http://127.0.0.1:{outside}{prefix}"
    finally:
        process.terminate()
        assert process.stderr is not None
        process.stderr.close()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens at a port, or the process that should has ended."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            threading.Event().wait(0.05)
        else:
            return
    raise AssertionError(port)
