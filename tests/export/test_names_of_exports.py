"""Names of exported files, and identifiers in a crate."""

from __future__ import annotations

import pytest

from report.export.crate_contents import single, slug
from report.export.expected_exports import file_name


def test_the_name_of_a_file_of_tables() -> None:
    """All of them, or the names of those that it has."""
    assert file_name(["Table-1", "Table-S2"], all=False) == "Table-1+Table-S2"
    assert file_name(["Table-1"], all=True) == "tables"


@pytest.mark.parametrize(("value", "found"), [([1], 1), ([1, 2], [1, 2]), ([], []), ("a", "a")])
def test_a_list_of_one_is_its_member(value: object, found: object) -> None:
    """As the specification of crates recommends."""
    assert single(value) == found


@pytest.mark.parametrize(
    ("text", "id"), [("Ann B. Lee", "ann-b-lee"), ("Universität", "universit-t"), ("???", "x")]
)
def test_a_text_as_an_identifier(text: str, id: str) -> None:
    """Lower-case letters, digits and hyphens; never empty."""
    assert slug(text) == id
