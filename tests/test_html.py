"""The Nu HTML checker, the W3C's own, finds nothing on any page."""

import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from conftest import ROOT, Served, record

CHECKER = "vnu-jar@26.9.27"
SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"


@pytest.fixture(scope="module")
def nu() -> Path:
    """The checker's Java archive, fetched once from its npm package and held to its hash."""
    folder = ROOT / ".cache" / "nu"
    jar = folder / "package/build/dist/vnu.jar"
    if not jar.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        assert npm and shutil.which("java"), (
            "the Nu checker needs java and npm: apt-get install default-jre-headless npm"
        )
        subprocess.run([npm, "pack", CHECKER], cwd=folder, check=True, capture_output=True)
        package = next(folder.glob("*.tgz"))
        assert hashlib.sha256(package.read_bytes()).hexdigest() == SHA256
        with tarfile.open(package) as archive:
            # Python before 3.11.4 has none; what is unpacked is known by its hash.
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
            archive.extractall(folder)
    return jar


def complaints(nu: Path, files: list[Path]) -> str:
    # A file has no origin that 'self' could name; whether pages keep to their policy, the browser tests say.
    others = ["--filterpattern", ".*violates Content Security Policy.*"]
    java = ["java", "-jar", str(nu), "--format", "text", *others, *map(str, files)]
    return subprocess.run(java, capture_output=True, text=True).stderr.replace(
        "Document checking completed. No errors found.\n", ""
    )


@pytest.mark.long
def test_every_page_is_valid_html(nu: Path, site: Served, tmp_path: Path) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > 100
    found = complaints(nu, pages)
    record("html", f"Nu HTML Checker {CHECKER.split('@')[1]}", found.splitlines())
    assert found == ""


@pytest.mark.long
def test_the_checker_sees_a_fault(nu: Path, site: Served, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(site.html("en/about").replace("<main", "<main role=none id=x id=x"), "utf-8")
    assert "Duplicate attribute" in complaints(nu, [page])
