# Golden cases on further public data: models, BCa, Bollen-Stine, moments, Johnson-Neyman regions, simulated power.
#
#   Rscript make_public.R          writes public.json and models/*.csv beside this script
#
# Data: LifeCycleSavings, stackloss, USArrests, mtcars and swiss of R's datasets; PoliticalDemocracy, Demo.growth,
# FacialBurns and HolzingerSwineford1939 of lavaan; Boston, survey, crabs, birthwt, whiteside and Pima.tr2 of MASS; urine of
# boot; lung of survival.

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
source(file.path(here, "lavaan_tables.R"))
frame <- function(name) read.csv(file.path(here, "models", paste0(name, ".csv")), check.names = FALSE)
plain <- function(data) setNames(data, tolower(gsub(".", "_", names(data), fixed = TRUE)))
save <- function(name, data) write.csv(plain(data), file.path(here, "models", paste0("public-", name, ".csv")), row.names = FALSE, na = "")
data(Boston, survey, crabs, birthwt, whiteside, Pima.tr2, package = "MASS")
data(urine, package = "boot"); data(cancer, package = "survival")

save("savings", transform(LifeCycleSavings, dpi = dpi / 1000))
save("stackloss", stackloss)
save("arrests", transform(USArrests, Assault = Assault / 10))
save("democracy", PoliticalDemocracy)
save("growth", Demo.growth)
save("burns", transform(FacialBurns, Sex = c("men", "women")[Sex]))
save("holzinger", transform(HolzingerSwineford1939, school = sub("-", "", school)))
save("boston", transform(Boston[c("crim", "rm", "lstat", "ptratio", "nox", "dis", "medv")], nox = 10 * nox, crim = log(crim)))
save("survey", with(survey, data.frame(male = as.integer(Sex == "Male"), writing = Wr.Hnd, other = NW.Hnd, height = Height / 10, pulse = Pulse / 10, age = Age / 10)))
save("crabs", crabs[c("sp", "sex", "FL", "RW", "CL", "CW", "BD")])
save("urine", transform(urine, osmo = osmo / 100, urea = urea / 100, cond = cond / 10, gravity = (gravity - 1) * 100))
save("births", transform(birthwt[c("lwt", "age", "smoke", "ht", "ptl", "bwt")], lwt = lwt / 10, age = age / 10, bwt = bwt / 1000))
save("heating", transform(whiteside, insulated = as.integer(Insul == "After"))[c("Temp", "Gas", "insulated")])
save("pima", transform(Pima.tr2, glu = glu / 10, bp = bp / 10, skin = skin / 10, bmi = bmi / 10, age = age / 10)[c("glu", "bp", "skin", "bmi", "age", "type")])
save("lung", with(lung, data.frame(sex = c("male", "female")[sex], age = age / 10, karno = ph.karno / 10, ecog = ph.ecog, own = pat.karno / 10, calories = meal.cal / 100, loss = wt.loss / 10)))

