"""The layers: each module imports only from the lines above it in `briefs.__doc__`."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import briefs
from briefs import cli, colours
from briefs.content.models import FILES, FOLDERS, json_schema

BRIEFS = Path(str(briefs.__file__)).parent
LAYERS = re.findall(r"^    (\w+)/? ", str(briefs.__doc__), re.MULTILINE)


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest imports them by their names alone: of two with one name only the first would run."""
    names = [file.name for file in Path(__file__).parent.rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_layers_name_every_module_and_package() -> None:
    present = {file.stem for file in BRIEFS.glob("*.py")} | {f.parent.name for f in BRIEFS.glob("*/__init__.py")}
    assert set(LAYERS) == present - {"__init__"}


def test_layers_import_only_from_layers_above() -> None:
    for file in BRIEFS.rglob("*.py"):
        here = file.relative_to(BRIEFS).with_suffix("").parts
        for imported in imports(file.read_text("utf-8"), here) if here != ("__init__",) else ():
            assert LAYERS.index(imported) <= LAYERS.index(here[0]), f"{file} imports {imported}"


def imports(code: str, here: tuple[str, ...]) -> set[str]:
    """Return the layers that the module `here` imports, in whatever syntax."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ("briefs", *here)[: -node.level] if node.level else ()
            parts = [*package, *([node.module] if node.module else [])]
            found |= {".".join([*parts, alias.name]) for alias in node.names}
    return {name.split(".")[1] for name in found if name.startswith("briefs.")} & set(LAYERS)


def test_only_one_module_imports_mkdocs() -> None:
    for file in BRIEFS.rglob("*.py"):
        if file.stem != "mkdocs_build":
            assert not re.search(r"^\s*(from|import) mkdocs", file.read_text("utf-8"), re.MULTILINE), file


def test_no_reader_facing_korean_stands_in_code_or_templates() -> None:
    allowed = {
        "sentences.py",
        "lexicon.py",
        "meaning.py",
        "quantities.py",
        "source_words.py",
        "typography.py",
        "glossary.py",
        "claims.py",
        "dates.py",
        "query.js",
        "question.js",
        "stopwords.js",
        "tokenizer.js",
        "tokenizer.py",
        "comparison.py",
        "compare.js",
        "values.js",
    }  # dates, numbers, endings: grammar, not words
    for file in BRIEFS.rglob("*"):
        if file.suffix in {".py", ".jinja", ".html", ".js"} and file.name not in allowed:
            code = re.sub(r'""".*?"""|(?://|#) [^\n]*', "", file.read_text("utf-8"), flags=re.DOTALL)
            named = code.replace('"맑은 고딕"', "")  # a font's name
            assert not re.search(r"[가-힣]{2,}", named), file


def test_the_colours_are_those_of_the_style_sheet() -> None:
    """Documents and images repeat them."""
    css = (BRIEFS / "theme" / "assets" / "styles" / "tokens.css").read_text("utf-8")
    light = {name: value.replace("#fff", "#ffffff") for name, value in re.findall(r"--(\w+): light-dark\((#\w+),", css)}
    for name in ("paper", "panel", "line", "ink", "soft", "accent"):
        assert getattr(colours, name.upper()).lower() == light[name]
    set_by_typst = [f"templates/documents/{name}.typ" for name in ("chart", "document", "icon", "preview")]
    for file in (*set_by_typst, "theme/main.html"):
        used = set(re.findall(r"#[0-9a-f]{6}\b", (BRIEFS / file).read_text("utf-8")))
        assert used and used <= set(light.values()), file


def test_small_print_is_read_on_what_is_marked() -> None:
    """WCAG 2.2, 1.4.3: text on the background that a link to a part gives it, in light and dark."""
    css = (BRIEFS / "theme" / "assets" / "styles" / "tokens.css").read_text("utf-8")
    found = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", css)}
    for scheme in (0, 1):
        mark = luminance(found["mark"][scheme])
        for name in ("ink", "soft", "accent"):
            low, high = sorted((mark, luminance(found[name][scheme])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, scheme)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_schemas_are_fresh(tmp_path: Path) -> None:
    cli.main(["--root", str(tmp_path), "schemas"])
    committed = Path(cli.ROOT) / "data" / "schemas"
    for file in (tmp_path / "data" / "schemas").iterdir():
        assert file.read_text("utf-8") == (committed / file.name).read_text("utf-8"), "run build.py schemas"
    assert len(list(committed.iterdir())) == len(FILES) + len(FOLDERS)
    assert json_schema(FOLDERS["policies"])["properties"]["points"]["maxItems"] == 6


def test_commands_import_neither_mkdocs_nor_fonttools_before_they_need_them() -> None:
    code = "import sys; sys.path[:0] = '.'; from briefs import cli; print({'mkdocs', 'fontTools'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=BRIEFS.parent, capture_output=True, text=True)
    assert done.stdout == "set()\n", done.stderr
