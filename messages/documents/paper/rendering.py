"""Fill a template of Word, and say in words what is wrong with one that an office has edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

_TO_FILL: Final = "…]"
_WRONG: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)  # of what is written in a tag
_CHART_WIDTH: Final = Mm(160)


class UnusableTemplateError(ValueError):
    """A template that cannot be filled; `key` and `facts` word why."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, and how many places a person has to fill."""

    file: bytes
    to_fill: int


def render(template: bytes, fields: Mapping[str, Any], chart: bytes | None = None) -> Rendered:
    """Fill a template; `chart` is a PNG that stands in the field of this name. Raise UnusableTemplateError."""
    document = _opened(template)
    environment = _environment()
    image = None if chart is None else InlineImage(document, BytesIO(chart), width=_CHART_WIDTH)
    try:
        document.render({**fields, "chart": image}, environment, autoescape=True)
    except TemplateSyntaxError as why:
        raise UnusableTemplateError("template.broken", why=str(why)) from why
    except (TemplateError, *_WRONG) as why:
        raise UnusableTemplateError("template.unfilled", why=str(why)) from why
    file = BytesIO()
    document.save(file)
    return Rendered(file.getvalue(), _to_fill(document))


def check(template: bytes, example: Mapping[str, Any]) -> None:
    """Fill a template with examples, for a field that nothing fills shows only then. Raise UnusableTemplateError."""
    document = _opened(template)
    try:
        unknown = sorted(document.get_undeclared_template_variables(_environment()) - example.keys())
    except TemplateSyntaxError as why:
        raise UnusableTemplateError("template.broken", why=str(why)) from why
    if unknown:
        raise UnusableTemplateError("template.unknown", fields=", ".join(unknown))
    render(template, example)


def _environment() -> SandboxedEnvironment:
    """What an office writes into a template is run: in a sandbox, and nothing it names may be missing."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _opened(template: bytes) -> DocxTemplate:
    try:
        with ZipFile(BytesIO(template)) as archive:
            if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
                raise UnusableTemplateError("template.macro")
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
    except (BadZipFile, KeyError, ValueError, ExpatError) as why:
        if isinstance(why, UnusableTemplateError):
            raise
        raise UnusableTemplateError("template.no_document") from why
    return document


def _to_fill(document: DocxTemplate) -> int:
    """Count the places left in yellow."""
    texts = [text.text or "" for text in document.docx.element.body.iter("{*}t")]
    return sum(text.count(_TO_FILL) for text in texts)
