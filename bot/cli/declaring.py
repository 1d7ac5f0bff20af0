"""How a command is declared: its words and options alone, so that `--help` answers before anything heavy is loaded."""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="machine-readable, one JSON object a line")]


def new_app() -> typer.Typer:
    """Plain help without frames, which a narrow screen or a screen reader can show as well as any terminal."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def later(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is loaded at the first call.

    Whoever closed the pipe that is being written to has read enough: that ends the command, and is no failure.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            answer = getattr(importlib.import_module(module), name)(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return answer

    return call
