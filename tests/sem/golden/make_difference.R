# Scaled chi-square differences of Satorra and Bentler (2001, 2010), with lavaan: writes difference.json.
#
# For the form of 2010, lavTestLRT() gives the larger model the parameters of the smaller one by their names. Where the
# smaller one has latent means that the larger one has not, those parameters imply other moments; there the larger model is
# first fitted to the moments of the smaller one (`by_moments`).
suppressMessages({library(lavaan); library(jsonlite)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
cfa <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
orthogonal <- paste0(cfa, "\nvisual ~~ 0*textual\nvisual ~~ 0*speed")
paths <- "x4 ~ x1 + a*ageyr + b*sex\nx7 ~ x4 + x1 + ageyr"
equal <- paste0(paths, "\na == b")
skewed <- "m ~ x + z\ny ~ m + x + w\nv ~ y + m"
CASES <- list()
by_moments <- function(large, first, second, frame, given) {
  implied <- fitted(second)
  same <- sem(large, sample.cov = lapply(implied, `[[`, "cov"), sample.mean = lapply(implied, `[[`, "mean"),
              sample.nobs = lavInspect(second, "nobs"), sample.cov.rescale = FALSE, meanstructure = TRUE)
  start <- parTable(same)[, c("lhs", "op", "rhs", "group", "est")]
  there <- do.call("sem", c(list(model = large, data = frame, start = start, optim.method = "none",
                                 optim.force.converged = TRUE), given))
  small <- second@test[[1]]; large <- first@test[[1]]
  factor <- (small$df * second@test[[2]]$scaling.factor - large$df * there@test[[2]]$scaling.factor) / (small$df - large$df)
  chisq <- (small$stat - large$stat) / factor
  list(chisq = chisq, df = small$df - large$df, p = pchisq(chisq, small$df - large$df, lower.tail = FALSE))
}
# `options` are those of report.pathmodels.fit, `given` those of sem(); the smaller model adds `equal` across groups.
add <- function(name, large, small, data, options, given, equal = NULL) {
  frame <- read.csv(file.path(here, "models", paste0(data, ".csv")))
  run <- function(text, ...) suppressWarnings(do.call("sem", c(list(model = text, data = frame), given, ...)))
  first <- run(large); second <- if (is.null(equal)) run(small) else run(small, list(group.equal = equal))
  found <- lapply(c("2001", "2010"), function(year) {
    test <- suppressWarnings(lavTestLRT(first, second, method = paste0("satorra.bentler.", year)))
    list(chisq = test[2, "Chisq diff"], df = test[2, "Df diff"], p = test[2, "Pr(>Chisq)"])
  })
  if ("intercepts" %in% equal) found[[2]] <- by_moments(large, first, second, frame, given)
  CASES[[length(CASES) + 1]] <<- c(list(name = name, large = large, small = small, data = data, options = options,
    equal = as.list(equal)), setNames(found, c("2001", "2010")))
}
for (e in c("MLM", "MLR")) {
  o <- list(estimator = e)
  add(paste("latent", e), cfa, orthogonal, "holzinger", o, o)
  add(paste("labels", e), paths, equal, "holzinger", o, o)
  add(paste("paths", e), skewed, "m ~ x + z\ny ~ m + 0*x + w\nv ~ y + m", "skewed", o, o)
  add(paste("means", e), skewed, "m ~ x\ny ~ m + x + w\nv ~ y + m + 0*z", "skewed", c(o, means = TRUE), c(o, meanstructure = TRUE))
  add(paste("saturated", e), "y ~ m + x\nm ~ x", "y ~ m\nm ~ x", "skewed", o, o)
  add(paste("path across groups", e), "m ~ x + z\ny ~ m + x", "m ~ x + z\ny ~ m + x", "skewed", c(o, group = "arm"), c(o, group = "arm"), "regressions")
  for (kinds in list("loadings", c("loadings", "intercepts")))
    add(paste("invariance of", paste(kinds, collapse = " and "), e), cfa, cfa, "holzinger", c(o, group = "school"), c(o, group = "school"), kinds)
}
o <- list(estimator = "MLR", missing = "fiml")
add("missing values", skewed, "m ~ x + z\ny ~ m + w + 0*x\nv ~ y + m", "skewed-holes", c(o, fixed_x = TRUE), o)
add("latent with missing values", cfa, paste0(cfa, "\nspeed ~~ 0.2*visual"), "holzinger-holes", o, o)
writeLines(toJSON(CASES, digits = 10, auto_unbox = TRUE, pretty = TRUE, na = "null"), file.path(here, "difference.json"))
