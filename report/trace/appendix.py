"""The provenance appendix: every row that a document prints, under the function that computed it.

It is the target of each number's link. To stay compact, it states once what rows have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from lxml import html
from lxml.html import builder

from report.rows.number_formats import MINUS
from report.text.blocks import APPENDIX_HEADING

Row = tuple[str, Mapping[str, Any]]


def anchor(id: str) -> str:
    """The element id of a row's appendix entry."""
    return f"row-{id}"


def appendix(content: Mapping[str, Any]) -> html.HtmlElement:
    """The appendix as a section: functions in the order of their files, rows in the order of their ids."""
    places = {each["stat"]: each["number"] for each in reversed(content["places"])}
    made = sorted(content["rows"].items(), key=lambda row: (_order(row[1]), row[0]))
    groups = [
        _group(list(rows), places) for _, rows in groupby(made, key=lambda row: row[1].get("place", ""))
    ]
    section = builder.SECTION(
        builder.H1(APPENDIX_HEADING, {"id": "provenance-heading"}),
        builder.P(_intro(content), builder.CLASS("provenance-intro")),
        *_remarks(content["remarks"]),
        builder.DIV(*groups, builder.CLASS("provenance-rows")),
    )
    section.set("class", "provenance")
    return section


def _order(row: Mapping[str, Any]) -> tuple[str, int]:
    file, _, line = str(row.get("place", "")).rpartition(":")
    return file, int(line) if line.isdigit() else 0


def _intro(content: Mapping[str, Any]) -> str:
    build = content["build"]
    files = "; ".join(f"{name} (sha256 {digest[:12]}…)" for name, digest in build["data"])
    state = " The data are synthetic." if build["synthetic"] else ""
    commit = f" at commit {build['commit']}" if build["commit"] else ""
    data = f" from {files}" if files else ""
    how = "Each entry gives a ledger row, its printed text, its value if that has more digits, and n."
    return f"Each number in this document was computed{commit}{data}.{state} {how}"


def _remarks(texts: Iterable[str]) -> Iterable[html.HtmlElement]:
    """The remarks on the data, once for all numbers based on them."""
    items = [builder.LI(text) for text in texts]
    if items:
        yield builder.P("Remarks on the data:", builder.CLASS("provenance-intro"))
        yield builder.UL(*items, builder.CLASS("provenance-intro"))


def _group(rows: list[Row], places: Mapping[str, str]) -> html.HtmlElement:
    """The rows of one function: its name, line, inputs and data, then an entry for each row.

    A warning shared by several rows is printed once, with the function.
    """
    shared = _shared(row for _, row in rows)
    entries: list[Any] = []
    for id, row in rows:
        own = [warning for warning in row["warnings"] if warning not in shared]
        entries += [_entry(id, {**row, "warnings": own}, places.get(id, "")), " "]
    return builder.DIV(_maker(rows[0][1], shared), builder.P(*entries), builder.CLASS("made"))


def _shared(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The warnings that several rows have in common."""
    warnings = [row["warnings"] for row in rows]
    return [text for text in warnings[0] if all(text in each for each in warnings)] if warnings[1:] else []


def _maker(row: Mapping[str, Any], warnings: Iterable[str]) -> html.HtmlElement:
    name = builder.B(str(row.get("function") or "given"))
    place = row.get("place", "")
    where = builder.A(place, href=row["href"]) if row.get("href") else builder.SPAN(place)
    inputs = f", from {', '.join(row['inputs'])}" if row.get("inputs") else ""
    data = "; ".join(f"{file} {digest[:8]}" for file, digest in row.get("data", ()))
    remarks = "".join(f" warning: {warning}" for warning in warnings)
    sweeps = "".join(f"; sweep {text}" for text in row.get("sweeps", ()))
    facts = (inputs, f" [{data}]" if data else "", sweeps, remarks)
    return builder.P(name, " ", where, *facts, builder.CLASS("maker"))


def _entry(id: str, row: Mapping[str, Any], first: str) -> html.HtmlElement:
    name = builder.A(id, href=f"#{first}") if first else builder.SPAN(id)
    label = builder.SPAN(f" {row['label']}", builder.CLASS("provenance-label"))
    entry = builder.SPAN(name, label, f" {'; '.join(_facts(row))}", builder.CLASS("entry"))
    entry.set("id", anchor(id))
    return entry


def _facts(row: Mapping[str, Any]) -> Iterable[str]:
    value = row.get("value")
    yield f"{row['printed']} ({_signed(value)})" if isinstance(value, float) else str(row["printed"])
    if row.get("n") is not None:
        yield f"n = {row['n']}"
    for warning in row["warnings"]:
        yield f"warning: {warning}"


def _signed(value: float) -> str:
    """A value with six significant digits and true minus signs."""
    return f"{value:.6g}".replace("-", MINUS)
