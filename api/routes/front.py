"""The front page: what is here, with links that work. It loads nothing from anywhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

router = APIRouter()
_PAGE = (Path(__file__).parent.parent / "front.html").read_text(encoding="utf-8")


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def front() -> HTMLResponse:
    """Show the front page."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"})
