"""The control API, `/sandbox/...`: what people do, what goes wrong, the clock and the bot's process.

Used by the page and by tests. Bodies are JSON; files come as multipart. A deed that
cannot be done is a 400 with {"error": ...}, an unknown person a 404.
"""

import asyncio
import contextlib
import functools
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import faults, live, people, views
from bot.sandbox.bot_api import updates
from bot.sandbox.bot_api.problem import ApiProblem
from bot.sandbox.faults import Fate, Faults
from bot.sandbox.machinery import Machinery
from bot.sandbox.people import SentFile
from bot.sandbox.travelling import Travel
from bot.sandbox.world import Json, Persona, World, add_person

Deed = Callable[[Request, World], Any]
_FIRST_NUMBER = 7_050_001
_SHOWN_IN_PLACE = ("image/jpeg", "image/png", "image/webp", "image/gif")


def _answering(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    @functools.wraps(deed)
    async def answer(request: Request) -> Response:
        try:
            result = deed(request, request.app.state.world)
            if inspect.isawaitable(result):
                result = await result
        except KeyError as error:
            return JSONResponse({"error": f"unknown: {error}"}, 404)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 400)
        except ApiProblem as problem:
            return JSONResponse({"error": problem.description}, problem.code)
        return result if isinstance(result, Response) else JSONResponse(result)

    return answer


def _state(request: Request, world: World) -> Json:
    travel: Travel | None = request.app.state.travel
    return views.state(world, request.app.state.machinery, travel.goal if travel else None)


def _people(_: Request, world: World) -> list[Json]:
    return views.people(world)


async def _new_person(request: Request, world: World) -> Json:
    given = await request.json()
    given.setdefault("id", max(world.people, default=_FIRST_NUMBER - 1) + 1)
    return views.person(world, add_person(world, Persona(**given)))


async def _messages(request: Request, world: World) -> list[Json]:
    after = int(request.query_params.get("after", 0))
    seconds = float(request.query_params.get("wait", 0))
    person = _person(request)
    with contextlib.suppress(TimeoutError):  # what the person wrote is there at once; the bot's is waited for
        await asyncio.wait_for(live.true(world, lambda: _answered(world, person, after)), seconds)
    return people.messages(world, person, after)


def _answered(world: World, person: int, after: int) -> bool:
    return world.closing or any(said["from"]["is_bot"] for said in people.messages(world, person, after))


async def _write(request: Request, world: World) -> list[Json]:
    return people.write(world, _person(request), (await request.json())["text"])


def _start(request: Request, world: World) -> list[Json]:
    return people.start(world, _person(request))


async def _send_files(request: Request, world: World) -> list[Json]:
    async with request.form(max_files=20) as form:
        photo = form.get("kind", "photo") == "photo"
        sent = [upload for upload in form.getlist("files") if isinstance(upload, UploadFile)]
        items = [SentFile(await upload.read(), upload.filename or "file", photo) for upload in sent]
        return people.files_of(world, _person(request), items, str(form.get("caption", "")))


async def _send(request: Request, world: World) -> Json:
    return people.send(world, _person(request), await request.json())


async def _press(request: Request, world: World) -> Json:
    given = await request.json()
    stale = bool(given.get("stale"))
    return {"query": people.press(world, _person(request), int(given["message_id"]), given["data"], stale=stale)}


async def _edit(request: Request, world: World) -> Json:
    given = await request.json()
    return people.edit(world, _person(request), int(given["message_id"]), given["text"])


def _stand(request: Request, world: World) -> Json:
    deeds = {"block": people.block, "unblock": people.unblock, "leave": people.leave, "seen": people.seen}
    person = _person(request)
    deeds[request.path_params["deed"]](world, person)
    return views.person(world, world.people[person])


def _file(request: Request, world: World) -> Response:
    stored = world.files[request.path_params["file"]]
    in_place = stored.mime in _SHOWN_IN_PLACE
    response = Response(stored.content, media_type=stored.mime if in_place else "application/octet-stream")
    if not in_place:
        response.headers["content-disposition"] = "attachment"  # the page names it
    response.headers["cache-control"] = "private, max-age=3600"
    return response


