"""A plan as it is written in its file: the members of a group once, in short, under the group."""

from pydantic import Field

from plans.parts import Part, Words
from plans.schema import Plan, PlanBody
from plans.units import CODE, Group, Unit, UnitKind


class GroupMember(Part):
    """One member of a group. `rank` stands before its name ("tỉnh", "thành phố"); `name` where it is not made."""

    code: str = Field(pattern=CODE)
    short: str = Field(min_length=1, max_length=40)
    rank: str = ""
    name: str = ""
    aliases: tuple[Words, ...] = ()
    merged_from: tuple[Words, ...] = ()
    official_code: str = ""
    address: str = ""


class WrittenGroup(Part):
    """A group: `member_name` and `member_aliases` are made for each member, from its {rank} and {short}."""

    code: str = Field(pattern=CODE)
    name: Words
    kind: UnitKind
    member_name: Words
    member_aliases: tuple[Words, ...] = ()
    members: tuple[GroupMember, ...] = Field(min_length=1)

    def units(self) -> tuple[Unit, ...]:
        """Give the members as units."""
        return tuple(
            Unit(
                code=member.code,
                short=member.short,
                name=member.name or filled(self.member_name, member.rank, member.short),
                kind=self.kind,
                aliases=(*member.aliases, *(filled(alias, member.rank, member.short) for alias in self.member_aliases)),
                merged_from=member.merged_from,
                official_code=member.official_code,
                address=member.address,
            )
            for member in self.members
        )


class WrittenPlan(PlanBody):
    """The whole file."""

    units: tuple[Unit, ...] = ()
    groups: tuple[WrittenGroup, ...] = ()

    def expanded(self) -> Plan:
        """Give the plan as it runs, each group's members among its units."""
        body = {name: getattr(self, name) for name in PlanBody.model_fields}
        members = tuple(unit for group in self.groups for unit in group.units())
        groups = tuple(
            Group(code=group.code, name=group.name, members=tuple(member.code for member in group.members))
            for group in self.groups
        )
        return Plan(**body, units=(*self.units, *members), groups=groups)


def filled(pattern: str, rank: str, short: str) -> str:
    """Fill a pattern of a group for one member."""
    return " ".join(pattern.replace("{rank}", rank).replace("{short}", short).split())
