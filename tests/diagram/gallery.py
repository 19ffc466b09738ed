"""Kinds of plots, each a function that gives a canvas of matplotlib, drawn from numbers without chance."""

import numpy as np
from matplotlib.figure import Figure

#: Layouts that measure texts depend on the resolution.
DPI = 150
PLOTS = {}
SEABORN = {}
X = np.linspace(0, 10, 60)
CLOUD = np.array([[(i * 37 % 101) / 10, (i * 53 % 97) / 10 + (i % 7)] for i in range(60)])


def plot(function):
    PLOTS[function.__name__] = function
    return function


def with_seaborn(function):
    SEABORN[function.__name__] = function
    return function


def one(width=4.0, height=3.0, **options):
    canvas = Figure(figsize=(width, height), dpi=DPI, **options)
    return canvas, canvas.add_subplot()


@plot
def lines():
    canvas, axes = one()
    for i, style in enumerate(("-", "--", "-.", ":")):
        axes.plot(X, np.sin(X + i), style, label=f"wave {'abcd'[i]}", linewidth=1 + i / 2)
    axes.legend()
    axes.grid(True)
    axes.set(xlabel="Time (s)", ylabel="Self-criticism (0-4)", title="Waves")
    return canvas


@plot
def markers():
    canvas, axes = one()
    for i, marker in enumerate("os^Dv*P+x<>hp8|_"):
        axes.plot([1, 2, 3], [i, i + 0.5, i], marker=marker, markersize=8, markerfacecolor="white")
    axes.set_xlim(1.0, 2.8)
    return canvas


@plot
def scatter():
    canvas, axes = one()
    x, y = CLOUD.T
    drawn = axes.scatter(x, y, s=10 + 8 * x, c=y, cmap="viridis", alpha=0.7, edgecolor="black")
    canvas.colorbar(drawn, ax=axes, label="Depth")
    axes.set_xlim(2, 9)
    return canvas


@plot
def error_bars():
    canvas, axes = one()
    axes.errorbar([1, 2, 3, 4], [3, 4, 2, 5], yerr=[0.5, 0.7, 0.3, 0.9], xerr=0.2, fmt="s", capsize=5)
    axes.errorbar([1, 2, 3, 4], [2, 3, 3, 2], yerr=0.4, lolims=True, fmt="o--", color="tab:red")
    return canvas


@plot
def hatched_bars():
    canvas, axes = one()
    for i, hatch in enumerate(("//", "\\\\", "xx", "..", "oo", "**", "+", "-")):
        color = "none" if i % 2 else "lightsteelblue"
        axes.bar([i], [i + 1], hatch=hatch, edgecolor="black", facecolor=color)
    return canvas


@plot
def stacked_bars():
    canvas, axes = one()
    axes.barh(["alpha", "beta", "gamma"], [3, 5, 2], color="tab:blue", label="left")
    axes.barh(["alpha", "beta", "gamma"], [2, 1, 4], left=[3, 5, 2], color="tab:orange", label="right")
    axes.legend(loc="upper right", framealpha=0.6)
    return canvas


@plot
def histogram():
    canvas, axes = one()
    axes.hist(CLOUD.ravel(), bins=12, histtype="stepfilled", alpha=0.5, density=True)
    axes.hist(CLOUD[:, 1], bins=12, histtype="step", linewidth=2, density=True)
    return canvas


@plot
def box_plots():
    canvas, axes = one()
    axes.boxplot([CLOUD[:, 0], CLOUD[:, 1], CLOUD[::2, 1]], notch=True, patch_artist=True, showmeans=True)
    return canvas


@plot
def violins():
    canvas, axes = one()
    axes.violinplot([CLOUD[:, 0], CLOUD[:, 1]], showmedians=True, showextrema=True)
    return canvas


@plot
def heat_map():
    canvas, axes = one()
    drawn = axes.imshow(np.outer(np.arange(8), np.cos(np.arange(10))), cmap="RdBu", aspect="auto")
    canvas.colorbar(drawn, ax=axes)
    return canvas