# --- models ---------------------------------------------------------------------------------------------------------
CASES <- list()
# `options` are those of report.pathmodels.fit, `...` those of sem().
add <- function(name, syntax, data, options = list(), ..., estimators = c("ML", "MLM", "MLR")) for (estimator in estimators) {
  given <- list(estimator = estimator, ...)
  fit <- suppressWarnings(do.call("sem", c(list(syntax, frame(paste0("public-", data))), given)))
  stopifnot(lavInspect(fit, "converged"))
  top <- at_maximum(fit, frame(paste0("public-", data)), given)
  CASES[[length(CASES) + 1]] <<- c(
    list(name = paste(name, estimator), syntax = syntax, data = paste0("public-", data), options = c(options, list(estimator = estimator)),
         n = sum(lavInspect(fit, "nobs")), tight = c(measured(top), local_fit(top))), measured(fit))
}
fiml <- function(x) list(missing = "fiml", fixed_x = x)
incomplete <- c("ML", "MLR")
savings <- "pop15 ~ p*dpi\nsr ~ q*pop15 + r*dpi + ddpi\nind := p*q\nshare := p*q / (p*q + r)"
add("savings", savings, "savings")
add("stackloss", "water_temp ~ a*air_flow\nstack_loss ~ b*water_temp + air_flow + acid_conc_\nind := a*b", "stackloss")
politics <- "ind60 =~ x1 + x2 + x3\ndem60 =~ y1 + y2 + y3 + y4\ndem60 ~ a*ind60\ny8 ~ b*dem60 + c*ind60\nind := a*b\ntotal := c + a*b"
add("politics", politics, "democracy", list(unit_latent = TRUE), std.lv = TRUE)
growing <- "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\ns ~ a*i + x1\ni ~ x1 + x2\ni ~ 1\ns ~ 1\nt1 ~ 0*1 + c1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1\nr := a^2"
add("growing", growing, "growth")
burns <- "selfesteem ~ c(a1, a2)*tbsa + rum\nhads ~ c(b1, b2)*selfesteem + rum\nb1 == b2\nd := a1*b1 - a2*b2"
add("burns", burns, "burns", list(group = "sex"), group = "sex")
add("houses", "rm ~ a*lstat + crim\nmedv ~ b*rm + lstat + ptratio\nnox ~ dis + crim\nrm ~~ 0*medv\nnox ~~ rm\nind := a*b", "boston")
add("arrests", "crime =~ murder + assault + rape\ncrime ~ urbanpop", "arrests", list(means = TRUE), meanstructure = TRUE)
add("crabs", "size =~ fl + cl + cw + bd\nrw ~ size", "crabs", list(group = "sp", group_equal = list("loadings", "intercepts")), group = "sp", group.equal = c("loadings", "intercepts"))
add("births", "bwt ~ lwt + smoke + i*lwt:smoke + ht\nptl ~ smoke\nbwt ~ ptl", "births")
school <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\nspeed ~ a*visual + b*textual\na == b\nx7 ~~ x8"
add("school", school, "holzinger", list(group = "school"), group = "school")
for (x in c(TRUE, FALSE)) {
  hands <- "height ~ h*male\nwriting ~ a*height + male\nother ~ b*writing\npulse ~ height + age\nind := h*a*b"
  add(paste("hands", x), hands, "survey", fiml(x), missing = "fiml", fixed.x = x, estimators = incomplete)
  add(paste("urine", x), "conc =~ osmo + cond + urea + gravity\nconc ~ ph\ncalc ~ conc + ph", "urine", fiml(x), missing = "fiml", fixed.x = x, estimators = incomplete)
  add(paste("pima", x), "bmi ~ skin + age\nbp ~ bmi + age\nglu ~ c(g, g)*bmi + age", "pima", c(fiml(x), group = "type"), missing = "fiml", fixed.x = x, group = "type", estimators = incomplete)
  add(paste("lung", x), "health =~ karno + own + ecog\nhealth ~ age\nloss ~ health + calories", "lung", c(fiml(x), group = "sex", group_equal = list(list("loadings"))), missing = "fiml", fixed.x = x, group = "sex", group.equal = "loadings", estimators = incomplete)
}
# A path and its reverse, or a loading and a path, can be equivalent: then their indices are equal at the maximum.
sites <- "f =~ a1 + a2 + a3 + a4 + b3\ng =~ b1 + b2 + b3\ng ~ c(p1, p2, p3)*f\np1 == p2"
save("sites", frame("factors-holes"))
add("sites", sites, "sites", c(fiml(TRUE), group = "site"), missing = "fiml", group = "site", estimators = incomplete)

