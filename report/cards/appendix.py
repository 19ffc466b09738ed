"""The provenance appendix: one line for each row that a document prints, the target of every number's link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import html
from lxml.html import builder

HEADING = "Provenance of the numbers"


def anchor(id: str) -> str:
    """The appendix line of a row."""
    return f"row-{id}"


def appendix(content: Mapping[str, Any]) -> html.HtmlElement:
    """The appendix as a section, rows in the order in which they are first printed."""
    lines = [_line(id, row, content) for id, row in content["rows"].items()]
    section = builder.SECTION(
        builder.H1(HEADING, {"id": "provenance"}),
        builder.P(_intro(content), builder.CLASS("provenance-intro")),
        builder.OL(*lines, builder.CLASS("provenance-rows")),
    )
    section.set("class", "provenance")
    return section


def _intro(content: Mapping[str, Any]) -> str:
    build = content["build"]
    files = "; ".join(f"{name} (sha256 {digest[:12]}…)" for name, digest in build["data"])
    state = " The data are synthetic." if build["synthetic"] else ""
    commit = f"at commit {build['commit']} " if build["commit"] else ""
    return f"Each number in this document was computed {commit}from {files}.{state} One line stands for one number."


def _line(id: str, row: Mapping[str, Any], content: Mapping[str, Any]) -> html.HtmlElement:
    parts: list[Any] = [builder.CODE(id), " ", builder.SPAN(row["label"], builder.CLASS("provenance-label"))]
    parts += [f": {text}" if index == 0 else f"; {text}" for index, text in enumerate(_facts(row))]
    if row.get("place"):
        where = builder.A(row["place"], href=row["href"]) if row.get("href") else builder.SPAN(row["place"])
        parts += ["; ", where]
    line = builder.LI(*parts)
    line.set("id", anchor(id))
    first = next((each["number"] for each in content["places"] if each["stat"] == id), "")
    if first:
        line.append(
            builder.A(
                "↩",
                {"href": f"#{first}", "class": "provenance-back", "aria-label": f"back to {id} in the text"},
            )
        )
    return line


def _facts(row: Mapping[str, Any]) -> list[str]:
    facts = [row["printed"]]
    value = row.get("value")
    if isinstance(value, float):
        facts[0] = f"{row['printed']} ({value!r})"
    if row.get("n") is not None:
        facts.append(f"n = {row['n']}")
    return facts + [f"warning: {warning}" for warning in row["warnings"]]
