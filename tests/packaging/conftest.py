"""The browser that looks at what the installed wheel serves."""

from tests.support.launched_browser import browser

__all__ = ["browser"]
