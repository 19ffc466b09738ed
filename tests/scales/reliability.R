# Golden values for tests/scales/test_reliability.py: alpha by its formula with Feldt's interval, omega by lavaan.
# Run in this folder: Rscript reliability.R > reliability.json
library(lavaan)
alpha <- function(x, level = 0.95) {
  n <- nrow(x); k <- ncol(x)
  a <- k / (k - 1) * (1 - sum(apply(x, 2, var)) / var(rowSums(x)))
  tail <- (1 - level) / 2
  c(a, 1 - (1 - a) * qf(c(1 - tail, tail), n - 1, (n - 1) * (k - 1)))
}
omega <- function(x) {
  k <- ncol(x); names(x) <- paste0("i", 1:k); l <- paste0("l", 1:k); e <- paste0("e", 1:k)
  loadings <- paste(c(paste0("NA*i1 + l1*i1"), paste0(l[-1], "*i", 2:k)), collapse = " + ")
  total <- paste0("(", paste(l, collapse = "+"), ")^2")
  model <- paste(c(paste("f =~", loadings), "f ~~ 1*f", paste0("i", 1:k, " ~~ ", e, "*i", 1:k),
    paste0("omega := ", total, "/(", total, "+", paste(e, collapse = "+"), ")")), collapse = "\n")
  found <- parameterEstimates(cfa(model, x))
  unlist(found[found$label == "omega", c("est", "ci.lower", "ci.upper")], use.names = FALSE)
}
items <- read.csv("../../data/items.csv", comment.char = "#")
scale <- function(stem, numbers, reversed = integer(), top = 4) {
  columns <- sprintf(stem, numbers)
  x <- items[columns]
  x[sprintf(stem, reversed)] <- top - x[sprintf(stem, reversed)]
  list(first = x[items$occasion == "session_1" & complete.cases(x), ],
       second = x[items$occasion == "session_2" & complete.cases(x), ])
}
scales <- list(
  starp = scale("starp_%02d", 1:12, c(4, 7, 9)),
  starp_collaboration = scale("starp_%02d", c(1, 2, 3, 5, 6, 8)),
  ebi = scale("ebi_%d", 1:6),
  meq = scale("meq_%02d", 1:30),
  meq_mystical = scale("meq_%02d", c(4, 5, 6, 9, 14, 15, 16, 18, 20, 21, 23, 24, 25, 26, 28)),
  meq_mood = scale("meq_%02d", c(2, 8, 12, 17, 27, 30)),
  meq_transcendence = scale("meq_%02d", c(1, 7, 11, 13, 19, 22)),
  meq_ineffability = scale("meq_%02d", c(3, 10, 29)))
line <- function(name, session, what, values)
  sprintf('  "%s.%s.%s": [%s]', name, session, what, paste(sprintf("%.9f", values), collapse = ", "))
lines <- c()
for (name in names(scales)) for (session in c("first", "second")) {
  x <- scales[[name]][[session]]
  lines <- c(lines, line(name, session, "alpha", alpha(x)), line(name, session, "omega", omega(x)))
}
cat("{", paste(lines, collapse = ",\n"), "}", sep = "\n")
