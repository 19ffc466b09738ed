# Further tables of lavaan: robust fit measures, standardised parameters with their tests, explained variances,
# and a comparison of nested models. Rscript lavaan_tables.R
library(lavaan)
model <- "ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem60 ~ ind60"
fit <- sem(model, PoliticalDemocracy, estimator = "MLR")
write.csv(fitMeasures(fit), "lavaan_robust_fit.csv")
write.csv(standardizedSolution(fit), "lavaan_standardised.csv", row.names = FALSE)
write.csv(parameterEstimates(fit, rsquare = TRUE), "lavaan_rsquare.csv", row.names = FALSE)
free <- sem(model, PoliticalDemocracy)
null <- sem(sub("dem60 ~ ind60", "dem60 ~ 0*ind60", model, fixed = TRUE), PoliticalDemocracy)
write.csv(anova(free, null), "lavaan_comparison.csv")
