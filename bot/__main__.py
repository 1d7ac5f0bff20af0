"""The door of the `curbwatch` command and of `python -m bot`."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Who may use which AI model, and says who.")


@app.callback()
def _root() -> None:
    """Curbwatch."""


def main() -> None:
    app()


if __name__ == "__main__":
    main()
