"""Reduce the fonts of the Korean pages to the characters that these pages show.

Pretendard has no Hanja; those glyphs come from Noto Sans KR. English pages load no font.
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
    r"<(h1|h2|h3|dt|th|figcaption|caption|summary|b|strong|span(?= class=\"status\"))\b[^>]*>(.*?)</\1>", re.DOTALL
)
"""Elements in bold type."""
ENTITY = re.compile(r"&[^;\s]+;")
DOORS = ("moved", "moved_parts", "enter")
"""Texts of redirect pages; their other text is on other pages too."""
PAST = "history"
"""Pages with former texts: a letter that only these have is set in a font of the device, so that others stay light."""
UNUSED = ["BASE", "GDEF", "VORG", "vhea", "vmtx"]
"""Tables for vertical text, marks and mixed scripts."""
HANJA = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


def write_fonts(context: BuildContext) -> None:
    """Write the fonts for the built site's Korean pages into its assets/fonts/, as WOFF2."""
    data, pages, site = context.data, context.pages, context.site
    doors = "".join(data.words[name].ko for name in DOORS)
    text, bold = set(ASCII + doors), set(ASCII + doors)
    for file in (site / "ko" / page.path / "index.html" for page in pages if page.kind != PAST):
        shown = file.read_text("utf-8")
        text.update(shown, *map(html.unescape, set(ENTITY.findall(shown))))  # markup too, since some of it is shown
        heavy = "".join(match[2] for match in BOLD.finditer(shown))
        bold.update(heavy, *map(html.unescape, set(ENTITY.findall(heavy))))
    hanja = {char for char in text if HANJA.match(char)}
    folder = site / "assets" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        "Pretendard-Regular.ttf": text - hanja,
        "Pretendard-SemiBold.ttf": bold - hanja,
        "NotoSansKR-Hanja.otf": hanja,
        "NotoSansKR-Hanja-SemiBold.ttf": hanja,
    }
    for name, characters in wanted.items():
        by = cache_key([Path(__file__), FONTS / name], ["fonttools", "brotli"])
        cache = context.root / ".cache" / "fonts" / Path(name).stem
        file = cached_files(cache, by, subset_font, [(name, "".join(sorted(characters)))])[0]
        shutil.copyfile(file, folder / f"{Path(name).stem}.woff2")


def subset_font(wanted: tuple[str, str]) -> bytes:
    """Return a font with some characters only, without hinting; it keeps the font's dates, for the same bytes.

    `wanted` is the name of the font's file and the characters.
    """
    from fontTools import subset  # slow to import, and `check` does not need it

    name, characters = wanted
    # Kerning shows in headings; in the text it would cost 2 KB.
    features = ["ccmp"] if name.endswith("Regular.ttf") else ["kern", "ccmp"]
    options = subset.Options(flavor="woff2", hinting=False, layout_features=features, notdef_outline=True)
    options.name_IDs = [0, 1, 6]  # whose font it is, and its name
    options.drop_tables += UNUSED
    written = io.BytesIO()
    with subset.load_font(str(FONTS / name), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, characters))
        cutter.subset(font)
        subset.save_font(font, written, options)
    return written.getvalue()
