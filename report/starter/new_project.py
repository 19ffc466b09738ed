"""A new project: the data with their dictionary, then a matching study and text."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from report.data.column_guesses import Guesses, guessed
from report.data.dictionary_text import dictionary_text
from report.data.tabular_files import DataSheet, read_sheet
from report.files.engine_hash import extension
from report.results.summaries.variables import id_part
from report.rows.errors import Fault, StoreError
from report.starter.plan import StudyPlan, Template, planned
from report.starter.project_names import ProjectName, project_name
from report.starter.sample_data import sample_csv
from report.starter.skeletons import Data, write_skeleton
from report.study.study import DataFile


@dataclass(frozen=True)
class NewProject:
    """The new project: its folder, the data file in it, and remarks on the data."""

    folder: Path
    data: str
    plan: StudyPlan
    guesses: Guesses
    synthetic: bool
    remarks: tuple[str, ...]


def new_project(
    wanted: Path, template: Template = "blank", data: Path | None = None, by: str = ""
) -> NewProject:
    """Create a project; its folder exists completely or not at all."""
    name = project_name(wanted)
    with tempfile.TemporaryDirectory(
        prefix=".building-", dir=name.folder.parent, ignore_cleanup_errors=True
    ) as scratch:
        root = Path(scratch) / "project"
        made = _filled(root, name, template, data, by)
        try:
            os.rename(root, name.folder)
        except OSError:
            raise StoreError(
                Fault(str(name.folder), "cannot be created", "choose another name or place")
            ) from None
    return made


def _filled(root: Path, name: ProjectName, template: Template, data: Path | None, by: str) -> NewProject:
    (root / "data").mkdir(parents=True)
    file = f"{id_part(data.stem)}.csv" if data else "people.csv"
    sheet = _write_data(root / "data" / file, template, data)
    guesses = guessed(sheet)
    (root / "data" / "dictionary.yaml").write_text(dictionary_text(guesses, file), encoding="utf-8")
    plan = planned(
        guesses, template, by or ("arm" if template == "trial" and data is None else ""), sheet.file
    )
    synthetic = DataFile(root / "data" / file, file).synthetic
    write_skeleton(root, name, Data(file, sheet, guesses, synthetic), plan)
    shutil.copytree(
        extension(root), root / "_extensions" / "tracepaper", ignore=shutil.ignore_patterns("__pycache__")
    )
    return NewProject(name.folder, f"data/{file}", plan, guesses, synthetic, sheet.remarks)


def _write_data(path: Path, template: Template, data: Path | None) -> DataSheet:
    """Write the data; text that the engine reads is copied unchanged."""
    if data is None:
        path.write_text(sample_csv(template), encoding="utf-8")
        return read_sheet(path, path.name)
    sheet = read_sheet(data)
    if sheet.delimited:
        shutil.copyfile(data, path)
    else:
        path.write_text(sheet.as_csv(), encoding="utf-8")
    return sheet


def identifiers(guesses: Guesses) -> tuple[str, ...]:
    """The columns that seem to identify people."""
    return tuple(each.name for each in guesses.columns if each.identifies)


def listed_names(names: tuple[str, ...], most: int = 4) -> str:
    """Some names and how many more there are."""
    shown = ", ".join(re.sub(r"\s+", " ", each) for each in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
