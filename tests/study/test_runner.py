"""A run's results do not depend on the order in which its products were computed."""

from pathlib import Path

from report.rows.build_record import Build
from report.rows.tables import Column, Table
from report.study.product import Product
from report.study.run_state import RunState, remarks
from report.study.runner import _results

NAMES = ("first", "second", "third")


def finished_in(names: tuple[str, ...]) -> RunState:
    """A run of three tables and three readers of data that were finished in this order."""
    products = {name: Product(name, "table", finished_in, (), __file__, 1) for name in NAMES}
    made = {name: Table(name, (Column("a"),), ()) for name in names}
    return RunState(products, {}, Path(__file__).parent, made=made, remarks={name: (name,) for name in names})


def test_tables_are_in_the_order_of_the_study() -> None:
    """Whichever product finished first: the order is part of the key of a build."""
    for names in (NAMES, NAMES[::-1]):
        assert tuple(_results(finished_in(names), Build()).tables) == NAMES


def test_remarks_on_the_data_are_in_the_order_of_the_study() -> None:
    """Whichever reader finished first: remarks are printed in the documents."""
    assert [each.text for each in remarks(finished_in(NAMES[::-1]))] == list(NAMES)
