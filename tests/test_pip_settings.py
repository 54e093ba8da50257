"""pip's settings: those for sources and network apply to `.venv`, those for places and selection do not."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bootstrap
import pip_settings

HOSTILE = {
    "PIP_USER": "1",
    "PIP_TARGET": "elsewhere",
    "PIP_PREFIX": "elsewhere",
    "PIP_ROOT": "elsewhere",
    "PIP_DRY_RUN": "1",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "PIP_NO_DEPS": "1",
    "PIP_CONSTRAINT": "missing.txt",
    "PIP_NO_BINARY": ":all:",
    "PIP_PYTHON": "missing",
    "PIP_REQUIREMENT": "missing.txt",
    "PIP_QUIET": "3",
    "pip_user": "1",
    "PYTHONUSERBASE": "elsewhere",
    "PYTHONPATH": "shadow",
    "PYTHONWARNINGS": "error",
}


def make_wheel(folder: Path) -> str:
    """Write an empty package for pip and return its hash."""
    wheel = folder / "no_such_library-1.0-py3-none-any.whl"
    info = "no_such_library-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("no_such_library.py", "")
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: no-such-library\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


@pytest.mark.parametrize("section", ["install", "global"])
def test_hostile_settings_do_not_reach_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    (tmp_path / "wheels").mkdir()
    lock = tmp_path / "requirements.txt"
    lock.write_text(f"no-such-library==1.0 --hash=sha256:{make_wheel(tmp_path / 'wheels')}\n", "utf-8")
    shadow = tmp_path / "shadow" / "no_such_library-0.1.dist-info"
    shadow.mkdir(parents=True)
    (shadow / "METADATA").write_text("Metadata-Version: 2.1\nName: no-such-library\nVersion: 0.1\n", "utf-8")
    config = tmp_path / "pip.conf"
    hostile = "user = true\ntarget = elsewhere\nprefix = elsewhere\ndry-run = true\nno-deps = true\n"
    config.write_text(f"[{section}]\n{hostile}find-links =\n  {tmp_path / 'wheels'}\nno-index = yes\n", "utf-8")
    for name in [name for name in os.environ if name.upper().startswith(("PIP_", "PYTHON"))]:
        monkeypatch.delenv(name)
    for name, value in (HOSTILE | {"PIP_CONFIG_FILE": str(config)}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    bootstrap.make_venv(lock)
    asked = [str(bootstrap.venv_python()), "-I", "-c", "import no_such_library; print(no_such_library.__file__)"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert Path(found).is_relative_to(tmp_path / ".venv")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        ("", {}),
        ("global.index-url='a'", {"index-url": "a"}),
        ("global.index-url='a'\ninstall.index-url='b'", {"index-url": "b"}),
        (":env:.index-url='c'\ninstall.index-url='b'", {"index-url": "c"}),
        ("download.index-url='a'", {}),
        ("global.extra-index-url='\\na\\nb'", {"extra-index-url": "a b"}),
        ("global.user='true'\ninstall.target='x'\n:env:.dry-run='1'\n:env:.constraint='x'", {}),
        (":env:.proxy='p'\n:env:.cert='c'\n:env:.trusted-host='h'", {"proxy": "p", "cert": "c", "trusted-host": "h"}),
    ],
)
def test_settings_are_kept_by_name_and_section(listed: str, kept: dict[str, str]) -> None:
    assert pip_settings.kept_settings(listed) == kept


def test_the_environment_holds_what_is_kept_and_nothing_else_of_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nuser = true\nproxy = http://proxy.example:3128\nindex-url = from-file\n", "utf-8")
    for name in [name for name in os.environ if name.upper().startswith("PIP_")]:
        monkeypatch.delenv(name)
    given = {"PIP_CONFIG_FILE": str(config), "PIP_INDEX_URL": "from-environment", "PIP_TARGET": "x"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = pip_settings.pip_environment(Path(sys.executable))
    kept = {"PIP_INDEX_URL": "from-environment", "PIP_PROXY": "http://proxy.example:3128"}
    assert found.items() >= {**kept, "PIP_CONFIG_FILE": os.devnull}.items()
    assert not {"PIP_TARGET", "PIP_USER"} & found.keys()
    assert found["PATH"] == os.environ["PATH"]


def test_settings_that_pip_cannot_read_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("no section\n", "utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    with pytest.raises(OSError, match="pip cannot read its settings"):
        pip_settings.pip_environment(Path(sys.executable))
