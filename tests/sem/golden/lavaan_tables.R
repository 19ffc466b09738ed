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
