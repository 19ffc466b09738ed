"""The options of `report merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from report.cli.options import path_of

EditedCopy = Annotated[Path, typer.Argument(metavar="EDITED.docx", parser=path_of, help="The edited copy.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write the templates.")]
Accept = Annotated[
    str,
    typer.Option(
        "--accept",
        metavar="LIST",
        help="Hunks: 1-4,h3f9a2c; 5=ROW, 5=nearest, 5=typed, 5=reject; author:NAME, since:DATE; none; a FILE.json.",
    ),
]
Author = Annotated[
    str, typer.Option("--author", metavar="NAME", help="Accept only this author's tracked changes.")
]
Comments = Annotated[
    Path | None,
    typer.Option(
        "--comments", metavar="FILE", parser=path_of, help="Write the comments: .md, .csv or .json."
    ),
]
Review = Annotated[
    Path | None,
    typer.Option(
        "--review",
        metavar="FILE",
        parser=path_of,
        help="Write a page on which to accept or reject each edit.",
    ),
]
Replies = Annotated[
    Path | None,
    typer.Option(
        "--replies",
        metavar="FILE",
        parser=path_of,
        help="Write the comments answered in FILE (.json, .csv, .md) as threads into NAME.answered.docx.",
    ),
]
Since = Annotated[
    str,
    typer.Option("--since", metavar="DATE", help="Accept only tracked changes made on or after this date."),
]
Dirty = Annotated[bool, typer.Option("--dirty", help="Write even if Git has uncommitted changes.")]
