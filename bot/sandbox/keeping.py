"""The sandbox's chats in a file, so that `--keep DIR` goes on where it was left."""

import pickle
from dataclasses import replace
from pathlib import Path

from bot.sandbox.world import World


def save(world: World, path: Path) -> None:
    """Keep people, chats and files; whoever waits for something is not kept."""
    bots = {token: replace(bot, poll=None, wake=set()) for token, bot in world.bots.items()}
    made = path.with_suffix(".new")
    made.write_bytes(pickle.dumps((world.people, bots, world.files, world.files_by_path)))
    made.rename(path)


def load(world: World, path: Path) -> bool:
    """Put what was kept into a new world; False where nothing was."""
    if not path.exists():
        return False
    # the file lies in the folder of whoever starts the sandbox, and was written by `save`
    kept = pickle.loads(path.read_bytes())  # noqa: S301 - our own file, see above
    world.people, world.bots, world.files, world.files_by_path = kept
    return True
