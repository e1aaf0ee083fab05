"""Find the body that a person means by a name, or say who else could be meant."""

from __future__ import annotations

from kg.errors import InputError, shown
from kg.register import Ambiguous, Body, Found, Register


class UnknownOrganization(InputError):  # noqa: N818 - part of the interface
    """Tell that no body has this name; ``nearest`` are names like it."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        self.name = name
        self.nearest = nearest
        mend = f"did you mean {', '.join(nearest)}" if nearest else "see zhize query organizations"
        super().__init__(f"no organization is called {shown(name)!r}", None, mend)


class AmbiguousOrganization(InputError):  # noqa: N818 - part of the interface
    """Tell that several bodies share this name; ``candidates`` are in protocol order."""

    def __init__(self, name: str, candidates: tuple[Body, ...]) -> None:
        self.name = name
        self.candidates = candidates
        choices = ", ".join(f"{body.name} ({body.id})" for body in candidates)
        super().__init__(f"several organizations are called {shown(name)!r}", None, f"give the id of one of {choices}")


def resolve_organization(register: Register, name: str) -> Body:
    """Give the one body with this id, official name or alias.

    Raises :class:`UnknownOrganization` or :class:`AmbiguousOrganization`.
    """
    answer = register.resolve(name.strip())
    if isinstance(answer, Found):
        return answer.organization
    if isinstance(answer, Ambiguous):
        raise AmbiguousOrganization(name, answer.candidates)
    raise UnknownOrganization(name, answer.nearest)
