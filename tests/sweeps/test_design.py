"""A design spans its universes in a fixed order, and each has a key that depends on its decisions alone."""

import pytest

from report.rows.errors import StudyError
from report.sweeps.design import Design, key_of


def test_every_combination_is_a_universe() -> None:
    """The last decision varies fastest."""
    design = Design(a=(1, 2), b=("x", "y"))
    assert [tuple(each.values()) for each in design.universes()] == [(1, "x"), (1, "y"), (2, "x"), (2, "y")]


def test_constraints_leave_universes_out() -> None:
    """Constraints add up, and the design that they were put on is unchanged."""
    whole = Design(a=(1, 2, 3), b=(1, 2, 3))
    part = whole.only_if(lambda each: each["a"] != each["b"]).only_if(lambda each: each["a"] < 3)
    assert [tuple(each.values()) for each in part.universes()] == [(1, 2), (1, 3), (2, 1), (2, 3)]
    assert len(list(whole.universes())) == 9


def test_universes_can_be_listed() -> None:
    """A list keeps its order, and must decide the same in each universe."""
    listed = [{"n": 40, "model": "chain"}, {"n": 20, "model": "chain"}]
    assert list(Design.of(listed).universes()) == listed
    with pytest.raises(StudyError, match="the first one n, model"):
        Design.of([*listed, {"n": 10}])


def test_keys_do_not_depend_on_order() -> None:
    """A decision that is moved, or an option that is added, leaves the other universes as they were."""
    assert key_of({"a": 1, "b": "x"}) == key_of({"b": "x", "a": 1})
    assert len({key_of(each) for each in Design(a=(1, "1", True, None, 1.5)).universes()}) == 5


@pytest.mark.parametrize(
    ("decisions", "what"),
    [
        ({"replication": (1,)}, "called replication"),
        ({"a": "keep"}, "are a text"),
        ({"a": ([1],)}, "is a list"),
        ({"a": (1, 1)}, "twice"),
        ({"a": 5}, "are one int"),
    ],
)
def test_decisions_that_cannot_be_are_faults(decisions: dict[str, object], what: str) -> None:
    """Options are plain values, each given once."""
    with pytest.raises(StudyError, match=what) as raised:
        Design(**decisions)  # type: ignore[arg-type]
    assert raised.value.faults[0].where.startswith("test_design.py:")


def test_a_list_of_uneven_universes_is_a_fault_of_its_line() -> None:
    """The line is that of the study, however deep the fault is found."""
    with pytest.raises(StudyError, match=r"^test_design.py:\d+  a universe decides b, the first one a"):
        Design.of([{"a": 1}, {"b": 1}])
