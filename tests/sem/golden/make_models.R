# Golden cases of latent variables, groups, robust estimators, constraints and local fit, as lavaan has them by default.
#
#   Rscript make_models.R          writes models.json and models/*.csv beside this script
#
# Public data that come with lavaan: Holzinger & Swineford (1939), Bollen's (1989) political democracy, Demo.growth,
# FacialBurns; and textbook covariance matrices. Holes are made from a seed, so that the output is always the same.

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))

source(file.path(here, "lavaan_tables.R"))
CASES <- list()
add <- function(name, syntax, data, local = FALSE, ..., options = list()) {
  given <- list(...)
  path <- file.path("models", paste0(data, ".csv"))
  frame <- read.csv(file.path(here, path), check.names = FALSE)
  fit <- suppressWarnings(do.call("sem", c(list(model = syntax, data = frame), given)))
  stopifnot(lavInspect(fit, "converged"))
  one <- c(list(name = name, syntax = syntax, data = path, options = options, n = sum(lavInspect(fit, "nobs"))),
           measured(fit), at_its_maximum(fit, frame, given, local))
  CASES[[length(CASES) + 1]] <<- one
  invisible(fit)
}
save <- function(name, data) write.csv(data, file.path(here, "models", paste0(name, ".csv")), row.names = FALSE, na = "")
holes <- function(data, seed, share, columns) {
  set.seed(seed)
  for (column in columns) data[runif(nrow(data)) < share, column] <- NA
  data
}
hs <- HolzingerSwineford1939[, c("sex", "ageyr", "school", "grade", paste0("x", 1:9))]
save("holzinger", na.omit(hs)); save("holzinger-holes", holes(na.omit(hs), 7, 0.1, paste0("x", 1:9)))
save("democracy", PoliticalDemocracy); save("democracy-holes", holes(PoliticalDemocracy, 8, 0.08, names(PoliticalDemocracy)))
save("growth", Demo.growth); save("burns", FacialBurns)
set.seed(3); n <- 180
x <- rexp(n); z <- rnorm(n); w <- 0.4 * x + rt(n, 5); m <- 0.5 * x - 0.3 * z + rt(n, 4)
y <- 0.4 * m + 0.3 * x * z + 0.2 * w + rexp(n) ; v <- 0.5 * y + 0.3 * m + rt(n, 6)
skewed <- cbind(round(data.frame(x, z, w, m, y, v), 5), arm = rep(c("active", "control"), n / 2))
save("skewed", skewed); save("skewed-holes", holes(skewed, 9, 0.08, c("m", "y", "v", "x")))

