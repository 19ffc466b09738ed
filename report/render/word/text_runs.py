"""Joins runs of text: pandoc writes each word and space as a separate run, which makes a file hard to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import remove, text_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def join_runs(root: _Element) -> None:
    """Join adjacent runs with the same formatting."""
    for run in list(root.iter(w("r"))):
        before = run.getprevious()
        if before is None or not (_is_plain(run) and _is_plain(before) and _set(run) == _set(before)):
            continue
        text = text_of(before) + text_of(run)
        for each in run.findall(w("t")):
            each.text = text
            each.set(_SPACE, "preserve")
        remove(before)


def _is_plain(node: _Element) -> bool:
    """Whether a node is a run that contains a single text and nothing else."""
    if node.tag != w("r"):
        return False
    return [child.tag for child in node if child.tag != w("rPr")] == [w("t")]


def _set(run: _Element) -> bytes:
    from lxml import etree

    properties = run.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")
