"""The letters of formulas in a PDF, whose codes take two halves, are read as plain letters."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from report.audit.audited import audit_file
from report.text.reading.isolated_reading import drawn_pages
from report.text.reading.paired_codes import is_half, joined
from report.text.reading.pdf import read_pdf

FORMULAS = "𝑡(28) = 2.20, 𝑝 = .360; 𝜒²(1) = 3.84, 𝒑 = .050; 𝑭(1, 28) = 4.50, 𝑃 = 0.043"


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A page with tests whose symbols are letters of mathematical alphabets."""
    return bytes(weasyprint.HTML(string=f"<p>They differed, {FORMULAS}.").write_pdf() or b"")


def test_symbols_of_formulas_are_plain_letters(printed: bytes) -> None:
    """A symbol is the same letter in a PDF as in a page or a Word file."""
    (block,) = read_pdf(printed).blocks
    assert block.text == (
        "They differed, t(28) = 2.20, p = .360; χ²(1) = 3.84, p = .050; F(1, 28) = 4.50, P = 0.043."
    )


def test_their_tests_are_audited_and_marked(printed: bytes, tmp_path: Path) -> None:
    """The wrong p is found, and its place on the page, which starts at the symbol."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(printed)
    audited = audit_file(file)
    assert [check.statement for check in audited.findings] == ["t(28) = 2.20, p = .360"]
    assert len(audited.agreeing) == 2
    ((page,),) = [drawn_pages(file, [(1, "They differed, ", "t(28) = 2.20, p = .360")])]
    ((left, _, right, _),) = page["boxes"]["0"]
    assert right > left


class Codes:
    """Stands for the library: codes of letters by their number."""

    def __init__(self, *codes: int) -> None:
        self.codes = codes

    def FPDFText_GetUnicode(self, handle: object, index: int) -> int:  # noqa: N802
        """The code of a letter, 0 beyond the last."""
        return self.codes[index] if index < len(self.codes) else 0


@pytest.mark.parametrize(
    ("codes", "letters"),
    [
        ((0xD835, 0xDC61), "t"),
        ((0xD83D, 0xDE00), "😀"),
        ((0xD835,), ""),
        ((0xD835, 0x41), ""),
        ((0xDC61,), ""),
    ],
)
def test_halves_without_the_other_are_no_letters(
    codes: tuple[int, ...], letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a first half before a second one is a character."""
    import pypdfium2

    monkeypatch.setattr(pypdfium2, "raw", Codes(*codes))
    read = [joined(None, index, code) for index, code in enumerate(codes) if is_half(code)]
    assert "".join(read) == letters
