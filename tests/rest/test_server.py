"""The interface behind a real server on a real port."""

from __future__ import annotations

import json
import socket
import threading
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

import uvicorn

from api.app import create_app
from kg.settings import Settings


def test_the_question_of_the_emergency_department_over_http(settings: Settings) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{port}/api/v1/organizations/{quote('应急厅')}/tasks"
        with build_opener(ProxyHandler({})).open(address, timeout=60) as answer:
            assert answer.headers["content-type"] == "application/json"
            body = answer.read().decode("utf-8")
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listening.close()
    assert "应急厅" in body
    assert [row["number"] for row in json.loads(body)["items"]] == [7, 16, 25, 27, 42, 45]
