"""The process of pandoc."""

import pytest

from report.render import pandoc_process
from report.render.pandoc_process import run
from report.rows.errors import RenderError


def test_a_text_is_converted(tmp_path):
    done = run("*word*", ["--from=markdown", "--to=html5"], tmp_path)
    assert (done.returncode, done.stdout) == (0, "<p><em>word</em></p>\n")


def test_an_unknown_option_is_a_failure_of_pandoc_not_an_exception(tmp_path):
    done = run("word", ["--no-such-option"], tmp_path)
    assert done.returncode != 0
    assert "no-such-option" in done.stderr


def test_the_sandbox_reads_no_file(tmp_path):
    (tmp_path / "secret.md").write_text("classified", encoding="utf-8")
    done = run("secret.md\n", ["--from=rst", "--to=plain"], tmp_path)
    included = run(".. include:: secret.md\n", ["--from=rst", "--to=plain"], tmp_path)
    assert "classified" not in done.stdout + included.stdout


def test_a_program_that_is_missing_is_a_fault_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(pandoc_process, "program", lambda: str(tmp_path / "missing"))
    with pytest.raises(RenderError) as raised:
        run("word", [], tmp_path)
    (fault,) = raised.value.faults
    assert fault.where == "pandoc"
    assert "cannot be run" in fault.what
    assert "pip install" in fault.remedy


def test_bytes_that_are_not_text_are_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(pandoc_process, "program", lambda: "/usr/bin/printf")
    monkeypatch.setattr(pandoc_process, "_LIMITS", (r"\377",))
    with pytest.raises(RenderError, match="cannot be run"):
        run("word", [], tmp_path)