# --- resamples: the same ones in every program ---------------------------------------------------------------------
picked <- function(n, r) { i <- as.numeric(seq_len(n)); (i * i * (2 * r + 1) + i * (7 * r + 3) + 13 * r * r) %% 1000003 %% n + 1 }
members <- function(data, group) if (is.null(group)) list(seq_len(nrow(data))) else split(seq_len(nrow(data)), factor(data[[group]], unique(data[[group]])))
drawn <- function(groups, r) unlist(lapply(groups, function(rows) rows[picked(length(rows), r)]))
both <- function(syntax, data, ...) {
  fit <- suppressWarnings(sem(syntax, data, ...))
  if (!lavInspect(fit, "converged")) return(NA)
  std <- as.data.frame(standardizedSolution(fit, se = FALSE)); raw <- as.data.frame(parameterEstimates(fit, se = FALSE, remove.def = FALSE))
  keep <- !raw$op %in% c("==", "<", ">"); c(raw$est[keep], std$est.std[!std$op %in% c("==", "<", ">")])
}
bca <- function(name, syntax, data, R = 79, group = NULL, options = list(), ...) {
  cases <- frame(paste0("public-", data)); given <- c(list(...), if (!is.null(group)) list(group = group))
  refit <- function(rows) do.call("both", c(list(syntax, cases[rows, ]), given))
  groups <- members(cases, group); t0 <- refit(seq_len(nrow(cases)))
  t <- sapply(seq_len(R), function(r) refit(drawn(groups, r)))
  influence <- do.call("cbind", lapply(groups, function(rows) {
    without <- sapply(rows, function(i) refit(-i)); (rowMeans(without) - without) * (length(rows) - 1) / length(rows)
  }))
  a <- rowSums(influence^3) / (6 * rowSums(influence^2)^1.5)
  one <- function(k) {
    if (diff(range(t[k, ])) < 1e-9) return(NULL)
    list(row = k - 1, acceleration = a[k], se = sd(t[k, ]), percentile = unname(quantile(t[k, ], c(.025, .975), type = 6)))
  }
  list(name = name, syntax = syntax, data = paste0("public-", data), options = c(options, if (!is.null(group)) list(group = group)), resamples = R,
       intervals = Filter(Negate(is.null), lapply(seq_along(t0), one)))
}
BCA <- list(
  bca("savings", savings, "savings"),
  bca("stackloss", "water_temp ~ a*air_flow\nstack_loss ~ b*water_temp + air_flow + acid_conc_\nind := a*b", "stackloss"),
  bca("politics", politics, "democracy"),
  bca("arrests with means", "crime =~ murder + assault + rape\ncrime ~ urbanpop", "arrests", options = list(means = TRUE), meanstructure = TRUE),
  bca("burns in groups", "selfesteem ~ c(a1, a2)*tbsa + rum\nhads ~ c(b1, b2)*selfesteem\nd := a1*b1 - a2*b2", "burns", group = "sex"),
  bca("births", "bwt ~ lwt + smoke + i*lwt:smoke\nptl ~ smoke", "births"),
  bca("constraint", "selfesteem ~ a*tbsa + rum\nhads ~ b*selfesteem + c*rum\na == 2*c\nind := a*b", "burns"),
  bca("loop", "sr ~ ddpi + a*pop15\npop15 ~ b*sr + dpi", "savings")
)

# --- Bollen-Stine: the transformed cases, with lavaan's matrix roots, and chi-squares of the same resamples ------------
root <- function(m) lavaan:::lav_matrix_symmetric_sqrt(m)
stine <- function(name, syntax, data, group = NULL, options = list(), R = 12, ...) {
  cases <- frame(paste0("public-", data)); given <- c(list(...), if (!is.null(group)) list(group = group))
  fit <- do.call("sem", c(list(syntax, cases), given)); whole <- lavInspect(fit, "data"); implied <- fitted(fit)
  if (is.null(group)) { whole <- list(whole); implied <- list(implied) }
  groups <- members(cases, group); turned <- cases
  for (g in seq_along(groups)) {
    y <- scale(whole[[g]], scale = FALSE); s <- crossprod(y) / nrow(y)
    mean <- if (lavInspect(fit, "meanstructure")) implied[[g]]$mean else colMeans(whole[[g]])
    turned[groups[[g]], colnames(y)] <- sweep(y %*% root(solve(s)) %*% root(unclass(implied[[g]]$cov)), 2, mean, "+")
  }
  chi <- sapply(seq_len(R), function(r) { f <- suppressWarnings(do.call("sem", c(list(syntax, turned[drawn(groups, r), ]), given))); if (lavInspect(f, "converged")) fitMeasures(f, "chisq")[[1]] else NA })
  list(name = name, syntax = syntax, data = paste0("public-", data), options = c(options, if (!is.null(group)) list(group = group)), chisq = fitMeasures(fit, "chisq")[[1]],
       names = colnames(whole[[1]]), cases = unname(lapply(groups, function(rows) unname(as.matrix(turned[rows[1:4], colnames(whole[[1]])])))), fixed = chi)
}
STINE <- list(
  stine("savings", "pop15 ~ dpi\nsr ~ pop15 + ddpi", "savings"),
  stine("politics", politics, "democracy"),
  stine("means", "crime =~ murder + assault + rape\ncrime ~ urbanpop", "arrests", options = list(means = TRUE), meanstructure = TRUE),
  stine("growth", "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\ni ~ 1\ns ~ 1\nt1 ~ 0*1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1", "growth"),
  stine("groups", "visual =~ x1 + x2 + x3\nspeed =~ x7 + x8 + x9", "holzinger", group = "school"),
  stine("groups with a constraint", "selfesteem ~ c(a, a)*tbsa\nhads ~ selfesteem + rum", "burns", group = "sex"),
  stine("houses", "rm ~ lstat + crim\nmedv ~ rm + lstat + ptratio\nrm ~~ 0*medv", "boston")
)