cfa <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
democracy <- "ind60 =~ x1 + x2 + x3\ndem60 =~ y1 + a*y2 + b*y3 + c*y4\ndem65 =~ y5 + a*y6 + b*y7 + c*y8
dem60 ~ ind60\ndem65 ~ ind60 + dem60\ny1 ~~ y5\ny2 ~~ y4 + y6\ny3 ~~ y7\ny4 ~~ y8\ny6 ~~ y8"
free <- gsub("[abc]\\*", "", democracy)
path <- "m ~ a*x + z\ny ~ b*m + c*x + w\nv ~ y + m\nind := a*b\ntotal := c + a*b"
structural <- paste0(cfa, "\nspeed ~ visual + textual\nvisual ~ ageyr\ntextual ~ ageyr + sex")
for (e in c("ML", "MLM", "MLR")) {
  o <- list(estimator = e)
  add(paste0("cfa-", e), cfa, "holzinger", estimator = e, options = o, local = e == "ML")
  add(paste0("democracy-", e), democracy, "democracy", estimator = e, options = o, local = e == "ML")
  add(paste0("democracy-free-", e), free, "democracy", estimator = e, options = o, local = e == "ML")
  add(paste0("path-", e), path, "skewed", estimator = e, options = o, local = e == "ML")
  add(paste0("path-means-", e), path, "skewed", estimator = e, meanstructure = TRUE, options = c(o, means = TRUE))
  add(paste0("path-random-", e), path, "skewed", estimator = e, fixed.x = FALSE, options = c(o, fixed_x = FALSE))
  add(paste0("structural-", e), structural, "holzinger", estimator = e, options = o, local = e == "ML")
  add(paste0("cfa-groups-", e), cfa, "holzinger", estimator = e, group = "school", options = c(o, group = "school"))
  add(paste0("cfa-metric-", e), cfa, "holzinger", estimator = e, group = "school", group.equal = "loadings",
      options = c(o, group = "school", group_equal = list(list("loadings"))))
  add(paste0("cfa-scalar-", e), cfa, "holzinger", estimator = e, group = "school", group.equal = c("loadings", "intercepts"),
      options = c(o, group = "school", group_equal = list(list("loadings", "intercepts"))), local = e == "ML")
  add(paste0("path-groups-", e), path, "skewed", estimator = e, group = "arm", options = c(o, group = "arm"))
  add(paste0("path-groups-labels-", e), "m ~ c(a1, a2)*x + z\ny ~ c(b1, b2)*m + c(c, c)*x\nind1 := a1*b1\nind2 := a2*b2\ndiff := ind1 - ind2",
      "skewed", estimator = e, group = "arm", options = c(o, group = "arm"))
  add(paste0("path-equal-", e), "m ~ x + z\ny ~ m + x + w", "skewed", estimator = e, group = "arm", group.equal = "regressions",
      options = c(o, group = "arm", group_equal = list(list("regressions"))))
  add(paste0("interaction-", e), "y ~ x + z + x:z + m\nm ~ x", "skewed", estimator = e, options = o)
  add(paste0("linear-constraint-", e), "m ~ a*x + b*z\ny ~ c*m + d*x + w\na == -2*b\nc > 0.1", "skewed", estimator = e, options = o)
}
for (e in c("ML", "MLR")) for (x in c(TRUE, FALSE)) {
  o <- list(estimator = e, missing = "fiml", fixed_x = x); tag <- paste0(e, if (x) "-fixed" else "-random")
  args <- function(...) list(estimator = e, missing = "fiml", fixed.x = x, ...)
  with_args <- function(name, syntax, data, options, ...) do.call("add", c(list(paste0(name, tag), syntax, data), args(...), list(options = options)))
  with_args("fiml-path-", path, "skewed-holes", o)
  if (x) with_args("fiml-cfa-", cfa, "holzinger-holes", o)
  if (x) with_args("fiml-democracy-", democracy, "democracy-holes", o)
  with_args("fiml-structural-", structural, "holzinger-holes", o)
  if (x) with_args("fiml-scalar-", cfa, "holzinger-holes", c(o, group = "school", group_equal = list(list("loadings", "intercepts"))),
            group = "school", group.equal = c("loadings", "intercepts"))
  with_args("fiml-groups-", path, "skewed-holes", c(o, group = "arm"), group = "arm")
}
add("std-lv", cfa, "holzinger", std.lv = TRUE, options = list(unit_latent = TRUE))
add("std-lv-metric", cfa, "holzinger", std.lv = TRUE, group = "school", group.equal = "loadings",
    options = list(unit_latent = TRUE, group = "school", group_equal = list("loadings")))
add("freed-marker", "visual =~ NA*x1 + x2 + x3\nvisual ~~ 1*visual\ntextual =~ x4 + start(0.9)*x5 + x6\nvisual ~~ textual", "holzinger")
add("higher-order", paste0(cfa, "\ng =~ visual + textual + speed"), "holzinger")
add("single-indicator", "visual =~ x1 + x2 + x3\ntext =~ x4\ntext ~ visual", "holzinger")
add("bifactor", paste0("g =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9\nspeed =~ x7 + x8 + x9\ng ~~ 0*speed"), "holzinger")
add("growth", "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\ni ~ x1 + x2\ns ~ x1 + x2\ni ~ 1\ns ~ 1\nt1 ~ 0*1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1\nt1 ~~ r*t1\nt2 ~~ r*t2\nt3 ~~ r*t3\nt4 ~~ r*t4", "growth", local = TRUE)
add("partial", cfa, "holzinger", group = "school", group.equal = c("loadings", "intercepts"), group.partial = c("visual=~x2", "x7~1"),
    options = list(group = "school", group_equal = list("loadings", "intercepts"), group_partial = list("visual=~x2", "x7~1")))
add("strict", cfa, "holzinger", group = "school", group.equal = c("loadings", "intercepts", "residuals", "lv.variances", "lv.covariances", "means"),
    options = list(group = "school", group_equal = list("loadings", "intercepts", "residuals", "lv.variances", "lv.covariances", "means")))