@plot
def smooth_image():
    canvas, axes = one()
    axes.imshow(
        np.outer(np.arange(6), np.arange(6)), interpolation="bilinear", extent=(0, 3, 0, 2), alpha=0.8
    )
    axes.plot([0, 3], [0, 2], "w-", lw=3)
    return canvas


@plot
def mesh():
    canvas, axes = one()
    drawn = axes.pcolormesh(np.arange(13), np.arange(9), np.sin(np.arange(96)).reshape(8, 12), cmap="magma")
    canvas.colorbar(drawn, ax=axes, orientation="horizontal", extend="both")
    return canvas


@plot
def gouraud_mesh():
    canvas, axes = one()
    x, y = np.meshgrid(np.arange(5), np.arange(4))
    axes.pcolormesh(x, y, np.sin(x * y), shading="gouraud")
    return canvas


@plot
def filled_contours():
    canvas, axes = one()
    x, y = np.meshgrid(np.linspace(-3, 3, 60), np.linspace(-2, 2, 40))
    z = np.exp(-(x**2) - y**2) - np.exp(-((x - 1) ** 2) - (y - 1) ** 2)
    drawn = axes.contourf(x, y, z, levels=12, cmap="coolwarm")
    lines = axes.contour(x, y, z, levels=6, colors="black", linewidths=0.6)
    axes.clabel(lines, fontsize=7)
    canvas.colorbar(drawn, ax=axes)
    return canvas


@plot
def log_axes():
    canvas, axes = one()
    axes.loglog([1, 10, 100, 1000], [1, 20, 500, 9000], "o-")
    axes.grid(True, which="both", linewidth=0.3)
    return canvas


@plot
def symmetric_log():
    canvas, axes = one()
    axes.plot(np.linspace(-50, 50, 80), np.linspace(-50, 50, 80) ** 3, "k.")
    axes.set_yscale("symlog")
    return canvas


@plot
def polar():
    canvas = Figure(figsize=(4, 3.4), dpi=DPI)
    axes = canvas.add_subplot(projection="polar")
    axes.plot(X, X, color="tab:green")
    axes.bar([0, 1, 2], [3, 6, 9], width=0.6, alpha=0.5, hatch="//")
    return canvas


@plot
def three_dimensions():
    canvas = Figure(figsize=(4, 3.4), dpi=DPI)
    axes = canvas.add_subplot(projection="3d")
    x, y = np.meshgrid(np.linspace(-2, 2, 14), np.linspace(-2, 2, 14))
    axes.plot_surface(x, y, np.cos(x) * np.sin(y), cmap="viridis")
    axes.set(xlabel="Width", ylabel="Length", zlabel="Height")
    return canvas


@plot
def scatter_in_space():
    canvas = Figure(figsize=(4, 3.4), dpi=DPI)
    axes = canvas.add_subplot(projection="3d")
    axes.scatter(CLOUD[:, 0], CLOUD[:, 1], np.arange(60) % 11, c=np.arange(60), depthshade=True)
    return canvas


@plot
def insets():
    canvas, axes = one()
    axes.plot(X, X**2)
    inset = axes.inset_axes((0.1, 0.5, 0.4, 0.4), xlim=(2, 4), ylim=(4, 16))
    inset.plot(X, X**2, "r.-")
    axes.indicate_inset_zoom(inset, edgecolor="black")
    return canvas


@plot
def filled_bands():
    canvas, axes = one()
    axes.fill_between(X, np.sin(X) - 0.5, np.sin(X) + 0.5, alpha=0.3, hatch="/", label="band")
    axes.fill_betweenx([0, 1], [2, 3], [4, 6], color="tab:red", alpha=0.4)
    axes.axhspan(-0.2, 0.2, color="gold", alpha=0.5)
    axes.axvline(5, linestyle="--", color="black")
    axes.legend()
    return canvas


