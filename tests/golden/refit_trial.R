# Refits every path model of the paper in lavaan from data/trial.csv: the independent proof of the ledger.
# Usage, in the project's folder: Rscript tests/golden/refit_trial.R [DATA.csv] [OUT.json]
# lavaan's defaults: maximum likelihood, divisor N, expected information, listwise deletion.
# Newton steps with its own gradient and covariance matrix go from where its search stops to the maximum.

suppressMessages(library(lavaan))
arguments <- commandArgs(trailingOnly = TRUE)
data_file <- if (length(arguments) > 0) arguments[1] else "data/trial.csv"
out_file <- if (length(arguments) > 1) arguments[2] else "tests/golden/refit_trial.json"

# -- data ------------------------------------------------------------------------------------------------
trial <- read.csv(data_file, comment.char = "#", stringsAsFactors = FALSE)
trial <- trial[trial$included == 1, ]

with_maxima <- function(d) {
  for (acute in c("ebi", "meq")) {
    first <- d[[paste0(acute, "_1")]]
    second <- d[[paste0(acute, "_2")]]
    later <- !is.na(second) & second > first
    d[[paste0(acute, "_max")]] <- ifelse(later, second, first)
    d[[paste0("starp_", acute)]] <- ifelse(later, d$starp_2, d$starp_1)
    d[[paste0("rapport_", acute)]] <- ifelse(later, d$rapport_2, d$rapport_1)
  }
  d
}
psilocybin <- with_maxima(trial[trial$arm == "psilocybin", ])
escitalopram <- with_maxima(trial[trial$arm == "escitalopram", ])