add("functions", "m ~ a*x\ny ~ b*m + c*x\nr := exp(a)*sqrt(abs(b))\nl := log(abs(c)) - 1\ns := abs(a - 2)", "skewed")
add("nonlinear-constraint", "m ~ a*x + z\ny ~ b*m + c*x\na*b == 0.2", "skewed")
add("active-inequality", "m ~ a*x + b*z\ny ~ m + x\na < 0.3", "skewed")
add("inactive-inequality", "m ~ a*x + b*z\ny ~ m + x\na < 3\nb > -5", "skewed")
add("labels", "m ~ 'a b'*x + label(\"z1\")*z\ny ~ equal(\"m~x\")*m + (1/4)*x + w", "skewed")
add("burns", "Selfesteem ~ a*TBSA + RUM\nHADS ~ b*Selfesteem + TBSA + RUM\nind := a*b", "burns", local = TRUE)
add("burns-groups", "Selfesteem ~ c(a1,a2)*TBSA\nHADS ~ c(b1,b2)*Selfesteem + TBSA\ndiff := a1*b1 - a2*b2", "burns", group = "Sex", options = list(group = "Sex"))

write_found <- function() {
  text <- toJSON(list(lavaan = as.character(packageVersion("lavaan")), cases = CASES, tests = TESTS, moments = MOMENTS), digits = NA,
                 auto_unbox = TRUE, na = "null", null = "null", pretty = TRUE)
  writeLines(text, file.path(here, "models.json"))
}
TESTS <- MOMENTS <- NULL
write_found()

# --- tests between and within models ---------------------------------------------------------------------------
frame <- function(name) read.csv(file.path(here, "models", paste0(name, ".csv")))
compared <- function(first, second, ...) {
  table <- suppressWarnings(lavTestLRT(first, second, ...))
  list(chisq = table[2, "Chisq diff"], df = table[2, "Df diff"], p = table[2, "Pr(>Chisq)"])
}
TESTS <- list()
for (e in c("ML", "MLM", "MLR")) {
  pair <- lapply(list("", "loadings", c("loadings", "intercepts")), function(equal)
    suppressWarnings(sem(cfa, frame("holzinger"), group = "school", group.equal = equal, estimator = e, meanstructure = TRUE)))
  TESTS[[paste0("metric-", e)]] <- compared(pair[[1]], pair[[2]])
  TESTS[[paste0("scalar-", e)]] <- compared(pair[[2]], pair[[3]])
  TESTS[[paste0("democracy-", e)]] <- compared(sem(free, frame("democracy"), estimator = e), sem(democracy, frame("democracy"), estimator = e))
}
labelled <- sem("ind60 =~ x1 + x2 + x3\ndem60 =~ y1 + a1*y2 + b1*y3 + c1*y4\ndem65 =~ y5 + a2*y6 + b2*y7 + c2*y8\ndem60 ~ p*ind60\ndem65 ~ q*ind60 + dem60", frame("democracy"))
wald <- lavTestWald(labelled, "a1 == a2\nb1 == b2\nc1 == c2")
TESTS$wald <- list(chisq = as.numeric(wald$stat), df = wald$df, p = as.numeric(wald$p.value))
wald <- lavTestWald(labelled, "p*q == 0.5")
TESTS$wald_nonlinear <- list(chisq = as.numeric(wald$stat), df = wald$df, p = as.numeric(wald$p.value))
score <- lavTestScore(sem(democracy, frame("democracy")))
TESTS$score <- list(chisq = score$test$X2, df = score$test$df, p = score$test$p.value, single = score$uni$X2)

# --- moments -----------------------------------------------------------------------------------------------------
wheaton <- getCov("11.834 6.947 9.364 6.819 5.091 12.532 4.783 5.028 7.495 9.986 -3.839 -3.889 -3.841 -3.625 9.610
  -21.899 -18.831 -21.748 -18.775 35.522 450.288", names = c("anomia67", "powerless67", "anomia71", "powerless71", "education", "sei"))
model <- "ses =~ education + sei\nalien67 =~ anomia67 + powerless67\nalien71 =~ anomia71 + powerless71\nalien71 ~ alien67 + ses\nalien67 ~ ses\nanomia67 ~~ anomia71\npowerless67 ~~ powerless71"
fit <- sem(model, sample.cov = wheaton, sample.nobs = 932)
MOMENTS <- list(syntax = model, n = 932, names = rownames(wheaton), cov = wheaton, estimates = rows(fit),
                fit = values(setNames(as.numeric(fitMeasures(fit)[PLAIN]), gsub(".", "_", PLAIN, fixed = TRUE))))
write_found()
cat(length(CASES), "cases\n")
