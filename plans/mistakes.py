"""Name what pydantic found wrong in our own terms: line, field, what is expected there."""

from collections.abc import Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from plans.notices import Closing, Digests, Limits, Notice
from plans.parts import (
    KEY,
    MONTH,
    PLAN_CODE,
    Addressees,
    Correction,
    Deadline,
    Form,
    Indicator,
    LegalReference,
    Phase,
    Recurrence,
    Remark,
    Target,
    Task,
    Window,
)
from plans.problems import Lines, Path, Problem
from plans.units import CODE, Unit
from plans.written import GroupMember, WrittenGroup, WrittenPlan

_SAME_WITHIN = 70  # of 100: "slogan" for "slogans", "lable" for "label"
_EXAMPLES = {CODE: "BNG", PLAN_CODE: "HP24", KEY: "15.5a", MONTH: "2025-12"}
_SHAPES = {
    "string_type": "planfile.text_wanted",
    "tuple_type": "planfile.list_wanted",
    "model_type": "planfile.mapping_wanted",
    "model_attributes_type": "planfile.mapping_wanted",
    "bool_parsing": "planfile.yes_no_wanted",
    "bool_type": "planfile.yes_no_wanted",
    "int_parsing": "planfile.number_wanted",
    "int_type": "planfile.number_wanted",
    "int_from_float": "planfile.number_wanted",
    "int_parsing_size": "planfile.number_wanted",
    "greater_than": "planfile.number_wanted",
    "greater_than_equal": "planfile.number_wanted",
    "less_than_equal": "planfile.number_wanted",
    "time_parsing": "planfile.hour_wanted",
    "time_type": "planfile.hour_wanted",
    "day": "planfile.day_wanted",
    "one_day": "planfile.one_day_wanted",
}
_PARTS: dict[str, type[BaseModel]] = {
    "phases": Phase, "units": Unit, "groups": WrittenGroup, "members": GroupMember, "tasks": Task, "forms": Form,
    "indicators": Indicator, "deadline": Deadline, "addressees": Addressees, "calendar": Notice, "closings": Closing,
    "digests": Digests, "limits": Limits,
    "legal": LegalReference, "corrections": Correction, "remarks": Remark, "window": Window,
    "recurs": Recurrence, "target": Target,
}  # fmt: skip


def named(error: ValidationError, lines: Lines) -> list[Problem]:
    """Give a problem for each thing pydantic found."""
    return [_problem(details, lines) for details in error.errors(include_url=False)]


def nearest(typed: str, known: Sequence[str]) -> str:
    """Give the known word most like what was typed; empty if none is."""
    found = process.extractOne(typed, known, score_cutoff=_SAME_WITHIN)
    return found[0] if found else ""


def _problem(details: ErrorDetails, lines: Lines) -> Problem:
    path, kind, context = details["loc"], details["type"], details.get("ctx", {})
    typed = _shown(details["input"])
    facts: dict[str, object]
    match kind:
        case "missing":
            because, facts = "planfile.field_missing", {"name": path[-1]}
        case "extra_forbidden":
            because, facts = _unknown_field(path)
        case "enum":
            because, facts = "planfile.not_one_of", {"expected": str(context["expected"]).replace(" or ", ", ")}
        case "string_too_long":
            because, facts = "planfile.too_long", {"most": context["max_length"], "length": len(str(details["input"]))}
        case "string_too_short" | "too_short":
            because, facts = "planfile.nothing_in_it", {}
        case "string_pattern_mismatch":
            because, facts = "planfile.pattern", {"example": _EXAMPLES[context["pattern"]], "typed": typed}
        case _:
            because, facts = _SHAPES.get(kind, "planfile.wrong"), {"typed": typed}
    return lines.problem(path, because, **facts)


def _unknown_field(path: Path) -> tuple[str, dict[str, object]]:
    holders = [part for part in path[:-1] if isinstance(part, str)]
    model = _PARTS.get(holders[-1], WrittenPlan) if holders else WrittenPlan
    like = nearest(str(path[-1]), list(model.model_fields))
    if like:
        return "planfile.field_unknown_like", {"name": path[-1], "like": like}
    return "planfile.field_unknown", {"name": path[-1], "known": ", ".join(model.model_fields)}


def _shown(typed: object) -> str:
    """Show what was typed, as far as a line of text can."""
    if typed is None:
        return ""
    text = str(typed) if isinstance(typed, (str, int, float)) else "..."
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - a line of a terminal
