"""Our bot without its tidy lane, for a comparison message by message: answered prompts keep their buttons."""

from typing import Any

from bot import __main__
from bot.dialogue import talking


async def _leave(*_: Any) -> None:
    """Leave the prompt as it is."""


if __name__ == "__main__":
    talking._settle = _leave  # noqa: SLF001 - the benchmark takes a part out; the product has no such switch
    __main__.main()
