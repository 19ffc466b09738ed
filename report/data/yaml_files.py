"""Reads a study's YAML files strictly: a repeated key is a fault, and 010 or 1:30 are texts."""

from __future__ import annotations

from typing import Any

from report.files.safe_yaml import load
from report.rows.errors import DataError, Fault


def read_yaml(text: str, file: str) -> Any:
    """The value of a YAML text; a syntax error is reported at its line of the file."""
    import yaml

    try:
        return load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else file
        message = " ".join(str(getattr(error, "problem", None) or error).split())
        raise DataError(Fault(where, f"is not valid YAML: {message}", "correct the line")) from None