def _queue(_: Request, world: World) -> Json:
    return views.queue(world)


async def _redeliver(request: Request, world: World) -> Json:
    return {"again": updates.redeliver(world, world.bot(), int((await request.json())["count"]))}


async def _faults(request: Request, world: World) -> Json:
    if request.method == "POST":
        given = await request.json()
        given["script"] = faults.named(given.get("script", ()))
        given["only"] = tuple(given.get("only", ()))
        world.fate = Fate(Faults(**given))
    return asdict(world.fate.faults)


async def _limits(request: Request, world: World) -> Json:
    if request.method == "POST":
        given: dict[str, Any] = await request.json()
        for key in ("updates_kept", "query_kept", "deletable"):
            if key in given:
                given[key] = timedelta(seconds=given[key])
        world.limits = replace(world.limits, **given)
    shown = asdict(world.limits)
    return {key: value.total_seconds() if isinstance(value, timedelta) else value for key, value in shown.items()}


async def _clock(request: Request, _: World) -> Json:
    machinery, travel = _machinery(request), _travel(request)
    if request.method == "POST":
        match await request.json():
            case {"at": str(at)}:
                to = datetime.fromisoformat(at)
                if to.tzinfo is None:
                    raise ValueError("the instant needs its zone: 2025-12-05T08:30:00+07:00")
                await travel.to(to)
            case {"forward": seconds}:
                await travel.by(float(seconds))
            case {"next": True}:
                await travel.to_next()
            case {"stop": True}:
                travel.stop()
            case _:
                raise ValueError("say at, forward, next or stop")
    return views.clock(machinery, travel.goal)


async def _timeline(request: Request, _: World) -> Json:
    return await _machinery(request).timeline()


async def _bot(request: Request, world: World) -> Json:
    machinery = _machinery(request)
    if request.method == "POST":
        deeds = {"kill": [machinery.kill], "start": [machinery.start], "again": [machinery.kill, machinery.start]}
        for deed in deeds[(await request.json())["action"]]:
            await deed()
        world.tell({"kind": "machine"} | views.machine(machinery))
        if machinery.is_running():
            await machinery.tick()  # what fell due meanwhile, without waiting for the minute
    return views.machine(machinery)


def _live(_: Request, world: World) -> Response:
    return live.stream(world)


def _person(request: Request) -> int:
    return int(request.path_params["person"])


def _machinery(request: Request) -> Machinery:
    machinery: Machinery | None = request.app.state.machinery
    if machinery is None:
        raise HTTPException(404, "this server was started without a bot and a clock of its own")
    return machinery


def _travel(request: Request) -> Travel:
    travel: Travel = request.app.state.travel  # there wherever machinery is
    return travel


def _route(path: str, deed: Deed, *methods: str) -> Route:
    return Route(f"/sandbox/{path}", _answering(deed), methods=list(methods))


ROUTES = [
    _route("state", _state, "GET"),
    _route("people", _people, "GET"),
    _route("people", _new_person, "POST"),
    _route("people/{person:int}/messages", _messages, "GET"),
    _route("people/{person:int}/text", _write, "POST"),
    _route("people/{person:int}/start", _start, "POST"),
    _route("people/{person:int}/files", _send_files, "POST"),
    _route("people/{person:int}/message", _send, "POST"),
    _route("people/{person:int}/press", _press, "POST"),
    _route("people/{person:int}/edit", _edit, "POST"),
    _route("people/{person:int}/{deed:str}", _stand, "POST"),
    _route("files/{file}", _file, "GET"),
    _route("queue", _queue, "GET"),
    _route("redeliver", _redeliver, "POST"),
    _route("faults", _faults, "GET", "POST"),
    _route("limits", _limits, "GET", "POST"),
    _route("clock", _clock, "GET", "POST"),
    _route("timeline", _timeline, "GET"),
    _route("bot", _bot, "GET", "POST"),
    _route("live", _live, "GET"),
]