@plot
def steps_and_stems():
    canvas = Figure(figsize=(4, 3), dpi=DPI)
    upper, lower = canvas.subplots(2, 1, sharex=True)
    upper.step(X[::4], np.cos(X[::4]), where="mid", marker="o")
    lower.stem(X[::4], np.cos(X[::4]))
    return canvas


@plot
def texts():
    canvas, axes = one()
    axes.text(0.1, 0.1, "rotated by some", rotation=30, fontsize=14)
    axes.text(0.9, 0.5, "upright", rotation=90, ha="center", va="center", weight="bold")
    axes.text(
        0.5, 0.9, "boxed\nlines", ha="center", va="top", bbox={"boxstyle": "round", "facecolor": "wheat"}
    )
    axes.text(0.4, 0.5, "serif italic", family="serif", style="italic", color="tab:purple")
    axes.text(0.2, 0.7, "mono  spaced", family="monospace", size=9)
    axes.annotate(
        "peak", (0.8, 0.8), (0.55, 0.3), arrowprops={"arrowstyle": "->", "connectionstyle": "arc3,rad=.3"}
    )
    axes.tick_params(axis="x", rotation=45)
    return canvas


@plot
def formulas():
    canvas, axes = one()
    axes.set_ylabel(r"$\Delta$ QIDS ($\mu \pm \sigma$)")
    axes.set_xlabel(r"$\sqrt{x_i^2 + \alpha_j}$")
    axes.text(0.1, 0.7, r"$\frac{\partial f}{\partial x} = \int_a^b e^{-x}\,dx$", fontsize=16)
    axes.text(0.1, 0.3, r"$\left(\sum_{i} \mathbf{v}_i \leq \hat{y}\right)$", fontsize=14)
    axes.text(0.6, 0.1, "mixed $r^{2}$ text")
    return canvas


@plot
def formulas_in_computer_modern():
    from matplotlib import rc_context

    with rc_context({"mathtext.fontset": "cm"}):
        canvas, axes = one()
        axes.text(0.1, 0.6, r"$\beta - \gamma \leq \int x^n$", fontsize=20, math_fontfamily="cm")
        axes.text(0.1, 0.2, r"$\alpha \rightarrow \Omega$", fontsize=18, math_fontfamily="stix")
    return canvas


@plot
def haloed_texts():
    from matplotlib.patheffects import withStroke

    canvas, axes = one()
    axes.imshow(np.arange(12).reshape(3, 4), cmap="plasma", aspect="auto")
    axes.text(
        1.5,
        1,
        "outlined",
        fontsize=20,
        color="white",
        path_effects=[withStroke(linewidth=4, foreground="black")],
    )
    return canvas


@plot
def pie():
    """Without a shadow, whose distance matplotlib itself makes depend on the resolution."""
    canvas, axes = one()
    axes.pie([3, 2, 1], labels=["ash", "birch", "cedar"], explode=[0, 0.1, 0], wedgeprops={"hatch": ".."})
    return canvas


@plot
def hexagons():
    canvas, axes = one()
    drawn = axes.hexbin(CLOUD[:, 0], CLOUD[:, 1], gridsize=8, cmap="Greens", edgecolors="face")
    canvas.colorbar(drawn, ax=axes)
    return canvas


@plot
def arrows():
    canvas, axes = one()
    x, y = np.meshgrid(np.arange(6), np.arange(5))
    drawn = axes.quiver(x, y, np.cos(x), np.sin(y), color="tab:blue")
    axes.quiverkey(drawn, 0.8, 1.05, 1, "one step", labelpos="E")
    return canvas


@plot
def streams():
    canvas, axes = one()
    y, x = np.mgrid[-2:2:20j, -2:2:20j]
    axes.streamplot(x, y, -1 - x**2 + y, 1 + x - y**2, color=y, cmap="autumn", density=0.6)
    return canvas


