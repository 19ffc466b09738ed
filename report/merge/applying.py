"""Writes merged templates: all or none, and only over files that Git can restore."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from report.rows.errors import Fault, StoreError


def refuse_dirty(root: Path) -> None:
    """Raise a fault if templates have uncommitted changes."""
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain", "--", "templates"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        done = None
    if done is None or done.returncode:
        raise StoreError(Fault("templates", "are not in a Git repository", "commit them, or pass --dirty"))
    names = [line[3:] for line in done.stdout.splitlines()]
    if names:
        raise StoreError(
            Fault(name, "has uncommitted changes", "commit them, or pass --dirty") for name in names
        )


def write_templates(root: Path, texts: Mapping[str, str], before: Mapping[str, bytes]) -> None:
    """Write templates with their line ends and byte-order mark; if one cannot be written, all stay unchanged."""
    folder = root / "templates"
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in texts.items():
            old = before.get(name, b"")
            if (folder / name).read_bytes() != old:
                raise StoreError(Fault(f"templates/{name}", "was changed during the merge", "merge again"))
            path = folder / name
            scratch = path.with_name(f".{path.name}.merge")
            scratch.write_bytes(_encoded(text, old))
            scratch.chmod(path.stat().st_mode)
            waiting.append((scratch, path))
        for scratch, path in waiting:
            os.replace(scratch, path)
    finally:
        for scratch, _ in waiting:
            scratch.unlink(missing_ok=True)


def _encoded(text: str, old: bytes) -> bytes:
    ends = "\r\n" if b"\r\n" in old else "\n"
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.replace("\n", ends).encode()
