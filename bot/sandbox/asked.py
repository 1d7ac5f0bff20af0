"""What the control API was asked, and how its answers and refusals travel."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments
from bot.sandbox.bodies import read_arguments
from bot.sandbox.faults import FaultBox
from bot.sandbox.people import NotPossibleError
from bot.sandbox.rules import ApiError

MOST_WAIT_SECONDS = 30.0
LOOK_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Asked(Arguments):
    """The arguments of a control call with the parts of its path."""

    path: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return int(self.path[name])

    def optional(self, name: str) -> int | None:
        return self.integer(name) if self.has(name) else None


Act = Callable[[Asked], Awaitable[Any]]


class Controlled(Protocol):
    """What the control API needs of the running sandbox."""

    api: BotApi
    faults: FaultBox

    def reset(self) -> None: ...


def gets(path: str, act: Act) -> web.RouteDef:
    return web.get(f"/control/{path}", _handler(act))


def posts(path: str, act: Act) -> web.RouteDef:
    return web.post(f"/control/{path}", _handler(act))


def deletes(path: str, act: Act) -> web.RouteDef:
    return web.delete(f"/control/{path}", _handler(act))


def _handler(act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Turns a value into JSON and a refusal into a 400 that says why."""

    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            arguments = await read_arguments(request)
            return web.json_response(await act(Asked(arguments.values, arguments.uploads, request.match_info)))
        except KeyError as error:
            reason = f"there is no {error.args[0]!r} here"
        except ApiError as error:
            reason = error.description
        except (NotPossibleError, ValueError, TypeError) as error:
            reason = str(error)
        return web.json_response({"error": reason}, status=400)

    return handler
