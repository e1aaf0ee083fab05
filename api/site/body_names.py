"""What bodies are called on pages, and in which order they stand."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.bilingual import Language
from kg.register import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.site.visit import Visit
    from kg.register import Body

UNREGISTERED: Final = "unregistered"
GROUP: Final = "group"
KINDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "department": ("省级部门", "Departments of the province"),
        "public-institution": ("事业单位", "Public institutions"),
        "central-agency-branch": ("中央驻川单位", "Branches of central agencies"),
        "mass-organization": ("群团组织", "Mass organisations"),
        "enterprise": ("企业", "Enterprises"),
        GROUP: ("单位集合", "Groups of bodies"),
        "local-government": ("地方人民政府", "Local governments"),
        UNREGISTERED: ("未登记的单位", "Bodies not in the register"),
    }
)
"""What each kind of body is called, in Chinese and in English, in the order of the pages."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body as pages name it: ``name`` in the language of the page, ``lang`` where that is another one."""

    id: str
    name: str
    official: str
    kind: str
    lang: str | None = None
    short: str | None = None

    @property
    def brief(self) -> str:
        """Call it in few words, where there is little room."""
        return self.short or self.name


def kind_of(body: Body) -> str:
    """Tell of which kind a body is."""
    return GROUP if isinstance(body, Group) else body.kind.value


def kind_name(kind: str, language: Language) -> str:
    """Call a kind of body."""
    return KINDS[kind][language is Language.EN]


def named(body: Body, language: Language) -> Named:
    """Name a body of the register."""
    if language is Language.ZH:
        return Named(body.id, body.short_name, body.name, kind_of(body))
    return Named(body.id, body.name_en, body.name, kind_of(body), short=min(body.names_en, key=len, default=None))


def body_named(identity: str, visit: Visit) -> Named:
    """Name a body by its id: one of the register, or one that only a text names."""
    known = {body.id: body for body in visit.asking.register.bodies}
    if identity in known:
        return named(known[identity], visit.language)
    for row in visit.asking.rows("counts-by-body-and-role", organization=iri_of(visit, identity)):
        name = str(row["name"])
        return Named(identity, name, name, UNREGISTERED, None if visit.language is Language.ZH else "zh-Hans")
    name = identity.removeprefix(f"{UNREGISTERED}-")
    return Named(identity, name, name, UNREGISTERED)


def in_order(identities: Iterable[str], visit: Visit) -> list[Named]:
    """Name bodies and put them in protocol order by kind; those that the register does not know come last."""
    wanted = set(identities)
    known = [named(body, visit.language) for body in visit.asking.register.bodies if body.id in wanted]
    others = [body_named(identity, visit) for identity in sorted(wanted - {body.id for body in known})]
    return sorted([*known, *others], key=lambda body: [*KINDS].index(body.kind))


def iri_of(visit: Visit, identity: str) -> str:
    """Give the IRI of a body by its id."""
    return f"{visit.asking.snapshot.manifest.base_iri}organization/{identity}"
