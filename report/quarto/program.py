"""The program Quarto: its version, and the oldest version that works."""

from __future__ import annotations

import re
import shutil
import subprocess

from report.rows.errors import Fault, ToolError

#: The first version that renders documents written by its pre-render step.
AT_LEAST = (1, 5)
ADDRESS = "https://quarto.org/docs/get-started/"
TOO_OLD = "too old: rendering documents that a pre-render step writes needs version 1.5 or later"


def version() -> str:
    """Return the version of the Quarto on the path, or an empty string."""
    path = shutil.which("quarto")
    if not path:
        return ""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    found = re.search(r"\d+(\.\d+)+", done.stdout)
    return found[0] if found else ""


def is_too_old(version: str) -> bool:
    """Whether a version cannot render this project."""
    return tuple(map(int, version.split(".")[:2])) < AT_LEAST


def require() -> str:
    """Return the path of a Quarto that can render the project; raise if there is none."""
    found = version()
    if not found:
        remedy = f"install it from {ADDRESS}, or build without it: report build --engine pandoc"
        raise ToolError(Fault("quarto", "is not installed", remedy))
    if is_too_old(found):
        raise ToolError(Fault(f"quarto {found}", "is too old", f"update it to 1.5 or later: {ADDRESS}"))
    return shutil.which("quarto") or "quarto"
