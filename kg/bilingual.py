"""Words in Chinese and in English, and the choice between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of what Zhize says, by its code."""

    ZH = "zh"
    EN = "en"

    @property
    def tag(self) -> str:
        """Return the tag for ``lang``: without the script, Chinese may be shown in Japanese shapes.

        >>> Language.ZH.tag, Language.EN.tag
        ('zh-Hans', 'en')
        """
        return "zh-Hans" if self is Language.ZH else "en"

    @property
    def other(self) -> Language:
        """Return the other language."""
        return Language.EN if self is Language.ZH else Language.ZH

    @classmethod
    def of_locale(cls, locale: str) -> Language:
        """Return the language of a POSIX locale such as ``zh_CN.UTF-8``: Chinese for ``zh``, else English.

        >>> Language.of_locale("zh_CN.UTF-8"), Language.of_locale("C.UTF-8"), Language.of_locale("zhuang")
        (<Language.ZH: 'zh'>, <Language.EN: 'en'>, <Language.EN: 'en'>)
        """
        name = locale.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0]
        return cls.ZH if name.lower() == cls.ZH.value else cls.EN


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English.

    >>> Text("牵头", "lead").in_language(Language.EN)
    'lead'
    """

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words in a language."""
        return self.zh if language is Language.ZH else self.en


def joined(texts: Iterable[Text]) -> Text | None:
    """Return sentences put after each other; ``None`` when there is none."""
    found = list(texts)
    return Text("".join(one.zh for one in found), " ".join(one.en for one in found)) if found else None
