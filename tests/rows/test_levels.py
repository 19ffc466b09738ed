"""Levels are stated once by a study, and every mark, interval, legend and comparison follows them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import pandas as pd
import pytest

from report.drawing.legend import entries
from report.drawing.model_drawing import line_style
from report.drawing.style import type_sizes
from report.pathmodels import bootstrap, fit
from report.rows.build_record import Build
from report.rows.errors import StudyError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import Weight, diff
from report.rows.levels import USUAL, Levels, levels_of_study, study_levels
from report.rows.stat import Source, Stat
from report.rows.styles import APA
from report.template.apa_phrases import ci
from report.template.ledger_names import LedgerPath
from report.template.spans import stars_span

STRICT = Levels(significance=(0.01, 0.001), trend=0.05, confidence=0.99, rmsea_confidence=0.95)
SOURCE = Source("f", "study.py", 1)


def p(value: float, levels: Levels = STRICT) -> Stat:
    """A p-value as a run stamps it with the levels of its study."""
    return Stat("x.p", value, "p", "a p-value", "*p*").stamped(SOURCE, levels=levels)


def test_marks_follow_the_levels() -> None:
    """A p of .03 has one star at the usual levels, and is a trend where significance begins at .01."""
    assert (p(0.03, USUAL).marks(), p(0.03).marks(), p(0.03).marks(trend=True)) == ("*", "", "†")
    assert p(0.0005).marks() == "**"
    assert "\\*\\*" in stars_span(p(0.0005))


def test_a_row_keeps_levels_of_its_own() -> None:
    """What a product states for one row is not overridden by the study."""
    own = Stat("x.p", 0.03, "p", "a p-value", levels=USUAL).stamped(SOURCE, levels=STRICT)
    assert own.marks() == "*"


def test_a_printed_p_crosses_no_level_of_its_study() -> None:
    """.0197 may print as .020 at the usual levels, but not where .02 is a level."""
    twenty = Levels(significance=(0.02,), trend=0.05)
    assert (p(0.01997, USUAL).printed, p(0.01997, twenty).printed) == (".020", ".0199")


def test_line_styles_and_legends_follow() -> None:
    """Solid lines and the legend's first entry use the study's alpha."""
    assert (line_style(p(0.03, USUAL), True), line_style(p(0.03), True)) == ("solid", "dotted")
    texts = [
        "".join(run.text for _, run in entry.text.runs)
        for entry in entries(True, STRICT, APA, type_sizes(180))
    ]
    assert texts[0].replace("\u00a0", "").replace(" ", "") == "p<.01"
    assert ".05" in texts[1]


def test_intervals_follow() -> None:
    """Wald, bootstrap and RMSEA intervals widen with their levels, and `ci` prints the level of its rows."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=80)
    m = 0.5 * x + rng.normal(size=80)
    data = pd.DataFrame({"x": x, "m": m, "y": 0.4 * m + rng.normal(size=80)})
    usual, strict = (fit("m ~ x\ny ~ m", data, levels=levels) for levels in (USUAL, STRICT))
    narrow, wide = usual.path("m", "x"), strict.path("m", "x")
    assert wide.est == narrow.est
    assert (wide.ci_upper - wide.est) / (narrow.ci_upper - narrow.est) == pytest.approx(2.5758293 / 1.9599640)
    assert strict.fit.rmsea_ci_upper > usual.fit.rmsea_ci_upper
    bounds = [bootstrap(found, data, 400, 1).path("m", "x").raw.percentile for found in (usual, strict)]
    assert bounds[1].lower < bounds[0].lower
    rows = [
        Stat(f"x.ci_{end}", value, "fixed2", "bound", about={"confidence": "0.99"})
        for end, value in (("lower", 0.1), ("upper", 0.9))
    ]
    assert ci(LedgerPath(Ledger.of(rows), "x")).startswith("[99]")


def test_a_comparison_of_ledgers_uses_the_new_alpha() -> None:
    """p from .03 to .004 flips significance at .01, and is a mere change at .05."""
    for levels, weight in ((STRICT, Weight.SIGNIFICANCE), (USUAL, Weight.PRINTED)):
        old, new = (Ledger.of([p(value, levels)]) for value in (0.03, 0.004))
        assert [change.weight for change in diff(old, new)] == [weight]


def test_a_ledger_on_disk_has_its_levels() -> None:
    """What is read back has the levels of its build, and own levels of a row."""
    rows = [p(0.03), Stat("y.p", 0.03, "p", "another", levels=USUAL)]
    ledger = Ledger.of(rows, Build(levels=STRICT))
    again = Ledger.from_json(ledger.to_json())
    assert again == ledger
    assert [again.stat(id).marks() for id in ("x.p", "y.p")] == ["", "*"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"significance": ()},
        {"significance": (0.01, 0.05)},
        {"trend": 0.04},
        {"confidence": 95},
        {"significance": (5, 1)},
    ],
)
def test_levels_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    """Percentages, an empty list, a wrong order, a trend below significance."""
    with pytest.raises(StudyError):
        Levels(**wrong)  # type: ignore[arg-type]


def test_the_levels_of_the_innermost_study_apply_until_it_ends() -> None:
    """Also in threads, and after a product that fails."""
    with levels_of_study(STRICT):
        with suppress(ValueError), levels_of_study(Levels(confidence=0.9)):
            assert study_levels().confidence == 0.9
            raise ValueError("failed")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(study_levels).result() == STRICT
    assert study_levels() == USUAL
