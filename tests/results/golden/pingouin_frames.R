# Golden values of tests/results/test_pingouin_frames.py: Rscript pingouin_frames.R > pingouin_frames.json
library(jsonlite)
set.seed(5)
n <- 40
d <- data.frame(g = rep(c("a", "b"), each = n / 2), h = rep(c("u", "v", "w", "u"), n / 4), x = round(rnorm(n), 2), z = round(rnorm(n), 2))
d$y <- round(d$x + 0.5 * (d$g == "b") + rnorm(n), 2); d$b <- as.integer(d$x + rnorm(n) > 0)
long <- data.frame(s = rep(1:n, 3), t = rep(c("x", "y", "z"), each = n), v = c(d$x, d$y, d$z), g = d$g)
test <- t.test(d$y[d$g == "a"], d$y[d$g == "b"], var.equal = TRUE)
one <- t.test(d$y, mu = 0, alternative = "greater", conf.level = 0.9)
f_of <- function(table, row) unname(c(table[row, "F value"], table[row, "Df"], table["Residuals", "Df"], table[row, "Pr(>F)"]))
one_way <- anova(lm(y ~ g, d)); covariance <- drop1(lm(y ~ g + x, d), ~ ., test = "F")
within <- summary(aov(v ~ t + Error(factor(s) / t), long))[[2]][[1]]
welch <- oneway.test(y ~ h, d)
r <- cor.test(d$x, d$y)
partial <- cor.test(resid(lm(x ~ z, d)), resid(lm(y ~ z, d)))$estimate
linear <- summary(lm(y ~ x + z, d)); logit <- glm(b ~ x, binomial, d, epsilon = 1e-14)
chi <- chisq.test(table(d$g, d$b), correct = TRUE)
k <- 3; items <- d[, c("x", "y", "z")]
alpha <- k / (k - 1) * (1 - sum(apply(items, 2, var)) / var(rowSums(items)))
cat(toJSON(list(
  data = d, t_test = c(unname(test$statistic), unname(test$parameter), test$p.value, test$conf.int),
  one = c(unname(one$statistic), unname(one$parameter), one$p.value),
  anova = f_of(one_way, "g"), ancova = c(covariance["g", "F value"], covariance["g", "Pr(>F)"]),
  rm_anova = c(within[1, "F value"], within[1, "Df"], within[2, "Df"], within[1, "Pr(>F)"]),
  welch = c(unname(welch$statistic), unname(welch$parameter), welch$p.value),
  corr = c(unname(r$estimate), unname(r$parameter), r$p.value), partial = unname(partial),
  linear = unname(linear$coefficients["x", ]), r2 = linear$r.squared,
  logit = unname(c(exp(coef(logit)["x"]), exp(confint.default(logit)["x", ]))),
  chi2 = c(unname(chi$statistic), unname(chi$parameter), chi$p.value), alpha = alpha
), digits = NA, auto_unbox = TRUE, pretty = TRUE))
