"""How a command is declared: its words and options alone, so that `--help` answers before anything heavy is loaded."""

import importlib
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
    """A function of a module that is loaded at the first call."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **kwargs)

    return call
