"""A figure."""

from report import Figure, figure


class Bar:
    shows = ()

    def draw(self, rows):
        from matplotlib.figure import Figure as Canvas

        canvas = Canvas(figsize=(2, 1))
        canvas.add_subplot().bar([0], [1])
        return canvas


@figure
def bar():
    return Figure("A bar.", "A bar.", Bar())
