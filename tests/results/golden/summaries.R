# Golden values of tests/results/test_summaries.py: Rscript summaries.R > summaries.json
# smd: Austin (2009) for numbers; Yang & Dalton (2012) for shares, as in R's tableone and stddiff.
library(jsonlite)
arm <- rep(c("drug", "placebo"), c(9, 8))
age <- c(31, 45, 28, 60, 51, NA, 47, 58, 64, 32, 44, 29, 41, 38, 22, 50, 36)
site <- c("Basel", "Bern", "Basel", "Jena", "Basel", "Bern", "Jena", "Basel", NA, "Bern", "Bern", "Jena", "Basel", "Bern",
          "Bern", "Jena", "Bern")
smoker <- c(1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, NA, 0, 0, 1)
score <- c(2.5, 4.25, 1, 5.5, 4, 3.25, 4.75, 6, 6.5, 2, 3.5, 3, 4.5, 3.75, 1.25, 5, 2.75)
drug <- arm == "drug"
moments <- function(x) { x <- x[!is.na(x)]; list(n = length(x), mean = mean(x), sd = sd(x), median = median(x),
                         q1 = unname(quantile(x, .25)), q3 = unname(quantile(x, .75))) }
smd <- function(x) { a <- x[drug & !is.na(x)]; b <- x[!drug & !is.na(x)]; (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2) }
share <- function(x) { a <- mean(x[drug], na.rm = TRUE); b <- mean(x[!drug], na.rm = TRUE)
                       (a - b) / sqrt((a * (1 - a) + b * (1 - b)) / 2) }
several <- function(x) {
  p <- prop.table(table(factor(x[drug])))[-1]; q <- prop.table(table(factor(x[!drug])))[-1]
  s <- (diag(p) - outer(p, p) + diag(q) - outer(q, q)) / 2; d <- p - q
  sqrt(drop(t(d) %*% solve(s) %*% d))
}
n <- sum(!is.na(age)); x <- age[!is.na(age)]; m2 <- mean((x - mean(x))^2)
r <- cor.test(age, score); rs <- cor.test(age, score, method = "spearman", exact = FALSE)
cat(toJSON(list(
  data = data.frame(arm, age, site, smoker, score),
  age = list(drug = moments(age[drug]), placebo = moments(age[!drug]), all = moments(age)),
  skew = mean((x - mean(x))^3) / m2^1.5 * sqrt(n * (n - 1)) / (n - 2),
  smd = list(age = smd(age), smoker = share(smoker), site = several(site)),
  p = list(age = t.test(age ~ arm)$p.value, site = suppressWarnings(chisq.test(table(arm, site), correct = FALSE))$p.value,
           smoker = suppressWarnings(chisq.test(table(arm, smoker), correct = FALSE))$p.value),
  pearson = list(estimate = unname(r$estimate), p = r$p.value, df = unname(r$parameter), low = r$conf.int[1], high = r$conf.int[2]),
  spearman = list(estimate = unname(rs$estimate))
), auto_unbox = TRUE, digits = 15, na = "null"))
