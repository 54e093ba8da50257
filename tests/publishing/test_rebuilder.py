"""A preview is built again in a separate process."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefs.publishing import preview
from briefs.publishing.rebuilder import Rebuilder


def test_a_killed_process_is_told_of_and_the_next_call_builds(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "preview"
    site.mkdir()
    server: Any = SimpleNamespace(root=str(site), url="http://127.0.0.1:8000/")
    rebuild = Rebuilder(small, server)
    try:
        rebuild.process.kill()
        rebuild.process.join()
        (site / "index.html").write_text("<body></body>", "utf-8")
        rebuild()
        assert "the build was killed" in capsys.readouterr().err
        assert "the build was killed" in (site / "index.html").read_text("utf-8")
        (site / "gone.html").write_text("of an earlier build", "utf-8")
        rebuild()
        assert (site / "ko" / "policies" / "quota" / "index.html").exists() and not (site / "gone.html").exists()
    finally:
        rebuild.end()
    assert not rebuild.process.is_alive() and not list(tmp_path.glob("preview-*"))


def test_what_is_set_aside_is_out_of_the_way_until_it_is_deleted(tmp_path: Path) -> None:
    site = tmp_path / "preview"
    for number in range(2):
        (site / "en").mkdir(parents=True)
        (site / "en" / "index.html").write_text(str(number), "utf-8")
        preview.set_aside(site)
        assert not list(site.iterdir())
        assert (tmp_path / "preview-old" / "en" / "index.html").read_text("utf-8") == str(number)
    preview.delete_aside(site)
    assert [path.name for path in tmp_path.iterdir()] == ["preview"]
