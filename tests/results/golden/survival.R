# Golden values of tests/results/test_lifelines.py: Rscript survival.R > survival.json
library(jsonlite); library(survival)
set.seed(3)
n <- 60
d <- data.frame(group = rep(0:1, n / 2), age = round(rnorm(n, 40, 10)))
d$time <- round(rexp(n, 0.08 * exp(-0.5 * d$group)), 2) + 0.1
d$event <- as.integer(d$time < 25); d$time <- pmin(d$time, 25)
curve <- survfit(Surv(time, event) ~ 1, d, conf.type = "log-log")
at <- summary(curve, times = c(5, 10))
test <- survdiff(Surv(time, event) ~ group, d)
cox <- coxph(Surv(time, event) ~ group + age, d, ties = "efron"); s <- summary(cox)
cat(toJSON(list(
  data = d,
  median = unname(quantile(curve, 0.5)$quantile), median_low = unname(quantile(curve, 0.5)$lower), median_high = unname(quantile(curve, 0.5)$upper),
  survival = at$surv, low = at$lower, high = at$upper,
  log_rank = list(statistic = test$chisq, df = 1, p = pchisq(test$chisq, 1, lower.tail = FALSE)),
  group = unname(c(s$coefficients["group", 2:5], s$conf.int["group", 3:4])),
  logl = cox$loglik[2], ratio = unname(s$logtest)
), digits = NA, auto_unbox = TRUE, pretty = TRUE))
