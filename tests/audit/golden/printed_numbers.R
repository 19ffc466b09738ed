# Golden values of tests/audit/test_golden_rules.py: Rscript printed_numbers.R > printed_numbers.json
suppressMessages(library(lavaan))
RNGkind(sample.kind = "Rejection")
json <- function(x) {
  if (is.list(x)) paste0("{", paste0('"', names(x), '": ', sapply(x, json), collapse = ", "), "}")
  else if (length(x) == 1) formatC(x, digits = 15, format = "g")
  else paste0("[", paste(formatC(x, digits = 15, format = "g"), collapse = ", "), "]")
}

# covariance-matrix
set.seed(11); n <- 120
a <- rnorm(n, 20, 4); b <- .5 * a + rnorm(n, 10, 3); c <- -.3 * a + .4 * b + rnorm(n, 5, 2)
three <- cbind(a, b, c)
covariances <- list(n = n, cov = as.vector(cov(three)), cor = as.vector(cor(three)), sd = apply(three, 2, sd))

# regression-test, added-variance, explained-variance
set.seed(3); n <- 100
a <- rnorm(n); b <- .3 * a + rnorm(n); c <- rnorm(n); d <- rnorm(n)
y <- .4 * a + .3 * b + .4 * c + .3 * d + rnorm(n)
steps <- list(lm(y ~ a + b), lm(y ~ a + b + c), lm(y ~ a + b + c + d))
read <- function(f) sapply(lapply(steps, summary), f)
each <- c(anova(steps[[1]], steps[[2]])$F[2], anova(steps[[2]], steps[[3]])$F[2])
regressions <- list(r2 = read(function(s) s$r.squared), adjusted = read(function(s) s$adj.r.squared),
                    f = read(function(s) s$fstatistic[1]), df1 = read(function(s) s$fstatistic[2]),
                    df2 = read(function(s) s$fstatistic[3]), change = each)

# refit
names <- c("stress", "sleep", "worry", "mood")
r <- matrix(c(1, .42, .31, .18, .42, 1, .55, .22, .31, .55, 1, .40, .18, .22, .40, 1), 4, dimnames = list(names, names))
paths <- sem("sleep ~ stress\nmood ~ sleep + worry", sample.cov = r, sample.nobs = 120, fixed.x = FALSE)
standard <- standardizedSolution(paths)
beta <- function(y, x) standard$est.std[standard$lhs == y & standard$op == "~" & standard$rhs == x]
other <- standardizedSolution(sem("mood ~ stress + worry", sample.cov = r, sample.nobs = 120, fixed.x = FALSE))
refits <- list(mood_stress_beside_worry = other$est.std[1], mood_worry_beside_stress = other$est.std[2],
  sleep_stress = beta("sleep", "stress"), mood_sleep = beta("mood", "sleep"),
               mood_worry = beta("mood", "worry"), r2_mood = unname(lavInspect(paths, "r2")["mood"]))

# fit-index, rmsea-interval, close-fit, incremental-fit, information-criteria
factors <- cfa("visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9", HolzingerSwineford1939)
fit <- as.list(fitMeasures(factors, c("chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "nfi",
  "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue", "logl", "aic", "bic", "npar", "ntotal")))

# mean-text, stated-sample, group-means
set.seed(5)
treated <- rnorm(60, 12, 4.5); control <- rnorm(60, 15, 5)
student <- t.test(treated, control, var.equal = TRUE); welch <- t.test(treated, control)
groups <- list(mean = c(mean(treated), mean(control)), sd = c(sd(treated), sd(control)),
               t = unname(student$statistic), df = unname(student$parameter), p = student$p.value,
               welch_t = unname(welch$statistic), welch_df = unname(welch$parameter), welch_p = welch$p.value)

# rank-test, rank-correlation, reported-p of Spearman's rho
set.seed(9); one <- rnorm(12); two <- rnorm(14, .9); three <- .5 * one + rnorm(12)
ranks <- list(u = unname(wilcox.test(one, two)$statistic), u_p = wilcox.test(one, two)$p.value,
              tau = unname(cor.test(one, three, method = "kendall")$estimate),
              tau_p = cor.test(one, three, method = "kendall")$p.value,
              rho = unname(cor.test(one, three, method = "spearman")$estimate),
              rho_p = cor.test(one, three, method = "spearman")$p.value)

cat(json(list(covariances = covariances, regressions = regressions, refits = refits, fit = fit, groups = groups,
              ranks = ranks)), "\n")
