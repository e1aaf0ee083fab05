"""What can go wrong on purpose, as one tree; each error has its kind, and one sentence in Chinese and in English.

::

    ZhizeError                      anything Zhize refuses or cannot do; catch this at the outermost door
    ├── InputError                  the input or the call is wrong: a file, a name, an option        ErrorKind.INPUT
    │   ├── NotFoundError           what is named is not there                                      ErrorKind.NOT_FOUND
    │   ├── AmbiguousError          a name fits several things                                      ErrorKind.AMBIGUOUS
    │   └── TooMuchError            more than a limit allows: bytes, rows, seconds                  ErrorKind.TOO_MUCH
    ├── BusyError                   enough is being done already; another try helps                 ErrorKind.BUSY
    └── OperationError              the fault of this installation or its machine                   ErrorKind.OURS
        ├── DamagedError            a file of the store is not what was written
        ├── NotStoredError          the disk does not take it: full, read-only, no rights
        └── MissingError            something that must be there is not: a graph, a program, a folder that ships

Catch :class:`InputError` where a person's input comes in. A face maps kinds to what it has (HTTP statuses in
``api.problems``, exit codes in ``api.cli.main``) and chooses the language; it shows :meth:`ZhizeError.sentence`, which
says what, where, and what to do. A place that is a :class:`~pathlib.Path` is one of this machine: strangers are not
shown it. Everything else that is raised is a fault of the program.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from kg.bilingual import Language, Text

LONGEST_SHOWN: Final = 80
"""What a person typed is shown in a sentence up to this many characters."""

Place: TypeAlias = Path | str | Text
"""Where something is wrong: a file of this machine, a name that needs no translation (``--present``), or words."""


class ErrorKind(StrEnum):
    """Whose fault an error is, and whether another try helps; every face decides by this."""

    INPUT = "input"
    NOT_FOUND = "not-found"
    AMBIGUOUS = "ambiguous"
    TOO_MUCH = "too-much"
    BUSY = "busy"
    OURS = "ours"


def shown(text: str) -> str:
    """Return what a person typed, shortened to what a sentence can hold.

    >>> shown("应" * 1000)[-3:]
    '应应…'
    """
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


class ZhizeError(Exception):
    """The root of every error that Zhize raises on purpose.

    ``what`` is wrong, ``where``, and how to ``mend`` it. ``str(error)`` is the sentence in English.

    >>> error = InputError(Text("文件是空的", "the file is empty"), "plan.txt", Text("换一个", "send another"))
    >>> print(error)
    plan.txt: the file is empty; send another.
    >>> print(error.sentence(Language.ZH))
    plan.txt：文件是空的；换一个。
    """

    kind: ClassVar[ErrorKind] = ErrorKind.OURS

    def __init__(self, what: Text, where: Place | None = None, mend: Text | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what, where, mend)

    def sentence(self, language: Language = Language.EN, *, to_a_stranger: bool = False) -> str:
        """Return the one sentence to show; ``to_a_stranger`` leaves out a path of this machine."""
        where = "" if self.where is None or (to_a_stranger and isinstance(self.where, Path)) else self.where
        place = where.in_language(language) if isinstance(where, Text) else str(where)
        colon, semicolon, stop = ("：", "；", "。") if language is Language.ZH else (": ", "; ", ".")
        mend = f"{semicolon}{self.mend.in_language(language)}" if self.mend else ""
        return f"{place}{colon if place else ''}{self.what.in_language(language)}{mend}{stop}"

    def sentences(self, *, to_a_stranger: bool = False) -> Text:
        """Return the sentence in both languages."""
        zh, en = (self.sentence(language, to_a_stranger=to_a_stranger) for language in Language)
        return Text(zh, en)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.sentence()


class InputError(ZhizeError):
    """The input or the call is wrong."""

    kind = ErrorKind.INPUT


class NotFoundError(InputError):
    """What is named is not there."""

    kind = ErrorKind.NOT_FOUND


class AmbiguousError(InputError):
    """A name fits several things."""

    kind = ErrorKind.AMBIGUOUS


class TooMuchError(InputError):
    """More than a limit allows; the sentence names the limit."""

    kind = ErrorKind.TOO_MUCH


class BusyError(ZhizeError):
    """Enough is being done already, and no more is begun; another try a little later helps."""

    kind = ErrorKind.BUSY


class OperationError(ZhizeError):
    """This installation or its machine is at fault, not the input."""

    kind = ErrorKind.OURS


class DamagedError(OperationError):
    """A file that Zhize wrote is not what was written."""


class NotStoredError(OperationError):
    """The disk does not take what was to be written; nothing was changed."""


class MissingError(OperationError):
    """Something that must be there is not: a graph, a program, a folder that ships."""
