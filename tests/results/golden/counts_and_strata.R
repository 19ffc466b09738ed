# Golden values of MANOVA, conditional logistic regression, excess zeros and stratified tables.
# Rscript tests/results/golden/counts_and_strata.R > tests/results/golden/counts_and_strata.json
suppressMessages({library(survival); library(pscl)})
i <- 0:119
d <- data.frame(
  x = sin(i), z = cos(1.7 * i), g = factor(c("a", "b", "c")[i %% 3 + 1]), s = i %/% 10,
  b = as.integer(sin(i) + 1.5 * sin(5.3 * i * i) > 0.2)
)
d$u <- d$x + cos(3.1 * i * i)
d$v <- 0.5 * d$z + (d$g == "b") * 0.6 + sin(2.3 * i * i)
d$count <- ifelse(sin(7.7 * i * i) > 0.3, 0, floor(exp(0.8 + 0.5 * d$x + 0.6 * cos(4.1 * i * i))))
pillai <- summary(manova(cbind(u, v) ~ g + x, d), test = "Pillai")$stats
wilks <- summary(manova(cbind(u, v) ~ x + g, d), test = "Wilks")$stats
logit <- summary(clogit(b ~ x + strata(s), d, method = "exact"))$conf.int
zero <- zeroinfl(count ~ x | z, d, control = zeroinfl.control(reltol = 1e-14))
tables <- array(c(10, 6, 5, 9, 8, 5, 7, 9), c(2, 2, 2))
haenszel <- mantelhaen.test(tables, correct = FALSE)
cat(jsonlite::toJSON(list(
  pillai = unname(summary(manova(cbind(u, v) ~ x + g, d), test = "Pillai")$stats["g", ]), wilks = wilks["g", "Wilks"], x = unname(pillai["x", ]),
  clogit = unname(logit["x", c(1, 3, 4)]),
  counts = unname(exp(coef(zero, "count"))), zeros = unname(exp(coef(zero, "zero"))),
  haenszel = c(unname(haenszel$statistic), haenszel$p.value)
), digits = 10, auto_unbox = TRUE, pretty = TRUE))