@plot
def two_scales():
    canvas, axes = one(layout="constrained")
    axes.plot(X, X, "tab:blue")
    axes.set_ylabel("left", color="tab:blue")
    other = axes.twinx()
    other.plot(X, 1e6 * X**2, "tab:red")
    other.set_ylabel("right", color="tab:red")
    return canvas


@plot
def large_numbers():
    canvas, axes = one(layout="tight")
    axes.plot([0, 1, 2], [1.00001e9, 1.00002e9, 1.00004e9])
    axes.set_xticks([0, 1, 2], ["−0.5", "0.0", "1,000"])
    return canvas


@plot
def many_points():
    canvas, axes = one()
    n = np.arange(9000)
    axes.scatter(n % 97, (n * 31) % 89 + (n % 97) / 3, s=3, c=n % 97, cmap="cool")
    return canvas


@plot
def clipped_shapes():
    from matplotlib.patches import Circle, FancyBboxPatch, Wedge

    canvas, axes = one()
    circle = axes.add_patch(
        Circle((0.5, 0.5), 0.35, transform=axes.transData, facecolor="none", edgecolor="black")
    )
    for line in axes.plot(X / 10, np.abs(np.sin(3 * X)), lw=6):
        line.set_clip_path(circle)
    axes.add_patch(Wedge((0.2, 0.8), 0.3, 20, 200, color="tab:olive", alpha=0.5))
    axes.add_patch(
        FancyBboxPatch((0.6, 0.1), 0.6, 0.2, boxstyle="round4,pad=0.05", fc="pink", ec="red", ls=":")
    )
    axes.set(xlim=(0, 1), ylim=(0, 1))
    return canvas


@plot
def gradients():
    canvas, axes = one()
    axes.imshow(
        np.linspace(0, 1, 256).reshape(1, -1), extent=(0, 10, 0, 5), aspect="auto", cmap="Blues", alpha=0.9
    )
    axes.bar([2, 5, 8], [2, 4, 3], color=["#33669980", "tomato", "none"], edgecolor="navy", linewidth=2)
    canvas.patch.set_facecolor("#f4f1e8")
    return canvas


def _frame():
    import pandas as pd

    return pd.DataFrame(
        {"x": CLOUD[:, 0], "y": CLOUD[:, 1], "arm": ["drug" if i % 2 else "placebo" for i in range(60)]}
    )


@with_seaborn
def seaborn_violins():
    import seaborn

    canvas, axes = one()
    seaborn.violinplot(_frame(), x="arm", y="y", hue="arm", ax=axes, inner="quart")
    seaborn.stripplot(_frame(), x="arm", y="y", ax=axes, color="black", size=3, jitter=False)
    return canvas


@with_seaborn
def seaborn_regression():
    import seaborn

    canvas, axes = one()
    seaborn.regplot(_frame(), x="x", y="y", ax=axes, ci=None, marker="x")
    seaborn.rugplot(_frame(), x="x", ax=axes)
    return canvas


@with_seaborn
def seaborn_heat_map():
    import seaborn

    canvas, axes = one()
    seaborn.heatmap(np.cos(np.arange(30)).reshape(5, 6), ax=axes, linewidths=1, cmap="vlag", center=0)
    return canvas


@with_seaborn
def seaborn_densities():
    import seaborn

    canvas, axes = one()
    seaborn.kdeplot(_frame(), x="x", y="y", hue="arm", fill=True, alpha=0.6, ax=axes)
    return canvas


@with_seaborn
def seaborn_grid():
    import seaborn

    grid = seaborn.FacetGrid(_frame(), col="arm", height=2.4)
    grid.map_dataframe(seaborn.histplot, x="y", kde=True)
    return grid.figure


@with_seaborn
def seaborn_points():
    import seaborn

    with seaborn.axes_style("whitegrid"):
        canvas, axes = one()
        seaborn.pointplot(_frame(), x="arm", y="x", errorbar="sd", capsize=0.2, ax=axes)
    return canvas
