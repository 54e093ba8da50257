"""Reduce the fonts to the characters that the pages show.

Korean pages load Pretendard, and for Hanja, which it lacks, Noto Sans KR; English pages load the Latin of Pretendard.
"""

import html
import io
import re
import shutil
from pathlib import Path

from briefs import FONTS
from briefs.outputs.context import BuildContext
from briefs.utils.cache import cache_key, cached_files

ASCII = "".join(map(chr, range(0x20, 0x7F)))
BOLD = re.compile(
    r"<(h1|h2|h3|dt|th|figcaption|caption|b|strong|span(?= class=\"status-mark\"))\b[^>]*>(.*?)</\1>", re.DOTALL
)
"""Elements in bold type."""
ENTITY = re.compile(r"&[^;\s]+;")
DOORS = ("moved", "moved_parts", "enter")
"""Texts of redirect pages; their other text is on other pages too."""
PAST = "history"
"""Pages with former texts: a letter that only these have is set in a font of the device, so that others stay light."""
LATIN = re.compile("[\u0020-\u10ff\u1200-\u2e7f]")
"""Characters of the Latin fonts, as `unicode-range` in fonts.css names them."""
UNUSED = ["BASE", "GDEF", "VORG", "vhea", "vmtx"]
"""Tables for vertical text, marks and mixed scripts."""
HANJA = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


def write_fonts(context: BuildContext) -> None:
    """Write the fonts for the built site's pages into its assets/fonts/, as WOFF2."""
    doors = "".join(context.data.words[name].ko for name in DOORS)
    text, bold = _shown_characters(context, "ko")
    text, bold = text | set(ASCII + doors), bold | set(ASCII + doors)
    hanja = {char for char in text if HANJA.match(char)}
    latin = {char for char in _shown_characters(context, "en")[0] if LATIN.match(char)} | set(ASCII)
    wanted = (
        ("Pretendard-Regular.ttf", "", text - hanja),
        ("Pretendard-SemiBold.ttf", "", bold - hanja),
        ("NotoSansKR-Hanja.otf", "", hanja),
        ("NotoSansKR-Hanja-SemiBold.ttf", "", hanja),
        ("Pretendard-Regular.ttf", "-latin", latin),
        ("Pretendard-SemiBold.ttf", "-latin", latin),
    )
    folder = context.site / "assets" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind, characters in wanted:
        by = cache_key([Path(__file__), FONTS / name], ["fonttools", "brotli"])
        cache = context.root / ".cache" / "fonts" / f"{Path(name).stem}{kind}"
        file = cached_files(cache, by, subset_font, [(name, "".join(sorted(characters)))])[0]
        shutil.copyfile(file, folder / f"{cache.name}.woff2")


def _shown_characters(context: BuildContext, language: str) -> tuple[set[str], set[str]]:
    """Return the characters of a language's pages, and those of them that are shown in bold."""
    text: set[str] = set()
    bold: set[str] = set()
    for file in (context.site / language / page.path / "index.html" for page in context.pages if page.kind != PAST):
        shown = file.read_text("utf-8")
        text.update(shown, *map(html.unescape, set(ENTITY.findall(shown))))  # markup too, since some of it is shown
        heavy = "".join(match[2] for match in BOLD.finditer(shown))
        bold.update(heavy, *map(html.unescape, set(ENTITY.findall(heavy))))
    return text, bold


def subset_font(wanted: tuple[str, str]) -> bytes:
    """Return a font with some characters only; it keeps the font's dates, for the same bytes.

    Hinting and kerning, which cost 2 KB and show only in headings, are left out.

    `wanted` is the name of the font's file and the characters.
    """
    from fontTools import subset  # slow to import, and `check` does not need it

    name, characters = wanted
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["ccmp"], notdef_outline=True)
    options.name_IDs = [0, 1, 6]  # whose font it is, and its name
    options.drop_tables += UNUSED
    written = io.BytesIO()
    with subset.load_font(str(FONTS / name), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, characters))
        cutter.subset(font)
        subset.save_font(font, written, options)
    return written.getvalue()
