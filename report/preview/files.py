"""PDF and Word files built on request of a page, by a process in a folder of the preview."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Tell = Callable[[str], Awaitable[None]]


class Files:
    """The files of the preview; one build runs at a time, and `_output` is not touched."""

    def __init__(self, root: Path, data: Path | None, folder: Path):
        self._root, self._data, self._folder = root, data, folder
        self._building = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    def path(self, document: str, format: str) -> Path | None:
        """The file of a document, if it has been built."""
        path = self._folder / format / f"{document}.{format}"
        inside = path.resolve().is_relative_to(self._folder.resolve())
        return path if inside and path.is_file() else None

    async def build(self, format: str, tell: Tell) -> str:
        """Build all documents in one format, and pass on each line of progress; return the message of a failure."""
        async with self._building:
            command = [sys.executable, "-m", "report", "build", "--to", format, "--discard-edits"]
            command += [
                "--out",
                str(self._folder / format),
                *(["--data", str(self._data)] if self._data else []),
            ]
            self._process = await asyncio.create_subprocess_exec(
                *command,
                cwd=self._root,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
            messages = []
            assert self._process.stderr is not None
            async for line in self._process.stderr:
                messages.append(line.decode(errors="replace").rstrip())
                await tell(messages[-1].strip())
            code = await self._process.wait()
        return "\n".join(messages) if code else ""

    def stop(self) -> None:
        """End a build that is running."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
