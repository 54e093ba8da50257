"""The made-up project for benchmarks and long tests: it passes every rule, and is the same every time."""

from pathlib import Path

import pytest

from benchmarks import synthetic
from briefs import build
from briefs.render import pages


def test_made_up_policies_pass_every_rule_and_are_of_the_size_asked_for(tmp_path: Path) -> None:
    synthetic.make_project(tmp_path / "project", policies=40, words=500)
    data, _ = build.read_content(tmp_path / "project")
    assert len(data.policies) == 40
    policy = data.policies["made-up-00039"]
    said = [policy.summary, policy.concerns, *(point.text for point in policy.points), *(f.text for f in policy.facts)]
    for language in ("en", "ko"):
        assert 400 < len(" ".join(text[language] for text in said).split()) < 600
    assert policy.related and policy.points[0].quoted


def test_made_up_policies_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        synthetic.make_project(tmp_path / name, policies=18)
    one, two = (
        {f.name: f.read_bytes() for f in (tmp_path / name / "data" / "policies").iterdir()} for name in ("one", "two")
    )
    assert one == two and len(one) == 18


def test_every_page_written_by_hand_is_laid_whatever_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    for name in ("about.en.md", "index.en.md", "integration.ko.md"):
        (tmp_path / "docs" / name).touch()
    monkeypatch.setattr(synthetic, "ROOT", tmp_path)
    synthetic.copy_frame(tmp_path / "made")
    laid = {file.name for file in (tmp_path / "made" / "docs").glob("*.md")}
    assert laid == {"about.en.md", "integration.ko.md"}


@pytest.mark.long
def test_what_only_points_to_policies_stays_light_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MAX_LINKS", 2)  # of sixty policies, none would be one too many
    sizes = []
    for policies in (60, 90):
        synthetic.make_project(tmp_path / str(policies), policies)
        build.build_site(tmp_path / str(policies), tmp_path / str(policies) / "site", documents=False)
        home = tmp_path / str(policies) / "site" / "ko"
        names = ("", "glossary/", "statement/", "about/coverage/", "policies/made-up-00042/")
        sizes.append([(home / name / "index.html").stat().st_size for name in names])
        assert "외 " in (home / "glossary" / "index.html").read_text("utf-8")
    assert all(abs(more - few) < 0.1 * few for few, more in zip(*sizes, strict=True)), sizes
