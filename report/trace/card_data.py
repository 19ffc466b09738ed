"""The content of the cards, as JSON inside the page: aggregates only, never a participant's value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from report.files.store import Cache, digest
from report.rows.ledger import Ledger, location
from report.rows.stat import Claim, Row
from report.trace.occurrences import Occurrence
from report.trace.source_code import source_text
from report.trace.sweep_facts import sweep_facts


def payload(
    document: str, found: Iterable[Occurrence], ledger: Ledger, root: Path, *, fresh: bool = False
) -> dict[str, Any]:
    """The rows that a document prints, with their code and places; with `fresh`, no cached code is used."""
    places = list(found)
    here = [each for each in places if each.document == document]
    elsewhere = Counter(each.stat for each in places if each.document != document)
    rows = [ledger[id] for id in dict.fromkeys(each.stat for each in here) if id in ledger]
    return {
        "document": document,
        "build": _build(ledger),
        "remarks": _remarks(rows, ledger),
        "rows": {
            row.id: _row(row, ledger) | {"elsewhere": elsewhere[row.id], "sweeps": sweep_facts(row, root)}
            for row in rows
        },
        "code": _code(rows, root, fresh=fresh),
        "places": [_place(each) for each in here],
    }


def _build(ledger: Ledger) -> dict[str, Any]:
    build = ledger.build
    return {"id": build.id, "commit": build.commit, "synthetic": build.synthetic, "data": list(build.data)}


def _remarks(rows: Iterable[Row], ledger: Ledger) -> list[str]:
    """The remarks on the data that these rows are based on."""
    makers = {row.source.function for row in rows if row.source}
    return [remark.text for remark in ledger.remarks if makers.intersection(remark.reaches)]


def _row(row: Row, ledger: Ledger) -> dict[str, Any]:
    content: dict[str, Any] = {"label": row.label, "printed": row.printed, "warnings": list(row.warnings)}
    if isinstance(row, Claim):
        content |= {"kind": "claim", "evidence": list(row.evidence)}
    else:
        constant = bool(row.source and not row.source.file.endswith(".py"))
        content |= {
            "kind": "constant" if constant else "stat",
            "value": row.value,
            "n": row.n,
            "unit": row.unit,
        }
        content |= {"cited": row.about.get("source", "")} if constant else {}
    if row.source:
        content |= {
            "function": row.source.function,
            "place": location(row),
            "inputs": list(row.source.inputs),
        }
        content |= {"data": [list(pair) for pair in row.source.data], "href": source_address(row, ledger)}
    return content


def source_address(row: Row, ledger: Ledger) -> str:
    """The web address of the line that computed a row, at the built commit, if the repository has one."""
    build, commit = ledger.build, ledger.build.commit.rstrip("+")
    if not (build.repository and commit and row.source) or row.source.file.startswith("/"):
        return ""
    return f"{build.repository}/blob/{commit}/{row.source.file}#L{row.source.line}"


def _code(rows: Iterable[Row], root: Path, *, fresh: bool) -> dict[str, str]:
    """The source code at each location as HTML, cached for later builds."""
    sources = {location(row): row.source for row in rows if row.source}
    texts = {where: source_text(source, root) for where, source in sources.items()}
    earlier = Cache(root / ".tracepaper" / "code")
    key = digest([Path(__file__)], version("pygments"), json.dumps(texts))
    return earlier.get_or_compute(
        key,
        dict,
        lambda: {where: highlighted(text, where) for where, text in texts.items() if text},
        fresh=fresh,
    )


@cache
def highlighted(text: str, where: str) -> str:
    """Source text as HTML with classes for its tokens; cached, since documents share much of it."""
    from pygments import highlight

    python, yaml, formatter = _highlighting()
    return str(
        highlight(text, python if where.split(":", maxsplit=1)[0].endswith(".py") else yaml, formatter)
    )


@cache
def _highlighting() -> tuple[Any, Any, Any]:
    """The lexers for Python and YAML, and the formatter of their tokens."""
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer, YamlLexer

    return PythonLexer(), YamlLexer(), HtmlFormatter(nowrap=True, classprefix="c-")


def _place(each: Occurrence) -> dict[str, str]:
    shown = ("number", "kind", "stat", "printed", "section", "block", "float", "row", "column")
    return {key: value for key, value in vars(each).items() if key in shown and value}


def embedded(content: Any) -> str:
    """JSON that cannot close the script element around it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
