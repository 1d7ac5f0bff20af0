"""The service started, and stopped when the process is told to."""

import asyncio
import logging
import signal

import structlog

from bot.app import ROLES, Chances, serve, wired
from bot.clock import SystemClock
from bot.failures import CommandError
from bot.logs import configure_logs
from bot.opening import opened, sources_of
from bot.settings import Settings, load_settings


def answer(*, role: str) -> None:
    """Everything that is wrong with the settings is said before anything is opened."""
    if role != "all" and role not in ROLES:
        raise CommandError(f"--role {role}: use all, {', '.join(sorted(ROLES))}")
    settings = load_settings(needs_token=True)
    if settings.webhook_url:
        raise CommandError("CURBWATCH_WEBHOOK_URL: webhooks are not served yet; unset it and long polling is used")
    configure_logs((settings.bot_token, settings.reader_key), logging.INFO)
    asyncio.run(_run(settings, ROLES if role == "all" else frozenset({role})))


async def _run(settings: Settings, roles: frozenset[str]) -> None:
    clock = SystemClock()
    specs = sources_of(settings)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    with opened(settings, clock.now()) as record:
        if record.database.warning:
            structlog.get_logger().warning("database", warning=record.database.warning)
        async with wired(settings, record, specs, clock, Chances()) as made:
            await serve(made, roles, stopping)
