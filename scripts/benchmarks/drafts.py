"""Check judged sentences as the page `check/` does, and count the right verdicts.

`tests/drafts/judged.yml` was written by somebody who had not seen the code. `place` is where the fact stands; a `hard`
sentence has figures that stand together, but with other years or programmes.
"""

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.baseline import ROOT
from briefs.build import read_content
from briefs.outputs.drafts import draft_data
from briefs.urls.pages import site_pages

JUDGED = ROOT / "tests" / "drafts" / "judged.yml"
SCRIPT = Path(__file__).with_suffix(".mjs")
FASTEST = 300
"""Milliseconds for 1,000 words."""


class Rates(NamedTuple):
    """Shares of sentences: of altered figures that are told, of word-for-word ones found, and of wrong claims."""

    told: float
    verbatim: float
    false_differs: float
    false_agrees: float

    @property
    def good(self) -> bool:
        """Whether all are within their bounds."""
        return self.told >= 0.95 and self.verbatim == 1 and self.false_differs <= 0.03 and self.false_agrees <= 0.02


def main() -> int:
    """Print the verdicts by kind, the four rates and the time. Return 1 if one is out of its bounds."""
    rows = load_judged()
    found, times = check_sentences(rows)
    print("| kind | sentences | right verdict | right place too | hard: right |")
    print("|---|---|---|---|---|")
    kinds: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for row, answer in zip(rows, found, strict=True):
        kinds[row["kind"]].append((row, answer))
    for kind, pairs in kinds.items():
        right = [(row, answer) for row, answer in pairs if is_right(row, answer)]
        placed = sum(not row["place"] or answer["place"] in _as_list(row["place"]) for row, answer in right)
        hard = [row for row, _ in pairs if row.get("hard")]
        hard_right = sum(bool(row.get("hard")) for row, _ in right)
        print(f"| {kind} | {len(pairs)} | {len(right)} | {placed} | {f'{hard_right} of {len(hard)}' if hard else ''} |")
    rates = count_rates(rows, found)
    print(
        f"Altered figures told {rates.told:.3f}; verbatim {rates.verbatim:.3f}; false “differs” "
        f"{rates.false_differs:.3f}; false “agrees” {rates.false_agrees:.3f}."
    )
    print(f"1,000 words: English {times['en']:.0f} ms, Korean {times['ko']:.0f} ms.")
    return 0 if rates.good and max(times.values()) <= FASTEST else 1


def load_judged() -> list[dict[str, Any]]:
    """Return the judged sentences."""
    rows: list[dict[str, Any]] = yaml.safe_load(JUDGED.read_text("utf-8"))
    return rows


def check_sentences(rows: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Return the verdict and place of each sentence, and the milliseconds for 1,000 words in each language."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("bench.py: drafts needs node: apt-get install nodejs")
    data, prose = read_content(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("data.json", "rows.json")]
        files[0].write_text(json.dumps(draft_data(data, site_pages(data, prose))), "utf-8")
        files[1].write_text(json.dumps(list(rows)), "utf-8")
        done = subprocess.run([node, SCRIPT, *files], check=True, capture_output=True, encoding="utf-8")
    answer = json.loads(done.stdout)
    return answer["found"], answer["times"]


def is_right(row: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Return whether a verdict is one that the judge expects."""
    return answer["verdict"] in _as_list(row["verdict"])


def count_rates(rows: list[dict[str, Any]], found: list[dict[str, Any]]) -> Rates:
    """Return the four rates; false ones are of the sentences whose verdict is another."""
    pairs = list(zip(rows, found, strict=True))

    def share(verdict: str) -> float:
        own = [is_right(row, answer) for row, answer in pairs if verdict in _as_list(row["verdict"])]
        return float(sum(own) / len(own))

    def false(verdict: str) -> float:
        others = [answer["verdict"] == verdict for row, answer in pairs if verdict not in _as_list(row["verdict"])]
        return float(sum(others) / len(others))

    return Rates(share("differs"), share("verbatim"), false("differs"), false("agrees"))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
