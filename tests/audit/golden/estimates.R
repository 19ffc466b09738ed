# Golden values of tests/audit/test_golden_estimates.py: Rscript estimates.R > estimates.json
suppressMessages(library(lavaan))
RNGkind(sample.kind = "Rejection")
json <- function(x) {
  if (is.list(x)) paste0("{", paste0('"', names(x), '": ', sapply(x, json), collapse = ", "), "}")
  else if (length(x) == 1) formatC(x, digits = 15, format = "g")
  else paste0("[", paste(formatC(x, digits = 15, format = "g"), collapse = ", "), "]")
}

# wald, confidence-interval, interval-width, star-level, explained-variance
set.seed(21); n <- 240
x <- rnorm(n); w <- rnorm(n); y <- .25 * x + rnorm(n); event <- rbinom(n, 1, plogis(-.4 + .5 * x))
line <- lm(y ~ x + w); logit <- glm(event ~ x + w, binomial)
coefficients <- summary(line)$coefficients["x", ]
slope <- list(b = coefficients[1], se = coefficients[2], t = coefficients[3], p = coefficients[4],
              ci = as.vector(confint(line)["x", ]), df = line$df.residual)
odds <- list(or = exp(coef(logit)["x"]), ci = exp(as.vector(confint.default(logit)["x", ])),
             z = summary(logit)$coefficients["x", 3], p = summary(logit)$coefficients["x", 4])
whole <- summary(line)
model <- list(r2 = whole$r.squared, adjusted = whole$adj.r.squared, f = whole$fstatistic[1],
              df1 = whole$fstatistic[2], df2 = whole$fstatistic[3])

# effect-size, mean-difference
g <- rep(1:3, each = 30); score <- c(10, 11, 12.5)[g] + rnorm(90, 0, 3)
table <- anova(lm(score ~ factor(g)))
anova_values <- list(f = table$F[1], p = table[["Pr(>F)"]][1], eta2 = table[["Sum Sq"]][1] / sum(table[["Sum Sq"]]))
one <- score[g == 1]; three <- score[g == 3]; test <- t.test(three, one, var.equal = TRUE)
pooled <- sqrt((var(one) + var(three)) / 2)
pair <- list(t = unname(test$statistic), p = test$p.value, d = (mean(three) - mean(one)) / pooled,
             mean = c(mean(three), mean(one)), difference = mean(three) - mean(one))

# covariance, correlation-matrix, attenuation
common <- rnorm(150); v <- cbind(common + rnorm(150), common + rnorm(150, 0, 1.2), -common + rnorm(150))
many <- list(cov = cov(v)[1, 2], sd = apply(v, 2, sd), r = as.vector(cor(v)), smallest = min(eigen(cor(v))$values))

# whole-number-mean, sample-existence, binary-sd, sd-bounds, percentage
counts <- rpois(25, 3); ratings <- sample(1:7, 19, TRUE); binary <- rbinom(41, 1, .3)
samples <- list(counts = c(mean(counts), sd(counts), length(counts)),
                ratings = c(mean(ratings), sd(ratings), length(ratings), min(ratings), max(ratings)),
                binary = c(mean(binary), sd(binary), length(binary), sum(binary)))

# effect-total
m <- .5 * x + rnorm(n); out <- .4 * m + .2 * x + rnorm(n)
mediated <- sem("m ~ a*x\nout ~ b*m + c*x\nindirect := a*b\ntotal := c + a*b", data.frame(x, m, out))
effects <- parameterEstimates(mediated); value <- function(name) effects$est[effects$label == name]
paths <- list(direct = value("c"), indirect = value("indirect"), total = value("total"))

# fit-index, rmsea-interval, close-fit, incremental-fit with N - 1 (Wishart), and RMSEA of two groups (Steiger 1998)
syntax <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
indices <- c("chisq", "df", "baseline.chisq", "baseline.df", "cfi", "tli", "nfi", "rmsea", "rmsea.ci.lower",
             "rmsea.ci.upper", "rmsea.pvalue", "ntotal")
wishart <- as.list(fitMeasures(cfa(syntax, HolzingerSwineford1939, likelihood = "wishart"), indices))
groups <- as.list(fitMeasures(cfa(syntax, HolzingerSwineford1939, group = "school"), indices))

cat(json(list(slope = slope, odds = odds, model = model, anova = anova_values, pair = pair, many = many,
              samples = samples, paths = paths, wishart = wishart, groups = groups)), "\n")
