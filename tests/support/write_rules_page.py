"""Write the table of rules in docs/validation.md anew, from the shapes: ``python tests/support/write_rules_page.py``."""

from __future__ import annotations

import re
from pathlib import Path

from kg.validating.shapes import Rule, load_rules

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"
BETWEEN = re.compile(r"(<!-- rules:[^>]*-->\n).*?(<!-- /rules -->)", re.DOTALL)


def table() -> str:
    """Give the table: the most urgent rules first."""
    rules = sorted(load_rules().values(), key=lambda rule: (rule.severity.rank, rule.name))
    lines = ("| rule | severity | what it says | 说什么 |", "|---|---|---|---|", *map(_row, rules))
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    words = (f"`{rule.name}`", rule.severity.value, rule.message_en, rule.message_zh)
    return f"| {' | '.join(word.replace('|', '&#124;') for word in words)} |"


def written(page: str) -> str:
    """Give the page with the table as it should be."""
    return BETWEEN.sub(lambda found: f"{found[1]}{table()}{found[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
