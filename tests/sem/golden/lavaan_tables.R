# Estimates, indices and local fit of lavaan as lists, for the scripts beside this one.

STATISTICS <- c(est = "est", se = "se", z = "z", p = "pvalue", ci_lower = "ci.lower", ci_upper = "ci.upper")
PLAIN <- c("npar", "chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea", "rmsea.ci.lower",
           "rmsea.ci.upper", "rmsea.pvalue", "srmr", "logl", "aic", "bic")
SCALED <- c(chisq = "chisq.scaled", pvalue = "pvalue.scaled", scaling = "chisq.scaling.factor",
            baseline_chisq = "baseline.chisq.scaled", baseline_scaling = "baseline.chisq.scaling.factor",
            cfi = "cfi.scaled", tli = "tli.scaled", rmsea = "rmsea.scaled", rmsea_ci_lower = "rmsea.ci.lower.scaled",
            rmsea_ci_upper = "rmsea.ci.upper.scaled", rmsea_pvalue = "rmsea.pvalue.scaled", cfi_robust = "cfi.robust",
            tli_robust = "tli.robust", rmsea_robust = "rmsea.robust", rmsea_robust_ci_lower = "rmsea.ci.lower.robust",
            rmsea_robust_ci_upper = "rmsea.ci.upper.robust", rmsea_robust_pvalue = "rmsea.pvalue.robust")

values <- function(row) lapply(as.list(row), function(v) if (is.na(v)) NA else v)
rows <- function(fit) {
  raw <- as.data.frame(parameterEstimates(fit, remove.eq = TRUE, remove.system.eq = TRUE, remove.ineq = TRUE, remove.def = FALSE))
  std <- as.data.frame(standardizedSolution(fit))
  raw <- raw[!raw$op %in% c("==", "<", ">"), ]; std <- std[!std$op %in% c("==", "<", ">"), ]
  if (is.null(raw$group)) raw$group <- 1
  stopifnot(all(raw$lhs == std$lhs), all(raw$op == std$op))
  lapply(seq_len(nrow(raw)), function(i) {
    numbers <- setNames(as.numeric(raw[i, STATISTICS]), names(STATISTICS))
    numbers <- c(numbers, std = std$est.std[i], std_se = std$se[i])
    c(list(lhs = raw$lhs[i], op = raw$op[i], rhs = raw$rhs[i], group = raw$group[i]), values(numbers))
  })
}
local_fit <- function(fit) {
  found <- list()
  residuals <- lavResiduals(fit)
  if (lavInspect(fit, "ngroups") == 1) residuals <- list(residuals)
  upper <- function(m) m[lower.tri(m)]
  found$residuals <- lapply(residuals, function(r) list(names = rownames(r$cov), cor = upper(r$cov), z = upper(r$cov.z)))
  indices <- as.data.frame(modindices(fit))
  if (is.null(indices$group)) indices$group <- rep(1, nrow(indices))
  found$modification <- lapply(seq_len(nrow(indices)), function(i) with(indices[i, ],
    list(lhs = lhs, op = op, rhs = rhs, group = group, mi = mi, epc = epc, std = sepc.all)))
  found
}
# The same model at the maximum that nlminb stops short of: Newton steps with lavaan's own gradient and information, and
# the moments without a model to full accuracy. `given` are the arguments of sem().
at_maximum <- function(fit, data, given, steps = 6) {
  given <- given[setdiff(names(given), c("group.equal", "group.partial", "std.lv"))]
  for (step in seq_len(steps)) {
    table <- parTable(fit); free <- table$free > 0
    move <- -lavInspect(fit, "inverted.information") %*% as.numeric(lavTech(fit, "gradient"))
    table$est[free] <- table$est[free] + as.numeric(move)[table$free[free]]
    table$ustart <- table$start <- table$est; table$est <- table$se <- NULL
    exact <- if (step == steps && !is.null(given$missing)) list(em.h1.iter.max = 20000, em.h1.tol = 1e-11)
    fit <- suppressWarnings(do.call("sem", c(list(table, data, optim.method = "none", optim.force.converged = TRUE), given, exact)))
  }
  fit
}
measured <- function(fit) {
  measures <- fitMeasures(fit)
  found <- list(estimates = rows(fit), fit = values(setNames(as.numeric(measures[PLAIN]), gsub(".", "_", PLAIN, fixed = TRUE))))
  if ("chisq.scaled" %in% names(measures)) found$scaled <- values(setNames(as.numeric(measures[SCALED]), names(SCALED)))
  found
}
# What only the maximum shows: modification indices and residuals, and all numbers if any is moved by 2e-5 of its size.
at_its_maximum <- function(fit, data, given, local) {
  top <- at_maximum(fit, data, given); found <- list()
  numbers <- function(one) suppressWarnings(as.numeric(unlist(measured(one))))
  before <- numbers(fit); after <- numbers(top)
  if (any(abs(after - before) > 2e-5 * pmax(abs(before), 0.01), na.rm = TRUE)) found$tight <- measured(top)
  if (local) c(found, local_fit(top)) else found
}
