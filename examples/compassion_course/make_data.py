"""Makes the synthetic data: a trial of a compassion course against a waitlist, N = 120, two of ten items reversed."""

import numpy as np
import pandas as pd

SEED, N = 20260, 120
HEAD = "# synthetic: true\n# generator: make_data.py, seed 20260; nobody answered this\n"
rng = np.random.default_rng(SEED)


def items(latent):
    """Ten items from 0 to 4 of a latent score; the fourth and the seventh are reversed."""
    found = {}
    for item in range(1, 11):
        answer = 0.8 * latent + rng.normal(0, 0.7, N)
        found[item] = np.clip(np.round(2 + 1.1 * (-answer if item in (4, 7) else answer)), 0, 4).astype(float)
    return found


def trial():
    """All participants, with those who left the study and with single answers missing."""
    group = rng.permutation(np.repeat(["training", "waitlist"], N // 2))
    treated = (group == "training").astype(float)
    age = np.clip(rng.normal(38, 11, N).round(), 18, 70).astype(int)
    gender = rng.choice(["woman", "man", "other"], N, p=[0.66, 0.31, 0.03])
    site = rng.choice(["Basel", "Zürich", "Bern"], N)
    before = rng.normal(0, 1, N)
    reappraisal = 0.4 * before + 0.55 * treated + rng.normal(0, 0.9, N)
    after = 0.6 * before - 0.25 * treated - 0.40 * reappraisal + rng.normal(0, 0.7, N)
    names = [f"S{number:03d}" for number in range(1, N + 1)]
    frame = pd.DataFrame({"id": names, "group": group, "site": site, "age": age, "gender": gender})
    for time, latent in (("pre", before), ("post", after)):
        for item, answers in items(latent).items():
            frame[f"{time}_{item}"] = answers
    frame["reappraisal"] = (4 + reappraisal).round(2)
    frame["responder"] = (after < np.quantile(after, 0.35)).astype(float)
    left = rng.random(N) < 0.08
    frame.loc[left, [c for c in frame if c.startswith("post_")] + ["reappraisal", "responder"]] = np.nan
    for column in (c for c in frame if c[:3] in ("pre", "pos")):
        frame.loc[rng.random(N) < 0.012, column] = np.nan
    return frame


if __name__ == "__main__":
    with open("data/trial.csv", "w", encoding="utf-8") as file:
        file.write(HEAD)
        trial().to_csv(file, index=False)
