"""Converts scores to rows of the trial file, and writes the file with its declaration and provenance."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from numpy.random import Generator

from analysis.synthetic.arms import BREACH, Arm
from analysis.synthetic.background import background
from analysis.synthetic.beginning import drawn_scores
from analysis.synthetic.closed_form import Array
from analysis.synthetic.grids import Grid
from analysis.synthetic.structure import MEASURES, SESSION_TWO


def analysed_rows(
    arm: Arm, characteristics: pd.DataFrame, scores: Array, generator: Generator
) -> pd.DataFrame:
    """Return the analysed participants; the last ones in `scores` missed the second dose."""
    rows = pd.concat(
        [characteristics.drop(columns="qids_0"), pd.DataFrame(scores, columns=list(MEASURES))], axis=1
    )
    rows["included"], rows["exclusion_reason"] = 1, ""
    rows["second_dose"] = (np.arange(len(rows)) < arm.complete).astype(int)
    rows["stopped_capsules"] = 0
    stopped = generator.choice(arm.complete, size=arm.stopped_capsules, replace=False)
    rows.loc[stopped, "stopped_capsules"] = 1
    rows.loc[rows["second_dose"] == 0, list(SESSION_TWO)] = np.nan
    return rows


def excluded_rows(arm: Arm, grids: tuple[Grid, ...], generator: Generator) -> pd.DataFrame:
    """Return the participants excluded from the analyses, drawn like the others but not fitted."""
    scores = drawn_scores(arm, grids, arm.analysed, generator)
    snapped = np.stack([grid.snap(scores[:, place]) for place, grid in enumerate(grids)], axis=1)
    rows = analysed_rows(arm, background(arm, generator), snapped, generator)
    rows = rows[(rows["second_dose"] == 1) & (rows["stopped_capsules"] == 0)].head(arm.excluded).copy()
    rows["included"], rows["exclusion_reason"] = 0, BREACH
    return rows


def arm_rows(
    arm: Arm, characteristics: pd.DataFrame, scores: Array, grids: tuple[Grid, ...], generator: Generator
) -> pd.DataFrame:
    """Return all randomised participants of an arm in random order, with identifiers."""
    rows = analysed_rows(arm, characteristics, scores, generator)
    if arm.excluded:
        rows = pd.concat([rows, excluded_rows(arm, grids, generator)], ignore_index=True)
    rows = rows.iloc[generator.permutation(len(rows))].reset_index(drop=True)
    rows["arm"] = arm.name
    rows["participant"] = [f"{arm.prefix}{place + 1:02d}" for place in range(len(rows))]
    return rows


def written_table(
    rows: pd.DataFrame, columns: list[str], grids: Mapping[str, Grid], declared: Mapping[str, str]
) -> str:
    """Return the text of a trial file: the declaration, the header, one line per participant."""
    table = rows[columns].copy()
    for name, grid in grids.items():
        table[name] = ["" if pd.isna(value) else grid.written(float(value)) for value in table[name]]
    text = io.StringIO()
    text.writelines(f"# {key}: {value}\n" for key, value in declared.items())
    table.to_csv(text, index=False, lineterminator="\n")
    return text.getvalue()


def read_table(path: Path) -> pd.DataFrame:
    """Return a trial file's rows; an empty cell of a text column is an empty text."""
    return pd.read_csv(path, comment="#").fillna({"exclusion_reason": ""})


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def replace_text(path: Path, text: str) -> None:
    """Replace a file atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, path)


def write_provenance(path: Path, record: Mapping[str, object]) -> None:
    """Write the provenance of a trial file next to it."""
    replace_text(path, yaml.safe_dump(dict(record), sort_keys=False, width=110))
