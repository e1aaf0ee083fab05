"""What a page costs: bytes on the wire, nodes, time at the server, and until something is seen in a real browser."""

from __future__ import annotations

import gzip
import http.client
import json
import shutil
import statistics
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from api.site.language import in_language
from api.site.static_files import FOLDER
from benchmarks.amending import unchecked
from benchmarks.measures import PRESENT
from benchmarks.plans import data_folder, large
from benchmarks.questions import server
from kg.bilingual import Language
from kg.publishing import catch_up
from kg.resources import shipped
from kg.settings import Settings
from tests.support.page_kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PAGE, WITH_EDITOR = 30_000, 160_000
"""Bytes on the wire: what a page is with all that it loads, and one with the editor."""
STYLE, SCRIPTS = 8_000, 10_000
"""Bytes, compressed."""
SERVED = 0.050
"""Seconds at the server, of the slowest but one in twenty."""
SEEN, SEEN_SLOWLY = 0.500, 1.500
"""Seconds until the first paint, and with a processor four times as slow."""
NODES = 4_000
LARGE, LARGE_PAGE = (150, 120), 80_000
"""So many bodies and tasks, and so many bytes their matrix may be."""
TIMES, PAINTS, SLOWER = 40, 5, 4
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WIRE = """() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


@dataclass(frozen=True)
class Cost:
    """What was measured of a page, in one unit, and the budget; the worst of all pages counts."""

    name: str
    page: str
    value: float
    most: float
    unit: str

    def told(self) -> str:
        """Write it as a line."""
        return f"{self.name:44}{self.value:>10,.0f}{self.most:>10,.0f} {self.unit:6} {self.page}"


def measure_pages(folder: Path, store: Path) -> list[str]:
    """Measure, print, and say what misses its budget."""
    with server(store) as port:
        costs = [*_served(port), *_files()]
        costs += _in_a_browser(port)
    costs.append(_large(folder))
    print(f"\n{'pages: the worst of all':44}{'':>10}{'budget':>10}")
    for one in costs:
        print(one.told())
    return [f"Missed: {one.name}: {one.value:,.0f} {one.unit} at {one.page}." for one in costs if one.value > one.most]


def _pages(*languages: Language) -> Iterator[tuple[Kind, str]]:
    """Give every kind of page over the shipped document, in these languages or in both, each with its address."""
    for kind in KINDS:
        if not kind.amended:
            for language in languages or Language:
                yield kind, quote(in_language(kind.path, language), safe="/?&=#%*{}:;")


def _served(port: int) -> Iterator[Cost]:
    """Ask for every page in turn over one connection: the 95th percentile of each, and the slowest page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds: dict[str, list[float]] = {path: [] for _, path in _pages()}
    for turn in range(TIMES + 1):
        for path, taken in seconds.items():
            began = time.perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
            connection.getresponse().read()
            if turn:  # the first one warms up
                taken.append(time.perf_counter() - began)
    connection.close()
    slow = {path: statistics.quantiles(taken, n=20)[-1] for path, taken in seconds.items()}
    worst = max(slow, key=slow.__getitem__)
    yield Cost("server, 95th percentile", worst, slow[worst] * 1000, SERVED * 1000, "ms")
    middle = statistics.median(slow.values())
    yield Cost("server, 95th percentile, the page in the middle", "", middle * 1000, SERVED * 1000, "ms")


def _files() -> Iterator[Cost]:
    """Compress what pages load."""
    yield Cost("style sheet", "zhize.css", _small(FOLDER / "zhize.css"), STYLE, "bytes")
    own = [one for one in FOLDER.glob("*.js") if one.name != "editor.js"]
    yield Cost("own scripts", " ".join(one.name for one in own), sum(map(_small, own)), SCRIPTS, "bytes")


def _small(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def _in_a_browser(port: int) -> list[Cost]:
    """Open every page in a new profile: what comes over the wire, nodes, and the first paint."""
    program = shutil.which("chromium")
    if program is None:
        print("\nNot measured in a browser: chromium is not installed.")
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        _opened(browser, f"http://127.0.0.1:{port}/", 1)  # once, to warm up
        found = [(kind, path, *_opened(browser, f"http://127.0.0.1:{port}{path}", 1)) for kind, path in _pages()]
        paints = {
            slower: {
                path: statistics.median(
                    _opened(browser, f"http://127.0.0.1:{port}{path}", slower)[2] for _ in range(PAINTS)
                )
                for _, path in _pages(Language.ZH)
            }
            for slower in (1, SLOWER)
        }
        browser.close()
    plain = [one for one in found if not one[0].path.startswith("/sparql")]
    editing = [one for one in found if one[0].path.startswith("/sparql")]
    costs = [
        _worst("on the wire, with all it loads", [(path, wire) for _, path, wire, _, _ in plain], PAGE, "bytes"),
        _worst("on the wire, with the editor", [(path, wire) for _, path, wire, _, _ in editing], WITH_EDITOR, "bytes"),
        _worst("nodes", [(path, nodes) for _, path, _, nodes, _ in found], NODES, ""),
    ]
    for slower, most, name in (
        (1, SEEN, "first paint"),
        (SLOWER, SEEN_SLOWLY, "first paint, processor four times slower"),
    ):
        costs.append(_worst(name, [(path, taken) for path, taken in paints[slower].items()], most * 1000, "ms"))
    return costs


def _worst(name: str, values: list[tuple[str, float]], most: float, unit: str) -> Cost:
    path, value = max(values, key=lambda one: one[1])
    return Cost(name, path, value, most, unit)


def _opened(browser: Browser, address: str, slower: int) -> tuple[float, float, float]:
    """Open a page with an empty cache; give its bytes, its nodes and the milliseconds until its first paint."""
    context = browser.new_context()
    page = context.new_page()
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    page.wait_for_function(PAINT)
    told = page.evaluate(WIRE), page.evaluate("document.querySelectorAll('*').length"), page.evaluate(PAINT)
    context.close()
    return told


def _large(folder: Path) -> Cost:
    """Build a plan of many bodies and tasks, and ask for its matrix."""
    bodies, tasks = LARGE
    names = [f"{first}{second}局" for first in "城乡山水江河湖海林田草沙东南西" for second in "农工商学兵医药文体育"]
    register = (shipped("data") / "organizations.toml").read_text(encoding="utf-8")
    entries = "".join(_registered(f"made-up-{at}", name, 5_000 + at) for at, name in enumerate(names[:bodies]))
    data = data_folder(folder / "large" / "data", [large(900, tasks, names[:bodies])], register + entries)
    base = str(Settings.model_fields["base_iri"].default)
    catch_up(data, folder / "large" / "store", base, date.fromisoformat(PRESENT), report_on=unchecked)
    with server(folder / "large" / "store", ZHIZE_DATA=str(data)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/matrix", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        size = len(connection.getresponse().read())
        connection.close()
    return Cost("matrix of 150 bodies and 120 tasks", "/matrix", size, LARGE_PAGE, "bytes")


def _registered(identity: str, name: str, order: int) -> str:
    """Write an entry of the register."""
    facts = {
        "id": identity,
        "name": f"四川省{name}",
        "name_en": f"Bureau {order}",
        "short_name": name,
        "kind": "department",
    }
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
    return f"\n[[organization]]\n{lines}aliases = []\naliases_en = []\nprotocol_order = {order}\n"
