"""Catch up once, to be killed while it does: ``publisher.py FOLDER``."""

import sys
from pathlib import Path

from tests.publishing.conftest import House

if __name__ == "__main__":
    House(Path(sys.argv[1])).catch_up()
