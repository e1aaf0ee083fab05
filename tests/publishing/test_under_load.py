"""Fifty publications under eight clients that ask without pause: no error, and no answer that mixes two graphs."""

from __future__ import annotations

import http.client
import json
import threading
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from benchmarks.plans import ISSUED, Plan, Row, data_folder, plan
from tests.publishing.conftest import REGISTER, House
from tests.support.command import Zhize
from tests.support.serving import serving

PUBLICATIONS = 50
DOCUMENTS = 5
"""They are amended in turn, so that the graph after each publication has another number in one of them."""
CLIENTS = 8
BODY = "民政厅"
KINDS = ("老年食堂", "托育机构")


def version(number: int) -> Plan:
    """Make the version that is published as the n-th: each of its tasks carries that number; the clauses take turns."""
    clause = (f"{BODY}负责。", f"{BODY}牵头，财政厅参加。")[number % 2]
    words = (f"建设第{1000 + number}批{kind}。" for kind in KINDS)
    return replace(plan(1 + number % DOCUMENTS), rows=tuple(Row(one, clause) for one in words))


def day(number: int) -> date:
    return ISSUED + timedelta(days=number)


def number_in(words: str) -> int:
    """Read which publication a task's words are from."""
    return int(words.partition("第")[2].partition("批")[0]) - 1000


def after(publication: int) -> set[int]:
    """Give the numbers that the documents have after a publication."""
    return set(range(publication - DOCUMENTS + 1, publication + 1))


@dataclass
class Client:
    """Asks one thing over and over on one connection, and keeps which publication each answer is of."""

    address: str
    document: str | None
    stop: threading.Event
    seen: list[int] = field(default_factory=list)
    failure: BaseException | None = None

    @property
    def path(self) -> str:
        """Ask for the changes of a document, or else for the tasks of a body in all of them."""
        if self.document:
            return f"/api/v1/documents/{self.document}/changes"
        return f"/api/v1/organizations/{quote(BODY)}/tasks"

    def __call__(self) -> None:
        try:
            where = urlsplit(self.address)
            connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
            last = False
            while not last:
                last = self.stop.is_set()  # one more question after the last publication
                connection.request("GET", self.path)
                answer = connection.getresponse()
                raw = answer.read()
                assert answer.status == 200, raw
                self.seen.append(_of_changes(json.loads(raw)) if self.document else _of_tasks(json.loads(raw)))
            connection.close()
        except BaseException as failure:
            self.failure = failure


def _of_tasks(answer: dict[str, Any]) -> int:
    """Tell after which publication an answer is, having seen that all of it is of that one."""
    rows = answer["items"]
    assert len(rows) == DOCUMENTS * len(KINDS)
    numbers = {number_in(row["text"]) for row in rows}
    assert numbers == after(max(numbers))
    for row in rows:
        assert row["role"] == ("responsible", "lead")[number_in(row["text"]) % 2]
    return max(numbers)


def _of_changes(answer: dict[str, Any]) -> int:
    number = (date.fromisoformat(answer["to"]) - ISSUED).days
    before = number - DOCUMENTS
    first = before < 0
    assert answer["from"] == (answer["to"] if first else str(day(before)))
    worded = [row for row in answer["items"] if row["kind"] == "task-reworded"]
    assert len(worded) == (0 if first else len(KINDS))
    for row in worded:
        assert number_in(row["source_before"]["quote"]) == before
        assert number_in(row["source_after"]["quote"]) == number
    return number


def test_fifty_publications_under_load(tmp_path: Path) -> None:
    house = House(tmp_path)
    data_folder(house.data, [], REGISTER)
    for number in range(DOCUMENTS):
        house.add(version(number), day(number))
    house.catch_up()
    stop = threading.Event()
    with serving("--data", str(house.data), env=Zhize(tmp_path, house.store).environment(), cwd=tmp_path) as server:
        asked = [None if number % 2 else version(number).id for number in range(CLIENTS)]
        clients = [Client(server.address, document, stop) for document in asked]
        threads = [threading.Thread(target=client) for client in clients]
        for thread in threads:
            thread.start()
        try:
            for number in range(DOCUMENTS, DOCUMENTS + PUBLICATIONS):
                house.amend(version(number), day(number))
                outcome = house.catch_up()
                assert outcome.changed
                assert not outcome.whole
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    newest = after(DOCUMENTS + PUBLICATIONS - 1)
    for client in clients:
        assert client.failure is None, repr(client.failure)
        assert client.seen == sorted(client.seen), "an answer was older than the one before it"
        last = {number for number in newest if client.document in (None, version(number).id)}
        assert client.seen[-1] == max(last)
    assert len({number for client in clients for number in client.seen}) > PUBLICATIONS // 5
