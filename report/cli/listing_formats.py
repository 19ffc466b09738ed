"""`report list --formats`: the formats and filters that rows and templates of a project can use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.cli.console import echo, write_json


@dataclass(frozen=True)
class Listed:
    """A format or filter: its name, what it does, an example or the rows that it needs; `own` are the study's."""

    name: str
    description: str
    example: str = ""
    rows: tuple[str, ...] = ()
    own: bool = False


def list_formats(json: bool, json_out: Path | None) -> None:
    """Print all formats and filters, those of the study included."""
    from report.manuscript.printed_style import printed_style
    from report.study.project import Project, nearest_root

    root = nearest_root(Path.cwd())
    project = Project(root) if root else None
    study = project.study if project else None
    style = printed_style(project) if project else "apa"
    formats = list(_formats(style))
    filters = list(_filters(study.filters if study else {}))
    record = {"style": style, "formats": _records(formats, "rows"), "filters": _records(filters, "example")}
    write_json(record, json, json_out)
    if not json:
        _print(formats, filters, style)


def _records(listed: list[Listed], without: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in vars(each).items() if key != without} for each in listed]


def _formats(style: str) -> Iterator[Listed]:
    from report.rows.format_registry import BUILT_IN, FORMATS
    from report.rows.styles import STYLES

    examples = _examples()
    for name, format in FORMATS.items():
        example = examples.get(type(format), 0.0217)
        printed = STYLES[style].printed(format, example)
        yield Listed(name, _description(format), f"{example} prints as {printed}", own=name not in BUILT_IN)


def _examples() -> Mapping[type, float | int | str]:
    """A value with which each kind of format is shown, unless the usual one shows it."""
    from report.rows import number_formats, own_formats, quantity_formats

    return {
        number_formats.Count: 12345,
        number_formats.Percent: 0.382,
        number_formats.Degrees: 110.43,
        number_formats.Text: "“moderate”",
        number_formats.Fixed: 2.3456789,
        quantity_formats.LargeCount: 1_234_567,
        quantity_formats.FinePercent: 0.996,
        quantity_formats.Currency: 1234.5,
        quantity_formats.Duration: 7530,
        quantity_formats.Clock: 3723,
        quantity_formats.Significant: 0.012345,
        quantity_formats.Scientific: 0.0000123,
        own_formats.FormatPattern: 2.3456789,
        own_formats.Function: 2.3456789,
    }


def _description(format: Any) -> str:
    """The first sentence of a format's docstring; of a pattern, the pattern itself."""
    if isinstance(pattern := getattr(format, "text", None), str):
        return pattern
    return _documented(getattr(format, "function", format))


def _documented(function: Any) -> str:
    """The first sentence of a docstring, or where a function without one is defined."""
    code = getattr(function, "__code__", None)
    if not function.__doc__ and code is not None:
        return f"defined at {Path(code.co_filename).name}:{code.co_firstlineno}"
    return _sentence(function.__doc__ or "")


def _sentence(docstring: str) -> str:
    text = " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
    return re.split(r"\.(?=\s|$)", text)[0]


def _filters(own: Mapping[str, Any]) -> Iterator[Listed]:
    from report.template.filters import filters_of, parts_of

    filters = filters_of(own)
    parts = parts_of(filters)
    for name, filter in filters.items():
        given = own.get(name, filter)
        description = given if isinstance(given, str) else _documented(given)
        yield Listed(name, description, rows=parts.get(name, ()), own=name in own)


def _print(formats: list[Listed], filters: list[Listed], style: str) -> None:
    from report.rows.styles import STYLES

    echo(f"Formats of rows, in the style {STYLES[style].title}", "bold")
    _print_lines([(each, each.example) for each in formats])
    echo()
    echo("Filters of templates", "bold")
    _print_lines([(each, f"needs {', '.join(each.rows)}" if each.rows else "") for each in filters])


def _print_lines(listed: list[tuple[Listed, str]]) -> None:
    wide = max(len(each.name) for each, _ in listed)
    for each, more in listed:
        text = "; ".join(part for part in (each.description, more, "own" if each.own else "") if part)
        echo(f"{each.name:<{wide}}  {text}")
