"""`make bench`: run every benchmark and print its table."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import messages_served


def main() -> None:
    with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:  # here, not in memory: what counts is the disk
        speeds, peer, statements = messages_served.measure(Path(folder))
    print(f"messages served, each durable, {statements:.0f} statements a message")
    print(f"{'':24}{'a second':>10}{'ratio':>8}")
    print(f"{'plain sqlite3, replayed':24}{peer:10.0f}{1:8.2f}")
    for batch, speed in speeds.items():
        print(f"{f'the bot, {batch} at once':24}{speed:10.0f}{speed / peer:8.2f}")


if __name__ == "__main__":
    main()
