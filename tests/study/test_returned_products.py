"""What a product returned, checked against its kind."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from report.rows.errors import Fault, LedgerError, ProductError
from report.rows.stat import Claim, Stat
from report.study.returned_products import file_of, located, location, returned

ROOT = Path(__file__).parents[2]


@dataclass
class Item:
    """The parts of a product that are needed here."""

    kind: str = "stats"
    name: str = "effects"
    file: str = __file__
    line: int = 7


def stat(id="a.b", value=1.0, format="fixed2"):
    return Stat(id, value, format, "a number")


def faults(made, kind="stats"):
    with pytest.raises(ProductError) as raised:
        returned(Item(kind), made, ROOT)
    return raised.value.faults


def test_rows_are_collected_in_their_order():
    def rows():
        yield stat("a.one")
        yield stat("a.two")

    assert [row.id for row in returned(Item(), rows(), ROOT)] == ["a.one", "a.two"]


def test_a_list_of_rows_is_accepted():
    assert returned(Item(), [stat()], ROOT) == [stat()]


def test_a_product_of_another_kind_may_return_anything():
    made = object()
    assert returned(Item("value"), made, ROOT) is made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (stat(), "returns a Stat"),
        (Claim("a.c", True, "a claim", ()), "returns a Claim"),
        (None, "returns nothing"),
        ("a text", "returns str"),
        ({"a": 1}, "returns dict"),
        (3, "returns int"),
    ],
)
def test_what_is_returned_instead_of_yielded_is_a_fault(made, words):
    (fault,) = faults(made)
    assert fault.what == f"effects is tagged @stats but {words}"
    assert "yield" in fault.remedy
    assert fault.where == "tests/study/test_returned_products.py:7"


def test_every_wrong_row_is_a_fault_at_the_line_that_yields_it():
    def rows():
        yield 1
        yield stat()
        yield [stat()]

    first, second = faults(rows())
    start = rows.__code__.co_firstlineno
    assert first.where.endswith(f"test_returned_products.py:{start + 1}")
    assert second.where.endswith(f"test_returned_products.py:{start + 3}")
    assert first.remedy == "yield Stat or Claim"
    assert second.remedy == "write `yield from` for several rows"


def test_the_line_of_a_nested_generator_is_the_inner_one():
    def inner():
        yield None

    def rows():
        yield from inner()

    (fault,) = faults(rows())
    assert fault.where.endswith(f":{inner.__code__.co_firstlineno + 1}")


def test_a_value_outside_the_range_of_its_format_is_a_fault():
    (fault,) = faults([stat("a.p", -99, "p")])
    assert "a.p" in fault.what


def test_a_product_is_located_by_its_file_below_the_project():
    assert location(Item(), ROOT) == "tests/study/test_returned_products.py:7"


def test_a_file_outside_all_folders_is_shown_by_its_name(tmp_path):
    assert file_of(Item(file="/nowhere/at/all/other.py"), tmp_path) == "other.py"


def raised_by(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_fault_without_a_location_gets_the_line_that_raised_it():
    (fault,) = located(raised_by(ProductError(Fault("", "is empty", "fill it"))), Item(), ROOT)
    assert fault.where.startswith("tests/study/test_returned_products.py:")
    assert fault.what == "effects: is empty"
    assert fault.remedy == "fill it"


def test_a_fault_with_a_location_keeps_it():
    given = Fault("data.csv:3", "is empty")
    assert located(raised_by(ProductError(given)), Item(), ROOT) == (given,)


def test_a_fault_of_an_id_names_the_id_and_gets_the_line():
    (fault,) = located(raised_by(LedgerError(Fault("a.b", "is taken"))), Item(), ROOT)
    assert fault.what == "effects: a.b is taken"
    assert fault.where.startswith("tests/study/")


def test_a_row_that_is_yielded_twice_is_a_fault_at_the_second_line():
    """It names the line of the first, so that both are found in a long function."""

    def rows():
        yield stat("a.one")
        yield stat("a.two")
        yield stat("a.one")

    (fault,) = faults(rows())
    first, second = (rows.__code__.co_firstlineno + offset for offset in (1, 3))
    name = Path(__file__).relative_to(ROOT).as_posix()
    assert fault.where == f"{name}:{second}"
    assert fault.what == f"a.one is yielded twice: here and in {name}:{first}"
