"""Rows named in a document's metadata: YAML's quotes must not end inside a span."""

from __future__ import annotations

import re

from report.template.markup import UNNUMBERED

_FRONT = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r'^([\w-]+:\s*)"(.*)"[ \t]*$', re.MULTILINE)
_SPAN = re.compile(r"\[(?:\\.|[^\]\\])*\]\{#" + UNNUMBERED + r"[^}]*\}")


def quoted(markdown: str) -> str:
    """A document whose spans are escaped where they stand in a double-quoted value of its metadata."""
    return _FRONT.sub(lambda front: _QUOTED.sub(_with_escapes, front[0]), markdown, count=1)


def _with_escapes(line: re.Match[str]) -> str:
    value = _SPAN.sub(lambda span: span[0].replace("\\", "\\\\").replace('"', '\\"'), line[2])
    return f'{line[1]}"{value}"'
