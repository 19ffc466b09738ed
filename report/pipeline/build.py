"""A build: from the data to published documents, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from report.files import manifest
from report.files.publishing import check_target, publish
from report.files.scratch import scratch
from report.files.system_errors import system_errors
from report.manuscript.inputs import Inputs
from report.rows.counted import counted
from report.rows.errors import Fault, ReportError, ToolError, VerifyError

if TYPE_CHECKING:
    from report.manuscript.computation import Computed
    from report.pipeline.pages import Pages
    from report.rows.ledger import Ledger
    from report.rows.ledger_diff import Change

Progress = Callable[[str, float], None]
FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True)
class BuildOutcome:
    """The result of a build: files, counts, changes since the last build, warnings, and missing formats."""

    out: Path
    files: tuple[str, ...]
    rows: int
    places: int
    synthetic: bool
    seconds: float
    fresh: bool = True
    changes: tuple[Change, ...] | None = None
    missing: tuple[Fault, ...] = ()
    dropped: tuple[str, ...] = ()
    discarded: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def build(
    inputs: Inputs,
    out: Path,
    formats: Sequence[str] = FORMATS,
    progress: Progress = lambda *_: None,
    *,
    force: bool = False,
    discard: bool = False,
) -> BuildOutcome:
    """Build the paper and publish it in `out`; raise, with nothing changed, if any check fails.

    Files in `out` that were edited since the last build stop it, unless `discard` is set.
    """
    began = perf_counter()
    check_target(out, inputs.project.root, discard=discard)
    if not force and manifest.is_whole(out, build_key(inputs, formats)):
        return _unchanged(out, perf_counter() - began)
    return _made(inputs, out, formats, progress, began, fresh=force, discard=discard)


def build_key(inputs: Inputs, formats: Sequence[str]) -> str:
    """The key of a build of the current files; empty while the statistics are unknown."""
    return inputs.pages_key("pandoc", *sorted(formats))


def published_key(inputs: Inputs, out: Path) -> str:
    """The key that a build of the current files in the formats published in `out` would have."""
    published = (manifest.read(out) or manifest.Manifest()).files
    return build_key(
        inputs, [each for each in FORMATS if any(name.endswith(f".{each}") for name in published)]
    )


def _unchanged(out: Path, seconds: float) -> BuildOutcome:
    found = manifest.read(out) or manifest.Manifest()
    counts = found.count("rows"), found.count("places"), bool(found.count("synthetic"))
    return BuildOutcome(out, tuple(found.files), *counts, seconds, fresh=False, remarks=found.remarks)


def _made(
    inputs: Inputs,
    out: Path,
    formats: Sequence[str],
    progress: Progress,
    began: float,
    *,
    fresh: bool,
    discard: bool,
) -> BuildOutcome:
    from report.pipeline.pages import pages

    computed = _computed(inputs, formats, progress, fresh=fresh)
    dropped = set((manifest.read(out) or manifest.Manifest()).files)
    with scratch(out, inputs.project.root) as folder, system_errors(folder):
        audited = inputs.project.manuscript.audit
        made = pages(inputs, computed, formats, folder, progress, fresh=fresh, audited=audited)
        if made.misprints:
            raise VerifyError(made.misprints)
        facts = _facts(computed, made)
        inputs.note_used(made.used)
        key = build_key(inputs, formats)
        inputs.require_unchanged()
        files = tuple(manifest.seal(folder, key if not made.missing else "", facts).files)
        changes = _changes(out, folder, computed.results.ledger)
        discarded = publish(folder, out, discard=discard)
    return BuildOutcome(
        out,
        files,
        facts["rows"],
        facts["places"],
        computed.results.ledger.build.synthetic,
        perf_counter() - began,
        changes=changes,
        missing=made.missing,
        remarks=tuple(facts["remarks"]),
        dropped=tuple(sorted(dropped - set(files))),
        discarded=discarded,
    )


def _computed(inputs: Inputs, formats: Sequence[str], progress: Progress, *, fresh: bool) -> Computed:
    """Results and drawings; the libraries that print PDF files are loaded in the meantime."""
    from report.manuscript.computation import compute
    from report.render import preload_printer

    later = preload_printer if "pdf" in formats else lambda: None
    return compute(inputs, progress, fresh=fresh, redraw=fresh, while_waiting=later)


def _facts(computed: Computed, made: Pages) -> dict[str, Any]:
    ledger = computed.results.ledger
    return {
        "rows": len(ledger),
        "places": made.places,
        "synthetic": int(ledger.build.synthetic),
        "missing": len(made.missing),
        "remarks": [*warnings_of_run(ledger), *computed.hints, *made.questions],
    }


def warnings_of_run(ledger: Ledger) -> Iterator[str]:
    """Yield the warnings of a run: each remark on the data, and each warning with the number of its rows."""
    yield from dict.fromkeys(remark.text for remark in ledger.remarks)
    counts = Counter(text for row in ledger.values() for text in dict.fromkeys(row.warnings))
    for text, count in counts.items():
        yield f"{counted(count, 'row')}: {text}"


def _changes(out: Path, folder: Path, ledger: Ledger) -> tuple[Change, ...] | None:
    """Return the rows that changed since the last build, or None if there is no readable ledger of one."""
    from report.rows.ledger import Ledger
    from report.rows.ledger_diff import diff

    try:
        before = (out / "ledger.json").read_text(encoding="utf-8")
        if before == (folder / "ledger.json").read_text(encoding="utf-8"):
            return ()
        return tuple(diff(Ledger.from_json(before), ledger))
    except (OSError, ValueError, ReportError):
        return None


__all__ = ["FORMATS", "BuildOutcome", "ToolError", "build", "build_key", "published_key"]
