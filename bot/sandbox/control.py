"""The control API that looks and tunes: state, clock, banner, faults, limits, what was accepted and called."""

import asyncio
import dataclasses
from collections import Counter
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.asked import LOOK_SECONDS, MOST_WAIT_SECONDS, Asked, Controlled, deletes, gets, posts
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.flood import FloodGate, FloodLimits
from bot.sandbox.telling import clock_told, instant, messages_told, query_told, state_told


class Control:
    def __init__(self, sandbox: Controlled) -> None:
        self._sandbox = sandbox

    @property
    def _api(self) -> BotApi:
        return self._sandbox.api

    def routes(self) -> list[web.RouteDef]:
        return [
            gets("state", self.state),
            gets("clock", self.clock),
            gets("faults", self.faults),
            gets("accepted", self.accepted),
            gets("calls", self.calls),
            gets("updates", self.updates),
            gets("chats/{chat}/messages", self.messages),
            gets("presses/{query}", self.pressed),
            gets("inline/{query}", self.inline),
            posts("reset", self.reset),
            posts("clock", self.set_clock),
            posts("banner", self.set_banner),
            posts("faults", self.inject),
            posts("flood", self.set_flood),
            posts("updates", self.add_update),
            deletes("faults", self.heal),
        ]

    async def state(self, asked: Asked) -> Any:
        return state_told(self._api, newest=asked.optional("messages"))

    async def reset(self, _asked: Asked) -> Any:
        self._sandbox.reset()
        return {}

    async def clock(self, _asked: Asked) -> Any:
        return clock_told(self._api.world)

    async def set_clock(self, asked: Asked) -> Any:
        clock = self._api.world.clock
        if asked.flag("real"):
            clock.release()
        if asked.has("now"):
            clock.set(datetime.fromisoformat(asked.text("now")))
        if asked.has("advance_seconds"):
            clock.advance(float(asked.text("advance_seconds")))
        told = clock_told(self._api.world)
        self._api.world.tell("clock", {})
        return told

    async def set_banner(self, asked: Asked) -> Any:
        self._api.world.banner = asked.text("text")
        self._api.world.tell("banner", {"text": self._api.world.banner})
        return {}

    async def faults(self, _asked: Asked) -> Any:
        waiting = [dataclasses.asdict(fault) for fault in self._sandbox.faults.waiting]
        return {"waiting": waiting, "taken": self._sandbox.faults.taken}

    async def inject(self, asked: Asked) -> Any:
        given = dict(asked.values)
        given["kind"] = FaultKind(str(given.pop("kind", "")))
        fault = Fault(**given)
        self._sandbox.faults.inject(fault)
        return dataclasses.asdict(fault)

    async def heal(self, _asked: Asked) -> Any:
        self._sandbox.faults.clear()
        return {}

    async def set_flood(self, asked: Asked) -> Any:
        off = asked.values.get("off") is True
        self._api.gate = FloodGate(None if off else FloodLimits(**asked.values))
        return {"limits": None if off else asked.values}

    async def accepted(self, asked: Asked) -> Any:
        """With `at_least` and `wait_seconds` it answers as soon as that many were accepted, or the time is over."""
        left_seconds = min(float(asked.text("wait_seconds") or 0), MOST_WAIT_SECONDS)
        while len(self._api.world.accepted) < asked.integer("at_least") and left_seconds > 0:
            await asyncio.sleep(LOOK_SECONDS)
            left_seconds -= LOOK_SECONDS
        every = self._api.world.accepted
        by_chat = Counter(str(one.chat_id) for one in every)
        told = [dataclasses.asdict(one) | {"at": instant(one.at)} for one in every[asked.integer("since") :]]
        return {"count": len(every), "by_chat": by_chat, "accepted": told}

    async def calls(self, asked: Asked) -> Any:
        every = self._api.world.calls
        by_code = Counter(str(call.code) for call in every)
        told = [dataclasses.asdict(call) | {"at": instant(call.at)} for call in every[asked.integer("since") :]]
        return {"count": len(every), "by_code": by_code, "calls": told}

    async def updates(self, _asked: Asked) -> Any:
        return {"pending": [update.json() for update in self._api.world.updates.pending]}

    async def add_update(self, asked: Asked) -> Any:
        payload = asked.parsed("payload", "payload")
        if not isinstance(payload, dict):
            raise ValueError("an update needs a kind and a payload, the object under that kind's name")
        return {"update_id": self._api.world.updates.add(asked.text("kind"), payload)}

    async def messages(self, asked: Asked) -> Any:
        chat_id = asked.number("chat")
        if chat_id not in self._api.world.chats:
            raise ValueError(f"there is no chat {chat_id}")
        return {"messages": messages_told(self._api.world, chat_id, newest=asked.optional("messages"))}

    async def pressed(self, asked: Asked) -> Any:
        return query_told(self._api.world.callbacks[asked.path["query"]])

    async def inline(self, asked: Asked) -> Any:
        return dataclasses.asdict(self._api.world.inline_queries[asked.path["query"]])
