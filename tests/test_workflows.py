"""Publishing: workflows with pinned actions, an audit that reports failures, checkouts with the same bytes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github").rglob("*.y*ml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")


def unpinned(text: str) -> list[str]:
    """Return the lines that use an action without a commit, or without its version in a comment."""
    lines = [line.strip().removeprefix("- ") for line in text.splitlines() if re.match(r"\s*(- )?[\"']?uses\b", line)]
    return [line for line in lines if not PINNED.fullmatch(line) and not line.startswith("uses: ./")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: str(one.name))
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert unpinned(text) == []
    used = [step["uses"] for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == len(PINNED.findall(text)) > 0


def test_the_tests_run_before_the_site_is_published() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))["jobs"]
    assert [step["run"] for step in jobs["test"]["steps"] if "run" in step] == ["bash .ci/run"]
    assert jobs["build"]["needs"] == "test" and jobs["deploy"]["needs"] == "build"


AUDITED = {"name": "a", "version": "1", "vulns": []}
HOLE = {"name": "b", "version": "1", "vulns": [{"id": "CVE-1"}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("answer", "code", "told", "level"),
    [
        (json.dumps({"dependencies": [AUDITED]}), 0, "1 libraries looked up, no known vulnerability", ""),
        (json.dumps({"dependencies": [AUDITED, HOLE]}), 1, "known vulnerability: b 1: CVE-1", "error"),
        (json.dumps({"dependencies": [AUDITED, SKIPPED]}), 0, "1 libraries were NOT AUDITED: c", "warning"),
        ("", 0, "NOTHING WAS AUDITED", "warning"),
        (json.dumps({"dependencies": []}), 0, "NOTHING WAS AUDITED", "warning"),
        (None, 1, "pip-audit is not installed: nothing was audited", "error"),
    ],
)
def test_an_audit_says_what_it_did_not_look_up(
    tmp_path: Path, answer: str | None, code: int, told: str, level: str
) -> None:
    if answer is not None:
        (tmp_path / "pip_audit.py").write_text(f"print({answer!r})", "utf-8")
    summary = tmp_path / "summary.md"
    given = {"PYTHONPATH": str(tmp_path), "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    audit = [sys.executable, str(ROOT / ".ci" / "audit")]
    done = subprocess.run(audit, capture_output=True, text=True, cwd=ROOT, env=os.environ | given)
    assert done.returncode == code
    assert told in done.stdout + done.stderr
    assert (f"::{level} title=pip-audit::" in done.stdout) is bool(level)
    assert bool(level) is (summary.exists() and told in summary.read_text("utf-8"))


def test_a_checkout_has_the_same_bytes_whatever_the_settings_of_git(tmp_path: Path) -> None:
    """With core.autocrlf, which would bring every line end of text to that of Windows."""
    first = tmp_path / "first"
    for name in ("data", "docs/assets", "scripts/briefs/theme", "scripts/briefs/fonts", "tests/small"):
        shutil.copytree(ROOT / name, first / name)
    shutil.copy(ROOT / ".gitattributes", first)
    git(first, "init", "--quiet")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message", "all")
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", "--config", "core.eol=crlf", "first", "second")
    files = [file.relative_to(first) for file in first.rglob("*") if file.is_file() and ".git" not in file.parts]
    assert len(files) > 50
    assert [name for name in files if (first / name).read_bytes() != (tmp_path / "second" / name).read_bytes()] == []


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@briefs.kr", "-c", "commit.gpgsign=false"]
    plain = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, env=plain)
