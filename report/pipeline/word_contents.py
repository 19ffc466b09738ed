"""What a Word file contains besides its text: the printed texts of the ledger, and the base of a merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import context_of
from report.rows.ledger import Ledger
from report.study.build_facts import epoch
from report.template import Woven
from report.template.origins import Origin, origins


@dataclass(frozen=True)
class WordContents:
    """What is embedded in the Word file of one document; `sources` only if the document is woven."""

    name: str
    ledger: Ledger
    epoch: int
    sources: tuple[str, tuple[Origin, ...], dict[str, str]] | None

    @property
    def key(self) -> str:
        """A text that differs if anything embedded differs."""
        rows = [(row.id, row.printed, row.label) for row in self.ledger.values()]
        return repr((self.name, self.epoch, self.ledger.build, rows, self.sources))

    def embed(self, path: Path) -> None:
        """Write the contents into a Word file."""
        from report.merge.embedded_base import embed_base
        from report.trace.word_ledger import embed_printed_texts

        embed_printed_texts(path, self.ledger, self.epoch)
        if self.sources:
            embed_base(path, self.name, *self.sources, self.ledger.build, self.epoch)


def word_contents(
    inputs: Inputs, computed: Computed, name: str, woven: Mapping[str, Woven] | None
) -> WordContents:
    """Return what the Word file of a document embeds; the base of a merge if the document is among `woven`."""
    sources = None
    if woven is not None and name in woven:
        templates = inputs.project.templates()
        places = origins(templates, woven, name, context_of(inputs, computed))
        used = {place.file for place in places}
        sources = woven[name].markdown, places, {file: templates[file] for file in templates if file in used}
    return WordContents(name, computed.results.ledger, epoch(inputs.project.root), sources)
