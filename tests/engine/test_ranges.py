"""A value that its kind of statistic cannot have is a fault at the line of the study that yields it."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import Stat, Study, claims, stats, table
from report.data.protocol_constants import constants
from report.rows import value_ranges as ranges
from report.rows.build_record import Build
from report.rows.errors import DataError, Fault, ProductError
from report.rows.stat import NOT_A_NUMBER
from report.rows.tables import Column, Table, group, row
from report.study.product import background
from report.study.runner import Results, run

HERE = Path(__file__)


def run_study(*functions: Callable[..., Any]) -> Results:
    name = f"study_{abs(hash(functions))}"
    module = types.ModuleType(name)
    for function in functions:
        function.__module__ = name
        setattr(module, function.__name__, function)
    sys.modules[name] = module
    return run(Study("a study", (name,)), HERE.parent, {}, Build())


def faults_of(*functions: Callable[..., Any]) -> tuple[Fault, ...]:
    with pytest.raises(ProductError) as caught:
        run_study(*functions)
    return caught.value.faults


def line(text: str) -> str:
    """The line of a piece of this file, as a fault cites it."""
    lines = HERE.read_text(encoding="utf-8").splitlines()
    return f"{HERE.name}:{next(n for n, each in enumerate(lines, 1) if text in each)}"


def fault(id: str = "a.b", value: Any = 0, format: str = "fixed2", symbol: str = "") -> str:
    return "".join(
        each.what for each in ranges.faults(Stat(id, value, format, "a row", symbol), "here", "it")
    )


@pytest.mark.parametrize(
    ("value", "format", "symbol", "id"),
    [
        (-99, "p", "", "a.b"),
        (-0.1, "p2", "", "a.b"),
        (1.2, "p", "", "a.b"),
        (1.2, "fixed3", "*p*", "a.b"),
        (1.0001, "unit", "", "a.b"),
        (-1.3, "unit3", "", "a.b"),
        (1.3, "fixed2", "*r*", "a.b"),
        (1.3, "fixed2", "*R*²", "a.b"),
        (38.0, "percent", "", "a.b"),
        (-0.01, "percent1", "", "a.b"),
        (-3, "count", "", "a.b"),
        (2.5, "count", "", "a.b"),
        (-1, "df", "", "a.b"),
        (-2.5, "fixed2", "*SD*", "a.b"),
        (-2.5, "fixed2", "", "age.sd"),
        (-2.5, "fixed2", "", "age.se"),
        (-12, "fixed0", "*n*", "a.b"),
        (-0.4, "fixed2", "χ²", "a.b"),
        (float("inf"), "fixed2", "", "a.b"),
        (-float("inf"), "count", "", "a.b"),
    ],
)
def test_a_value_outside_its_range_is_a_fault(value: float, format: str, symbol: str, id: str) -> None:
    """Probabilities, correlations, proportions, counts and spreads have bounds in every format."""
    assert fault(id, value, format, symbol)


@pytest.mark.parametrize(
    ("value", "format", "symbol", "id"),
    [
        (1.0000000000000002, "unit", "*r*", "a.r"),
        (-1e-17, "p", "*p*", "a.p"),
        (0, "p", "", "a.p"),
        (1, "percent", "", "a.pct"),
        (29.0, "count", "*n*", "a.n"),
        (1.08, "index3", "TLI", "fit.tli"),
        (-0.02, "unit", "*R*²", "a.r2"),
        (-2.5, "fixed2", "*M*", "a.mean"),
        (110.43, "df", "*df*", "a.df"),
        (0.0, "fixed2", "*SD*", "a.sd"),
        (None, "p", "*p*", "a.p"),
        ("< 5", "count", "*n*", "a.n"),
        ("∞", "fixed2", "", "odds.ci_upper"),
        (30, "count", "", "flow.p"),
    ],
)
def test_a_value_within_its_range_is_none(value: Any, format: str, symbol: str, id: str) -> None:
    """The ends of a range belong to it, rounding errors of a computation do not leave it, and texts have none."""
    assert not fault(id, value, format, symbol)


@given(st.floats(allow_nan=False), st.sampled_from(["p", "p2", "unit", "unit3", "percent", "percent1"]))
def test_no_format_of_bounded_statistics_takes_an_unbounded_value(value: float, format: str) -> None:
    """A value that is taken lies between the bounds, but for an error of rounding."""
    low = -1 if format.startswith("unit") else 0
    assert bool(fault(value=value, format=format)) == (not low - 1e-9 <= value <= 1 + 1e-9)


@pytest.mark.parametrize(
    "missing", [None, pandas.NA, pandas.NaT, numpy.ma.masked, float("nan"), numpy.float32("nan")]
)
def test_missing_values_of_any_library_print_as_a_dash(missing: Any) -> None:
    """None, and the missing values of pandas and numpy; a computed NaN is a warning, too."""
    made = Stat("a.b", missing, "fixed2", "a row")
    assert (made.value, made.printed) == (None, "–")
    assert made.warnings == ((NOT_A_NUMBER,) if isinstance(missing, float | numpy.float32) else ())


@pytest.mark.parametrize(
    "value", [numpy.int64(3), numpy.array([3]), numpy.bool_(True), Decimal(3), Fraction(3), True]
)
def test_numbers_of_any_library_are_plain(value: Any) -> None:
    """Scalars of numpy, arrays of one number and the numbers of Python's library are taken as they are."""
    assert type(Stat("a.b", value, "fixed2", "a row").value) in (int, float)


