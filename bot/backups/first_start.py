"""The first start after a restoring: those who run the house hear what it may lack."""

from datetime import datetime
from functools import partial

from bot.data_dir import Folder
from handlers.clock import after_restoring
from handlers.house import House
from storage.db import Database


async def tell(db: Database, house: House, folder: Folder, now: datetime) -> None:
    """Tell them, where this is one; the mark goes once that is kept."""
    if folder.restored.exists():
        made_at = datetime.fromisoformat(folder.restored.read_text(encoding="ascii"))
        await db.write(partial(after_restoring.tell, house=house, made_at=made_at, now=now))
        house.pulse.restored_of = made_at
        folder.restored.unlink()
