"""The preview sends what changed, refuses foreign pages, and keeps the last good page behind a fault."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from report.preview.changes import blocks, changed_numbers, patch
from report.preview.files import Files
from report.preview.server import Preview
from report.rows.ledger import Ledger
from report.rows.stat import Stat

MINI = Path(__file__).parents[1] / "engine" / "mini"
PAGE = "<html><body><main><header>Title</header><section id='a'>one</section>{}</main></body></html>"


def test_a_patch_holds_only_the_blocks_that_changed() -> None:
    """New and changed blocks are sent with the order of all blocks; the others stay as they are."""
    before = blocks(PAGE.format("<section id='b'>two</section>"))
    after = blocks(PAGE.format("<section id='c'>new</section><section id='b'>2</section>"))
    made = patch(before, after)
    assert made["order"] == ["header-0", "a", "c", "b"]
    assert sorted(made["blocks"]) == ["b", "c"]


def test_flips_of_significance_come_first_among_changed_numbers() -> None:
    """A reader sees first what changes a conclusion."""

    def ledger(mean: float, p: float) -> str:
        return Ledger.of([Stat("a.mean", mean, "mean", "mean"), Stat("a.p", p, "p", "p")]).to_json()

    found = changed_numbers(ledger(1.0, 0.04), ledger(2.0, 0.06))
    assert [(each["id"], each["kind"]) for each in found] == [
        ("a.p", "significance flipped"),
        ("a.mean", "changed"),
    ]


@pytest.mark.parametrize(
    ("host", "origin", "own"),
    [
        ("127.0.0.1:4300", None, True),
        ("localhost:4300", "http://localhost:4300", True),
        ("evil.example", None, False),
        ("127.0.0.1:4301", None, False),
        ("127.0.0.1:4300", "http://evil.example", False),
        ("127.0.0.1:4300", "null", False),
    ],
)
def test_only_requests_of_its_own_pages_are_answered(host: str, origin: str | None, own: bool) -> None:
    """A page of another site, or a name that another site points to this computer, gets nothing."""
    from starlette.requests import Request

    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin else [])]
    preview: Any = Preview(MINI, "index", None, 4300, None, "")  # type: ignore[arg-type]
    request = Request({"type": "http", "headers": headers, "path_params": {}})
    # A thread of its own, since a browser of another test may keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(asyncio.run, preview._page(request)).result()
    assert answer.status_code == (404 if own else 403)


def test_only_files_of_the_preview_are_served(tmp_path: Path) -> None:
    """A built file is served; a file outside the folder is not, by any path."""
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    (tmp_path / "made" / "pdf").mkdir(parents=True)
    (tmp_path / "made" / "pdf" / "index.pdf").write_bytes(b"%PDF")
    files = Files(tmp_path, None, tmp_path / "made")
    assert files.path("index", "pdf") == tmp_path / "made" / "pdf" / "index.pdf"
    assert files.path("supplement", "pdf") is None
    assert files.path("../../secret", "pdf") is None


@pytest.mark.slow
@pytest.mark.browser
def test_a_pdf_is_built_when_a_reader_asks_for_it(chromium: Any, tmp_path: Path) -> None:
    """The button builds the PDF beside the preview, shows progress, and leaves the published folder alone."""
    root = tmp_path / "mini"
    shutil.copytree(MINI, root)
    command = [sys.executable, "-m", "report", "preview", "--no-browser", "--port", "4392", "--editor"]
    process = subprocess.Popen([*command, "edit://{path}#{line}"], cwd=root)
    page = chromium.new_page()
    try:
        page.set_default_timeout(120_000)
        _open(page, "http://127.0.0.1:4392/")
        page.wait_for_selector(".preview-bar a[aria-current=page]")
        assert page.locator(".preview-bar span a").all_inner_texts() == ["index", "supplement"]
        page.locator("main a[data-stat]").first.click()
        link = page.wait_for_selector(".card dd a[data-editor]")
        assert link is not None
        assert link.get_attribute("href") == f"edit://{root}/mini/products.py#26"
        page.keyboard.press("Escape")
        page.click(".preview-bar button:has-text('PDF')")
        link = page.wait_for_selector(".preview-bar output a")
        assert link is not None
        assert link.inner_text() == "Open index.pdf"
        assert page.request.get("http://127.0.0.1:4392/index.pdf").body().startswith(b"%PDF")
        assert not (root / "_output").exists()
    finally:
        page.close()
        process.terminate()
        process.wait()


@pytest.mark.slow
@pytest.mark.browser
def test_an_edit_a_fault_and_new_data_reach_the_open_page(chromium: Any, tmp_path: Path) -> None:
    """Words and numbers change in place, and the last good page stays behind a fault until it is corrected."""
    root = tmp_path / "mini"
    shutil.copytree(MINI, root)
    command = [
        sys.executable,
        "-c",
        "from report.cli import main; main()",
        "preview",
        "--no-browser",
        "--port",
        "4391",
    ]
    process = subprocess.Popen(command, cwd=root)
    page = chromium.new_page()
    try:
        page.set_default_timeout(60_000)
        _open(page, "http://127.0.0.1:4391/")
        template = root / "templates" / "index.qmd.j2"
        text = template.read_text(encoding="utf-8")
        page.evaluate("scrollTo(0, 150)")
        template.write_text(text.replace("Over <<", "Zebra, over <<"), encoding="utf-8")
        page.wait_for_function("document.querySelector('main').innerText.includes('Zebra')")
        assert page.evaluate("scrollY") == 150
        template.write_text(text + "\n\n<< nothing.like.it >>\n", encoding="utf-8")
        page.wait_for_selector(".preview-faults:not([hidden])")
        assert "templates/index.qmd.j2:" in page.inner_text(".preview-faults")
        assert "Zebra" in page.inner_text("main")
        template.write_text(text, encoding="utf-8")
        page.wait_for_selector(".preview-faults[hidden]", state="attached")
        data = root / "data" / "sleep.csv"
        data.write_text(
            "\n".join(data.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8"
        )
        page.wait_for_selector(".preview-changes:not([hidden])")
        assert "→" in page.inner_text(".preview-changes")
    finally:
        page.close()
        process.terminate()
        process.wait()


def _open(page: Any, address: str) -> None:
    """Open the page as soon as the server answers."""
    from playwright.sync_api import Error

    for _ in range(120):
        try:
            page.goto(address)
            return
        except Error:
            page.wait_for_timeout(500)
    raise AssertionError(json.dumps(address))
