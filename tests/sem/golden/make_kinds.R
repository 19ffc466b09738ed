# Golden cases of further kinds: growth, identification, equality across groups, incomplete robust models, constraints.
#
#   Rscript make_kinds.R          writes kinds.json and models/*.csv beside this script; models.json must have been made

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
source(file.path(here, "lavaan_tables.R"))
frame <- function(name) read.csv(file.path(here, "models", paste0(name, ".csv")), check.names = FALSE)
save <- function(name, data) write.csv(data, file.path(here, "models", paste0(name, ".csv")), row.names = FALSE, na = "")

CASES <- list()
# `options` are those of report.pathmodels.fit, `...` those of sem().
add <- function(kind, name, syntax, data, options, ..., theirs = syntax, local = FALSE) {
  fit <- suppressWarnings(sem(theirs, frame(data), ...))
  stopifnot(lavInspect(fit, "converged"))
  one <- c(list(kind = kind, name = name, syntax = syntax, data = data, options = options, n = sum(lavInspect(fit, "nobs"))),
           measured(fit), at_its_maximum(fit, frame(data), list(...), local))
  CASES[[length(CASES) + 1]] <<- one
}
cfa <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
structural <- "visual =~ x1 + x2 + x3\nspeed =~ x7 + x8 + x9\nspeed ~ a*visual + ageyr\nvisual ~ b*ageyr\nind := a*b"
path <- "m ~ a*x + z\ny ~ b*m + c*x + w\nv ~ y + m\nind := a*b\ntotal := c + a*b"
bands <- frame("holzinger-holes"); bands$band <- cut(bands$ageyr, c(0, 12, 13, 20), c("young", "middle", "old"))
save("holzinger-bands", bands)
growing <- frame("growth"); set.seed(12); growing$arm <- rep(c("a", "b"), 200)
growing[growing$arm == "b", c("t3", "t4")] <- growing[growing$arm == "b", c("t3", "t4")] + 0.4
for (t in c("t2", "t3", "t4")) growing[runif(400) < 0.1, t] <- NA
save("growth-holes", growing)

# --- robust with missing values -------------------------------------------------------------------------------------
fiml <- list(missing = "fiml", estimator = "MLR", fixed_x = TRUE)
for (x in c(TRUE, FALSE)) {
  o <- list(missing = "fiml", estimator = "MLR", fixed_x = x); tag <- if (x) "fixed" else "random"
  add("robust FIML", paste("path", tag), path, "skewed-holes", o, missing = "fiml", estimator = "MLR", fixed.x = x, local = TRUE)
  add("robust FIML", paste("structural", tag), structural, "holzinger-bands", o, missing = "fiml", estimator = "MLR", fixed.x = x)
  add("robust FIML", paste("groups", tag), "m ~ x + z\ny ~ m + w", "skewed-holes", c(o, group = "arm"), missing = "fiml", estimator = "MLR", fixed.x = x, group = "arm")
}
add("robust FIML", "residual covariances", paste0(cfa, "\nx1 ~~ x4\nx2 ~~ x7"), "holzinger-bands", fiml, missing = "fiml", estimator = "MLR", local = TRUE)
add("robust FIML", "loop", "m ~ x + y\ny ~ m + z", "skewed-holes", fiml, missing = "fiml", estimator = "MLR")

# --- equality across groups ------------------------------------------------------------------------------------------
equal <- function(name, syntax, data, kinds, group, options = list(), given = list(), local = FALSE, partial = NULL)
  do.call("add", c(list("equality across groups", name, syntax, data,
    c(options, list(group = group, group_equal = as.list(kinds)), if (!is.null(partial)) list(group_partial = as.list(partial))),
    group = group, group.equal = kinds, local = local), if (!is.null(partial)) list(group.partial = partial), given))
for (kinds in list("loadings", c("loadings", "intercepts"), c("loadings", "intercepts", "residuals"), c("loadings", "lv.variances"))) {
  equal(paste("three groups", paste(kinds, collapse = ", ")), cfa, "holzinger-bands", kinds, "band", list(missing = "fiml", estimator = "MLR"),
        list(missing = "fiml", estimator = "MLR"))
  equal(paste("two groups", paste(kinds, collapse = ", ")), structural, "holzinger", c(kinds, "regressions"), "school", local = TRUE)
}
equal("intercepts of a path model", "m ~ x + z\ny ~ m + x", "skewed", c("regressions", "intercepts"), "arm", list(estimator = "MLR"), list(estimator = "MLR"), local = TRUE)
equal("residual covariances", "m ~ x\ny ~ x\nv ~ x\nm ~~ y", "skewed", c("residuals", "residual.covariances"), "arm", local = TRUE)
equal("partial", structural, "holzinger", c("loadings", "intercepts", "regressions"), "school", partial = c("visual=~x2", "x8~1", "speed~ageyr"), local = TRUE)

