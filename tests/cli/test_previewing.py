"""`report preview` checks its document and its port before it starts."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from report.cli.previewing import _check_document, _listening
from report.rows.errors import ToolError, UsageError


def test_two_previews_get_two_ports() -> None:
    """Without a port, each preview listens on another one."""
    with _listening(0) as first, _listening(0) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


def test_a_port_in_use_is_a_fault() -> None:
    """The message names the port and the option that chooses another."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ToolError) as refused:
            _listening(port)
    fault = refused.value.faults[0]
    assert fault.what == f"port {port} is used by another program"
    assert "--port" in fault.remedy


def test_only_the_own_computer_can_reach_the_preview() -> None:
    """The socket listens on 127.0.0.1 alone."""
    with _listening(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_an_unknown_document_is_a_fault(tmp_path: Path) -> None:
    """The message suggests the document that was meant; a partial template is none."""
    (tmp_path / "templates").mkdir()
    for name in ("index.qmd.j2", "supplement.qmd.j2", "methods.md.j2"):
        (tmp_path / "templates" / name).write_text("text")
    _check_document("supplement", tmp_path)
    with pytest.raises(UsageError) as refused:
        _check_document("suplement", tmp_path)
    assert refused.value.faults[0].remedy == "did you mean supplement?"
    with pytest.raises(UsageError):
        _check_document("methods", tmp_path)
