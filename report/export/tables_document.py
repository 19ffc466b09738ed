"""A document that contains only tables, each with its number in the paper, for the renderers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from report.export.numbering import NumberedFloat, metadata, placed, plain
from report.manuscript.computation import Computed
from report.render import Document
from report.rows.styles import STYLES
from report.template import Woven
from report.template.float_markdown import table_markdown
from report.template.spans import escaped, numbered
from report.template.styled_text import styled

_KEPT = ("lang", "bibliography", "csl", "banner", "build-id")
_REFERENCE = re.compile(r"(?<![\w\\@])@((?:tbl|fig)-[a-z0-9-]+)")


def tables_document(
    name: str, tables: Iterable[NumberedFloat], computed: Computed, documents: Mapping[str, Woven], root: Path
) -> Document:
    """Return the document `<name>` with these tables under the running titles of their documents."""
    floats = list(tables)
    titles = _titles(computed, documents)
    body = "\n".join(_parts(floats, computed, documents))
    body = _REFERENCE.sub(lambda m: titles.get(m[1], m[0]), body)
    front = json.dumps(_front(computed, documents), ensure_ascii=False, indent=1)
    return Document(name, numbered(f"---\n{front}\n---\n\n{body}"), root, root / "figures")


def _front(computed: Computed, documents: Mapping[str, Woven]) -> dict[str, Any]:
    """Return the metadata of the first document that has any, with the banner if the data are synthetic."""
    found = [metadata(each) for each in documents.values()]
    shared = {key: next((meta[key] for meta in found if meta.get(key)), None) for key in _KEPT}
    build = computed.results.ledger.build
    front = {
        "title": f"Tables: {escaped(build.study)}",
        "running-title": "Tables",
        **{k: v for k, v in shared.items() if v},
    }
    if build.synthetic:
        front.setdefault("banner", notice(computed))
    return front


def notice(computed: Computed) -> str:
    """Return the notice of synthetic data for exported files, or an empty string."""
    synthetic = computed.results.ledger.build.synthetic
    return "Synthetic data: these numbers are not evidence about any real case." if synthetic else ""


def _titles(computed: Computed, documents: Mapping[str, Woven]) -> dict[str, str]:
    results = computed.results
    floats = [*placed("table", results.tables, documents), *placed("figure", results.figures, documents)]
    return {each.label: each.printed_title.replace(" ", "\u00a0") for each in floats}


def _parts(floats: list[NumberedFloat], computed: Computed, documents: Mapping[str, Woven]) -> Iterator[str]:
    results, before = computed.results, None
    for each in floats:
        if each.document != before:
            before = each.document
            yield f"# {_heading(documents.get(each.document))}\n"
        text = table_markdown(each.name, results.tables[each.name], results.ledger)
        text = styled(text, STYLES[results.ledger.build.style])
        mark = f'data-table="{each.name}"'
        yield text.replace(mark, f'{mark} float-number="{each.number}"', 1)


def _heading(document: Woven | None) -> str:
    if document is None:
        return "Tables in no document"
    meta = metadata(document)
    return escaped(plain(meta.get("running-title") or meta.get("title") or document.name))
