"""What the study consists of: the files that analysis.R writes."""

from report import Study

study = Study(
    "Vitamin C and the growth of teeth",
    modules=("teeth.results", "teeth.display"),
    files={
        "r_script": "analysis.R",
        "cells": "results/cells.json",
        "welch": "results/welch.csv",
        "anova": "results/anova.csv",
        "linear": "results/linear.csv",
        "fit": "results/fit.csv",
    },
    data="cells",
    constants="data/protocol.yaml",
)
