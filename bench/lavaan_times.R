# Processor time of lavaan for the fits that bench/lavaan.py describes in a file: Rscript lavaan_times.R cases.json
suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
seconds <- function(case) {
  data <- read.csv(case$data)
  run <- function() suppressWarnings(do.call("sem", c(list(model = case$syntax, data = data), lapply(case$lavaan, unlist))))
  if (!is.null(case$resamples)) {
    fit <- run()
    return(system.time(suppressWarnings(bootstrapLavaan(fit, R = case$resamples, FUN = function(x) standardizedSolution(x, se = FALSE)$est.std)))[["user.self"]])
  }
  if (case$repeats > 1) run()
  system.time(for (i in seq_len(case$repeats)) { fit <- run(); parameterEstimates(fit, standardized = TRUE); fitMeasures(fit) })[["user.self"]] / case$repeats
}
found <- lapply(read_json(commandArgs(TRUE)[1]), seconds)
cat(toJSON(found, auto_unbox = TRUE, digits = 6))