# -- models ----------------------------------------------------------------------------------------------
primary <- function(x) gsub("X", x, "
  rapport_X ~ a*starp_X
  X_max     ~ b*rapport_X + qids_0
  qids_6w   ~ c*X_max + qids_0
  indirect := a*b*c
  indirect_rapport := b*c")

session1 <- function(x) gsub("X", x, "
  starp_1   ~ qids_0
  rapport_1 ~ a*starp_1 + qids_0
  X_1       ~ b*rapport_1 + starp_1 + qids_0
  starp_2   ~ d*X_1 + rapport_1 + starp_1
  qids_6w   ~ c*X_1 + rapport_1 + starp_1 + qids_0
  starp_2  ~~ qids_6w
  indirect := a*b*c
  indirect_starp_2 := a*b*d")

session2 <- function(x) gsub("X", x, "
  starp_2   ~ qids_mid
  rapport_2 ~ a*starp_2 + qids_mid
  X_2       ~ b*rapport_2 + starp_2 + qids_mid
  qids_6w   ~ c*X_2 + rapport_2 + starp_2 + qids_mid
  indirect := a*b*c")

models <- list(
  "primary.ebi" = list(primary("ebi"), psilocybin),
  "primary.meq" = list(primary("meq"), psilocybin),
  "session1.ebi" = list(session1("ebi"), psilocybin),
  "session1.meq" = list(session1("meq"), psilocybin),
  "session2.ebi" = list(session2("ebi"), psilocybin),
  "session2.meq" = list(session2("meq"), psilocybin),
  "escitalopram.ebi" = list(primary("ebi"), escitalopram),
  "escitalopram.meq" = list(primary("meq"), escitalopram)
)

# -- results ---------------------------------------------------------------------------------------------
measures <- c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper",
              "srmr", "aic", "bic", "logl", "baseline.chisq", "baseline.df")

number <- function(value) if (length(value) == 0 || is.na(value)) "null" else sprintf("%.10g", value)
pair <- function(name, value) sprintf("\"%s\": %s", name, number(value))
joined <- function(parts, indent) paste0(indent, parts, collapse = ",\n")

estimate_row <- function(row) {
  sprintf("{\"lhs\": \"%s\", \"op\": \"%s\", \"rhs\": \"%s\", %s}", row$lhs, row$op, row$rhs,
          paste(pair("est", row$est), pair("se", row$se), pair("z", row$z), pair("p", row$pvalue),
                pair("std_all", row$std.all), sep = ", "))
}

at_maximum <- function(fit, data, steps = 4) {
  for (step in seq_len(steps)) {
    table <- parTable(fit)
    free <- table$free > 0
    move <- -lavInspect(fit, "nobs") * lavInspect(fit, "vcov") %*% as.numeric(lavTech(fit, "gradient"))
    table$est[free] <- table$est[free] + as.numeric(move)[table$free[free]]
    table$ustart <- table$start <- table$est
    table$est <- table$se <- NULL
    fit <- suppressWarnings(sem(table, data = data, optim.method = "none", optim.force.converged = TRUE))
  }
  fit
}

model_block <- function(name) {
  data <- models[[name]][[2]]
  fit <- at_maximum(sem(models[[name]][[1]], data = data), data)
  table <- parameterEstimates(fit, standardized = TRUE)
  r2 <- lavInspect(fit, "rsquare")
  fitted <- fitMeasures(fit, measures)
  sprintf("    \"%s\": {\n      \"n\": %d,\n      \"estimates\": [\n%s\n      ],\n      \"r2\": {%s},\n      \"fit\": {%s}\n    }",
          name, lavInspect(fit, "nobs"),
          joined(sapply(seq_len(nrow(table)), function(i) estimate_row(table[i, ])), "        "),
          paste(mapply(pair, names(r2), r2), collapse = ", "),
          paste(mapply(pair, names(fitted), fitted), collapse = ", "))
}

pooled <- function(d) cor(c(d$ebi_1, d$ebi_2), c(d$meq_1, d$meq_2), use = "complete.obs")
correlations <- function(d) paste(
  pair("ebi_meq_pooled", pooled(d)), pair("qids_mid_qids_6w", cor(d$qids_mid, d$qids_6w)),
  pair("r2_qids_6w_on_qids_0", cor(d$qids_0, d$qids_6w)^2),
  pair("r2_qids_6w_on_qids_mid", cor(d$qids_mid, d$qids_6w)^2),
  pair("starp_1_ebi_1", cor(d$starp_1, d$ebi_1)), pair("starp_1_meq_1", cor(d$starp_1, d$meq_1)),
  pair("starp_1_rapport_1", cor(d$starp_1, d$rapport_1)), pair("rapport_1_ebi_1", cor(d$rapport_1, d$ebi_1)),
  pair("rapport_1_meq_1", cor(d$rapport_1, d$meq_1)), pair("starp_1_starp_2", cor(d$starp_1, d$starp_2)),
  sep = ", ")

numeric_columns <- c("age", "alcohol_units", "illness_years", "hamd17_0", "past_medications", "qids_0",
                     "qids_mid", "qids_6w", "starp_1", "starp_2", "rapport_1", "rapport_2",
                     "ebi_1", "ebi_2", "meq_1", "meq_2")
describe <- function(d) paste(sapply(numeric_columns, function(name) {
  x <- d[[name]][!is.na(d[[name]])]
  sprintf("      \"%s\": {%s}", name, paste(pair("n", length(x)), pair("mean", mean(x)), pair("sd", sd(x)),
                                        pair("min", min(x)), pair("max", max(x)), sep = ", "))
}), collapse = ",\n")

text <- sprintf(paste0(
  "{\n  \"lavaan\": \"%s\",\n  \"data_sha256\": \"%s\",\n  \"models\": {\n%s\n  },\n",
  "  \"correlations\": {\n    \"psilocybin\": {%s},\n    \"escitalopram\": {%s}\n  },\n",
  "  \"descriptives\": {\n    \"psilocybin\": {\n%s\n    },\n    \"escitalopram\": {\n%s\n    }\n  }\n}\n"),
  packageVersion("lavaan"), sub(" .*", "", system2("sha256sum", data_file, stdout = TRUE)),
  paste(sapply(names(models), model_block), collapse = ",\n"),
  correlations(psilocybin), correlations(escitalopram), describe(psilocybin), describe(escitalopram))
cat(text, file = out_file)
cat(out_file, "\n")
