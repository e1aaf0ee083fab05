"""Run the command on the day that a file holds: ``turning.py DAY-FILE ARGUMENT...``; a server looks at it all the time."""

import sys
from datetime import date
from pathlib import Path

from api.cli import keep_up_to_date
from api.cli.main import main
from kg.settings import Settings


def turn(file: Path) -> None:
    """Have every part of this process read the present date from the file, again and again."""
    Settings.present_date = property(lambda _self: date.fromisoformat(file.read_text()))  # type: ignore[assignment]
    keep_up_to_date.PAUSE = 0.01


if __name__ == "__main__":
    turn(Path(sys.argv.pop(1)))
    main()
