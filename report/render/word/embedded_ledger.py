"""Embeds the ledger in a Word file as a custom XML part, which Word preserves on saving."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from report.render.word.controls import set_titles
from report.render.word.custom_xml import add_custom_xml
from report.render.word.namespaces import DOCUMENT, FOOTNOTES
from report.render.word.package import Package

SPACE = "urn:tracepaper:ledger:1"


@dataclass(frozen=True)
class EmbeddedLedger:
    """The embedded part of a build's ledger: the printed text and the label of each row."""

    build: str
    synthetic: bool
    printed: Mapping[str, str]
    labels: Mapping[str, str]


def with_ledger(data: bytes, embedded: EmbeddedLedger, epoch: int) -> bytes:
    """The Word file with an embedded ledger, and controls titled with the labels of their rows."""
    package = Package.read(data)
    parts = [part for part in (DOCUMENT, FOOTNOTES) if part in package]
    places = set_titles(package, parts, embedded.labels)
    content = {
        "build": embedded.build,
        "synthetic": embedded.synthetic,
        "rows": dict(embedded.printed),
        "places": places,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    add_custom_xml(package, 1, SPACE, "ledger", text)
    return package.written(epoch)
