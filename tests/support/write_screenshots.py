"""Write a picture of every kind of page, in both languages, wide and narrow: python -m tests.support.write_screenshots."""

from __future__ import annotations

import argparse
import base64
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from api.site.language import in_language
from kg.bilingual import Language
from tests.support.amended_data import write_amended
from tests.support.command import Zhize
from tests.support.page_kinds import KINDS
from tests.support.serving import serving

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
CARD = Path(__file__).parents[2] / "api" / "site" / "static" / "card.png"
DEVICES = {"desktop": (1340, 900), "phone": (390, 844)}
TALLEST = 1200
"""So much of a page is shown, in pixels."""
QUALITY = 60
"""Of WebP."""


def servers(stack: ExitStack, folder: Path) -> dict[bool, str]:
    """Serve the document as it ships, and one that was amended; give their addresses by whether they were."""
    found = {}
    for amended in (False, True):
        here = folder / str(amended)
        here.mkdir()
        more = {"ZHIZE_DATA": str(write_amended(here / "data"))} if amended else {}
        zhize = Zhize(here, here / "store")
        environment = zhize.environment(**more)
        assert zhize("build", env=more).returncode == 0
        found[amended] = stack.enter_context(serving(env=environment, cwd=here)).address.rstrip("/")
    return found


def take(page: Page, file: Path) -> None:
    """Take a picture of what is on the page, in the format that the file's name says."""
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST), "scale": 1}
    kind = file.suffix.removeprefix(".")
    options = {"format": kind, "clip": clip, "captureBeyondViewport": True}
    if kind != "png":
        options["quality"] = QUALITY
    file.parent.mkdir(parents=True, exist_ok=True)
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", options)
    file.write_bytes(base64.b64decode(answer["data"]))


def write_card(browser: Browser, address: str) -> None:
    """Write the picture that goes with a link to the site elsewhere."""
    page = browser.new_page(viewport={"width": 1200, "height": 630}, reduced_motion="reduce")
    page.goto(address)
    page.screenshot(path=CARD)
    page.close()


def write_list(folder: Path) -> None:
    """Write which pictures there are, as a page of the documentation."""
    lines = [
        "# How the pages look",
        "",
        "Written by `make screenshots`; what each kind shows is in `tests/support/page_kinds.py`.",
        "",
    ]
    lines += ["| page | " + " | ".join(f"{one}, {device}" for one in Language for device in DEVICES) + " |"]
    lines += ["|---" * (1 + len(Language) * len(DEVICES)) + "|"]
    for kind in KINDS:
        links = (f"[{device}]({one}/{device}/{kind.name}.webp)" for one in Language for device in DEVICES)
        lines.append(f"| {kind.name} | {' | '.join(links)} |")
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write(browser: Browser, addresses: dict[bool, str], folder: Path, form: str, wanted: set[str]) -> None:
    """Open each page that is wanted, and take its picture."""
    for device, (width, height) in DEVICES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = context.new_page()
        for language in Language:
            for kind in (one for one in KINDS if not wanted or one.name in wanted):
                answer = page.goto(addresses[kind.amended] + in_language(kind.path, language))
                if answer is None or answer.status != kind.status:
                    raise SystemExit(f"{language}/{kind.name}: the server answered {answer and answer.status}.")
                take(page, folder / language / device / f"{kind.name}.{form}")
        context.close()


def main() -> None:
    """Read what is asked, serve, and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", help="the kinds of page; without any, all")
    asked.add_argument("--folder", type=Path, default=FOLDER)
    asked.add_argument("--format", choices=("webp", "png"), default="webp")
    asked.add_argument("--browser", default=shutil.which("chromium"))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack, sync_playwright() as playwright:
        addresses = servers(stack, Path(folder))
        browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox", "--disable-gpu"])
        write(browser, addresses, given.folder, given.format, set(given.names))
        if given.folder == FOLDER:
            write_card(browser, addresses[False])
            write_list(FOLDER)
        browser.close()


if __name__ == "__main__":
    main()
