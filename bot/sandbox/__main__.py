"""Runs the sandbox as a process of its own: `python -m bot.sandbox --port 8081 --token 4242:demo`."""

import argparse
import asyncio
import contextlib
import signal
import sys

from bot.sandbox.flood import FloodLimits
from bot.sandbox.server import start_sandbox


async def serve(options: argparse.Namespace) -> None:
    flood = None if options.no_flood_limits else FloodLimits(strict=options.strict)
    sandbox = await start_sandbox(host=options.host, port=options.port, token=options.token, flood=flood)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    sys.stdout.write(f"{sandbox.url}\n")
    sys.stdout.flush()
    await stopped.wait()
    await sandbox.stop()


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox", description="A local Bot API server with a chat page; prints its address."
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; loopback unless you say otherwise"
    )
    parser.add_argument("--port", type=int, default=0, help="the port; a free one is chosen where it is 0")
    parser.add_argument(
        "--token", required=True, help="the bot's token, digits, a colon and letters, such as 4242:demo"
    )
    parser.add_argument("--strict", action="store_true", help="close the bot for 5 seconds after each overall flood")
    parser.add_argument("--no-flood-limits", action="store_true", help="accept any number of messages")
    try:
        asyncio.run(serve(parser.parse_args()))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"the sandbox cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
