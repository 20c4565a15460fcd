"""Turn the text of a YAML file into plain lists, mappings and text, and remember the lines.

YAML is composed into nodes, not loaded: nothing of the file is ever run, and every
scalar stays the text that was typed, so that task 1.10 is not the number 1.1 and a
unit called NO is not "false". Anchors and aliases are refused, and depth is bounded,
so that no small file grows large in memory.
"""

from typing import Any

import yaml

from plans.problems import Lines, Path, PlanProblems, Problem

DEEPEST = 12  # a plan needs five
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_STANDARD + kind for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")}
_NULL = f"{_STANDARD}null"


def compose(text: str) -> tuple[Any, Lines, list[Problem]]:
    """Give the values, the lines, and what is wrong with single nodes. Raise PlanProblems for the whole."""
    try:
        _bounded(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise PlanProblems((Problem(line, "", "planfile.not_yaml", {"detail": error.problem or ""}),)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise PlanProblems((Problem(line, "", "planfile.not_text"),)) from None
    lines, problems = Lines(), list[Problem]()
    if node is None:
        raise PlanProblems((Problem(0, "", "planfile.empty"),))
    return _value(node, (), lines, problems), lines, problems


def _bounded(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        anchor = getattr(event, "anchor", None)
        if anchor:
            raise PlanProblems((Problem(_line(event), "", "planfile.anchor", {"anchor": anchor}),))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise PlanProblems((Problem(_line(event), "", "planfile.too_deep", {"deepest": DEEPEST}),))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _value(node: yaml.Node, path: Path, lines: Lines, problems: list[Problem]) -> Any:
    lines.put(path, node.start_mark.line + 1)
    if node.tag not in _PLAIN_TAGS:
        problems.append(lines.problem(path, "planfile.tag", tag=node.tag))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), lines, problems) for place, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, problems)
    return None if node.tag == _NULL else node.value


def _mapping(node: yaml.MappingNode, path: Path, lines: Lines, problems: list[Problem]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(key.start_mark.line + 1, "", "planfile.field_name"))
            continue
        place = (*path, key.value)
        if key.value in fields:
            line = key.start_mark.line + 1
            problems.append(Problem(line, lines.problem(place, "").field, "planfile.twice", {"first": lines.of(place)}))
            continue
        fields[key.value] = _value(value, place, lines, problems)
        lines.put(place, key.start_mark.line + 1)
    return fields