def helper() -> Any:
    yield Stat("from.helper", 1.2, "p", "made by a helper")  # the helper's line


@stats
def several() -> Any:
    yield Stat("good.p", 0.2, "p", "a p-value")
    yield Stat("bad.p", -99, "p", "a p-value")  # the first bad row
    yield from helper()
    yield [Stat("a.b", 1, "count", "a row in a list")]  # the list


def test_all_faults_of_a_product_are_reported_each_at_its_line() -> None:
    """The run names product, id and value, and the innermost line of the study that yields the row."""
    found = faults_of(several)
    marks = ("# the first bad row", "# the helper's line", "# the list")
    assert [each.where for each in found] == [line(mark) for mark in marks]
    assert found[0].what == "several: bad.p = -99 is not a probability (0 to 1)"
    assert found[2].remedy == "write `yield from` for several rows"


@stats
@background()
def elsewhere() -> Any:
    yield Stat("bad.sd", -1.0, "fixed2", "a spread")  # in another process


def test_rows_made_in_another_process_are_checked_too() -> None:
    """It makes no difference where a product runs."""
    (found,) = faults_of(elsewhere)
    assert found.where == line("# in another process")


@stats
def one_returned() -> Any:
    return Stat("a.b", 1, "count", "a row")


@claims
def nothing_returned() -> Any:
    return None


@stats
def text_returned() -> Any:
    return "a.b"


@pytest.mark.parametrize(
    ("product", "said"), [(one_returned, "a Stat"), (nothing_returned, "nothing"), (text_returned, "str")]
)
def test_a_row_that_is_returned_is_a_fault_with_its_remedy(product: Callable[..., Any], said: str) -> None:
    """`return Stat(…)` in place of `yield` is answered at the product, and so is a product without any yield."""
    (found,) = faults_of(product)
    assert found.where == line(f"def {product.__name__}")
    assert found.what.endswith(f"returns {said}")
    assert "yield" in found.remedy


@stats
def a_list() -> Any:
    return [Stat("a.one", 1, "count", "one"), Stat("a.two", 2, "count", "two")]


def test_a_list_of_rows_may_be_returned() -> None:
    """What can be iterated is as good as a generator."""
    assert list(run_study(a_list).ledger) == ["a.one", "a.two"]


@stats
def malformed() -> Any:
    yield Stat("Hours.N", 1, "count", "a row")  # no id


@stats
def no_format() -> Any:
    yield Stat("a.b", 1, "fixed9", "a row")  # no format


@stats
def no_value() -> Any:
    yield Stat("a.b", [1, 2], "count", "a row")  # no value


@stats
def no_row(several_rows: Any) -> Any:
    yield Stat("a.b", several_rows.stat("a.c").value, "count", "a row")  # no row


@stats
def several_rows() -> Any:
    yield Stat("a.d", 1, "count", "a row")


@stats
def left() -> Any:
    sys.exit(0)  # no exit
    yield


@pytest.mark.parametrize(
    ("products", "mark"),
    [
        ((malformed,), "# no id"),
        ((no_format,), "# no format"),
        ((no_value,), "# no value"),
        ((several_rows, no_row), "# no row"),
        ((left,), "# no exit"),
    ],
)
def test_what_is_raised_while_rows_are_made_is_located(products: Any, mark: str) -> None:
    """A malformed id, an unknown format, a value of another type, an unknown row, an exit: product, file and line."""
    (found,) = faults_of(*products)
    assert found.where == line(mark)
    assert products[-1].__name__ in found.what


def made_table(*rows: Any) -> Table:
    return Table("A table", (Column("Head"), Column("Value"), Column("*p*")), rows)  # the table


@table
def ragged() -> Table:
    return made_table(group("All"), row("Age", "1", "2"), row("Sex", "1"), row("Size", "1", "2", "3"))


def test_rows_of_another_width_than_their_table_are_faults() -> None:
    """Each row has as many cells as there are columns; a heading inside the table has one."""
    found = faults_of(ragged)
    assert [each.where for each in found] == [line("# the table")] * 2
    assert found[0].what == 'ragged: row 3 ("Sex") has 2 cells but the table has 3 columns'


def test_constants_are_checked_too(tmp_path: Path) -> None:
    """A constant of the protocol outside its range is a fault at its line."""
    path = tmp_path / "protocol.yaml"
    entry = "{{value: {}, format: {}, label: a, source: b}}"
    path.write_text(f"one: {entry.format(1.2, 'p')}\ntwo: {entry.format(-1, 'count')}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        constants(path, "protocol.yaml", "0")
    assert [each.where for each in caught.value.faults] == ["protocol.yaml:1", "protocol.yaml:2"]
