"""The log lines of the process: one a line, with every secret taken out before it is written anywhere."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import Any

import structlog

_TOKEN_FORM = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{20,}")
_QUIET = ("aiogram", "httpx", "httpcore", "apscheduler", "aiohttp", "asyncio")
"""Libraries whose lines are kept from WARNING on: at INFO some write whole addresses, queries included."""


def configure_logs(secrets: Iterable[str], level: int = logging.INFO) -> None:
    """Write to standard error; `secrets` and whatever looks like a bot's token are replaced in every line."""
    hide = Redaction(secrets)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
            hide.rendered,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(hide)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Redaction(logging.Formatter):
    """Takes secrets out of whole lines, structlog's and the standard library's alike."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = tuple(secret for secret in secrets if secret)

    def text(self, said: str) -> str:
        for secret in self._secrets:
            said = said.replace(secret, "[secret]")
        return _TOKEN_FORM.sub("[token]", said)

    def format(self, record: logging.LogRecord) -> str:
        return self.text(super().format(record))

    def rendered(self, _logger: Any, _method: str, line: Any) -> str:
        """The last step of structlog: the whole line, so that no nested value is missed."""
        return self.text(str(line))
