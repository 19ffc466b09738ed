"""`report build --engine quarto`: runs Quarto, which runs the steps before and after its render, and publishes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from report.files import manifest
from report.files.publishing import check_target, publish
from report.files.scratch import scratch
from report.files.system_errors import system_errors
from report.manuscript.inputs import Inputs
from report.pipeline.build import BuildOutcome, warnings_of_run
from report.quarto import program
from report.quarto.settings import DATA, ENGINE, FORMATS
from report.rows.errors import Fault, RenderError, ReportError, StoreError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import diff
from report.study.build_facts import epoch, git

#: The lines that Quarto appends to .gitignore unless these exact lines are there.
IGNORED = ("/.quarto/", "**/*.quarto_ipynb")
Progress = Callable[[str, float], None]


def build(
    inputs: Inputs,
    out: Path,
    formats: Sequence[str],
    progress: Progress = lambda *_: None,
    *,
    force: bool = False,
    discard: bool = False,
) -> BuildOutcome:
    """Build the paper with Quarto and publish it in `out`, which stays unchanged if the render fails."""
    began = perf_counter()
    quarto = program.require()
    refuse_appending(inputs.project.root)
    check_target(out, inputs.project.root, discard=discard)
    key = inputs.pages_key(ENGINE, *sorted(formats))
    if not force and manifest.is_whole(out, key):
        return _outcome(out, None, perf_counter() - began, fresh=False)
    old = _ledger(out)
    with scratch(out, inputs.project.root) as folder, system_errors(folder):
        _render(quarto, inputs, folder, formats)
        progress("quarto", perf_counter() - began)
        discarded = publish(folder, out, discard=discard)
    return replace(_outcome(out, old, perf_counter() - began, fresh=True), discarded=discarded)


def refuse_appending(root: Path) -> None:
    """Refuse a tracked .gitignore that Quarto would change, since every output would then report changed sources."""
    if not git(root, "ls-files", "--", ".gitignore"):
        return
    with system_errors(root / ".gitignore"):
        lines = (root / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    missing = [line for line in IGNORED if line not in lines]
    if missing:
        what = (
            f"lacks the line{'s' if missing[1:] else ''} {' and '.join(missing)}, which Quarto would append"
        )
        raise StoreError(
            Fault(".gitignore", what, "add and commit it, so that the sources match their commit")
        )


def _render(quarto: str, inputs: Inputs, folder: Path, formats: Sequence[str]) -> None:
    root = inputs.project.root
    command = [quarto, "render", str(root), "--output-dir", str(folder)]
    if "docx" not in formats:
        command += ["--to", "html"]
    elif not {"html", "pdf"} & {*formats}:
        command += ["--to", "docx"]
    environment = {FORMATS: ",".join(formats), "SOURCE_DATE_EPOCH": str(epoch(root))}
    if inputs.data is not None:
        environment[DATA] = str(inputs.data.resolve())
    done = subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, cwd=root, check=False
    )
    if done.returncode != 0:
        what = f"the render failed with exit code {done.returncode}"
        raise RenderError(Fault("quarto", what, "see the messages above"))


def _ledger(out: Path) -> Ledger | None:
    try:
        return Ledger.from_json((out / "ledger.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, ReportError):
        return None


def _outcome(out: Path, old: Ledger | None, seconds: float, *, fresh: bool) -> BuildOutcome:
    found, new = manifest.read(out) or manifest.Manifest(), _ledger(out)
    counts = found.count("rows"), found.count("places"), bool(found.count("synthetic"))
    changes = tuple(diff(old, new)) if old is not None and new is not None else None
    return BuildOutcome(
        *(out, tuple(found.files), *counts, seconds),
        fresh=fresh,
        changes=changes,
        remarks=tuple(warnings_of_run(new)) if new is not None else (),
    )
