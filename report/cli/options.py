"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from report.rows.errors import Fault, StoreError, UsageError


def path_of(text: str) -> Path:
    """A path of the command line: ~ is the home folder, as in a shell; bytes that are not UTF-8 are refused."""
    try:
        text.encode("utf-8")
        return Path(text).expanduser() if text.startswith("~") else Path(text)
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "replace").decode()
        raise StoreError(Fault(shown, "has a name that is not UTF-8", "rename it")) from None
    except RuntimeError:
        what = "names a home folder that does not exist"
        raise StoreError(Fault(text, what, "write the whole path")) from None


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FILE",
        parser=path_of,
        help="Compute from this file; it must obey the data dictionary.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", parser=path_of, help="The folder of the outputs [default: _output]."
    ),
]
Discard = Annotated[
    bool,
    typer.Option("--discard-edits", help="Overwrite files that were changed after they were published."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but faults.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
JsonOut = Annotated[
    Path | None,
    typer.Option("--json-out", metavar="FILE", parser=path_of, help="Write the same JSON to a file."),
]


def resolved(path: Path) -> Path:
    """The absolute path behind symbolic links; a link that leads back to itself is a fault."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        what, remedy = (
            "is a symbolic link that leads back to itself",
            "correct the link, or name another path",
        )
        raise StoreError(Fault(str(path), what, remedy)) from None


def chosen_formats(option: str, wanted: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats of a list, each once; an unknown one is a fault."""
    listed = tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))
    unknown = [each for each in listed if each not in known]
    if unknown or not listed:
        raise UsageError(
            Fault(option, f"no format {', '.join(unknown) or 'named'}", f"one of {', '.join(known)}")
        )
    return listed
