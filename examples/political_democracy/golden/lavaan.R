# Computes the example's statistics anew with lavaan and base R: the independent proof of its ledger.
# Usage, in the example's folder: Rscript golden/lavaan.R [DATA.csv] [OUT.json]     (lavaan 0.6-14, jsonlite)

suppressMessages(library(lavaan))
arguments <- commandArgs(trailingOnly = TRUE)
data_file <- if (length(arguments) > 0) arguments[1] else "data/countries.csv"
out_file <- if (length(arguments) > 1) arguments[2] else "golden/lavaan.json"

countries <- read.csv(data_file)
# The committed file is the data set that lavaan carries.
stopifnot(isTRUE(all.equal(countries[names(PoliticalDemocracy)], PoliticalDemocracy, check.attributes = FALSE)))

items <- list(ind60 = paste0("x", 1:3), dem60 = paste0("y", 1:4), dem65 = paste0("y", 5:8))
d <- countries
for (name in names(items)) d[[name]] <- rowMeans(countries[items[[name]]])

models <- list(
  direct = "dem60 ~ a*ind60
            dem65 ~ b*dem60 + c*ind60
            indirect := a*b
            total := c + a*b",
  chain = "dem60 ~ a*ind60
           dem65 ~ b*dem60
           indirect := a*b",
  latent = "ind60 =~ x1 + x2 + x3
            dem60 =~ y1 + y2 + y3 + y4
            dem65 =~ y5 + y6 + y7 + y8
            dem60 ~ ind60
            dem65 ~ ind60 + dem60
            y1 ~~ y5
            y2 ~~ y4 + y6
            y3 ~~ y7
            y4 ~~ y8
            y6 ~~ y8")

name_of <- function(row) if (row$op == ":=") row$lhs else paste0(row$lhs, "_on_", row$rhs)
rows <- list()
for (model in names(models)) {
  fit <- sem(models[[model]], data = if (model == "latent") countries else d)
  table <- parameterEstimates(fit, standardized = TRUE)
  for (i in which(table$op %in% c("~", ":="))) {
    row <- table[i, ]
    head <- paste0(model, ".", name_of(row), ".")
    parts <- c(b = row$est, se = row$se, p = row$pvalue, ci_lower = row$ci.lower, ci_upper = row$ci.upper,
               beta = row$std.all)
    if (model == "latent") parts <- parts[c("b", "se", "p", "beta")]
    for (part in names(parts)) rows[[paste0(head, part)]] <- parts[[part]]
  }
  if (model != "latent") for (outcome in c("dem60", "dem65"))
    rows[[paste0(model, ".r2.", outcome)]] <- lavInspect(fit, "rsquare")[[outcome]]
  if (model != "direct") {
    wanted <- c(chisq = "chisq", df = "df", p = "pvalue", cfi = "cfi", rmsea = "rmsea")
    if (model == "chain") wanted <- c(wanted, rmsea_ci_lower = "rmsea.ci.lower", rmsea_ci_upper = "rmsea.ci.upper",
                                      srmr = "srmr")
    for (part in names(wanted)) rows[[paste0(model, ".fit.", part)]] <- fitMeasures(fit, wanted[[part]])[[1]]
  }
}

for (name in names(items)) {
  s <- cov(countries[items[[name]]])
  rows[[paste0("reliability.", name, ".alpha")]] <- ncol(s) / (ncol(s) - 1) * (1 - sum(diag(s)) / sum(s))
}
for (name in c(names(items), unlist(items))) {
  x <- d[[name]]
  parts <- c(mean = mean(x), sd = sd(x), median = median(x), min = min(x), max = max(x))
  for (part in names(parts)) rows[[paste0("describe.", name, ".", part)]] <- parts[[part]]
}
for (pair in list(c("ind60", "dem60"), c("ind60", "dem65"), c("dem60", "dem65"))) {
  test <- cor.test(d[[pair[1]]], d[[pair[2]]])
  head <- paste0("correlation.", pair[1], "_", pair[2], ".")
  rows[[paste0(head, "r")]] <- unname(test$estimate)
  rows[[paste0(head, "p")]] <- test$p.value
  rows[[paste0(head, "df")]] <- unname(test$parameter)
}
rows[["sample.countries"]] <- nrow(countries)

answer <- list(lavaan = as.character(packageVersion("lavaan")),
               data_sha256 = sub(" .*", "", system2("sha256sum", data_file, stdout = TRUE)),
               rows = rows)
writeLines(jsonlite::toJSON(answer, auto_unbox = TRUE, digits = I(12), pretty = TRUE), out_file)
