"""`make bench`: run every benchmark and print its table; with names (served, latency, large, ...) only those."""

import asyncio
import sys

from benchmarks import (
    backups,
    documents,
    floods,
    grammars,
    large,
    latency,
    lists,
    picture,
    rehearsed,
    searches,
    served,
    stalls,
    unseen,
)


def _served() -> None:
    found = served.measure()
    for with_edits in (False, True):
        names = [runner.name for runner in served.RUNNERS if runner.name.endswith("edits") == with_edits]
        mine = found[names[0]]
        print(f"{'':40}{'a second':>10}{'ratio':>8}{'CPU, ms':>10}{'ratio':>8}{'MiB':>8}{'edits':>8}")
        for name in names:
            one = found[name]
            print(
                f"{name:40}{one.speed:10.0f}{mine.speed / one.speed:8.2f}{one.cpu:10.2f}{mine.cpu / one.cpu:8.2f}"
                f"{one.memory:8.0f}{one.edits:8.2f}"
            )


def _latency() -> None:
    waits = latency.measure()
    print(f"{waits.speed:.1f} messages a second: p50 {waits.median * 1000:.0f} ms, p99 {waits.worst * 1000:.0f} ms")


def _large() -> None:
    for one in large.measure():
        commands = ", ".join(f"{command} {wait * 1000:.0f} ms" for command, wait in one.commands.items())
        print(
            f"{one.people} people, {one.entries} entries (filled in {one.filled:.0f} s): {one.memory:.0f} MiB,"
            f" start to first reply {one.start:.2f} s, {commands}, a message of an entry {one.step * 1000:.0f} ms"
        )
    few, *_ = steps = large.steps()
    for step in steps:
        print(
            f"beside {step.results} results of the unit's task: a message of an entry {step.message * 1000:.1f} ms"
            f" (ratio {step.message / few.message:.2f}), the sending {step.send * 1000:.1f} ms"
            f" ({step.send / few.send:.2f}), CPU a message {step.cpu * 1000:.1f} ms ({step.cpu / few.cpu:.2f})"
        )


def _search() -> None:
    all_ = searches.measure()
    print(
        f"{searches.RESULTS} results (filled in {all_.filled:.0f} s), {len(all_.found)} queries:"
        f" p50 {all_.middle * 1000:.1f} ms, p99 {all_.worst * 1000:.1f} ms;"
        f" CPU p50 {all_.cpu * 1000:.1f} ms, p99 {all_.worst_cpu * 1000:.1f} ms"
    )
    for one in sorted(all_.found, key=lambda one: -one.cpu):
        print(f"{one.typed:44}{one.middle * 1000:8.1f} ms, CPU {one.cpu * 1000:6.1f} ms, {one.found} results")


def _lists() -> None:
    for one in lists.measure():
        cpu = f", CPU {one.cpu * 1000:6.1f} ms" if one.cpu else ""
        print(f"{one.asked:48}{one.middle * 1000:8.1f} ms{cpu}")


def _documents() -> None:
    for one in documents.measure():
        print(
            f"{one.what:28}{one.seconds:7.1f} s, CPU {one.cpu:6.1f} s,{one.memory:6.0f} MiB at most,"
            f" {one.size / 2**20:7.1f} MiB written; an official waits p99 {one.waits * 1000:5.0f} ms",
            flush=True,
        )


def _backups() -> None:
    print(f"{'':32}{'seconds':>9}{'CPU, s':>9}{'ratio':>8}{'MiB':>8}{'MB':>8}")
    peers: list[backups.Timed] = []
    for nth, one in enumerate(backups.measure()):
        peers.append(one)
        peer = peers[one.what.startswith("restore") or "unpacked" in one.what]  # tar, or tar unpacked
        ratio = one.cpu / peer.cpu if nth else 1.0
        print(
            f"{one.what:32}{one.seconds:9.1f}{one.cpu:9.1f}{ratio:8.1f}{one.memory:8.0f}{one.size / 1e6:8.0f}",
            flush=True,
        )


def _floods() -> None:
    for one in floods.measure():
        print(
            f"{one.what:34}p50 {one.median * 1000:5.0f} ms, p99 {one.worst * 1000:5.0f} ms,"
            f" {one.before:.0f} MiB before it, {one.memory:.0f} at most, {one.notices} messages to an admin",
            flush=True,
        )


def _grammars() -> None:
    print(f"{'':26}{'right':>8}{'asked':>8}{'wrong':>8}{'doubtful':>10}{'guessed':>9}")
    for name, one in grammars.measure().items():
        if isinstance(one, str):
            print(f"{name:26}{one}")
        else:
            print(f"{name:26}{one.right:8}{one.asked:8}{one.wrong:8}{one.doubtful:10}{one.guessed:9}")


def _picture() -> None:
    for plan, (cold, cpu, warm) in asyncio.run(picture.measure()).items():
        print(f"{plan}: {cold:.2f} s in a fresh process (CPU {cpu:.2f} s), {warm:.2f} s in one that runs")


def _rehearsed() -> None:
    for one in rehearsed.measure():
        print(f"{one.name:26}{one.seconds:8.1f} s{one.memory:8.0f} MiB")


def _stalls() -> None:
    for what, seconds, worst in stalls.measure():
        print(f"{what:28}{seconds:8.1f} s, the loop held up {worst * 1000:5.0f} ms at most", flush=True)


def _unseen() -> None:
    print(f"{'':16}" + "".join(f"{kind:>10}" for kind in unseen.KINDS))
    for table, parts in unseen.measure().items():
        for part, counts in parts.items():
            print(f"{table + ', ' + part:16}" + "".join(f"{counts[kind]:10}" for kind in unseen.KINDS))


def _not_right() -> None:
    print("\n".join(unseen.not_right()))


def main() -> None:
    every = {
        "served": _served,
        "latency": _latency,
        "large": _large,
        "search": _search,
        "lists": _lists,
        "stalls": _stalls,
        "documents": _documents,
        "backups": _backups,
        "floods": _floods,
        "grammars": _grammars,
        "unseen": _unseen,
        "picture": _picture,
        "rehearsed": _rehearsed,
    }
    for name in sys.argv[1:] or every:
        print(f"\n{name}")
        {**every, "not-right": _not_right}[name]()


if __name__ == "__main__":
    main()
