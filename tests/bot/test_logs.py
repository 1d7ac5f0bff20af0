"""No secret reaches a log line, whatever raised it or echoed it."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """What is set up here writes to this test's own standard error, which is closed afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


TOKEN = "123456789:AAE-secret-token-of-the-bot_0123456789"  # made up


@pytest.mark.parametrize("way", ["event", "value", "exception", "library"])
def test_the_token_is_taken_out_of_every_line(way: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs((TOKEN,), logging.INFO)
    log = structlog.get_logger()
    url = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
    if way == "event":
        log.warning("cannot reach " + url)  # noqa: G003  # what a careless line would do
    elif way == "value":
        log.warning("cannot reach", url=url, nested={"url": url})
    elif way == "exception":
        try:
            raise RuntimeError(url)
        except RuntimeError:
            log.exception("failed")
    else:
        logging.getLogger("aiohttp.client").error("cannot reach %s", url)
    said = capsys.readouterr().err
    assert said.strip()
    assert TOKEN not in said
    assert "secret-token" not in said
