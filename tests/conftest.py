"""What every test may ask for."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, str], None]
"""`golden(name, text)`: the text must equal the file of that name under tests/golden, to the letter."""

# On a busy machine a deadline of 200 ms measures the neighbours; how many examples are tried stays as it was.
settings.register_profile("curbwatch", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("curbwatch")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="rewrite the golden files instead of comparing them")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own CURBWATCH_ settings must not decide whether a test passes."""
    for name in [
        name for name in os.environ if name.startswith("CURBWATCH_") and not name.startswith("CURBWATCH_TEST_")
    ]:
        monkeypatch.delenv(name)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with a golden file, or rewrites it when asked by `make golden` or CURBWATCH_TEST_GOLDEN=write."""
    write = bool(request.config.getoption("--golden-update")) or os.environ.get("CURBWATCH_TEST_GOLDEN") == "write"

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        if not path.is_file():
            pytest.fail(f"tests/golden/{name} is not there yet: `make golden ARGS=THIS_TEST` writes it; then read it.")
        kept = path.read_text(encoding="utf-8")
        if kept != text:
            lines = difflib.unified_diff(
                kept.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="", n=2
            )
            pytest.fail("\n".join([*lines, "If that is meant, `make golden` rewrites it."]), pytrace=False)

    return compare
