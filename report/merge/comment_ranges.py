"""The stretches of text that comments are on."""

from __future__ import annotations


class CommentRanges:
    """For each comment by its id, the text that it is on and the place of the unit in which it starts.

    Comments are in the order in which their ranges start: an answer whose range ends first stays behind its question.
    """

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, int]] = {}
        self._open: dict[str, tuple[list[str], int]] = {}

    def begin(self, id: str, place: int) -> None:
        """Start the range of a comment."""
        self._open[id] = [], place
        self.found[id] = "", place

    def add(self, text: str) -> None:
        """Add text to all open ranges."""
        for texts, _ in self._open.values():
            texts.append(text)

    def end(self, id: str) -> None:
        """End the range of a comment."""
        if id in self._open:
            texts, place = self._open.pop(id)
            self.found[id] = "".join(texts).strip(), place

    def refer(self, id: str, place: int) -> None:
        """Place a comment that has no range."""
        if id not in self._open:
            self.found.setdefault(id, ("", place))
