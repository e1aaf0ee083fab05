"""What a page is asked for: in which language, of which day, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from api.answers.questions import Asking, House, Questions
from api.iri_addresses import origin, raw_path, written
from api.problems import ProblemError
from api.request_parameters import known_parameters
from api.site.form_fields import ChosenDay
from api.site.language import in_language, language_of, translations, without_language
from kg.bilingual import Language

if TYPE_CHECKING:
    from datetime import date

    from api.site.language import HasBoth
    from kg.register import Body

AS_OF: Final = "as_of"


@dataclass(frozen=True)
class PlainVisit:
    """One request for a page that is of no day; ``asking`` is None before there is a graph."""

    request: Request
    asking: Questions | None

    @property
    def language(self) -> Language:
        """Give the language of the page."""
        return language_of(self.path)

    @property
    def path(self) -> str:
        """Give the address that was asked for."""
        return str(self.request.scope["path"])

    @property
    def as_of(self) -> date | None:
        """Give the day that is asked about; without it, the present is."""
        return None

    @property
    def site(self) -> str:
        """Give what the address of the whole site begins with, as the client has it; nothing, where that is no host."""
        try:
            return origin(self.request)
        except ProblemError:
            return ""

    def url(self, path: str, **query: object) -> str:
        """Give the address of another page, in this language and of this day; what is None is left out."""
        asked = {name.rstrip("_"): value for name, value in query.items() if value is not None}
        if self.as_of is not None and AS_OF not in asked:
            asked[AS_OF] = self.as_of.isoformat()
        address, hash_, anchor = path.partition("#")
        return in_language(quote(address), self.language) + (f"?{urlencode(asked)}" if asked else "") + hash_ + anchor

    def undated(self, path: str) -> str:
        """Give the address of a page of no day in this language; a part that is escaped already stays as it is."""
        return in_language(written(path), self.language)

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Return what is asked of the page; a parameter that it does not know is none."""
        return known_parameters(self.request)

    @cached_property
    def elsewhere(self) -> str:
        """Give the address of this page in the other language; an escape in it stays one."""
        query = self.request.url.query
        if len(self.asked) < len(self.request.query_params.multi_items()):
            query = urlencode(self.asked)
        path = written(f"/{raw_path(self.request)}")
        return in_language(path, self.language.other) + (f"?{query}" if query else "")

    @property
    def here(self) -> str:
        """Give the address of this page without what is asked of it."""
        return in_language(quote(self.path), self.language)

    def of_day(self, day: date | None) -> str:
        """Give the address of this page as of another day, or of the present."""
        query = [(name, value) for name, value in self.asked if name != AS_OF]
        if day is not None:
            query.append((AS_OF, day.isoformat()))
        return self.here + (f"?{urlencode(query)}" if query else "")

    def instead(self, name: str, value: str | None) -> str:
        """Return the address of this page with another value of a parameter, or without it; the others stay."""
        query = [(one, value if one == name else said) for one, said in self.asked]
        given = [(one, said) for one, said in query if said is not None]
        return self.here + (f"?{urlencode(given)}" if given else "")

    def section(self, path: str) -> bool:
        """Tell whether the page belongs to the part of the site at a path."""
        here = without_language(self.path)
        return here == path or here.startswith(f"{path}/")

    def say(self, label: HasBoth) -> str:
        """Say what is known in both languages."""
        return label.zh if self.language is Language.ZH else label.en

    def words(self, words: str) -> str:
        """Give words of the pages in the language; they are written in Chinese in the code."""
        return translations(self.language).gettext(words)


@dataclass(frozen=True)
class Visit(PlainVisit):
    """One request for a page that answers questions, of a day or of the present."""

    asking: Questions

    @property
    def as_of(self) -> date | None:
        """Give the day that is asked about; without it, the present is."""
        return self.asking.as_of

    def name(self, body: Body) -> str:
        """Call a body as people do."""
        return body.short_name if self.language is Language.ZH else body.name_en


def plain_visit(request: Request) -> PlainVisit:
    """Give the visit to a page that is there before there is a graph."""
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 - create_app has put it there
    try:
        return PlainVisit(request, house.questions())
    except ProblemError as error:
        if error.status != HTTPStatus.SERVICE_UNAVAILABLE:
            raise
        return PlainVisit(request, None)


def _visit(request: Request, asking: Asking, as_of: ChosenDay = None) -> Visit:
    return Visit(request, asking if as_of is None else replace(asking, as_of=as_of))


Visiting = Annotated[Visit, Depends(_visit)]
"""The type of a route's parameter that visits."""
