"""Run the command on the day that a file holds: ``turning.py DAY-FILE ARGUMENT...``; a server looks at it all the time."""

import sys
from datetime import date
from pathlib import Path

from kg.cli import watching
from kg.settings import Settings

DAY_FILE = "ZHIZE_TEST_DAY_FILE"
_file = Path(sys.argv[1])

Settings.present_date = property(lambda _self: date.fromisoformat(_file.read_text()))  # type: ignore[assignment]
watching.PAUSE = 0.01

if __name__ == "__main__":
    from kg.cli.main import main

    del sys.argv[1]
    main()
