# Golden cases of the path-model engine: data, syntax, and what lavaan says of them.
#
#   Rscript make_golden.R          writes cases.json and data/*.csv beside this script
#
# Two fits of each case: `fit` with lavaan's default convergence criteria, and `tight` with the estimates (and the
# EM of the unrestricted moments) taken to machine precision, so that a difference beyond 1e-6 is a difference of
# formula and not of patience. Seeds are fixed: the output is the same on every run of one lavaan version.

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})

here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
folder <- file.path(here, "data")
dir.create(folder, showWarnings = FALSE)

INDICES <- c("npar", "chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea",
             "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue", "srmr", "logl", "aic", "bic")

number <- function(x) if (length(x) == 0 || is.na(x)) NULL else unname(x)

rows <- function(fit) {
  raw <- as.data.frame(parameterEstimates(fit, remove.eq = TRUE))
  std <- as.data.frame(standardizedSolution(fit))
  if (is.null(raw$label)) raw$label <- ""
  stopifnot(all(raw$lhs == std$lhs), all(raw$op == std$op))
  lapply(seq_len(nrow(raw)), function(i) {
    values <- c(est = raw$est[i], se = raw$se[i], z = raw$z[i], p = raw$pvalue[i],
                ci_lower = raw$ci.lower[i], ci_upper = raw$ci.upper[i],
                std = std$est.std[i], std_se = std$se[i], std_z = std$z[i], std_p = std$pvalue[i],
                std_ci_lower = std$ci.lower[i], std_ci_upper = std$ci.upper[i])
    c(list(lhs = raw$lhs[i], op = raw$op[i], rhs = raw$rhs[i], label = raw$label[i]),
      lapply(as.list(values), function(v) if (is.na(v)) NA else v))
  })
}

answer <- function(fit) {
  # Where a saturated fit has no test of its own, lavaan leaves indices out: they become null.
  index <- as.list(setNames(as.numeric(fitMeasures(fit)[INDICES]), gsub(".", "_", INDICES, fixed = TRUE)))
  list(n = lavInspect(fit, "nobs"), converged = lavInspect(fit, "converged"), estimates = rows(fit),
       r2 = as.list(lavInspect(fit, "rsquare")), fit = index)
}

estimated <- function(syntax, data, missing, likelihood, ...) {
  arguments <- list(model = syntax, data = data, likelihood = likelihood, ...)
  if (missing == "fiml") arguments <- c(arguments, missing = "fiml", fixed.x = FALSE,
                                        em.h1.iter.max = EM$iterations, em.h1.tol = EM$tolerance)
  suppressWarnings(do.call("sem", arguments))
}
EM <- list(iterations = 500, tolerance = 1e-5)          # lavaan's defaults

# nlminb stops where the objective is flat to rounding, 1e-5 standard errors from the maximum. Newton steps with
# lavaan's own gradient and covariance matrix go the rest of the way.
# (The table goes in as the model: given as `start`, lavaan 0.6-14 would free the fixed exogenous moments.)
polished <- function(fit, syntax, data, missing, likelihood, steps = 6) {
  scale <- if (likelihood == "wishart") lavInspect(fit, "nobs") - 1 else lavInspect(fit, "nobs")
  for (step in seq_len(steps)) {
    table <- parTable(fit)
    free <- table$free > 0
    move <- -scale * lavInspect(fit, "vcov") %*% as.numeric(lavTech(fit, "gradient"))
    table$est[free] <- table$est[free] + as.numeric(move)[table$free[free]]
    table$ustart <- table$start <- table$est
    table$est <- table$se <- NULL
    if (step == steps) EM <<- list(iterations = 20000, tolerance = 1e-11)
    fit <- estimated(table, data, missing, likelihood, optim.method = "none", optim.force.converged = TRUE)
  }
  EM <<- list(iterations = 500, tolerance = 1e-5)
  fit
}

CASES <- list()
add <- function(name, syntax, data, missing = "listwise", likelihood = "normal") {
  path <- file.path(folder, paste0(name, ".csv"))
  write.csv(data, path, row.names = FALSE, na = "")
  data <- read.csv(path, check.names = FALSE)          # estimate what was written, digit for digit
  plain <- estimated(syntax, data, missing, likelihood)
  stopifnot(lavInspect(plain, "converged"))
  tight <- polished(plain, syntax, data, missing, likelihood)
  CASES[[length(CASES) + 1]] <<- list(
    name = name, syntax = syntax, data = paste0("data/", name, ".csv"), missing = missing,
    divisor = if (likelihood == "wishart") "n-1" else "n", fit = answer(plain), tight = answer(tight))
}

