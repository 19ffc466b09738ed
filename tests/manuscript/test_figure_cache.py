"""A drawn figure is reused while its rows and its code are the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from report.files.observed import Observed
from report.manuscript.figure_cache import FigureCache, RecordingRows
from report.rows.build_record import Build
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.runner import Results


@dataclass(frozen=True)
class Bar:
    """A drawing of one row."""

    id: str

    @property
    def shows(self) -> tuple[str, ...]:
        return (self.id,)


def results(first: float, second: float, drawn: str = "first", style: str = "apa") -> Results:
    rows = [Stat(name, value, "fixed1", name) for name, value in (("first", first), ("second", second))]
    return Results(
        Ledger.of(rows, Build(style=style)), {}, {"bar": Figure("A bar.", "A bar.", Bar(drawn))}, {}
    )


@pytest.fixture(autouse=True)
def drawn(tmp_path: Path) -> None:
    """The project has drawn the bar of the first row."""
    FigureCache(results(1, 2), tmp_path).put("bar", "picture", Observed(), {"first"})


def found(made: Results, root: Path) -> bool:
    return FigureCache(made, root).find("bar") is not None


def test_another_row_does_not_redraw_a_figure(tmp_path: Path) -> None:
    assert FigureCache(results(1, 3), tmp_path).find("bar") == ("picture", Observed())


@pytest.mark.parametrize(
    "changed",
    [results(9, 2), results(1, 2, drawn="second"), results(1, 2, style="nature")],
    ids=["its row", "its drawing", "the style"],
)
def test_what_a_figure_shows_redraws_it(tmp_path: Path, changed: Results) -> None:
    assert not found(changed, tmp_path)


def test_a_row_that_is_added_redraws_a_figure_that_looked_for_it(tmp_path: Path) -> None:
    FigureCache(results(1, 2), tmp_path).put("bar", "picture", Observed(), {"first", "third"})
    assert found(results(1, 2), tmp_path)
    made = results(1, 2)
    more = Ledger.of([*made.ledger.values(), Stat("third", 3, "fixed1", "third")], made.ledger.build)
    assert not found(Results(more, {}, made.figures, {}), tmp_path)


def test_any_row_redraws_a_figure_that_looked_through_all(tmp_path: Path) -> None:
    FigureCache(results(1, 2), tmp_path).put("bar", "all", Observed(), None)
    assert found(results(1, 2), tmp_path)
    assert not found(results(1, 3), tmp_path)


@pytest.mark.parametrize(
    "observed",
    [Observed(untraceable={"starts a program": "x"}), Observed(written={"/x"}), Observed(unstable={"/x"})],
    ids=["untraceable", "written", "unstable"],
)
def test_a_figure_with_unknown_inputs_is_not_stored(tmp_path: Path, observed: Observed) -> None:
    made = results(5, 2)
    FigureCache(made, tmp_path).put("bar", "picture", observed, {"first"})
    assert not found(made, tmp_path)


def test_rows_record_what_is_looked_up() -> None:
    """Found or not; looking through all of them counts as all."""
    asked = RecordingRows(results(1, 2).ledger.rows)
    assert asked["first"].printed == "1.0"
    assert "third" not in asked
    assert asked.ids == {"first", "third"}
    assert list(asked) == ["first", "second"]
    assert asked.ids is None
