"""Runs the pandoc from PyPI in its sandbox, in which it reads no files or addresses, with a memory limit."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from report.rows.errors import Fault, RenderError, ToolError

#: What to do about a pandoc that cannot run or does not answer.
REINSTALL = "install it again with pip install --force-reinstall pypandoc_binary"
#: The memory limit, which no paper needs to exceed.
_LIMITS = ("+RTS", "-M3G", "-RTS")


def run(text: str, arguments: Sequence[str], root: Path, epoch: int = 0) -> subprocess.CompletedProcess[str]:
    """Convert a text in a project's folder; `epoch` is the time in seconds that pandoc writes into files.

    A pandoc that cannot be started is a RenderError; one that fails is not.
    """
    try:
        return subprocess.run(
            [program(), *_LIMITS, "--sandbox", "--wrap=none", *arguments],
            input=text,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
            capture_output=True,
            encoding="utf-8",
            cwd=root,
            check=False,
        )
    except (OSError, UnicodeError) as error:
        raise RenderError(Fault("pandoc", f"cannot be run: {error}", REINSTALL)) from None


@cache
def program() -> str:
    """The pandoc from PyPI; one installed on the system might produce different output than the build records."""
    try:
        import pypandoc

        shipped = Path(pypandoc.__file__).parent / "files" / "pandoc"
        chosen = "PYPANDOC_PANDOC" in os.environ or not shipped.is_file()
        logging.getLogger("pypandoc").setLevel(logging.CRITICAL)  # failures are reported here
        return str(pypandoc.get_pandoc_path() if chosen else shipped)
    except (ImportError, OSError):
        raise ToolError(
            Fault("pandoc", "is not installed", "install it with pip install pypandoc_binary")
        ) from None
