"""Who may: sets of roles."""

from typing import Final

from storage.members.people import Role

OFFICIALS: Final = frozenset({Role.OFFICIAL})


COORDINATORS: Final = frozenset({Role.COORDINATOR})


OFFICE: Final = frozenset({Role.COORDINATOR, Role.LEADER})


ADMINS: Final = frozenset({Role.ADMIN})


EVERYONE: Final = frozenset(Role)
