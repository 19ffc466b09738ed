"""The tokens of texts: numbers with their relations, signs and what is attached to them."""

from __future__ import annotations

import pytest

from report.text.blocks import Block
from report.text.tokens import tokens


def keys(text: str) -> list[str]:
    return [f"{token.key}{token.tail}" for token in tokens([Block("paragraph", text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("＜ .05", ["<0.05"]),
        ("﹥.05", [">0.05"]),
        ("＝ .05", ["0.05"]),
        ("≮ 92", ["≮92"]),
        ("≺ 4.11", ["≺4.11"]),
        ("⪅ 3", ["⪅3"]),
        ("¬13.23", ["¬13.23"]),
        ("p ≰", ["p", "≰"]),
    ],
)
def test_every_relation_belongs_to_its_number(text: str, found: list[str]) -> None:
    """Wide forms are the usual ones; an equals sign is none."""
    assert keys(text) == found


@pytest.mark.parametrize("sign", "-−–‐‑‒－➖¯⁃﹣﹘⁻₋˗")
def test_every_minus_is_a_minus(sign: str) -> None:
    """Whatever dash a program or an editor writes for it."""
    assert keys(f"of {sign}0.27 and") == ["of", "−0.27", "and"]


@pytest.mark.parametrize("attached", ["−", "℃", "\u0305", "\u0336", "\u20dd", "∘"])
def test_signs_behind_a_number_are_attached_to_it(attached: str) -> None:
    """A minus behind it, a unit, and marks that are drawn over its last digit."""
    (key,) = keys(f"(26.14{attached})")
    assert key not in ("26.14", "−26.14")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.15−0.50", ["0.15", "−0.50"]),
        ("0.15− 0.50", ["0.15", "−0.50"]),
        ("6- and 12-month", ["6", "and", "12", "month"]),
        ("⁃ 29 patients", ["29", "patients"]),
    ],
)
def test_dashes_between_numbers_and_before_list_items_are_none(text: str, found: list[str]) -> None:
    """A range is two numbers."""
    assert keys(text) == found