# --- growth ------------------------------------------------------------------------------------------------------------
line <- "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4"
centres <- "\ni ~ 1\ns ~ 1\nt1 ~ 0*1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1"
grow <- function(name, text, data = "growth", options = list(), ...)
  add("growth", name, text, data, options, ...)
grow("linear", paste0(line, centres), local = TRUE)
grow("covariates", paste0(line, "\ni ~ x1 + x2\ns ~ x1 + x2", centres), options = list(estimator = "MLR"), estimator = "MLR")
grow("covariates at each time", paste0(line, "\ni ~ x1\ns ~ x1\nt1 ~ c1\nt2 ~ c2\nt3 ~ c3\nt4 ~ c4", centres), local = TRUE)
grow("free times", paste0("i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + t3 + t4", centres))
grow("quadratic", paste0(line, "\nq =~ 0*t1 + 1*t2 + 4*t3 + 9*t4\nq ~~ 0*q + 0*i + 0*s\nq ~ 1", centres))
grow("equal residuals", paste0(line, centres, "\n", paste0("t", 1:4, " ~~ r*t", 1:4, collapse = "\n"), "\nratio := r / 2"), "growth-holes",
     list(missing = "fiml", estimator = "MLR"), missing = "fiml", estimator = "MLR")
grow("groups", paste0(line, "\ni ~ x1", centres), "growth-holes", list(missing = "fiml", fixed_x = TRUE, group = "arm"), missing = "fiml", group = "arm")
grow("slope equal in groups", paste0(line, "\ni ~ 1\ns ~ c(m, m)*1\nt1 ~ 0*1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1"), "growth-holes",
     list(missing = "fiml", group = "arm"), missing = "fiml", group = "arm")

# --- identification ----------------------------------------------------------------------------------------------------
identified <- function(name, syntax, options = list(), ..., data = "holzinger") add("identification", name, syntax, data, options, ...)
identified("unit variances", structural, list(unit_latent = TRUE), std.lv = TRUE, local = TRUE)
identified("unit variances, robust", structural, list(unit_latent = TRUE, estimator = "MLR"), std.lv = TRUE, estimator = "MLR")
identified("unit variances in groups", structural, list(unit_latent = TRUE, group = "school", group_equal = list("loadings", "intercepts")),
           std.lv = TRUE, group = "school", group.equal = c("loadings", "intercepts"))
identified("higher order with unit variances", paste0(cfa, "\ng =~ visual + textual + speed"), list(unit_latent = TRUE), std.lv = TRUE)
identified("another marker", "visual =~ NA*x1 + x2 + 1*x3\nspeed =~ x7 + x8 + x9\nspeed ~ visual", local = TRUE)
coded <- "visual =~ NA*x1 + a*x1 + b*x2 + c*x3\nspeed =~ NA*x7 + d*x7 + e*x8 + f*x9\nspeed ~ visual\na + b + c == 3\nd + e + f == 3"
identified("effect coding", coded, local = TRUE)

# --- defined parameters with constraints ------------------------------------------------------------------------------
bound <- function(name, syntax, options = list(), ..., data = "skewed") add("constraints", name, syntax, data, options, ...)
bound("constrained indirect effect", "m ~ a*x + z\ny ~ b*m + c*x\nind := a*b\nind == 0.25\nshare := ind / (ind + c)", list(estimator = "MLR"), estimator = "MLR")
bound("equal indirect effects", "m ~ a1*x\nw ~ a2*x\ny ~ b1*m + b2*w + x\na1*b1 == a2*b2\none := a1*b1\ntwo := a2*b2")
bound("sum of paths", "m ~ a*x + b*z\ny ~ c*m + d*x + w\na + b + c == 1\ngap := a - b\nsize := sqrt(a^2 + b^2)", list(means = TRUE), meanstructure = TRUE)
bound("variance bound to a path", "m ~ a*x\ny ~ b*m + x\nm ~~ s*m\ns == 3*a")
bound("bound in groups", "m ~ c(a1, a2)*x\ny ~ c(b1, b2)*m + x\na1*b1 == a2*b2\nind := a1*b1", list(group = "arm", estimator = "MLR"), group = "arm", estimator = "MLR")
bound("bound with missing values", "m ~ a*x + z\ny ~ b*m + c*x + w\na == b\nind := a*b", list(missing = "fiml", fixed_x = TRUE), data = "skewed-holes", missing = "fiml")
bound("active limit", "m ~ a*x + z\ny ~ b*m + c*x\nb < 0.2\nind := a*b", list(estimator = "MLR"), estimator = "MLR")
bound("equal loadings and their reliability", "f =~ l*x1 + l*x2 + l*x3\nx1 ~~ e*x1\nx2 ~~ e*x2\nx3 ~~ e*x3\nf ~~ p*f\nomega := 9*p / (9*p + 3*e)", data = "holzinger")

write(toJSON(CASES, digits = 10, auto_unbox = TRUE, na = "null", null = "null"), file.path(here, "kinds.json"))
cat(length(CASES), "cases\n")
