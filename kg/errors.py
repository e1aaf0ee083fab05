"""What can go wrong on purpose, as one small tree.

::

    ZhizeError                 anything Zhize says no to; catch this at the outermost door
    └── InputError             the input or the call is wrong: a file, a name, an option (exit code 2)

Catch :class:`InputError` where a person's input comes in, and show ``str(error)``: it is one sentence that
says what, where, and what to do. Everything else that is raised is a fault of the program.
"""

from __future__ import annotations

from typing import Final

LONGEST_SHOWN: Final = 80
"""So many characters of what a person gave stand in a sentence about it."""


def shown(text: str) -> str:
    """Shorten what a person gave to what a sentence can hold.

    >>> shown("应" * 1000)[-3:]
    '应应…'
    """
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


class ZhizeError(Exception):
    """The root of every error that Zhize raises on purpose."""


class InputError(ZhizeError):
    """Tell that the input or the call is wrong.

    ``what`` is wrong, ``where`` (a file, a line, an option), and how to ``mend`` it.

    >>> str(InputError("the file is empty", "plan.txt", "give the text of a plan"))
    'plan.txt: the file is empty; give the text of a plan.'
    """

    def __init__(self, what: str, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what, where, mend)

    def __str__(self) -> str:
        """Give the one sentence to show."""
        place = f"{self.where}: " if self.where else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}{self.what}{mend}."
