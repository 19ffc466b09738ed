# Golden values of tests/results/test_scipy_tests.py: Rscript scipy_tests.R > scipy_tests.json
library(jsonlite)
a <- c(4.1, 5.3, 2.8, 6.0, 5.1, 3.9, 4.7, 5.8, 6.4, 3.3, 4.9, 5.5)
b <- c(3.2, 4.4, 2.9, 4.1, 3.8, 2.2, 5.0, 3.6, 4.3, 2.7, 3.1, 4.6)
g <- c(2.0, 3.5, 4.8, 1.9, 3.3, 2.6, 4.0, 2.4, 3.7, 2.1, 4.2, 3.0)
table <- matrix(c(10, 30, 20, 15), 2)
test <- function(x) list(statistic = unname(x$statistic), df = unname(x$parameter), p = x$p.value,
                         low = x$conf.int[1], high = x$conf.int[2], estimate = unname(x$estimate[1]))
fit <- summary(lm(b ~ a)); bounds <- confint(lm(b ~ a))
anova <- summary(aov(y ~ group, data.frame(y = c(a, b, g), group = rep(c("a", "b", "g"), each = 12))))[[1]]
cat(toJSON(list(
  data = list(a = a, b = b, g = g),
  student = test(t.test(a, b, var.equal = TRUE)), welch = test(t.test(a, b)), paired = test(t.test(a, b, paired = TRUE)),
  welch90 = test(t.test(a, b, conf.level = 0.90)),
  pearson = test(cor.test(a, b)), spearman = test(cor.test(a, b, method = "spearman", exact = FALSE)),
  chi_square = test(chisq.test(table)), kruskal = test(kruskal.test(list(a, b, g))),
  binomial = test(binom.test(7, 30)),
  fisher = fisher.test(table)$p.value,
  anova = list(statistic = anova[1, "F value"], df = anova[1, "Df"], df_residual = anova[2, "Df"], p = anova[1, "Pr(>F)"]),
  line = list(slope = fit$coefficients[2, ], intercept = fit$coefficients[1, ], low = bounds[2, 1], high = bounds[2, 2])
), digits = NA, auto_unbox = TRUE, pretty = TRUE, null = "null"))
