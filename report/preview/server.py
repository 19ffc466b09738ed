"""Serves the pages on 127.0.0.1, watches the project, and sends what changed to the open pages."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from watchfiles import Change, DefaultFilter, awatch

from report.preview.changes import blocks, changed_numbers, patch
from report.preview.files import FORMATS, Files
from report.preview.pages import Refreshed, Refresher
from report.rows.errors import Fault

ASSETS = Path(__file__).parents[1] / "assets"
_HOSTS = ("127.0.0.1", "localhost")
_DEBOUNCE_MS = 50


class _Sources(DefaultFilter):
    """All files of a project except those that builds write."""

    _made = frozenset({".tracepaper", "_output", "exports", "figures", "_manuscript", ".quarto"})

    def __init__(self, root: Path):
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        parts = Path(path).relative_to(self._root).parts
        return super().__call__(change, path) and not self._made.intersection(parts[:1])


class Preview:
    """The pages as they were refreshed last, and the browsers that show them."""

    def __init__(self, root: Path, document: str, refresher: Refresher, port: int, files: Files, editor: str):
        self._root, self._document, self._refresher, self._port = root, document, refresher, port
        self._files, self._editor = files, editor
        self._shown, self._opened = Refreshed(), ""
        self._faults: tuple[Fault, ...] = ()
        self._sockets: dict[WebSocket, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

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
        task = asyncio.create_task(self._watch())
        yield
        task.cancel()
        self._files.stop()
        self._refresher.stop()

    async def _watch(self) -> None:
        async for _ in awatch(self._root, watch_filter=_Sources(self._root), debounce=_DEBOUNCE_MS, step=10):
            await self._send_all({"type": "pending"})
            await self._refresh()

    async def _refresh(self) -> None:
        """Make the pages again; with faults, the last good pages stay."""
        new = await asyncio.to_thread(self._refresher.refresh)
        self._faults = new.faults
        if not new.faults:
            before, self._shown = self._shown, new
            self._opened = self._opened or new.ledger
            await self._send_patches(before)
        await self._send_all(self._state())

    async def _send_patches(self, before: Refreshed) -> None:
        for document in {*self._sockets.values()}:
            old, new = (each.pages.get(document, "") for each in (before, self._shown))
            if new and old != new:
                await self._send_all(patch(blocks(old) if old else {}, blocks(new)), document)

    def _state(self) -> dict[str, Any]:
        return {
            "type": "state",
            "documents": list(self._shown.pages),
            "editor": self._editor,
            "faults": [self._fault(fault) for fault in self._faults],
            "changes": changed_numbers(self._opened, self._shown.ledger),
        }

    def _fault(self, fault: Fault) -> dict[str, Any]:
        """A fault with an excerpt of its source and a link that opens it in an editor."""
        name, _, line = fault.where.rpartition(":")
        path = self._root / name
        excerpt, link = "", ""
        if line.isdigit() and path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            excerpt = "\n".join(lines[max(0, int(line) - 2) : int(line) + 1])
            link = self._editor.replace("{path}", str(path)).replace("{line}", line)
        return {
            "where": fault.where,
            "what": fault.what,
            "remedy": fault.remedy,
            "excerpt": excerpt,
            "link": link,
        }

    async def _send_all(self, message: dict[str, Any], document: str | None = None) -> None:
        text = json.dumps(message)
        for socket, shown in list(self._sockets.items()):
            if document in (None, shown):
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await socket.send_text(text)

    async def _page(self, request: Request) -> Response:
        if not self._is_own(request):
            return PlainTextResponse("foreign host or origin", 403)
        name = request.path_params.get("document") or self._document
        page = self._shown.pages.get(name)
        if page is None:
            page = (
                "<!DOCTYPE html><html><head></head><body><main></main></body></html>"
                if self._faults
                else None
            )
        if page is None:
            return PlainTextResponse("no such document", 404)
        return HTMLResponse(with_client(page, name, self._root), headers={"Cache-Control": "no-store"})

    async def _socket(self, socket: WebSocket) -> None:
        if not self._is_own(socket) or "origin" not in socket.headers:
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
        if not self._is_own(request):
            return PlainTextResponse("foreign host or origin", 403)
        format = request.url.path.rpartition(".")[2]
        path = self._files.path(request.path_params["document"], format)
        if path is None:
            return PlainTextResponse("not built yet", 404)
        return FileResponse(path, media_type=FORMATS[format], headers={"Cache-Control": "no-store"})

    def _is_own(self, connection: HTTPConnection) -> bool:
        """Whether a request names this server as its host, and comes from its own pages or from no page."""
        own = {f"{host}:{self._port}" for host in _HOSTS}
        origin = connection.headers.get("origin")
        return connection.headers.get("host") in own and (origin is None or urlsplit(origin).netloc in own)


def with_client(page: str, document: str, root: Path) -> str:
    """A page with the script and the styles of the preview."""
    script = (ASSETS / "preview.js").read_text(encoding="utf-8")
    style = (ASSETS / "preview.css").read_text(encoding="utf-8")
    names = f"const shownDocument = {_constant(document)}, projectRoot = {_constant(str(root))};"
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    head, end, tail = page.rpartition("</body>")
    return f'{head}<script type="module">{names}\n{script}</script>{end}{tail}'


def _constant(text: str) -> str:
    """A string as a constant of a script in a page."""
    return json.dumps(text).replace("<", "\\u003c")
