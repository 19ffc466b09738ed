r"""Boxes around tables of LaTeX, of which pandoc drops the content: `\rotatebox{90}{\begin{tabular}...}`."""

from __future__ import annotations

import re

#: A command for a box, its optional arguments, and the brace that opens its content before a table.
_BOX = re.compile(
    r"\\(?:(?P<plain>centerline|fbox|mbox|frame|subfloat|subfigure|makebox|framebox)|"
    r"(?P<one>rotatebox|scalebox|adjustbox|colorbox)|(?P<two>resizebox))\*?"
    r"(?:\s?\[[^\]]{0,200}\]){0,3}(?(one)\s?\{[^{}]{0,100}\})(?(two)\s?\{[^{}]{0,100}\}\s?\{[^{}]{0,100}\})"
    r"\s{0,5}\{\s{0,20}(?=(?:%[^\n]{0,200}\n\s{0,20})?\\begin\{(?:tabular|longtable))"
)
_BRACE = re.compile(r"\\[{}\\%]|%[^\n]*|[{}]")
#: The most boxes within each other.
_DEEPEST = 5


def without_boxes(text: str) -> str:
    """LaTeX with the tables of boxes as separate paragraphs."""
    for _ in range(_DEEPEST):
        changed = _unpacked(text)
        if changed == text:
            break
        text = changed
    return text


def _unpacked(text: str) -> str:
    matches = list(_BOX.finditer(text))
    ends = _closed(text) if matches else {}
    parts, last = [], 0
    for match in matches:
        end = ends.get(text.rindex("{", match.start(), match.end()))
        if match.start() >= last and end:
            parts += [text[last : match.start()], "\n\n", text[match.end() : end], "\n\n"]
            last = end + 1
    return "".join([*parts, text[last:]])


def _closed(text: str) -> dict[int, int]:
    """The place of the closing brace of each opening brace."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            found[opened.pop()] = match.start()
    return found
