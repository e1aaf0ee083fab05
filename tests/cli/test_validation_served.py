"""Validation by a real server: a text gets its report, a body that is too large gets its answer all the same."""

import json
import urllib.error
import urllib.request

import pytest

from kg.resources import shipped
from tests.cli.conftest import DOCUMENT, Zhize
from tests.support.serving import serving


def test_a_server_validates_a_text_and_refuses_ten_megabytes(built: Zhize) -> None:
    text = (shipped("data") / DOCUMENT).read_bytes()
    with serving(env=built.environment(), cwd=built.folder) as server:

        def post(body: bytes) -> bytes:
            headers = {"Content-Type": "text/plain"}
            request = urllib.request.Request(f"{server.address}api/v1/validation", body, headers)  # noqa: S310 - our own
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own
                read = answer.read()
            assert isinstance(read, bytes)
            return read

        report = json.loads(post(text))
        assert report["statuses"]["known"] == len(report["findings"]) > 60
        with pytest.raises(urllib.error.HTTPError) as refused:
            post(b"a" * 10_000_000)
        with refused.value as answer:
            assert answer.code == 413
            assert json.loads(answer.read())["limit"] == 1_000_000
    assert "Traceback" not in "".join(server.words)
