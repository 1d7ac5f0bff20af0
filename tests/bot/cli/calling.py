"""How the tests call the command line, and a web on loopback that can misbehave."""

import contextlib
import http.server
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

TODAY = datetime(2026, 7, 10, 12, 0, tzinfo=UTC)
"""When the record was begun, and what time it is in every test of the command line."""

Say = Callable[[http.server.BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object that it printed."""
        (only,) = self.lines
        return only

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Curbwatch = Callable[..., Done]


def called(capsys: pytest.CaptureFixture[str], *words: object) -> Done:
    capsys.readouterr()
    code = 0
    try:
        main([str(word) for word in words])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    printed = capsys.readouterr()
    return Done(code, printed.out, printed.err)


class Stall:
    """One address on loopback: `says` is its answer as (body, content type), or a function that writes anything."""

    def __init__(self) -> None:
        self.says: tuple[bytes, str] | Say = (b"", "text/plain")
        self.asked = 0
        self.robots = ""
        stall = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/robots.txt":
                    self.send_response(200 if stall.robots else 404)
                    self.end_headers()
                    self.wfile.write(stall.robots.encode())
                    return
                stall.asked += 1
                with contextlib.suppress(ConnectionError):
                    stall.answer(self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as overridden
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/data"

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        if callable(self.says):
            self.says(handler)
            return
        body, sort = self.says
        handler.send_response(200)
        handler.send_header("Content-Type", sort)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@dataclass
class Web:
    """`stall` opens an address, `name` writes the `sources.toml` that the settings then name."""

    folder: Path
    stalls: list[Stall]
    patch: pytest.MonkeyPatch

    def stall(self, body: bytes | str | Say = b"", sort: str = "application/xml") -> Stall:
        made = Stall()
        self.stalls.append(made)
        made.says = body if callable(body) else (body.encode() if isinstance(body, str) else body, sort)
        return made

    def name(self, **sources: tuple[str, Stall | str, str]) -> None:
        """By id: the kind, where it is, and how far it is trusted."""
        tables = []
        for source, (kind, place, trust) in sources.items():
            url = place.url if isinstance(place, Stall) else place
            tables.append(
                f'[[source]]\nid = "{source}"\nkind = "{kind}"\nurl = "{url}"\nevery = "15m"\ntrust = "{trust}"\n'
            )
        path = self.folder / "sources.toml"
        path.write_text("\n".join(tables), encoding="utf-8")
        self.patch.setenv("CURBWATCH_SOURCES", str(path))
        self.patch.setenv("CURBWATCH_PRIVATE_HOSTS", "127.0.0.1")


def feed(*entries: tuple[str, str], language: str = "en") -> str:
    """A feed of (title, words), published on the day before TODAY."""
    items = "".join(
        f"<item><title>{title}</title><link>https://news.test/{number}</link><guid>n{number}</guid>"
        f"<pubDate>Thu, 09 Jul 2026 10:0{number}:00 GMT</pubDate><description>{words}</description></item>"
        for number, (title, words) in enumerate(entries)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.test</link>'
        f"<description>News</description><language>{language}</language>{items}</channel></rss>"
    )


SUSPENDED = (
    "Anthropic suspends Claude Opus 4.8 for customers in Saudi Arabia",
    (
        "SAN FRANCISCO, July 9, 2026. Anthropic today suspended access to Claude Opus 4.8 for all customers in "
        "Saudi Arabia, effective immediately."
    ),
)
LAUNCHED = (
    "Mistral AI launches Mistral Large 9",
    "Paris, July 9, 2026. Mistral AI today launched Mistral Large 9, a new model available through its API from today.",
)
PARTY = ("Our summer party", "We had cake, and everybody danced until midnight in the garden of the old library.")
