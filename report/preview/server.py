"""Serves the pages on 127.0.0.1, watches the project, and sends what changed to the open pages."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from watchfiles import awatch

from report.preview.changes import blocks, changed_numbers, patch, provenance
from report.preview.client import with_client
from report.preview.early_changes import EarlyChanges
from report.preview.faults import as_shown
from report.preview.files import FORMATS, Files
from report.preview.own_requests import is_own
from report.preview.pages import Refresher
from report.preview.resident_process import Refreshed
from report.preview.sources import SourceFilter, WatchedSources, can_change_numbers, is_template
from report.rows.errors import Fault

_DEBOUNCE_MS = 50
#: The page under the faults of a first refresh.
_EMPTY = "<!DOCTYPE html><html><head></head><body><main></main></body></html>"


class Preview:
    """The most recently refreshed pages, and the browsers that show them."""

    def __init__(
        self,
        root: Path,
        document: str,
        refresher: Refresher,
        port: int,
        files: Files,
        editor: str,
        tell: Callable[[tuple[Fault, ...]], object] = lambda faults: None,
    ):
        self._tell = tell  # is called with the faults whenever they are others than before
        self._root, self._document, self._refresher, self._port = root, document, refresher, port
        self._files, self._editor = files, editor
        self._shown, self._opened = Refreshed(), ""
        self._faults: tuple[Fault, ...] = ()
        self._sockets: dict[WebSocket, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sources, self._due, self._ahead = WatchedSources(root), asyncio.Event(), False
        self._edited: frozenset[str] = frozenset()  # the files edited since the last refresh began
        self._newer: frozenset[str] = frozenset()  # the numbers and tables that are shown early
        self._pending = False  # whether numbers may have changed since the pages were made
        self._unfinished = False  # whether numbers are shown of a refresh that may yet find a fault
        self._announcing = asyncio.Lock()
        # One thread for each, since memory freed by a thread is reused only in that thread.
        self._refreshing, self._rendering = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def app(self) -> Starlette:
        """The application."""
        routes = [
            Route("/", self._page),
            Route("/{document:path}.html", self._page),
            *(Route(f"/{{document:path}}.{each}", self._file, name=each) for each in FORMATS),
            WebSocketRoute("/_preview", self._socket),
        ]
        return Starlette(routes=routes, lifespan=self._watching)

    @contextlib.asynccontextmanager
    async def _watching(self, _: Starlette) -> AsyncIterator[None]:
        await self._refresh()
        tasks = [asyncio.create_task(each()) for each in (self._watch, self._keep_current)]
        yield
        for task in tasks:
            task.cancel()
        self._files.stop()
        self._refresher.stop()
        for executor in (self._refreshing, self._rendering):
            executor.shutdown(wait=False)

    async def _watch(self) -> None:
        found = SourceFilter(self._root)
        async for changes in awatch(self._root, watch_filter=found, debounce=_DEBOUNCE_MS, step=10):
            paths = {Path(path) for _, path in changes}
            if paths & found.published:
                await self._send_all({"type": "published"})
            if edited := paths - found.published:
                self._edited |= {*map(str, edited)}
                self._due.set()
                async with self._announcing:
                    await self._announce(edited)

    async def _announce(self, paths: set[Path]) -> None:
        """Show at once the first effect of an edit: its paragraph, or that numbers may change."""
        edits = {path: self._sources.edit(path) for path in paths}
        pending = [path for path, edit in edits.items() if can_change_numbers(path, edit)]
        if pending:
            self._pending = True
            await self._send_all({"type": "pending"})
            if all(path.suffix == ".py" for path in pending):
                await self._show_tables()
        elif not any(map(is_template, paths)):
            await self._send_all({"type": "untouched"})
        elif len(edits) == 1 and (edit := next(iter(edits.values()))):
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._rendering, self._refresher.paragraph, *edit)
            if made is not None:
                self._ahead = True
                await self._send_all({"type": "paragraph", "old": made.old, "new": made.new})

    async def _show_tables(self) -> None:
        """Show the tables that an edited module changed."""
        loop = asyncio.get_running_loop()
        made = await loop.run_in_executor(self._rendering, self._refresher.tables, self._newer)
        if made is not None:
            await self._send_early(made)

    async def _keep_current(self) -> None:
        """Rebuild the pages after each announced edit; edits that arrive meanwhile wait for the next refresh."""
        while True:
            await self._due.wait()
            async with self._announcing:
                self._edited = frozenset()
                self._due.clear()
            await self._refresh()

    async def _refresh(self) -> None:
        """Rebuild the pages; with faults, the last good pages stay. Pages that are out of date are not shown."""
        loop = asyncio.get_running_loop()
        new = await loop.run_in_executor(
            self._refreshing,
            self._refresher.refresh,
            replace(self._shown.shown, newer=self._newer),
            lambda changes: asyncio.run_coroutine_threadsafe(self._show_early(changes), loop).result(),
            lambda: self._edited,
        )
        if new is None or self._due.is_set():
            return
        if new.faults != self._faults:
            self._tell(new.faults)
        self._faults = new.faults
        if not new.faults:
            self._pending = False
            self._sources.templates_shown(new.templates.items())
            before, self._shown = Refreshed() if self._ahead else self._shown, new
            self._opened, self._ahead = self._opened or new.ledger, False
            self._newer = frozenset()
            await self._send_patches(before)
        elif self._unfinished:
            self._newer = frozenset()
            await self._send_patches(Refreshed())
        self._unfinished = False
        await self._send_all(self._state())

    async def _show_early(self, changes: EarlyChanges) -> None:
        """Show numbers and tables before their pages are made, unless a later edit may have changed them."""
        if not self._due.is_set():
            await self._send_early(changes)

    async def _send_early(self, changes: EarlyChanges) -> None:
        self._ahead = self._unfinished = True
        self._newer |= {*(id for id, *_ in changes.numbers), *changes.tables}
        await self._send_all({"type": "ahead", "numbers": changes.numbers, "tables": dict(changes.tables)})

    async def _send_patches(self, before: Refreshed) -> None:
        for document in {*self._sockets.values()}:
            old, new = (each.pages.get(document, "") for each in (before, self._shown))
            if new and old != new:
                message = patch(blocks(old) if old else {}, blocks(new))
                await self._send_all({**message, "provenance": provenance(new)}, document)

    def _state(self) -> dict[str, Any]:
        return {
            "type": "state",
            "pending": self._pending,
            "documents": list(self._shown.pages),
            "editor": self._editor,
            "faults": [as_shown(fault, self._root, self._editor) for fault in self._faults],
            "changes": changed_numbers(self._opened, self._shown.ledger),
        }

    async def _send_all(self, message: dict[str, Any], document: str | None = None) -> None:
        text = json.dumps(message)
        for socket, shown in list(self._sockets.items()):
            if document in (None, shown):
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await socket.send_text(text)

    async def _page(self, request: Request) -> Response:
        if not is_own(request, self._port):
            return PlainTextResponse("foreign host or origin", 403)
        name = request.path_params.get("document") or self._document
        page = self._shown.pages.get(name, _EMPTY if self._faults else None)
        if page is None:
            return PlainTextResponse("no such document", 404)
        return HTMLResponse(with_client(page, name, self._root), headers={"Cache-Control": "no-store"})

    async def _socket(self, socket: WebSocket) -> None:
        if not is_own(socket, self._port) or "origin" not in socket.headers:
            await socket.close(1008)
            return
        await socket.accept()
        document = socket.query_params.get("document", self._document)
        self._sockets[socket] = document
        with contextlib.suppress(WebSocketDisconnect):
            if page := self._shown.pages.get(document):
                await socket.send_text(json.dumps(patch({}, blocks(page))))
            await socket.send_text(json.dumps(self._state()))
            while True:
                await self._answer(socket, document, await socket.receive_text())
        self._sockets.pop(socket, None)

    async def _answer(self, socket: WebSocket, document: str, text: str) -> None:
        """Build the files that a page asks for, in the background, and report the progress to that page."""
        with contextlib.suppress(ValueError, TypeError, KeyError):
            format = json.loads(text)["build"]
            if format in FORMATS:
                self._tasks.add(task := asyncio.create_task(self._build(socket, document, format)))
                task.add_done_callback(self._tasks.discard)

    async def _build(self, socket: WebSocket, document: str, format: str) -> None:
        async def tell(line: str, **more: str) -> None:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await socket.send_text(
                    json.dumps({"type": "building", "format": format, "line": line, **more})
                )

        await tell("starting")
        failure = await self._files.build(format, tell)
        address = f"/{document}.{format}" if self._files.path(document, format) and not failure else ""
        await tell("" if address else "failed", address=address, failure=failure)

    async def _file(self, request: Request) -> Response:
        if not is_own(request, self._port):
            return PlainTextResponse("foreign host or origin", 403)
        format = request.url.path.rpartition(".")[2]
        path = self._files.path(request.path_params["document"], format)
        if path is None:
            return PlainTextResponse("not built yet", 404)
        return FileResponse(path, media_type=FORMATS[format], headers={"Cache-Control": "no-store"})