# --- moments instead of cases -----------------------------------------------------------------------------------------
moments <- function(name, syntax, data, columns, group = NULL, options = list(), ...) {
  cases <- frame(paste0("public-", data)); parts <- if (is.null(group)) list(cases) else split(cases, factor(cases[[group]], unique(cases[[group]])))
  parts <- lapply(parts, function(part) round(part[columns], 3)); plural <- function(x) if (is.null(group)) x[[1]] else x
  covs <- lapply(parts, cov); means <- lapply(parts, colMeans); n <- sapply(parts, nrow)
  fit <- do.call("sem", c(list(syntax, sample.cov = plural(covs), sample.nobs = unname(n), sample.mean = plural(means)), list(...)))
  c(list(name = name, syntax = syntax, columns = columns, options = options, groups = if (is.null(group)) list("") else as.list(names(parts)),
         samples = unname(lapply(seq_along(parts), function(g) list(n = n[[g]], cov = unname(covs[[g]]), mean = unname(means[[g]]))))), measured(fit), local_fit(fit))
}
MOMENTS <- list(
  moments("savings", savings, "savings", c("sr", "pop15", "dpi", "ddpi"), options = list(means = TRUE)),
  moments("politics", politics, "democracy", c("x1", "x2", "x3", "y1", "y2", "y3", "y4", "y8"), options = list(means = TRUE)),
  moments("growth", "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\ni ~ 1\ns ~ 1\nt1 ~ 0*1\nt2 ~ 0*1\nt3 ~ 0*1\nt4 ~ 0*1", "growth", c("t1", "t2", "t3", "t4")),
  moments("groups", "visual =~ x1 + x2 + x3\nspeed =~ x7 + x8 + x9\nspeed ~ visual", "holzinger", c("x1", "x2", "x3", "x7", "x8", "x9"), group = "school",
          options = list(group_equal = list("loadings", "intercepts")), group.equal = c("loadings", "intercepts")),
  moments("random covariates", "rm ~ a*lstat + crim\nmedv ~ b*rm + lstat\nind := a*b", "boston", c("rm", "lstat", "crim", "medv"), options = list(means = TRUE, fixed_x = FALSE), fixed.x = FALSE),
  moments("loop with a constraint", "sr ~ ddpi + a*pop15\npop15 ~ b*sr + dpi\na == 0.1*b", "savings", c("sr", "pop15", "dpi", "ddpi"), options = list(means = TRUE))
)

# --- Johnson-Neyman: the closed form of Bauer and Curran (2005), from lavaan's estimates at their maximum ---------------
probed <- function(name, syntax, data, outcome, predictor, moderator, values, options = list(), ...) {
  cases <- frame(paste0("public-", data)); fit <- at_maximum(sem(syntax, cases, ...), cases, list(...))
  labels <- names(coef(fit)); product <- intersect(paste0(outcome, "~", c(paste0(predictor, ":", moderator), paste0(moderator, ":", predictor))), labels)
  own <- c(paste0(outcome, "~", predictor), product); b <- coef(fit)[own]; v <- vcov(fit)[own, own]; q <- qnorm(.975)^2
  A <- b[[2]]^2 - q * v[2, 2]; B <- 2 * (b[[1]] * b[[2]] - q * v[1, 2]); C <- b[[1]]^2 - q * v[1, 1]; D <- B^2 - 4 * A * C
  limits <- if (D < 0) list() else as.list(sort((-B + c(-1, 1) * sqrt(D)) / (2 * A)))
  slope <- b[[1]] + b[[2]] * values; se <- sqrt(v[1, 1] + 2 * values * v[1, 2] + values^2 * v[2, 2])
  list(name = name, syntax = syntax, data = paste0("public-", data), outcome = outcome, predictor = predictor, moderator = moderator, options = options,
       at = values, slope = slope, se = se, p = 2 * pnorm(-abs(slope / se)), lower = slope - sqrt(q) * se, upper = slope + sqrt(q) * se, limits = limits, inside = A < 0)
}
points <- function(x) mean(x, na.rm = TRUE) + c(-1, 0, 1) * sd(x, na.rm = TRUE)
heat <- "gas ~ temp + insulated + temp:insulated"
PROBED <- list(
  probed("heating", heat, "heating", "gas", "temp", "insulated", c(0, 1)),
  probed("heating, other side", heat, "heating", "gas", "insulated", "temp", points(frame("public-heating")$temp)),
  probed("births", "bwt ~ lwt + smoke + lwt:smoke + ht\nptl ~ smoke", "births", "bwt", "lwt", "smoke", c(0, 1), list(estimator = "MLR"), estimator = "MLR"),
  probed("houses", "medv ~ rm + lstat + rm:lstat + ptratio\nnox ~ dis", "boston", "medv", "rm", "lstat", points(frame("public-boston")$lstat), list(estimator = "MLM"), estimator = "MLM"),
  probed("savings", "sr ~ pop15 + dpi + dpi:pop15", "savings", "sr", "pop15", "dpi", points(frame("public-savings")$dpi), list(means = TRUE), meanstructure = TRUE),
  probed("random", "bwt ~ age + lwt + age:lwt", "births", "bwt", "age", "lwt", points(frame("public-births")$lwt), list(fixed_x = FALSE), fixed.x = FALSE),
  probed("covariance", "hads ~ rum + tbsa + rum:tbsa\nselfesteem ~ rum\nhads ~~ selfesteem", "burns", "hads", "rum", "tbsa", points(frame("public-burns")$tbsa)),
  probed("latent outcome", "visual =~ x1 + x2 + x3\nvisual ~ ageyr + sex + ageyr:sex", "holzinger", "visual", "ageyr", "sex", c(1, 2))
)

