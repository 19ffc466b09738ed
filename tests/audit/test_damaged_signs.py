"""Signs that broken fonts of PDF files replace are restored, in tests and p-values alone."""

from __future__ import annotations

import pytest

from report.audit.damaged_signs import restored


@pytest.mark.parametrize(
    ("damaged", "plain"),
    [
        ("F ð1; 28Þ ¼ 4:50, p ¼ :043", "F (1; 28) = 4.50, p = .043"),
        ("Fð1, 28Þ ¼ 4.50, p < .05", "F(1, 28) = 4.50, p < .05"),
        ("F(1,28) 5 4.50, p , .05", "F(1,28) = 4.50, p < .05"),
        ("t(28) 5 1.20, p . .05", "t(28) = 1.20, p > .05"),
        ("χ2(1, N 5 90) 5 3.84", "χ2(1, N = 90) = 3.84"),
        ("F(1, 28) \x01 4.50, p \x01 .043", "F(1, 28) = 4.50, p = .043"),
        ("p « .001", "p < .001"),
        ("p < . 05, and", "p < .05 , and"),
        ("p = 0. 043)", "p = 0.043 )"),
        ("t(28) = 4 .50, p", "t(28) = 4.50 , p"),
        ("t(28) = 4. 50, p", "t(28) = 4.50 , p"),
        ("t(28) = 4. 5, p = .001", "t(28) = 4.5 , p = .001"),
        ("p < .0 01, and", "p < .001 , and"),
        ("z \ufffd 2.20, p \ufffd .028", "z = 2.20, p = .028"),
        ("t(28) \ufffd 2.20, p \ufffd .05", "t(28) = 2.20, p < .05"),
        ("t(28) \x02 2.20, p \x04 .05", "t(28) = 2.20, p < .05"),
        ("F(1, 28) 5 4.50, p , .05; F(1, 28) , 1, ns", "F(1, 28) = 4.50, p < .05; F(1, 28) < 1, ns"),
        ("χ 2(1) 5 3.84, p 5 .05", "χ 2(1) = 3.84, p = .05"),
        ("t(28 = 2.20, p = .036", "t(28)= 2.20, p = .036"),
        ("χ1 2 = 3.84, P = 0.05", "χ2 1 = 3.84, P = 0.05"),
        ("χ(1) 2 = 3.84, P = 0.05", "χ2 (1) = 3.84, P = 0.05"),
        ("χ(1)2 = 3.84, P = 0.05", "χ2(1) = 3.84, P = 0.05"),
        ("χ12 = 3.84, P = 0.05", "χ12 = 3.84, P = 0.05"),
        ("F 1, 28) = 4.50, p = .043", "F(1, 28) = 4.50, p = .043"),
        ("r(28) = ¡.20, p = .290", "r(28) = -.20, p = .290"),
    ],
)
def test_a_replaced_sign_is_restored(damaged: str, plain: str) -> None:
    """The test is as it was printed, in a text of the same length."""
    assert restored(damaged) == plain
    assert len(plain) == len(damaged)


@pytest.mark.parametrize(
    "text",
    [
        "A dose of 1¼ tablets was given.",
        "between 4 and 5 5.2 cm tubes",
        "« Ceci n'est pas un test », p. 5 of the book",
        "In all groups N = 5. 50 patients were excluded.",
        "In all groups N = 5. 2) Next, F 1, 2 and 3 were tested",
        "smoking and age, p = .04. Later (2) 5 of 8",
        "Guðmundsson reported F(1, 28) = 4.50",
        "F(1, 28) \x01 4.50, p \x02 .043; t(8) \x03 2.00",
    ],
)
def test_other_signs_are_left_alone(text: str) -> None:
    """Fractions, quotation marks, letters and ends of sentences are no damage."""
    assert restored(text) == text
