"""Numbers the tables and figures of a Markdown document in the same way as the filter."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LABEL = re.compile(r"\{[^{}\n]*?#((?:fig|tbl)-[\w-]+)[^{}\n]*\}")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_DIV = re.compile(r"\s*:{3,}\s*(\S?.*)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def float_numbers(markdown: str) -> dict[str, str]:
    """The number of each label: fig-flow 1, fig-both 2, and its sub-figures fig-left 2a and fig-right 2b."""
    found: dict[str, str] = {}
    divs: list[str] = []
    counts = {"fig": 0, "tbl": 0}
    parts: dict[str, int] = {}
    for line in _outside_code(markdown):
        parent = next((each for each in divs if each.startswith("fig-")), "")
        labels = _LABEL.findall(line)
        for label in labels:
            kind = label[:3]
            if parent and kind == "fig":
                place = parts[parent] = parts.get(parent, 0) + 1
                found[label] = found[parent] + _LETTERS[(place - 1) % len(_LETTERS)]
            elif label not in found:
                counts[kind] += 1
                found[label] = str(counts[kind])
        if div := _DIV.match(line):
            _enter_or_leave(divs, div[1], labels)
    return found


def float_prefix(markdown: str) -> str:
    """The letter in front of the numbers of a document's floats, such as S in a supplement."""
    found = re.search(r"^float-prefix:\s*[\"']?(\w*)", markdown, re.MULTILINE)
    return found[1] if found else ""


def float_names(markdown: str, words: Mapping[str, str]) -> dict[str, str]:
    """The labels of a document's floats by the names that references print in a language, such as Table S2."""
    prefix = float_prefix(markdown)
    numbers = float_numbers(markdown)
    return {
        f"{words[f'crossref-{label[:3]}-title']} {prefix}{number}": label for label, number in numbers.items()
    }


def _enter_or_leave(divs: list[str], attributes: str, labels: list[str]) -> None:
    if attributes.strip(" :"):
        divs.append(labels[0] if labels else "")
    elif divs:
        divs.pop()


def _outside_code(markdown: str) -> list[str]:
    """The lines of a text outside code blocks."""
    lines, inside_code = [], False
    for line in markdown.split("\n"):
        if _FENCE.match(line):
            inside_code = not inside_code
        elif not inside_code:
            lines.append(line)
    return lines
