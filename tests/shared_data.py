"""Where the real data for development lies; tests that need it skip, with the reason, where it is absent."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
_NAMED = os.environ.get("CURBWATCH_TEST_SHARED")
_CANDIDATE = Path(_NAMED) if _NAMED else _BESIDE

SHARED: Path | None = _CANDIDATE if (_CANDIDATE / "data" / "README.md").is_file() else None
"""The folder that holds `data/`, or None."""

needs_shared = pytest.mark.skipif(SHARED is None, reason="the shared development data is not beside this checkout")


def shared_file(relative: str) -> Path:
    """The path of one file under `data/`; call it only in tests marked `needs_shared`."""
    assert SHARED is not None
    return SHARED / "data" / relative
