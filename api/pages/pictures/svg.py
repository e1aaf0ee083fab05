"""SVG as it is written: elements, words that fit, colours that a page may change in the dark."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from kg.bilingual import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CHINESE: Final = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC"
FONTS: Final[Mapping[Language, str]] = MappingProxyType(
    {
        Language.ZH: f"{_CHINESE}, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif",
        Language.EN: f"Segoe UI, Helvetica Neue, Noto Sans, Arial, {_CHINESE}, sans-serif",
    }
)
"""The stacks of the style sheet."""
COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#1a2230",
        "soft": "#4d5a6b",
        "paper": "#ffffff",
        "tint": "#f3f6fa",
        "line": "#d5dce6",
        "lead": "#0b4a8f",
        "on-lead": "#ffffff",
        "shared": "#2a69ac",
        "on-shared": "#ffffff",
        "participant": "#cfe1f4",
        "on-participant": "#12263c",
        "responsible": "#7d4a00",
        "on-responsible": "#ffffff",
        "local": "#41613a",
        "on-local": "#ffffff",
        "open": "#f3f6fa",
        "on-open": "#1a2230",
    }
)
"""The light colours of the style sheet, by its names."""
SIZE: Final = 13
"""How large words are, unless told."""
_WIDE: Final = frozenset("WFA")
_NARROW: Final = 0.58
_UNFIT: Final = re.compile(
    r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""What cannot stand in XML, cannot be seen, or turns the direction of what follows."""


def clean(words: str) -> str:
    r"""Leave out what would break a picture.

    >>> clean("民政\u202e厅\x00")
    '民政厅'
    """
    return " ".join(_UNFIT.sub("", words).split())


def ems(words: str) -> float:
    """Tell about how wide words are, in the height of a character.

    >>> ems("民政厅"), round(ems("57"), 2)
    (3.0, 1.16)
    """
    return float(sum(1 if east_asian_width(one) in _WIDE else _NARROW for one in words))


def fit(words: str, most: float) -> str:
    """Cut words to a width in ems.

    >>> fit("四川省民政厅", 4), fit("民政厅", 4)
    ('四川省…', '民政厅')
    """
    words = clean(words[:2000])
    if ems(words) <= most:
        return words
    kept, width = "", 1.0
    for one in words:
        width += ems(one)
        if width > most:
            break
        kept += one
    return f"{kept.rstrip()}…"


def wrap(words: str, most: float, lines: int) -> list[str]:
    """Put words into lines of a width in ems; the last one is cut.

    >>> wrap("用于养老服务发展", 4, 2), wrap("用于养老服务发展的钱", 4, 2), wrap("at least 55 %", 5, 3)
    (['用于养老', '服务发展'], ['用于养老', '服务发…'], ['at least', '55 %'])
    """
    found: list[str] = []
    rest = clean(words[:2000])
    while ems(rest) > most and len(found) < lines - 1:
        at = next(end for end in range(len(rest), -1, -1) if ems(rest[:end]) <= most)
        space = rest.rfind(" ", 0, at + 1)
        if space > 0 and rest[:at].isascii():
            at = space
        at = max(at, 1)
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*found, fit(rest, most)]


def element(name: str, *content: str, **attributes: str | float | None) -> Markup:
    """Write an element; words in it are escaped, and an attribute that is None is left out.

    >>> print(element("text", "<b>", x=1.50, text_anchor="end"))
    <text x="1.5" text-anchor="end">&lt;b&gt;</text>
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), number(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(one) for one in content)
    if not inside:
        return Markup("<{}{}/>").format(name, written)
    return Markup("<{}{}>{}</{}>").format(name, written, inside, name)


def number(value: str | float) -> str:
    """Write a number with at most two decimals, the same on every machine."""
    if isinstance(value, str):
        return value
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def rect(x: float, y: float, width: float, height: float, fill: str, **more: str | float | None) -> Markup:
    """Draw a rectangle in a colour by its name."""
    return element("rect", x=x, y=y, width=width, height=height, **_filled(fill), **more)


def line(x1: float, y1: float, x2: float, y2: float, colour: str = "line", width: float = 1) -> Markup:
    """Draw a line."""
    return element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=COLOURS[colour], stroke_width=width, class_=f"stroke-{colour}"
    )


def text(x: float, y: float, words: str, *spans: Markup, fill: str = "ink", **more: str | float | None) -> Markup:
    """Write words, their left end on the line at ``x``, ``y``; ``spans`` follow them."""
    return element("text", clean(words), *spans, x=x, y=y, **_filled(fill), **more)


def badge(x: float, y: float, size: float, letter: str, role: str, width: float | None = None) -> Markup:
    """Draw a role as its letter on its colour, as pages do."""
    wide = size if width is None else width
    edge = {"stroke": COLOURS["soft"], "stroke_dasharray": "2 2"} if role == "open" else {}
    letters = min(size * 0.66, wide * 0.86)
    return rect(x, y, wide, size, role, rx=2, **edge) + text(
        x + wide / 2, y + size / 2 + letters * 0.37, letter, fill=f"on-{role}", text_anchor="middle", font_size=letters
    )


def group(*content: str, **attributes: str | float | None) -> Markup:
    """Put elements together."""
    return element("g", *content, **attributes)


def picture(
    name: str, size: tuple[float, float], title: str, description: str, language: Language, parts: Iterable[Markup]
) -> Markup:
    """Make a picture of a size, with a title and a description for those who cannot see it."""
    width, height = size
    told = element("title", clean(title), id=f"{name}-title"), element("desc", clean(description), id=f"{name}-told")
    return element(
        "svg",
        *told,
        rect(0, 0, width, height, "paper"),
        *parts,
        **{"xmlns": "http://www.w3.org/2000/svg", "xml:lang": language.tag},
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-told",
        font_family=FONTS[language],
        font_size=SIZE,
        class_=name,
    )


def _filled(colour: str) -> dict[str, str]:
    return {"fill": COLOURS[colour], "class_": f"fill-{colour}"}
