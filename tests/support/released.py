"""A small project that was released twice on different days, with seeded edits between."""

from pathlib import Path

from support.commands import run

ADDRESS = "https://briefs.kr/"
NOTE = "  - {date: 2026-05-01, note: {en: Made clearer., ko: 표현을 다듬었다.}}\n"
EDITS = {
    "policies/quota.yml": [
        ("en: Workers.,", "en: The workers.,"),  # English only
        ("ko: 숙련기능인력의 체류자격은 E-7-4이다.", "ko: 숙련기능인력은 E-7-4이다."),  # Korean only
        ("en: Not published., ko: 발표되지 않았다.", "en: Not released., ko: 공개되지 않았다."),  # both
        ("period: 2025, value: 2000", "period: 2025, value: 2100"),  # a series' value
        ("status: expanded", "status: implementing"),  # the status
        ("changes:\n", f"changes:\n{NOTE}"),
    ],
    "references.yml": [('value: "2,000"', 'value: "2,100"')],
}
MARKED = {
    "concerns text": {"en": "[-Workers-] {+The workers+}.", "ko": ""},
    "visa-category text": {"en": "", "ko": "[-숙련기능인력의 체류자격은-] {+숙련기능인력은+} E-7-4이다."},
    "yearly-quota note 2024": {"en": "Not [-published-] {+released+}.", "ko": "[-발표되지-] {+공개되지+} 않았다."},
    "status text": {"en": "[-Expanded-]{+Being implemented+}", "ko": "[-확대됨-]{+시행 중+}"},
}
FIGURE = ("2025", "2,000", "2,100")


def edit(root: Path, file: str, *changes: tuple[str, str]) -> None:
    """Replace texts of a data file; each must be there."""
    path = root / "data" / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def make_publishable(root: Path) -> None:
    """Give the project a publisher and a contact, which `release` asks for."""
    edit(root, "site.yml", ('publisher: ""', "publisher: A publisher"), ('contact: ""', "contact: mail@briefs.kr"))


def release(root: Path, *arguments: str) -> str:
    """Run `release`, and return its messages; it must end well."""
    done = run(root, "release", *arguments, SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def release_twice(root: Path) -> None:
    """Release the project, edit it, and release it again."""
    make_publishable(root)
    release(root)
    for file, changes in EDITS.items():
        edit(root, file, *changes)
    release(root)
