"""The sandbox as a process of its own."""

import asyncio
import sys

import aiohttp

from tests.bot.sandbox.talking import TOKEN


async def test_it_prints_its_address_serves_and_stops_when_told() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", "--token", TOKEN, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as session, session.get(f"{url}/bot{TOKEN}/getMe") as response:
            assert (await response.json())["result"]["id"] == 4242
    finally:
        process.terminate()
        async with asyncio.timeout(10):
            code = await process.wait()
    assert code == 0


async def test_a_wrong_token_is_one_clear_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", "--token", "nonsense", stderr=asyncio.subprocess.PIPE
    )
    _, complaint = await process.communicate()
    assert process.returncode == 1
    assert complaint.decode() == (
        "the sandbox cannot start: a bot token is digits, a colon and letters, such as 4242:demo\n"
    )
