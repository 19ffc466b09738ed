# Golden values of tests/results/test_statsmodels_models.py: Rscript statsmodels_models.R > statsmodels_models.json
library(jsonlite); library(MASS); library(nlme)
set.seed(7)
n <- 60
d <- data.frame(arm = rep(c("active", "placebo", "wait"), n / 3), x = round(rnorm(n), 2), site = rep(1:15, each = 4))
d$y <- round(d$x + (d$arm == "active") + rep(rnorm(15), each = 4) + rnorm(n), 2)
d$b <- as.integer(d$y + rnorm(n) > 0)
d$c <- rnbinom(n, mu = exp(0.6 + 0.4 * d$x), size = 1.5)
d$o <- as.integer(cut(d$y + rnorm(n), c(-Inf, -0.5, 1, Inf)))
table_of <- function(coefficients, bounds) lapply(split(cbind(coefficients, bounds), rownames(coefficients)), unname)
linear <- lm(y ~ arm + x, d); s <- summary(linear)
smaller <- lm(y ~ x, d); compared <- anova(smaller, linear)
logit <- glm(b ~ x, binomial, d, epsilon = 1e-14); poisson_fit <- glm(c ~ x, poisson, d, epsilon = 1e-14)
negative <- glm.nb(c ~ x, d)
ordered <- polr(factor(o) ~ x, d, Hess = TRUE)
mixed <- lme(y ~ x, random = ~ 1 | site, data = d, method = "ML")
type_two <- drop1(linear, ~ ., test = "F")
cat(toJSON(list(
  data = d,
  linear = table_of(s$coefficients, confint(linear)), linear90 = confint(linear, level = 0.9)["x", ],
  fit = list(r2 = s$r.squared, adjusted_r2 = s$adj.r.squared, statistic = unname(s$fstatistic[1]), df = unname(s$fstatistic[2]),
             df_residual = unname(s$fstatistic[3]), p = unname(pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE)),
             logl = as.numeric(logLik(linear)), n = n),
  compared = list(statistic = compared$F[2], df = compared$Df[2], df_residual = compared$Res.Df[2], p = compared$`Pr(>F)`[2]),
  type_two = list(statistic = type_two["arm", "F value"], df = type_two["arm", "Df"], p = type_two["arm", "Pr(>F)"],
                  sumsq = type_two["arm", "Sum of Sq"]),
  logit = table_of(summary(logit)$coefficients, exp(confint.default(logit))), deviance = deviance(logit), aic = AIC(logit),
  poisson = table_of(summary(poisson_fit)$coefficients, exp(confint.default(poisson_fit))),
  negative = list(coefficients = unname(coef(negative)), alpha = 1 / negative$theta, logl = as.numeric(logLik(negative))),
  ordered = list(x = unname(summary(ordered)$coefficients["x", 1:2]), low = unname(summary(ordered)$coefficients["1|2", 1:2]),
                 high = unname(summary(ordered)$coefficients["2|3", 1:2])),
  mixed = list(coefficients = unname(fixef(mixed)), group = as.numeric(VarCorr(mixed)[1, 1]), residual = mixed$sigma^2,
               logl = as.numeric(logLik(mixed)), aic = AIC(mixed))
), digits = NA, auto_unbox = TRUE, pretty = TRUE))
