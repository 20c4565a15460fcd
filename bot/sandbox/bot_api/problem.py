"""An error as the Bot API answers it: its number, its words, and what a client may do about it."""

from typing import Any


class ApiProblem(Exception):  # noqa: N818 - an answer of the server, not a failure of it
    """The request is refused. `retry_after` is in seconds, 0 for none."""

    def __init__(self, code: int, description: str, *, retry_after: int = 0) -> None:
        """Say it as Telegram does: clients tell errors apart by these words."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def envelope(self) -> dict[str, Any]:
        """Give the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad(what: str) -> ApiProblem:
    """Give a 400."""
    return ApiProblem(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiProblem:
    """Give a 403."""
    return ApiProblem(403, f"Forbidden: {what}")


def too_many(seconds: int) -> ApiProblem:
    """Give a 429."""
    return ApiProblem(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
