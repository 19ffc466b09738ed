"""The references to the pages of a PDF, which every link and every tagged number contains."""

from __future__ import annotations

from typing import Any


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """A reference to each page; pydyf would rebuild all of them for each link, in quadratic time."""
    kids = pdf.pages["Kids"]  # three entries for each page: number, generation, R
    known: tuple[bytes, ...] = vars(pdf).get("known_references", ())
    if 3 * len(known) != len(kids):
        known = pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    return known