# --- power: the same data sets, estimated by lavaan ----------------------------------------------------------------------
uniform <- function(k) { x <- (k * 7919 + (k %% 9973) * (k %% 9967) * 31) %% 1000003; (x + 0.5) / 1000003 }
simulated <- function(name, syntax, population, effects, order, n, sets) {
  cov <- unclass(fitted(sem(population, do.fit = FALSE, fixed.x = FALSE))$cov)[order, order]; root <- chol(cov); p <- length(order)
  runs <- lapply(seq_len(sets), function(s) {
    k <- (s - 1) * n * p + seq_len(n * p) - 1
    d <- as.data.frame(matrix(qnorm(uniform(k)), n, p, byrow = TRUE) %*% root); names(d) <- order
    parameterEstimates(sem(syntax, d))
  })
  truth <- parameterEstimates(sem(syntax, sample.cov = cov, sample.nobs = 1e6)); keep <- with(truth, op == "~" | op == ":=")
  column <- function(name) sapply(runs, function(r) r[[name]][keep])
  est <- matrix(column("est"), sum(keep)); se <- matrix(column("se"), sum(keep)); true <- truth$est[keep]
  list(name = name, syntax = syntax, effects = effects, order = order, n = n, sets = sets, cov = unname(cov),
       names = with(truth[keep, ], ifelse(op == ":=", lhs, paste(lhs, op, rhs))), power = rowMeans(abs(est / se) > qnorm(.975)), bias = rowMeans(est - true),
       coverage = rowMeans(abs(est - true) < qnorm(.975) * se), truth = true)
}
POWER <- list(
  simulated("mediation", "m ~ a*x\ny ~ b*m + c*x\nind := a*b", "m ~ 0.4*x\ny ~ 0.35*m + 0.2*x\nx ~~ 1*x\nm ~~ 0.84*m\ny ~~ 0.7815*y",
            list(a = .4, b = .35, c = .2), c("m", "y", "x"), 40, 150),
  simulated("correlated causes", "y ~ x + z\nw ~ y", "y ~ 0.3*x + 0.25*z\nw ~ 0.5*y\nx ~~ 1*x + 0.3*z\nz ~~ 1*z\ny ~~ 0.8025*y\nw ~~ 0.75*w",
            list("y ~ x" = .3, "y ~ z" = .25, "w ~ y" = .5, "x ~~ z" = .3), c("y", "w", "x", "z"), 60, 120),
  simulated("loop by a constraint", "m ~ a*x\ny ~ a*m\nind := a^2", "m ~ 0.3*x\ny ~ 0.3*m\nx ~~ 1*x\nm ~~ 0.91*m\ny ~~ 0.91*y", list(a = .3), c("m", "y", "x"), 50, 80)
)
write(toJSON(list(cases = CASES, bca = BCA, bollen_stine = STINE, moments = MOMENTS, probed = PROBED, power = POWER), digits = 11, auto_unbox = TRUE, na = "null", null = "null"),
      file.path(here, "public.json"))
cat(length(CASES), "cases\n")
