# Residual correlations and their z of a confirmatory model with robust estimators, as lavResiduals() has them.
#
#   Rscript make_residuals.R          writes residuals.json beside this script

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
data <- read.csv(file.path(here, "models", "holzinger.csv"))
syntax <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\ntextual ~ visual + ageyr"
residuals <- function(estimator) {
  found <- lavResiduals(sem(syntax, data, estimator = estimator, meanstructure = TRUE))
  lower <- lower.tri(found$cov)
  list(names = rownames(found$cov), cor = found$cov[lower], z = found$cov.z[lower])
}
found <- list(syntax = syntax, MLM = residuals("MLM"), MLR = residuals("MLR"))
writeLines(toJSON(found, digits = NA, auto_unbox = TRUE, na = "null"), file.path(here, "residuals.json"))
