"""The files of a path model: its syntax, and the columns of the data that it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.options import path_of
from report.rows.errors import DataError, Fault, ReportError, UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels.results import Options

ModelFile = Annotated[
    Path, typer.Argument(metavar="MODEL", parser=path_of, help="A text file in lavaan's syntax.")
]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--missing-code", metavar="CODE", help="A value that stands for a missing one, such as -99."
    ),
]


def read_model(path: Path) -> str:
    """The text of a model's file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be read: {error.strerror}", "check the path")) from None
    except UnicodeDecodeError:
        raise DataError(Fault(str(path), "is not valid UTF-8", "save the file as UTF-8")) from None


def require_options(options: Options) -> None:
    """Refuse options of a fit that do not exist or exclude each other."""
    from report.pathmodels.errors import ModelError
    from report.pathmodels.problem import check_options

    try:
        check_options(options)
    except ModelError as error:
        raise UsageError(Fault("report fit", str(error), "choose other options")) from None


def read_cases(
    model: Path, syntax: str, data: Path, options: Options, codes: tuple[str, ...] | list[str]
) -> DataFrame:
    """The columns of the data that a model needs; faults name the model's or the data's file."""
    from report.data.numeric_columns import heads, numeric_columns
    from report.pathmodels.cases import needed_columns
    from report.pathmodels.errors import ModelError
    from report.pathmodels.problem import COLUMNS, specified
    from report.pathmodels.roles import roles_of
    from report.pathmodels.syntax import parse

    try:
        parsed = parse(syntax)
        if not options.group:
            specified(syntax, options)
    except ModelError as error:
        raise ReportError(Fault(str(model), str(error), "correct the model")) from None
    frame = numeric_columns(data, needed_columns(roles_of(parsed).observed, options.group), codes)
    frame.attrs[COLUMNS] = heads(data)
    return frame
