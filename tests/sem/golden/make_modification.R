# Modification indices and score tests of robust, incomplete and grouped models, with lavaan: writes modification.json.
suppressMessages({library(lavaan); library(jsonlite)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
cfa <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
orthogonal <- paste0(cfa, "\nvisual ~~ 0*textual\nvisual ~~ 0*speed")
CASES <- list()
add <- function(name, syntax, data, options, ...) {
  fit <- suppressWarnings(do.call("sem", list(model = syntax, data = read.csv(file.path(here, "models", paste0(data, ".csv"))), ...)))
  indices <- suppressWarnings(as.data.frame(modificationIndices(fit)))
  if (is.null(indices$group)) indices$group <- 1
  indices <- indices[!is.na(indices$mi) & indices$mi > 1e-6 & indices$op != "~1", c("lhs", "op", "rhs", "group", "mi", "epc", "sepc.all")]
  names(indices)[7] <- "std"
  one <- list(name = name, syntax = syntax, data = data, options = options, modification = indices)
  if (length(list(...)$group.equal)) {
    score <- suppressWarnings(lavTestScore(fit))
    one$score <- list(chisq = score$test$X2, df = score$test$df, single = score$uni$X2)
  }
  CASES[[length(CASES) + 1]] <<- one
}
add("MLM", cfa, "holzinger", list(estimator = "MLM"), estimator = "MLM")
add("MLR", orthogonal, "holzinger", list(estimator = "MLR"), estimator = "MLR")
add("FIML", cfa, "holzinger-holes", list(missing = "fiml"), missing = "fiml", fixed.x = FALSE)
add("FIML with MLR", cfa, "holzinger-holes", list(missing = "fiml", estimator = "MLR"), missing = "fiml", estimator = "MLR", fixed.x = FALSE)
add("groups", cfa, "holzinger", list(group = "school", group_equal = list("loadings")), group = "school", group.equal = "loadings")
add("groups with MLR", cfa, "holzinger", list(group = "school", group_equal = list("loadings", "intercepts"), estimator = "MLR"),
    group = "school", group.equal = c("loadings", "intercepts"), estimator = "MLR")
add("groups with FIML", cfa, "holzinger-holes", list(group = "school", group_equal = list("loadings"), missing = "fiml"),
    group = "school", group.equal = "loadings", missing = "fiml", fixed.x = FALSE)
writeLines(toJSON(CASES, digits = 10, auto_unbox = TRUE, pretty = FALSE), file.path(here, "modification.json"))
