"""Every setting is explained, in .env.example and in the README, and nothing else is."""

import re

from bot.settings import Settings
from tests.house.sources import text

SETTINGS = {f"DAUMOI_{field.upper()}": field for field in Settings.model_fields}


def test_the_example_explains_every_setting():
    found = re.findall(r"^#? ?(DAUMOI_\w+)=", text(".env.example"), re.MULTILINE)

    assert sorted(found) == sorted(SETTINGS)


def test_the_example_shows_every_default():
    shown = dict(re.findall(r"^#? ?(DAUMOI_\w+)=(.*)$", text(".env.example"), re.MULTILINE))

    assert shown == {setting: _default(field) for setting, field in SETTINGS.items()}


def _default(field: str) -> str:
    default = Settings.model_fields[field].default
    return "" if default is None else str(default)


def test_the_readme_lists_every_setting():
    listed = re.findall(r"^\| `(DAUMOI_\w+)` \| `?([^|`]*?)`? \|", text("README.md"), re.MULTILINE)

    assert dict(listed) == {setting: _default(field) for setting, field in SETTINGS.items()}


def test_the_example_can_be_used_as_it_stands():
    used = re.sub(r"^# (?=DAUMOI_)", "", text(".env.example"), flags=re.MULTILINE)
    values = dict(re.findall(r"^DAUMOI_(\w+)=(.+)$", used, re.MULTILINE))

    read = Settings(_env_file=None, **{name.lower(): value for name, value in values.items()})

    assert {field: getattr(read, field) for field in Settings.model_fields} == {
        field: known.default for field, known in Settings.model_fields.items()
    }
