# Result files of tests/results/test_r_files.py, as R writes them: Rscript r_files.R
library(broom); library(lavaan)
linear <- lm(mpg ~ factor(cyl) + wt, mtcars)
write.csv(tidy(linear, conf.int = TRUE), "tidy_lm.csv", row.names = FALSE)
write.csv(glance(linear), "glance_lm.csv", row.names = FALSE)
write.csv(tidy(t.test(mpg ~ am, mtcars)), "tidy_t_test.csv", row.names = FALSE)
write.csv(tidy(cor.test(mtcars$mpg, mtcars$wt)), "tidy_cor_test.csv", row.names = FALSE)
write.csv(tidy(anova(linear)), "tidy_anova.csv", row.names = FALSE)
write.csv(tidy(chisq.test(table(mtcars$cyl, mtcars$am))), "tidy_chisq.csv", row.names = FALSE)
logit <- glm(am ~ wt, binomial, mtcars)
write.csv(tidy(logit, conf.int = TRUE, exponentiate = TRUE), "tidy_glm.csv", row.names = FALSE)
write.csv(augment(linear)[1:3, ], "augment_lm.csv", row.names = FALSE)
model <- "dem60 =~ y1 + y2 + y3 + y4\nind60 =~ x1 + x2 + x3\ndem60 ~ b * ind60\ntwice := 2 * b"
fit <- sem(model, PoliticalDemocracy)
write.csv(parameterEstimates(fit, standardized = TRUE), "lavaan_estimates.csv", row.names = FALSE)
write.csv(t(fitMeasures(fit)), "lavaan_fit.csv", row.names = FALSE)
write.csv(fitMeasures(fit), "lavaan_fit_long.csv")
school <- HolzingerSwineford1939
groups <- "x2 ~ c(a1, a2) * x1\nindirect := a1 * 2"
fit <- sem(groups, school, group = "school")
write.csv(parameterEstimates(fit), "lavaan_groups.csv", row.names = FALSE)
