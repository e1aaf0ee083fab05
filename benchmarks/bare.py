"""A bare FastAPI route, to tell what HTTP alone takes: ``uvicorn benchmarks.bare:app``."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def bare() -> dict[str, bool]:
    """Answer with next to nothing."""
    return {"boolean": True}
