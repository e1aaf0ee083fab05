"""What validation found in a published document, or about one of its tasks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.site.visit import Visit


def findings_of(visit: Visit, document: str, identity: int | None = None) -> list[dict[str, Any]]:
    """Return what validation found in a document now, or about one of its tasks; of other days nothing is kept."""
    report = None if visit.as_of else visit.asking.snapshot.report_of(document)
    found: list[dict[str, Any]] = json.loads(report)["findings"] if report else []
    return [one for one in found if identity is None or one["task_id"] == identity]
