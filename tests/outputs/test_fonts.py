"""Fonts of the Korean pages: each face is as heavy as the text that it is for."""

import re
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont

from conftest import Served

FACE = re.compile(r"@font-face\s*\{([^}]*url\([^}]*)\}")
HANJA = 0x65B0  # 新


@pytest.mark.real_content  # whose Korean pages have Hanja in both weights
def test_each_weight_has_hangul_and_hanja_of_its_own_weight(built: Callable[[str], Served]) -> None:
    site = built("/")
    css = site.assets()["site.css"].read_text("utf-8")
    found = set()
    for face in FACE.findall(css):
        least, most = map(int, re.findall(r"font-weight:\s*(\d+) (\d+)", face)[0])
        (name,) = re.findall(r"fonts/([\w-]+)\.", face)
        with TTFont(site.assets()[f"{name}.woff2"]) as font:
            heavy = font["OS/2"].usWeightClass
            assert least <= heavy <= most, name
            found.add((heavy, HANJA in font.getBestCmap()))
    assert found == {(400, False), (400, True), (600, False), (600, True)}
