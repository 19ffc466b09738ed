"""Copies that pandoc made of a page or a Word file."""

import shutil
import subprocess

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "name"), [("docx", "html"), ("html", "html"), ("docx", "docx"), ("html", "docx")]
)
@pytest.mark.parametrize("document", ["index", "supplement"])
def test_an_untouched_copy_that_pandoc_converted_has_no_findings(sample, tmp_path, document, made, name):
    """Pandoc reads a page or a Word file and writes either."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    sources, copy = sample.published / f"{document}.{made}", tmp_path / f"copy.{name}"
    subprocess.run([pandoc, "-s", sources, "-o", copy], check=True, capture_output=True)
    assert sample.found(f"{document}.{name}", copy.read_bytes()) == []
