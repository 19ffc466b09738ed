# Golden values of simple slopes and regions of significance, from lavaan's estimates and their covariance matrix.
#
#   Rscript make_moderation.R      writes moderation.json beside this script
#
# The limits of the region are the roots of p(z) = .05, found by bisection.

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
data <- read.csv(file.path(here, "models", "skewed.csv"))

probed <- function(name, syntax, outcome, predictor, moderator, values, ...) {
  fit <- sem(syntax, data, ...)
  main <- paste0(outcome, "~", predictor); product <- paste0(outcome, "~", c(paste0(predictor, ":", moderator), paste0(moderator, ":", predictor)))
  product <- intersect(product, names(coef(fit)))
  b <- coef(fit)[c(main, product)]; v <- vcov(fit)[c(main, product), c(main, product)]
  slope <- function(z) b[[1]] + b[[2]] * z
  se <- function(z) sqrt(drop(c(1, z) %*% v %*% c(1, z)))
  p <- function(z) 2 * pnorm(-abs(slope(z) / se(z)))
  grid <- seq(-60, 60, by = 0.01)
  above <- sapply(grid, p) > 0.05
  turns <- which(diff(above) != 0)
  limits <- sapply(turns, function(k) uniroot(function(z) p(z) - 0.05, grid[k + 0:1], tol = 1e-12)$root)
  list(name = name, syntax = syntax, outcome = outcome, predictor = predictor, moderator = moderator, options = list(...),
       at = values, slope = sapply(values, slope), se = sapply(values, se), p = sapply(values, p), limits = as.list(limits))
}
points <- function(x) mean(x) + c(-1, 0, 1) * sd(x)
CASES <- list(
  probed("ML", "y ~ x + z + x:z + m\nm ~ x", "y", "x", "z", points(data$z)),
  probed("MLR", "y ~ x + z + x:z + m\nm ~ x", "y", "x", "z", points(data$z), estimator = "MLR"),
  probed("MLM", "y ~ x + z + x:z + m\nm ~ x", "y", "x", "z", points(data$z), estimator = "MLM"),
  probed("other-side", "y ~ x + z + x:z + m\nm ~ x", "y", "z", "x", points(data$x)),
  probed("weak", "v ~ w + m + w:m\nm ~ x", "v", "w", "m", points(data$m))
)
writeLines(toJSON(list(lavaan = as.character(packageVersion("lavaan")), cases = CASES), digits = NA, auto_unbox = TRUE,
                  pretty = TRUE), file.path(here, "moderation.json"))
