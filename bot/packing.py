"""What was said, as JSON in the inbox: small, and free of any channel's words."""

import json
from dataclasses import asdict

from messages.said import Said
from messages.values import Attachment, FileKind


def packed(said: Said) -> str:
    """Give JSON of what was said, without what is empty."""
    return json.dumps({name: value for name, value in asdict(said).items() if value}, ensure_ascii=False)


def unpacked(body: str) -> Said:
    """Give what was said."""
    parts = json.loads(body)
    files = tuple(Attachment(**{**file, "kind": FileKind(file["kind"])}) for file in parts.pop("attachments", ()))
    return Said(**parts, attachments=files)
