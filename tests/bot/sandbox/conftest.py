"""A running sandbox and somebody to talk to it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio

from bot.sandbox import Sandbox, start_sandbox
from tests.bot.sandbox.talking import TOKEN, Talk


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = await start_sandbox(token=TOKEN, flood=None)
    yield running
    await running.stop()


@pytest_asyncio.fixture
async def talk(sandbox: Sandbox) -> AsyncIterator[Talk]:
    async with aiohttp.ClientSession() as session:
        yield Talk(sandbox, session)
