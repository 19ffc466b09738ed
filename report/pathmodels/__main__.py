"""The command `python -m report.pathmodels MODEL.lav DATA.csv`: estimate a path model and print or save it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.pathmodels.errors import ModelError
from report.rows.errors import ReportError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels.model import Model

EXAMPLES = """examples:
  python -m report.pathmodels model.lav data.csv
  python -m report.pathmodels model.lav data.csv --missing fiml --json-out fit.json
  python -m report.pathmodels model.lav data.csv --bootstrap 10000 --seed 1 --json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if the model was estimated, 1 with one clear message if not."""
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except (ModelError, ReportError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"error: {error.filename or 'output'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m report.pathmodels",
        description="Estimate a path model in lavaan's syntax from a CSV file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", type=Path, help="text file with the model in lavaan's syntax")
    parser.add_argument("data", type=Path, help="CSV file, one row a case; empty cells and NA are missing")
    parser.add_argument("--missing", choices=("listwise", "fiml"), default="listwise", help="missing values")
    parser.add_argument("--bootstrap", type=_positive, metavar="N", help="resamples for bootstrap intervals")
    parser.add_argument("--seed", type=_seed, default=1, help="seed of the bootstrap (default 1)")
    parser.add_argument("--workers", type=_positive, default=1, help="threads of the bootstrap (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--json-out", metavar="FILE", type=Path, help="write JSON to FILE")
    return parser


def _positive(text: str) -> int:
    return _whole(text, 1)


def _seed(text: str) -> int:
    return _whole(text, 0)


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
    return int(text)


def _run(options: argparse.Namespace) -> None:
    from report.files.written_files import write
    from report.pathmodels.fitting import fit, specified
    from report.pathmodels.printing import as_json, as_text

    try:
        syntax = options.model.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ModelError(f"{options.model} is not text in UTF-8: {error.reason}") from None
    try:
        model = specified(syntax, options.missing, "n")
    except ModelError as error:
        raise ModelError(f"{options.model}: {error}") from None
    data = read_data(options.data, model)
    found = fit(syntax, data, missing=options.missing)
    boot = None
    if options.bootstrap:
        from report.pathmodels.resampling import bootstrap

        boot = bootstrap(found, data, options.bootstrap, options.seed, options.workers, _progress(options))
    if not options.json and options.json_out is None:
        print(as_text(found, boot))
        return
    text = json.dumps(as_json(found, boot), indent=2, ensure_ascii=False, allow_nan=False)
    if options.json:
        print(text)
    if options.json_out is not None:
        write(options.json_out, f"{text}\n".encode())


def read_data(path: Path, model: Model) -> DataFrame:
    """The model's columns of a CSV file; other columns are never parsed, however many there are."""
    import unicodedata

    import pandas as pd

    wanted = set(model.variables)
    try:
        header = pd.read_csv(path, nrows=0, index_col=False, encoding="utf-8-sig")
        used = [name for name in header.columns if unicodedata.normalize("NFC", name) in wanted]
        if len(used) < len(wanted):
            return header  # `fit` says which columns are absent, and what the file has
        _check_widths(path, len(header.columns))
        return pd.read_csv(path, usecols=used, index_col=False, encoding="utf-8-sig")
    except pd.errors.EmptyDataError:
        raise ModelError(f"{path} is empty") from None
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} cannot be read as CSV: {str(error).strip()}") from None


def _check_widths(path: Path, width: int) -> None:
    """Refuse a row with more or fewer cells than the header, which would shift values into other columns."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        for row in rows:
            if row and len(row) != width:
                raise ModelError(f"{path}:{rows.line_num} has {len(row)} cells, the header has {width}")


def _progress(options: argparse.Namespace) -> Any:
    """A progress bar on the terminal, for bootstraps long enough to wait for."""
    if not sys.stderr.isatty() or options.bootstrap < 100_000:
        return None

    def show(done: int, total: int) -> None:
        filled = 40 * done // total
        end = "\n" if done == total else ""
        print(
            f"\r[{'#' * filled}{'.' * (40 - filled)}] {done} of {total}", end=end, file=sys.stderr, flush=True
        )

    return show


if __name__ == "__main__":
    sys.exit(main())
