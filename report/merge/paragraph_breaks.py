"""Ends of paragraphs and of lines that a copy adds inside a unit, in the Markdown of the unit's kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report.merge.atoms import Unit
from report.merge.regions import EditedRegion
from report.merge.restyled_units import MARKER
from report.merge.source_spans import BREAK, Refusal, Setting

_BLANK = "\n\n"
_ONE_LINE_SCALAR = re.compile(r"[\w-]+:[ \t]+[^|>\s]")
_QUOTED = re.compile(r"[ \t]*>[ \t]*")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*\Z")
_REMEDY = "make the edit in the template"


def breaking(
    unit: Unit, following: Sequence[Unit], region: EditedRegion, setting: Setting
) -> Setting | Refusal:
    """The setting with the paragraph break of a unit that the copy splits, or why the region cannot be written.

    `following` has the units of the copy that the unit was split into, without the first.
    """
    source = setting.sources.get(unit.file, "")
    if "\n" in region.text and (found := _refused_line(unit, source)):
        return found
    if BREAK not in region.text:
        return setting
    made = {_break(unit, each, source) for each in following}
    refusals = [each for each in made if isinstance(each, Refusal)]
    if refusals or len(made) != 1:
        return (
            refusals[0]
            if refusals
            else Refusal(f"divides the {unit.kind} into units of several kinds", _REMEDY)
        )
    return replace(setting, paragraph_break=str(made.pop()))


def _refused_line(unit: Unit, source: str) -> Refusal | None:
    """Why a line cannot be broken: a heading, a cell and a text of the metadata have a single line."""
    if unit.kind not in ("heading", "cell") and not _is_scalar(unit, source):
        return None
    return Refusal(
        f"adds a line break to a {unit.kind}, which has a single line in the template",
        "delete the line break",
    )


def _is_scalar(unit: Unit, source: str) -> bool:
    """Whether a unit is a text of the metadata that is written on one line with its name."""
    begun = source.rfind("\n", 0, max(0, unit.start)) + 1
    return (
        source.startswith("---") and _ONE_LINE_SCALAR.match(source, begun) is not None and begun < unit.start
    )


def _break(unit: Unit, following: Unit, source: str) -> str | Refusal:
    """What divides a unit of the template into two; empty for a blank line in the indentation of the place."""
    begun = source.rfind("\n", 0, max(0, unit.start)) + 1
    if unit.kind in ("title", "subtitle", "banner", "caption", "cell") or _is_scalar(unit, source):
        return Refusal(f"divides the {unit.kind} into paragraphs", "join them again, or change the template")
    if unit.kind == "footnote":
        return f"{_BLANK}    "
    if unit.kind == "item":
        return _item_break(following, source[begun:], source)
    if unit.kind == "heading":
        if _ATTRIBUTES.search(source[unit.start : unit.end]):
            return Refusal("divides a heading with attributes", _REMEDY)
        return f"{_BLANK}{'#' * following.level} " if following.kind == "heading" else _BLANK
    quoted = _QUOTED.match(source, begun)
    return f"\n{quoted[0].rstrip()}\n{quoted[0]}" if quoted else ""


def _item_break(following: Unit, line: str, source: str) -> str | Refusal:
    marker = MARKER.match(line)
    if following.kind == "item" and marker:
        return f"\n{marker[0]}"
    return Refusal("starts a paragraph inside a list item", _REMEDY)
