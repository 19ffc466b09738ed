"""Finds tags that parse and use existing names, but would not print what their author intended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jinja2 import nodes

from report.rows.counted import counted
from report.rows.ledger import Ledger
from report.rows.stat import Claim

Finding = tuple[int, str, str]

#: The template functions with their required arguments.
SHAPES: dict[str, tuple[str, ...]] = {
    "claim": ("id", "yes", "no"),
    "figure": ("name",),
    "holds": ("id",),
    "literal": ("value", "reason"),
    "see": ("document", "target"),
    "table": ("name",),
    "words": ("row",),
    "Words": ("row",),
}
_TAG = "\ufffc"
_FOREIGN = re.compile(r"\{\{(?!<)[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_CLOSED = re.compile(r"(?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)|(?<!\\)(`+)[^`\n]+\1")


def usage(
    tree: nodes.Template, ledger: Ledger, filters: Collection[str], existing: Collection[str]
) -> Iterator[Finding]:
    """Faults in calls, arithmetic, `filters` for rows among the `existing` ones, and the text around tags."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in SHAPES:
            yield from _call(call, call.node.name)
    for sum_ in tree.find_all(
        (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
    ):
        if _names_row(sum_, ledger):
            yield sum_.lineno, "a template cannot calculate", "compute it in a product, and use its row"
    for each in tree.find_all(nodes.Filter):
        if each.name not in existing or each.name in filters:
            continue
        if each.node is not None and _is_row(each.node, ledger):
            what = f"the filter {each.name} cannot take a row"
            yield each.lineno, what, f"a row prints in its own format; filters for rows: {', '.join(filters)}"
    for output in tree.find_all(nodes.Output):
        yield from _text(output)


def _call(call: nodes.Call, name: str) -> Iterator[Finding]:
    shape, given = SHAPES[name], {each.key: each.value for each in call.kwargs}
    parts = ("…" if part in ("value", "row") else f'"{part} …"' for part in shape)
    example = f"write {name}({', '.join(parts)})"
    if len(call.args) > len(shape) or set(given) - set(shape):
        yield call.lineno, f"{name} takes only {counted(len(shape), 'argument')}: {', '.join(shape)}", example
    given = {**dict(zip(shape, call.args, strict=False)), **given}
    for part in shape:
        value = given.get(part)
        if value is None:
            yield call.lineno, f"{name} lacks the argument {part}", example
        elif isinstance(value, nodes.Const) and not str(value.value).strip():
            yield call.lineno, f"the argument {part} of {name} is empty", example


def _is_row(node: nodes.Node, ledger: Ledger) -> bool:
    path = _path(node)
    return bool(path) and bool(ledger.below(path))


def _names_row(node: nodes.Node, ledger: Ledger) -> bool:
    return any(_is_row(each, ledger) for each in node.find_all((nodes.Getattr, nodes.Name)))


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        head = _path(node.node)
        return f"{head}.{node.attr}" if head else ""
    return ""


def _text(output: nodes.Output) -> Iterator[Finding]:
    text, lines = "", []
    for part in output.nodes:
        lines.append((len(text), part.lineno))
        text += part.data if isinstance(part, nodes.TemplateData) else _TAG

    def line(offset: int) -> int:
        start, first = max(each for each in lines if each[0] <= offset)
        return first + text.count("\n", start, offset)

    for match in _FOREIGN.finditer(text):
        inner = match[0][2:-2].strip(" %")
        tag = f"<< {inner} >>" if match[0].startswith("{{") else f"<% {inner} %>"
        yield line(match.start()), f"{match[0].replace(_TAG, '…')} would be printed literally", f"write {tag}"
    for match in (each for each in _CLOSED.finditer(text) if _TAG in each[0]):
        kind = "a formula" if match[0].startswith("$") else "code"
        what = f"a row inside {kind} cannot be traced: {match[0].replace(_TAG, '<< … >>')}"
        yield line(match.start()), what, "write the symbol as text, as in *p* = << … >>"


def claim_as_row(path: str, ledger: Ledger) -> str:
    """How to print a claim that was used like a statistic, or an empty string if it is not a claim."""
    return f'write claim("{path}", yes="…", no="…")' if isinstance(ledger.get(path), Claim) else ""