# --- the six models of the study, on data with its sizes and scales -------------------------------------------
study <- function(seed, n) {
  set.seed(seed)
  clip <- function(x, low, high) pmin(pmax(round(x), low), high)
  qids_0 <- clip(rnorm(n, 15, 4), 0, 27)
  starp_1 <- clip(38 - 0.3 * qids_0 + rnorm(n, 0, 5), 0, 48)
  rapport_1 <- clip(40 + 0.9 * starp_1 + rnorm(n, 0, 12), 0, 100)
  ebi_1 <- round(10 + 0.6 * rapport_1 - 0.5 * qids_0 + rnorm(n, 0, 18), 2)
  meq_1 <- round(1 + 0.025 * rapport_1 + rnorm(n, 0, 0.8), 2)
  qids_mid <- clip(4 + 0.5 * qids_0 - 0.05 * ebi_1 + rnorm(n, 0, 3), 0, 27)
  starp_2 <- clip(30 + 0.25 * starp_1 + 0.05 * ebi_1 - 0.5 * qids_mid + rnorm(n, 0, 4), 0, 48)
  rapport_2 <- clip(60 + 0.6 * starp_2 - 0.9 * qids_mid + rnorm(n, 0, 9), 0, 100)
  ebi_2 <- round(0.7 * rapport_2 + rnorm(n, 0, 20), 2)
  meq_2 <- round(0.5 + 0.03 * rapport_2 + rnorm(n, 0, 0.9), 2)
  qids_6w <- clip(12 + 0.3 * qids_0 - 0.08 * ebi_1 - 0.6 * meq_1 + rnorm(n, 0, 3.5), 0, 27)
  data.frame(qids_0, starp_1, rapport_1, ebi_1, meq_1, qids_mid, starp_2, rapport_2, ebi_2, meq_2, qids_6w,
             starp_ebi = starp_1, rapport_ebi = rapport_1, ebi_max = pmax(ebi_1, ebi_2),
             starp_meq = starp_2, rapport_meq = rapport_2, meq_max = pmax(meq_1, meq_2))
}
trial <- study(20, 29)
dropped <- trial
dropped[c(4, 17), c("starp_2", "rapport_2", "ebi_2", "meq_2")] <- NA
for (x in c("ebi", "meq")) {
  add(paste0("study-primary-", x), gsub("@", x, "
    rapport_@ ~ a*starp_@
    @_max     ~ b*rapport_@ + qids_0
    qids_6w   ~ c*@_max + qids_0
    indirect := a*b*c"), trial)
  add(paste0("study-session1-", x), gsub("@", x, "
    starp_1   ~ qids_0
    rapport_1 ~ starp_1 + qids_0
    @_1       ~ rapport_1 + starp_1 + qids_0
    starp_2   ~ @_1 + rapport_1 + starp_1
    qids_6w   ~ @_1 + rapport_1 + starp_1 + qids_0
    starp_2  ~~ qids_6w"), trial)
  add(paste0("study-session2-", x), gsub("@", x, "
    starp_2   ~ qids_mid
    rapport_2 ~ a*starp_2 + qids_mid
    @_2       ~ b*rapport_2 + starp_2 + qids_mid
    qids_6w   ~ c*@_2 + rapport_2 + starp_2 + qids_mid
    indirect := a*b*c"), dropped)
}
add("study-session2-fiml", "
    starp_2   ~ qids_mid
    rapport_2 ~ a*starp_2 + qids_mid
    ebi_2     ~ b*rapport_2 + starp_2 + qids_mid
    qids_6w   ~ c*ebi_2 + rapport_2 + starp_2 + qids_mid
    indirect := a*b*c", dropped, "fiml")
add("study-primary-wishart", "
    rapport_ebi ~ a*starp_ebi
    ebi_max     ~ b*rapport_ebi + qids_0
    qids_6w     ~ c*ebi_max + qids_0
    indirect := a*b*c", trial, likelihood = "wishart")

# --- written by hand: one case for each rule ------------------------------------------------------------------
draw <- function(seed, n, holes = 0) {
  set.seed(seed)
  x1 <- rnorm(n, 3, 2); x2 <- 0.4 * x1 + rnorm(n, -1, 1.5); x3 <- rnorm(n, 10, 4)
  m1 <- 0.5 * x1 + 0.2 * x2 + rnorm(n, 0, 1.3); m2 <- 0.6 * m1 - 0.1 * x3 + rnorm(n, 5, 1)
  y1 <- 0.4 * m2 + 0.3 * x2 + rnorm(n, 0, 2); y2 <- 0.5 * m1 + 0.4 * y1 / 2 + rnorm(n, 0, 1.1)
  y3 <- -0.3 * m2 + 0.2 * y2 + rnorm(n, 2, 1)
  data <- round(data.frame(x1, x2, x3, m1, m2, y1, y2, y3), 5)
  if (holes > 0) for (column in names(data)) data[runif(n) < holes, column] <- NA
  data
}
add("chain", "m1 ~ a*x1\nm2 ~ b*m1\ny1 ~ c*m2\nindirect := a*b*c", draw(1, 60))
add("mediation-saturated", "m1 ~ a*x1\ny1 ~ b*m1 + c*x1\nind := a*b\ntotal := c + a*b\nshare := ind/total", draw(2, 120))
add("ratio-power", "m1 ~ a*x1 + x2\ny1 ~ b*m1 + c*x1\nd := -2*a^2/(b + 3)^-1 - c/4\ne := (d^2)^0.5 + 1.5e-1*a - 2^2^0.5", draw(3, 90))
add("default-residual-covariance", "m1 ~ x1\ny1 ~ m1 + x2\ny2 ~ m1\ny3 ~ m1", draw(4, 150))
add("no-residual-covariance", "m1 ~ x1\ny1 ~ m1 + x2\ny2 ~ m1\ny2 ~~ 0*y1", draw(5, 150))
add("residual-covariance-mediators", "m1 ~ x1\nm2 ~ x2 + x1\ny1 ~ m1 + m2\nm1 ~~ r*m2\ntwice := 2*r", draw(6, 200))
add("fixed-paths", "m1 ~ 0.5*x1 + x2\ny1 ~ -0.25*m1 + 0*x2 + b*x1\ndouble := 2*b", draw(7, 80))
add("fixed-variance", "m1 ~ x1\ny1 ~ m1\nm1 ~~ 1.7*m1", draw(8, 80))
add("equal-paths", "m1 ~ a*x1 + a*x2\ny1 ~ b*m1 + x2\nind := a*b", draw(9, 100))
add("equal-across-equations", "m1 ~ a*x1\nm2 ~ a*m1 + x3\ny1 ~ a*m2\nthird := a^3", draw(10, 100))
add("equal-variances", "m1 ~ x1\nm2 ~ x2\ny1 ~ m1 + m2\nm1 ~~ v*m1\nm2 ~~ v*m2", draw(11, 100))
add("random-exogenous", "m1 ~ x1 + x2\ny1 ~ m1\nx1 ~~ x2", draw(12, 70))
add("one-random-exogenous", "m1 ~ x1 + x2 + x3\ny1 ~ m1\nx1 ~~ s*x1", draw(13, 70))
add("intercepts", "m1 ~ 1 + x1\ny1 ~ i*1 + m1 + x2\nshift := i/2", draw(14, 70))
add("intercept-fixed", "m1 ~ 0*1 + x1\ny1 ~ m1 + x2", draw(15, 70))
add("several-outcomes", "y1 + y2 ~ m1 + x1 # both\nm1 ~ x1; ! done\n", draw(16, 55))
add("continued-lines", "y1 ~ m1 +\n   x1\n  + x2\nm1 ~ x1", draw(17, 55))
add("loop", "y1 ~ y2 + m2 + x2\ny2 ~ y1 + m1", draw(18, 400))
add("loop-residual", "y1 ~ a*y2 + m2 + x2\ny2 ~ b*y1 + m1 + x1\ny1 ~~ y2\nback := a*b", draw(19, 500))
add("orphan", "y1 ~ x1\nm1 ~~ m2", draw(20, 100))
add("wishart-restricted", "m1 ~ a*x1\ny1 ~ b*m1 + x2\ny2 ~ y1\nind := a*b", draw(21, 35), likelihood = "wishart")
add("wishart-residual", "m1 ~ x1\ny1 ~ m1\ny2 ~ m1 + x2", draw(22, 35), likelihood = "wishart")
add("one-regression", "y1 ~ x1 + x2 + x3", draw(23, 27))
add("bad-fit", "y1 ~ x1\ny2 ~ x2\ny3 ~ x3\ny1 ~~ 0*y2\ny1 ~~ 0*y3\ny2 ~~ 0*y3", draw(24, 300))
add("eight-variables", "m1 ~ x1 + x2\nm2 ~ m1 + x3\ny1 ~ m2 + x2\ny2 ~ m1 + y1\ny3 ~ m2 + y2", draw(25, 500))
add("fiml-chain", "m1 ~ a*x1\nm2 ~ b*m1\ny1 ~ c*m2\nindirect := a*b*c", draw(31, 80, 0.08), "fiml")
add("fiml-complete", "m1 ~ a*x1 + x2\ny1 ~ b*m1\nindirect := a*b", draw(32, 60), "fiml")
add("fiml-saturated", "m1 ~ a*x1\ny1 ~ b*m1 + c*x1\nratio := a*b/(c + a*b)", draw(33, 200, 0.15), "fiml")
add("fiml-residual", "m1 ~ x1 + x2\ny1 ~ m1\ny2 ~ m1 + x2", draw(34, 150, 0.1), "fiml")
add("fiml-equal-fixed", "m1 ~ a*x1 + a*x2\ny1 ~ 0.4*m1 + b*x2\nind := a/b", draw(35, 150, 0.1), "fiml")
add("fiml-intercept", "m1 ~ 1 + x1\ny1 ~ 0*1 + m1", draw(36, 100, 0.1), "fiml")
add("fiml-small", "m1 ~ a*x1\ny1 ~ b*m1 + x1\ny2 ~ y1\nind := a*b", draw(37, 27, 0.05), "fiml")
add("fiml-large", "m1 ~ x1 + x2\nm2 ~ m1 + x3\ny1 ~ m2\ny2 ~ y1 + m1\ny3 ~ y2", draw(38, 500, 0.12), "fiml")
add("listwise-holes", "m1 ~ a*x1\ny1 ~ b*m1 + x2\nind := a*b", draw(39, 140, 0.1))

offset <- function(seed, n) {                          # a residual covariance that outweighs the path
  set.seed(seed)
  x1 <- rnorm(n); x2 <- rnorm(n); u <- rnorm(n)
  m1 <- 0.7 * x1 + u + rnorm(n, 0, 0.3); y1 <- m1 - 1.1 * u + 0.1 * x2 + rnorm(n, 0, 0.3)
  round(data.frame(x1, x2, m1, y1), 5)
}
add("negative-r2", "m1 ~ x1\ny1 ~ b*m1 + x2\nm1 ~~ y1", offset(40, 200))
add("residual-label-small", "m1 ~ x1 + x2\nm2 ~ b*m1 + 0.2*x2\ny1 ~ b*m2 + x1\nm1 ~~ c*y1\nratio := c/b", draw(41, 31))

# --- random recursive models: 4 to 8 variables, n from 27 to 500 ----------------------------------------------
random_case <- function(seed, missing) {
  set.seed(1000 + seed)
  p <- sample(4:8, 1); n <- sample(c(27, 29, 40, 75, 150, 300, 500), 1)
  names <- paste0("v", seq_len(p)); exogenous <- sample(1:(p - 2), 1)
  data <- matrix(rnorm(n * p), n, p, dimnames = list(NULL, names))
  lines <- c(); labels <- c()
  for (j in (exogenous + 1):p) {
    causes <- sort(sample(seq_len(j - 1), sample(seq_len(min(3, j - 1)), 1)))
    for (k in causes) data[, j] <- data[, j] + runif(1, -0.7, 0.7) * data[, k]
    terms <- sapply(causes, function(k) {
      kind <- runif(1)
      if (kind < 0.35) { label <- paste0("b", j, k); labels <<- c(labels, label); paste0(label, "*v", k) }
      else if (kind < 0.42) paste0(round(runif(1, -0.5, 0.5), 2), "*v", k)
      else if (kind < 0.5 && length(labels)) paste0(sample(labels, 1), "*v", k)
      else paste0("v", k)
    })
    lines <- c(lines, paste0("v", j, " ~ ", paste(terms, collapse = " + ")))
    data[, j] <- data[, j] * runif(1, 0.5, 4) + runif(1, -20, 20)
  }
  labels <- unique(labels)
  if (length(labels) > 1) lines <- c(lines, paste0("prod := ", labels[1], "*", labels[2]),
                                     paste0("ratio := ", labels[2], "/(2 + ", labels[1], "^2)"))
  data <- as.data.frame(round(data, 6))
  if (missing == "fiml") for (column in names) data[runif(n) < 0.07, column] <- NA
  add(sprintf("random-%s-%02d", missing, seed), paste(lines, collapse = "\n"), data, missing)
}
for (seed in 1:16) random_case(seed, "listwise")
for (seed in 17:26) random_case(seed, "fiml")

text <- toJSON(list(lavaan = as.character(packageVersion("lavaan")), cases = CASES), digits = NA, auto_unbox = TRUE,
               na = "null", null = "null", pretty = TRUE)
writeLines(text, file.path(here, "cases.json"))
cat(length(CASES), "cases\n")
