"""What the house promises of itself: few folders, short files, the clock handed in, no host and no machine named."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "events", "store")
FOLDERS = {".ci", "bot", "deploy", "docs", "events", "store", "tests"}
NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "service", "util", "utils"}

# In pieces, so that this file does not name what it looks for.
REGISTRIES = re.compile(
    "|".join(
        [
            r"pypi" + r"\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(org|com)",
            "npm" + r"mirror",
            r"deb\." + r"debian\.org",
        ]
    ),
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(^|[^\w.~-])/(" + "|".join(["work", "farm", "root", "opt/py" + "pi", "home"]) + r")/[\w.]")


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in (ROOT / name for name in listed.split("\0") if name) if path.is_file()]


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def told(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_only_the_agreed_folders_stand_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in kept_files() if path.parent != ROOT} <= FOLDERS


def test_no_file_is_too_long_to_find_ones_way() -> None:
    assert [told(path) for path in modules(*ROOMS) if length(path) > 400] == []


def test_files_stay_short_in_the_middle() -> None:
    lengths = [length(path) for path in modules(*ROOMS) if path.name != "__init__.py"]
    assert statistics.median(lengths) <= 150, f"the median file of the rooms has {statistics.median(lengths)} lines"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{told(path, function.lineno)} {function.name}"
        for path in modules(*ROOMS)
        for function in functions(path)
        if (function.end_lineno or function.lineno) - function.lineno >= 60
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [told(path) for path in modules(*ROOMS) if NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}] == []


def reads_the_clock(node: ast.AST) -> bool:
    """`datetime.now()`, `date.today()` and their kin; `time` itself cannot be imported by the meaning at all."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "utcnow", "today"}
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value).rpartition(".")[2] in {"datetime", "date"}
    )


def reads_the_environment(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.environb", "os.getenv"}


def test_the_clock_is_handed_to_the_meaning_and_to_the_memory() -> None:
    assert [
        told(path, getattr(node, "lineno", 0))
        for path in modules("events", "store")
        if "sources" not in path.parts  # the one place in the meaning that meets the world
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if reads_the_clock(node)
    ] == []


def test_only_the_settings_and_the_door_touch_the_environment() -> None:
    allowed = {ROOT / "bot" / "settings.py", ROOT / "bot" / "__main__.py"}  # the door lays --env-file under it
    assert [
        told(path, getattr(node, "lineno", 0))
        for path in modules(*ROOMS)
        if path not in allowed
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if reads_the_environment(node)
    ] == []


@pytest.mark.parametrize(
    "line",
    ["datetime.now(UTC)", "dt.datetime.utcnow()", "date.today()"],
)
def test_a_look_at_the_clock_would_be_noticed(line: str) -> None:
    assert any(reads_the_clock(node) for node in ast.walk(ast.parse(line)))


@pytest.mark.parametrize("line", ["os.environ['A']", "os.getenv('A')", "x = os.environ.get('A')"])
def test_a_look_at_the_environment_would_be_noticed(line: str) -> None:
    assert any(reads_the_environment(node) for node in ast.walk(ast.parse(line)))


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a recorded answer of bytes
        found += [told(path, number) for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return found


def test_no_kept_file_names_a_package_registry() -> None:
    assert lines_matching(REGISTRIES) == []


def test_no_kept_file_names_a_place_on_one_machine() -> None:
    assert lines_matching(MACHINE_PATHS) == []


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements.lock", ROOT / "bootstrap.lock", ROOT / "deploy" / "runtime.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_the_image_runs_the_very_versions_that_were_tested() -> None:
    def pins(path: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+==\S+)", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("deploy/runtime.lock") < pins("requirements.lock")


def test_ci_runs_the_command_that_the_readme_names() -> None:
    commands = [
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]


def test_help_answers_without_loading_what_only_the_chat_needs() -> None:
    script = (
        "import sys; sys.argv = ['curbwatch', '--help']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'aiogram', 'apscheduler', 'dateparser'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
