"""`report build --engine quarto`: calls Quarto, which calls the steps before and after its own, and publishes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from report.files import store
from report.manuscript.computation import Inputs
from report.pipeline.build import Outcome, heard
from report.quarto import program
from report.quarto.settings import DATA, ENGINE, FORMATS
from report.rows.errors import Fault, RenderError, ReportError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import diff
from report.study.build_facts import epoch

Progress = Callable[[str, float], None]


def build(
    inputs: Inputs,
    out: Path,
    formats: Sequence[str],
    progress: Progress = lambda *_: None,
    *,
    force: bool = False,
) -> Outcome:
    """Build the paper with Quarto and publish it in `out`; nothing there is changed if the render fails."""
    began = perf_counter()
    quarto = program.require()
    store.check_target(out)
    key = inputs.pages_key(ENGINE, *sorted(formats))
    if not force and store.is_whole(out, key):
        return _outcome(out, None, perf_counter() - began, fresh=False)
    old = _ledger(out)
    with store.scratch(out) as folder, store.told(folder):
        _render(quarto, inputs, folder, formats)
        progress("quarto", perf_counter() - began)
        store.publish(folder, out)
    return _outcome(out, old, perf_counter() - began, fresh=True)


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
        what = f"render ended with exit code {done.returncode}"
        raise RenderError(Fault("quarto", what, "the lines above say why"))


def _ledger(out: Path) -> Ledger | None:
    try:
        return Ledger.from_json((out / "ledger.json").read_text(encoding="utf-8"))
    except (OSError, ReportError):
        return None


def _outcome(out: Path, old: Ledger | None, seconds: float, *, fresh: bool) -> Outcome:
    manifest = store.manifest(out)
    said, files, new = manifest["facts"], tuple(manifest["files"]), _ledger(out)
    changes = tuple(diff(old, new)) if old is not None and new is not None else None
    return Outcome(
        *(out, files, said["rows"], said["places"], bool(said["synthetic"]), seconds),
        fresh=fresh,
        changes=changes,
        remarks=tuple(heard(new)) if new is not None else (),
    )
