"""`report data describe` and `report data check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, print_faults, short, write_json
from report.cli.options import Json, JsonOut, path_of

if TYPE_CHECKING:
    from report.data.column_guesses import Guesses
    from report.data.dictionary import Dictionary
    from report.data.file_checks import FileCheck

FAULTS = 1
DICTIONARY = Path("data/dictionary.yaml")
_WIDEST = 60
File = Annotated[
    Path,
    typer.Argument(metavar="FILE", parser=path_of, help="CSV, Excel, SPSS (.sav), Stata (.dta) or Parquet."),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    data = typer.Typer(no_args_is_help=True, help="Describe a data file, or check it against a dictionary.")
    data.command(
        "describe",
        epilog="Examples: report data describe survey.sav; "
        "report data describe survey.csv --yaml > dictionary.yaml",
    )(describe)
    data.command(
        "check",
        epilog="Examples: report data check export.csv; report data check export.xlsx --dictionary codes.yaml",
    )(check)
    app.add_typer(data, name="data")


def describe(
    file: File,
    yaml: Annotated[bool, typer.Option("--yaml", help="Print a draft of a data dictionary instead.")] = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Print what the columns of a file seem to contain. Values of columns that identify people are not shown."""
    from report.data.column_guesses import describe_file
    from report.data.dictionary_text import dictionary_text

    found = describe_file(file)
    write_json(_described(found), json, json_out)
    if yaml:
        echo(dictionary_text(found, file.name).rstrip("\n"))
    elif not json:
        _print_columns(file, found)


def _described(found: Guesses) -> dict[str, Any]:
    from report.data.column_guesses import holds

    columns = [
        {
            "name": each.name,
            "type": each.type,
            "label": each.label,
            "missing": each.missing,
            "holds": holds(each),
            "identifies": each.identifies,
            "notes": list(each.notes),
        }
        for each in found.columns
    ]
    return {
        "records": found.length,
        "columns": columns,
        "missing": list(found.missing),
        "remarks": list(found.remarks),
    }


def _print_columns(file: Path, found: Guesses) -> None:
    from report.data.column_guesses import summary_lines

    columns = len(found.columns)
    echo(f"{short(file)}: {size_text(found.length, columns)}", "bold")
    for remark in found.remarks:
        echo(f"  {remark}")
    lines = [("column", "type", "missing", "holds", "label"), *summary_lines(found)]
    table = [[_cut(" ".join(cell.split())) for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        echo(f"  {'  '.join(cells)}".rstrip())
    if found.missing:
        echo(f"guessed to mean a missing value: {', '.join(found.missing)}")


def size_text(records: int, columns: int) -> str:
    """The size of a file in words."""
    return f"{records} record{'s' * (records != 1)} of {columns} column{'s' * (columns != 1)}"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def check(
    file: File,
    dictionary: Annotated[
        Path | None,
        typer.Option(
            "--dictionary",
            metavar="FILE",
            parser=path_of,
            help="The data dictionary [default: data/dictionary.yaml of the project].",
        ),
    ] = None,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Check a data file against a data dictionary. Similar faults of a column are reported once."""
    from report.data.file_checks import check_file
    from report.rows.errors import DataError

    found = check_file(file, _dictionary(dictionary), short(file))
    write_json(_checked(found), json, json_out)
    if not json:
        for remark in found.remarks:
            echo(f"  {remark}")
        if found.faults:
            print_faults(DataError(found.faults))
        else:
            echo(f"{found.file}: {size_text(found.records, found.columns)}, no faults")
    if found.faults:
        raise typer.Exit(FAULTS)


def _checked(found: FileCheck) -> dict[str, Any]:
    faults = [{"where": each.where, "what": each.what, "remedy": each.remedy} for each in found.faults]
    size = {"file": found.file, "records": found.records, "columns": found.columns}
    return size | {"faults": faults, "remarks": list(found.remarks)}


def _dictionary(wanted: Path | None) -> Dictionary:
    from report.data.dictionary import read_dictionary
    from report.rows.errors import DataError, Fault, UsageError
    from report.study.project import nearest_root

    root = nearest_root(Path.cwd())
    path = wanted or (root / DICTIONARY if root else DICTIONARY)
    if wanted is None and not path.is_file():
        remedy = "name one with --dictionary; `report data describe FILE --yaml` prints a draft"
        raise UsageError(Fault("--dictionary", "no data/dictionary.yaml here", remedy))
    try:
        return read_dictionary(path.read_text(encoding="utf-8"), short(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise DataError(Fault(short(path), f"cannot be read: {reason}", "name another file")) from None
