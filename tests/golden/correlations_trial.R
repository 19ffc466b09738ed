# Correlations and descriptive statistics of all measures, from data/trial.csv, by base R: an independent proof.
# Usage, in the project's folder: Rscript tests/golden/correlations_trial.R [DATA.csv] [OUT.json]

arguments <- commandArgs(trailingOnly = TRUE)
data_file <- if (length(arguments) > 0) arguments[1] else "data/trial.csv"
out_file <- if (length(arguments) > 1) arguments[2] else "tests/golden/correlations_trial.json"

trial <- read.csv(data_file, comment.char = "#", stringsAsFactors = FALSE)
trial <- trial[trial$included == 1, ]
for (acute in c("ebi", "meq")) {
  trial[[paste0(acute, "_max")]] <- pmax(trial[[paste0(acute, "_1")]], trial[[paste0(acute, "_2")]], na.rm = TRUE)
}
measures <- c("qids_0", "starp_1", "rapport_1", "ebi_1", "meq_1", "qids_mid", "starp_2", "rapport_2",
              "ebi_2", "meq_2", "ebi_max", "meq_max", "qids_6w")
background <- c("age", "illness_years", "hamd17_0")

number <- function(value) if (is.na(value)) "null" else sprintf("%.12g", value)
pair <- function(name, value) sprintf("\"%s\": %s", name, number(value))

correlated <- function(d, names) {
  pairs <- combn(names, 2, simplify = FALSE)
  sapply(pairs, function(p) {
    test <- cor.test(d[[p[1]]], d[[p[2]]])
    sprintf("      \"%s_%s\": {%s}", p[1], p[2],
            paste(pair("r", test$estimate), pair("p", test$p.value), pair("n", test$parameter + 2), sep = ", "))
  })
}
described <- function(d) sapply(measures, function(name) {
  x <- d[[name]][!is.na(d[[name]])]
  sprintf("      \"%s\": {%s}", name,
          paste(pair("n", length(x)), pair("mean", mean(x)), pair("sd", sd(x)), pair("median", median(x)),
                pair("min", min(x)), pair("max", max(x)), sep = ", "))
})
arm <- function(name, names) {
  d <- trial[trial$arm == name, ]
  sprintf("  \"%s\": {\n    \"correlations\": {\n%s\n    },\n    \"descriptives\": {\n%s\n    }\n  }", name,
          paste(correlated(d, names), collapse = ",\n"), paste(described(d), collapse = ",\n"))
}
cat("{\n", paste0("  \"r\": \"", getRversion(), "\",\n  \"data_sha256\": \"",
    sub(" .*", "", system2("sha256sum", data_file, stdout = TRUE)), "\",\n"),
    arm("psilocybin", c(background, measures)), ",\n",
    arm("escitalopram", setdiff(measures, c("ebi_max", "meq_max"))), "\n}\n", sep = "", file = out_file)
cat(out_file, "\n")
