# Golden values of the BCa interval (package boot) and of the Bollen-Stine bootstrap (refits by lavaan).
#
#   Rscript make_bootstrap.R       writes bootstrap.json beside this script
#
# Debian: r-cran-lavaan r-cran-jsonlite r-cran-boot.

suppressPackageStartupMessages({library(lavaan); library(jsonlite); library(boot)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
frame <- function(name) read.csv(file.path(here, "models", paste0(name, ".csv")))

# --- BCa: the indirect effect of x on y through m, by least squares ------------------------------------------------
indirect <- function(d, i) unname(coef(lm(m ~ x + z, d[i, ]))["x"] * coef(lm(y ~ m + x + w, d[i, ]))["m"])
set.seed(11)
skewed <- frame("skewed")
drawn <- boot(skewed, indirect, R = 999)
without <- sapply(seq_len(nrow(skewed)), function(i) indirect(skewed, -i))
influence <- mean(without) - without
acceleration <- sum(influence^3) / (6 * sum(influence^2)^1.5)
shift <- qnorm(mean(drawn$t < drawn$t0))
reach <- shift + qnorm(c(0.025, 0.975))
places <- pnorm(shift + reach / (1 - acceleration * reach))
BCA <- list(syntax = "m ~ a*x + z\ny ~ b*m + x + w\nind := a*b", data = "models/skewed.csv", estimate = drawn$t0,
            values = drawn$t[, 1], acceleration = acceleration, limits = unname(quantile(drawn$t[, 1], places, type = 6)),
            boot = boot.ci(drawn, type = "bca", L = influence)$bca[4:5])

# --- Bollen-Stine: the cases are transformed here, and each resample is refitted. bootstrapLavaan(type = "bollen.stine")
# of lavaan 0.6-14 gives the same for latent variables; with observed covariates its chi-squares are too large, because
# a fixed covariate keeps its moments in the sample. ---------------------------------------------------------------------------------------------------
power <- function(m, k) { e <- eigen(m, symmetric = TRUE); e$vectors %*% diag(e$values^k) %*% t(e$vectors) }
true_data <- function(fit, group = 1) {
  y <- scale(lavInspect(fit, "data"), scale = FALSE)
  s <- crossprod(y) / nrow(y)
  z <- y %*% power(s, -0.5) %*% power(unclass(fitted(fit)$cov), 0.5)
  colnames(z) <- colnames(y)
  as.data.frame(z)
}
picked <- function(n, k) ((seq_len(n) * (2 * k + 1)) %/% 2 + k) %% n + 1
bollen_stine <- function(syntax, data, R) {
  fit <- sem(syntax, frame(data))
  chisq <- fitMeasures(fit, "chisq")[[1]]
  n <- nobs(fit)
  z <- true_data(fit)
  fixed <- sapply(1:5, function(k) fitMeasures(sem(syntax, z[picked(n, k), ]), "chisq")[[1]])
  set.seed(5)
  drawn <- replicate(R, fitMeasures(sem(syntax, z[sample(n, replace = TRUE), ], se = "none", baseline = FALSE), "chisq")[[1]])
  list(syntax = syntax, data = paste0("models/", data, ".csv"), chisq = chisq, fixed = fixed, resamples = R,
       p = mean(drawn > chisq), mean = mean(drawn), sd = sd(drawn))
}
BOLLEN_STINE <- list(
  bollen_stine("visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6", "holzinger", 400),
  bollen_stine("m ~ x\ny ~ m + w\nv ~ y", "skewed", 400),
  bollen_stine("Selfesteem ~ TBSA + RUM\nHADS ~ Selfesteem", "burns", 400)
)
writeLines(toJSON(list(lavaan = as.character(packageVersion("lavaan")), bca = BCA, bollen_stine = BOLLEN_STINE), digits = NA,
                  auto_unbox = TRUE, pretty = TRUE), file.path(here, "bootstrap.json"))
