"""Tell whether the server is alive, and whether it has a graph to answer from."""

from __future__ import annotations

from fastapi import APIRouter

from api.answers.models import Health, Readiness
from api.answers.questions import Asking
from kg import __version__

router = APIRouter(tags=["health"])


@router.get("/healthz")
def alive() -> Health:
    """Tell that the server runs, with or without a graph."""
    return Health(status="ok", version=__version__)


@router.get("/readyz")
def ready(asking: Asking) -> Readiness:
    """Tell which graph the server answers from; 503 while there is none."""
    manifest = asking.snapshot.manifest
    return Readiness(status="ready", snapshot=asking.snapshot.name, present=manifest.present_date, quads=manifest.quads)
