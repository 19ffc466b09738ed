"""Result objects of statistical libraries as rows, in one line: `yield from rows("anxiety", result, label="…")`.

May import `rows`, `files`, `data` and `pathmodels`. No library is imported to recognise its objects.
"""

from report.results.r_files import rows_from_file
from report.results.registry import register, rows

__all__ = ["register", "rows", "rows_from_file"]
