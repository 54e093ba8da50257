"""Hand-written pages: read in limited time whatever they contain, and shown as they were read."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import briefs
from briefs import build
from briefs.content.prose import MOST_BYTES, load_prose
from briefs.content.prose_lines import MOST_LETTERS, MOST_LINES, MOST_LINKS
from briefs.errors import Problems

FRONT = "---\ntitle: {}\ndescription: {}\n---\n# {} {{#top}}\n\n"
EN, KO = FRONT.format("Extra", "More.", "Extra"), FRONT.format("더 보기", "더 있다.", "더 보기") + "글.\n"
NASTY = {
    "a heading of blanks": "# " + " " * 3_000 + "x",
    "a heading of blanks, too long": "# " + " " * (MOST_BYTES // 2),
    "brackets": "[" * 4_000,
    "brackets, as many as may be, again and again": ("[" * MOST_LINKS + "\n\n") * 100,
    "links left open": "[a](" * 4_000,
    "pictures left open": "![a" * 4_000,
    "tags left open": "<a " * 9_000,
    "addresses left open": "<http" * 4_000,
    "comments left open": "<!--" * 4_000,
    "fences left open": "~~~a\n" * 9_000,
    "fences left open, as many lines as may be": "~~~a\n" * (MOST_LINES - 3),
    "underlined headings": "a\n===\n" * 9_000,
    "headings without anchors": "## a\n\n" * (MOST_LINES // 2 - 9),
    "numbered lists within each other": "1. " * 400,
    "lists within each other, line by line": "\n".join(" " * (4 * level) + "- a" for level in range(100)),
    "quotations within each other": "> " * 2_000,
    "stars": "a*" * (MOST_LETTERS // 2 - 1),
    "backticks": "`a" * (MOST_LETTERS // 2 - 1),
    "links that run scripts": "[x](javascript:1)\n" * (MOST_LINES - 3),
    "a long line": "x" * (MOST_LETTERS + 1),
    "a long page": "xxxx xxxx\n" * (MOST_BYTES // 9),
}


PIECES = [
    *("a", "A", " ", "-", "1", "1,", ".", "[", "]", "(", "`", "](", "{", "#", "&", "*", "_", "\\", "/", "=", "~", "’"),
    *("<a ", '<a href="', '="', 'id="', "<b>", "a/", "a.", "a-", "www.", "http://", "가", "만", "1만 ", "가·"),
    *(
        "1월 1일~",
        "2024. 1. ",
        "A-1",
        "A-1-",
        "A1",
        "1 hundred",
        "million ",
        "about ",
        "May ",
        "1 January ",
        "1–",
        "{#a",
    ),
]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern of the modules, with its name."""
    for module in pkgutil.walk_packages(briefs.__path__, "briefs."):
        for name, value in vars(importlib.import_module(module.name)).items():
            held = value.items() if isinstance(value, dict) else [("", value)]
            for key, one in held:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}{key}", one


@pytest.mark.parametrize("pattern", [one for _, one in patterns()], ids=[name for name, _ in patterns()])
def test_no_pattern_is_long_over_a_text(pattern: re.Pattern[str]) -> None:
    """The texts of the data have at most 2,000 characters."""
    for piece in PIECES:
        for begin in ("", "A-1"):
            text = begin + piece * (2_000 // len(piece)) + "a!"
            with within(20):
                list(pattern.finditer(text))


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail if something takes much longer than it should."""

    def end(*_: object) -> None:
        raise TimeoutError

    former = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_keeps_a_check_busy(small: Path, text: str) -> None:
    write(small, EN + text + "\n", KO)
    with within(20):
        try:
            load_prose(small)
        except Problems as error:
            assert all(problem.path == "docs/extra.en.md" and problem.line > 0 for problem in error.problems)


def test_a_page_is_shown_as_it_was_read(small: Path) -> None:
    """To MkDocs' own YAML `no` is false and 1:30 is 90; hidden files are left out; a link may name a language."""
    english = FRONT.format("no", "1:30", "Extra") + "[a](about.md) [b](linking.en.md#top) ![c](assets/c.png)\n"
    write(small, english, FRONT.format("네 yes", "0x10", "더 보기") + "글. ![c](assets/c.png)\n")
    for name in (".secret", ".notes/x.md", "assets/.c.png.swp", "assets/c.ko.png", "assets/c.en.png"):
        (small / "docs" / name).parent.mkdir(exist_ok=True)
        (small / "docs" / name).write_text("x", "utf-8")
    build.build_site(small, small / "site", "https://host.example/", documents=False, precompress=False)
    pages = {language: parse(small / "site" / language / "extra" / "index.html") for language in ("en", "ko")}
    assert [shown(page, "title").split(" – ")[0] for page in pages.values()] == ["no", "네 yes"]
    assert [described(page) for page in pages.values()] == ["1:30", "0x10"]
    assert not [file for file in (small / "site").rglob("*") if "secret" in file.name or file.name[0] == "."]
    assert not list((small / "site").rglob("*notes*"))


def test_a_broken_link_of_a_built_page_is_told_with_its_line(small: Path) -> None:
    """What is written as HTML, and anchors of pages that a build makes, are looked up in the built page."""
    body = '<a href="../nothing/">a</a>\n\n[b](policies/quota.md#nothing)\n\n<img src="../../assets/x.png" alt="x">\n'
    write(small, EN + body, KO)
    with pytest.raises(Problems) as raised:
        build.build_site(small, small / "site", "https://host.example/", documents=False, precompress=False)
    assert [str(problem) for problem in raised.value.problems] == [
        "docs/extra.en.md:7: link must lead to something: ../nothing/",
        "docs/extra.en.md:9: link must lead to an anchor that exists: policies/quota.md#nothing",
        "docs/extra.en.md:11: link must lead to something: ../../assets/x.png",
    ]


def test_a_page_that_cannot_be_read_is_one_fault_among_others(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(small, EN, KO)
    (small / "docs" / "stray.txt").write_text("x", "utf-8")
    (small / "docs" / "about.ko.md").write_text("# x\n", "utf-8")
    opened = Path.open

    def refuse(file: Path, *args: str, **options: str) -> object:
        if file.name == "extra.en.md":
            raise PermissionError(13, "Permission denied")
        return opened(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problems) as raised:
        build.read_content(small)
    found = [str(problem) for problem in raised.value.problems]
    assert "docs/extra.en.md:1: file must be readable: Permission denied" in found
    assert any(line.startswith("docs/about.ko.md:1: file must begin with front matter") for line in found)


def write(root: Path, english: str, korean: str) -> None:
    (root / "docs" / "extra.en.md").write_text(english, "utf-8")
    (root / "docs" / "extra.ko.md").write_text(korean, "utf-8")


def parse(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html5lib")


def shown(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    assert found
    return found.text


def described(page: BeautifulSoup) -> str:
    found = page.select_one('meta[name="description"]')
    assert found
    return str(found["content"])
