"""One paragraph of a template, woven on its own."""

from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.one_paragraph import paragraph_weaver
from report.template.weaving_context import Context

WEAVE = paragraph_weaver(Context(Ledger.of([Stat("age.mean", 42.8, "mean", "mean age")], Build())))


def test_a_number_is_bound_to_its_row() -> None:
    """Without the number of its occurrence, which only the whole document determines."""
    assert WEAVE("Aged << age.mean >>.") == 'Aged [42.8]{.stat data-stat="age.mean"}.'


def test_a_reference_to_another_document_names_its_target() -> None:
    woven = WEAVE('See << see("supplement", "tbl-ages") >>.')
    assert woven == 'See […]{.see data-document="supplement" data-target="tbl-ages"}.'


def test_a_paragraph_with_a_fault_is_not_woven() -> None:
    """The whole page reports the fault."""
    assert WEAVE("<< age.mean | unknown >>") is None
    assert WEAVE("<< age.median >>") is None
