"""PDF files whose letters are drawn, but no longer named."""

import pytest

from report.text.reading.unknown_letters import letters_are_unknown


@pytest.mark.parametrize(
    "texts",
    [
        ["✁✂✄ ☎✁✆✝✞ ✁✆✝"],
        ["\x18\x1c-(\x01#\x1c)\x1f.", "\x01\x1c)\x1f\x01"],
        ["Title", "\ue001\ue002\ue003\ue004"],
    ],
)
def test_controls_symbols_and_codes_without_a_character_are_no_text(texts):
    """Programs that convert through PostScript leave such codes in the place of letters."""
    assert letters_are_unknown(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["Warm hands, β = −0.27 (p = .199)"],
        ["暖かい手", "теплые руки"],
        ["• Item", "© 2024 ✓"],
        ["12.5 −3"],
        [],
    ],
)
def test_text_in_any_script_is_text(texts):
    """Letters, digits, signs and a few symbols."""
    assert not letters_are_unknown(texts)
