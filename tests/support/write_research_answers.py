"""Write what docs/research.md and docs/research.ipynb show anew: ``python tests/support/write_research_answers.py``.

A table stands between two comments. The first says of which query, in which columns and how many rows::

    <!-- answer: workload?organization=应急厅 | name tasks led | 5 -->
    <!-- /answer -->

A command stands in a block ``console`` after ``$``, and what it writes after it. A cell of the notebook has its output.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.support.command import Zhize
from tests.support.serving import Server, serving

DOCS = Path(__file__).parents[2] / "docs"
PAGE, NOTEBOOK = DOCS / "research.md", DOCS / "research.ipynb"
SHOWN = "http://127.0.0.1:8000/"
TABLE = re.compile(r"(<!-- answer: ([^|]+?) \| ([^|]+?)(?: \| (\d+))? -->\n).*?(<!-- /answer -->)", re.DOTALL)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(text: str, server: Server, shell: Callable[[str], str]) -> str:
    """Give the page as a server and a shell have it."""
    tables = TABLE.sub(lambda found: found[1] + table(server, *found.group(2, 3, 4)) + found[5], text)
    return CONSOLE.sub(lambda found: f"```console\n{''.join(_commands(found[1], shell))}```", tables)


def table(server: Server, question: str, columns: str, most: str | None) -> str:
    """Ask a question, and give some columns of its first rows as a table."""
    name, _, parameters = question.partition("?")
    given = parse_qsl(parameters)
    answer = server.fetch_json(f"api/v1/queries/{name}?{urlencode([*given, ('limit', 1000)])}")
    rows = answer["items"][: int(most)] if most else answer["items"]
    names = columns.split()
    with_what = "".join(f", `{key}={value}`" for key, value in given)
    count = f"{len(rows)} of {answer['total']}" if len(rows) < answer["total"] else str(len(rows))
    lines = [f"[`{name}`](queries.md#{name}){with_what}: {count} row{'s' if answer['total'] != 1 else ''}", ""]
    if rows:
        lines += [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
        lines += [f"| {' | '.join(_cell(row[one]) for one in names)} |" for row in rows]
        lines.append("")
    return "\n".join(lines) + ("" if rows else "\n")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|")


def _commands(block: str, shell: Callable[[str], str]) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{shell(line[2:])}"


def shell_at(server: Server, zhize: Zhize, programs: Path) -> Callable[[str], str]:
    """Give a shell in which the address on the page is that of a server, and `zhize` is the one that is tested."""
    program = programs / "zhize"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m api.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def run(command: str) -> str:
        wanted = command.replace(SHOWN, server.address)
        environment = zhize.environment(PATH=path, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        done = subprocess.run(["sh", "-c", wanted], env=environment, cwd=zhize.folder, capture_output=True, check=True)
        told = done.stdout.decode().replace("\r\n", "\n").replace(server.address, SHOWN)
        return told if told.endswith("\n") else told + "\n"

    return run


def notebook(text: str, server: Server) -> str:
    """Run the cells of a notebook in their order, and give it with what they print."""
    book = json.loads(text)
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    os.environ["ZHIZE_SERVER"] = server.address
    try:
        for number, cell in enumerate(cells, 1):
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)  # noqa: S102 - our own notebook
            lines = printed.getvalue().splitlines(keepends=True)
            cell["execution_count"] = number
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
    finally:
        del os.environ["ZHIZE_SERVER"]
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Build the graph in a folder of its own, serve it, and write both files."""
    with tempfile.TemporaryDirectory() as folder:
        zhize = Zhize(Path(folder), Path(folder) / "store")
        zhize.data("build")
        with serving(env=zhize.environment(), cwd=zhize.folder) as server:
            shell = shell_at(server, zhize, zhize.folder)
            PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), server, shell), encoding="utf-8")
            NOTEBOOK.write_text(notebook(NOTEBOOK.read_text(encoding="utf-8"), server), encoding="utf-8")


if __name__ == "__main__":
    main()
