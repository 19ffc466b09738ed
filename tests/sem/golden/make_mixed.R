# Golden cases that combine features: public data that come with R, and simulated ones.
#
#   Rscript make_mixed.R          writes mixed.json and models/*.csv beside this script
#
# Data: attitude, airquality, iris, mtcars, swiss and USJudgeRatings of R's datasets, two simulated samples.

suppressPackageStartupMessages({library(lavaan); library(jsonlite)})
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
source(file.path(here, "lavaan_tables.R"))
frame <- function(name) read.csv(file.path(here, "models", paste0(name, ".csv")), check.names = FALSE)
save <- function(name, data) write.csv(data, file.path(here, "models", paste0(name, ".csv")), row.names = FALSE, na = "")
plain <- function(data) setNames(data, tolower(gsub(".", "_", names(data), fixed = TRUE)))

save("attitude", plain(attitude)); save("air", transform(plain(airquality), solar_r = solar_r / 10))
save("iris", plain(iris)); save("swiss", plain(swiss)); save("judges", plain(USJudgeRatings))
cars <- plain(mtcars); cars$disp <- cars$disp / 100; cars$hp <- cars$hp / 100; cars$qsec <- cars$qsec / 10; save("cars", cars)
set.seed(41); n <- 420
f <- rnorm(n); g <- 0.5 * f + rchisq(n, 4) / 3; h <- 0.4 * g - 0.3 * f + rt(n, 6)
site <- rep(c("north", "south", "west"), n / 3); shift <- c(north = 0, south = .3, west = -.2)[site]
items <- function(score, prefix, loads) setNames(as.data.frame(lapply(loads, function(l) l * score + rexp(n) + shift)), paste0(prefix, seq_along(loads)))
sim <- cbind(items(f, "a", c(1, .8, .7, .9)), items(g, "b", c(1, .6, .9)), items(h, "c", c(1, 1.2, .7, .6)))
sim$b3 <- sim$b3 + 0.4 * f
sim$z <- rnorm(n); sim$u <- 0.5 * f + 0.3 * sim$z * f + rnorm(n); sim$d <- rep(0:1, each = n / 2)
sim <- round(sim, 4); sim$site <- site
save("factors", sim)
holes <- sim; set.seed(42)
for (column in c("a2", "a3", "b1", "b2", "c3", "u")) holes[runif(n) < 0.12, column] <- NA
holes[plogis(holes$z - 1.5) > runif(n), "c1"] <- NA
save("factors-holes", holes)

CASES <- list()
# `options` are those of report.pathmodels.fit, `...` those of sem().
add <- function(name, syntax, data, options = list(), ..., local = TRUE) {
  fit <- suppressWarnings(sem(syntax, frame(data), ...))
  stopifnot(lavInspect(fit, "converged"))
  one <- c(list(name = name, syntax = syntax, data = data, options = options, n = sum(lavInspect(fit, "nobs"))),
           measured(fit), at_its_maximum(fit, frame(data), list(...), local))
  CASES[[length(CASES) + 1]] <<- one
}
both <- function(name, syntax, data, options = list(), ..., estimators = c("ML", "MLM", "MLR"), local = TRUE)
  for (e in estimators) add(paste(name, e), syntax, data, c(options, list(estimator = e)), estimator = e, ..., local = local)

both("attitude", "rating ~ a*complaints + b*learning\nraises ~ c*complaints\nadvance ~ raises + d*critical\na == 2*b\nr := exp(c) - log(a + 1)", "attitude")
both("attitude means random", "rating ~ complaints + learning\nraises ~ complaints\nrating ~ 0*1", "attitude", list(fixed_x = FALSE, means = TRUE), fixed.x = FALSE, meanstructure = TRUE)
for (x in c(TRUE, FALSE)) {
  o <- list(missing = "fiml", fixed_x = x)
  both(paste("air", x), "ozone ~ a*temp + wind + solar_r\ntemp ~ b*solar_r + c*wind\nsolar := a*b\nw := a*c", "air", o, missing = "fiml", fixed.x = x, estimators = c("ML", "MLR"))
  both(paste("air equal", x), "ozone ~ temp + wind\ntemp ~ wind", "air", c(o, list(group = "month", group_equal = list("regressions"))), missing = "fiml", fixed.x = x, group = "month", group.equal = "regressions", estimators = c("ML", "MLR"))
  both(paste("factors holes", x), "f =~ a1 + a2 + a3 + a4\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3 + c4\ng ~ p*f + z\nh ~ q*g + r*f\nind := p*q\nf ~~ z", "factors-holes", o, missing = "fiml", fixed.x = x, estimators = c("ML", "MLR"))
}
both("iris", "petal_length ~ c(a,a,b)*sepal_length + sepal_width\npetal_width ~ petal_length + c(e,f,e)*sepal_width\nind := a*b\ngap := e - f", "iris", list(group = "species"), group = "species")
both("iris partial", "petal_length ~ sepal_length + sepal_width\npetal_width ~ petal_length", "iris", list(group = "species", group_equal = list("regressions"), group_partial = list("petal_length~sepal_width")), group = "species", group.equal = "regressions", group.partial = "petal_length~sepal_width")
both("swiss variances", "fertility ~ a*education\nexamination ~ b*education\nfertility ~~ v1*fertility\nexamination ~~ v2*examination\nr := v1/v2\nv1 == 2*v2", "swiss")
both("judges", "skill =~ intg + dmnr + dilg + cfmg + deci\nwork =~ prep + fami + oral + writ\nrten ~ skill + work\nskill ~ cont\nwork ~ cont", "judges")
both("cars single", "size =~ disp + wt + cyl\neff =~ 1*mpg\nmpg ~~ 0*mpg\neff ~ a*size\ngas =~ hp\nhp ~~ 0.05*hp\ngas ~ size\neff ~ b*gas", "cars")
both("cross", "f =~ a1 + a2 + a3 + a4 + b3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3 + c4\nh ~ g + f\na1 ~~ c1", "factors")
both("cross groups", "f =~ a1 + a2 + a3 + a4 + b3\ng =~ b1 + b2 + b3\ng ~ c(p1,p2,p3)*f\np1 == p2", "factors", list(group = "site"), group = "site")
both("strict means", "f =~ a1 + a2 + a3 + a4\ng =~ b1 + b2 + b3", "factors", list(group = "site", group_equal = list("loadings", "intercepts", "residuals")), group = "site", group.equal = c("loadings", "intercepts", "residuals"))
both("higher", "f =~ a1 + a2 + a3 + a4\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3 + c4\ntop =~ f + g + h\nu ~ top + z", "factors")
both("two factors", "f =~ NA*a1 + a2 + a3 + a4\nf ~~ 1*f\ng =~ b1 + l*b2 + l*b3\nf ~~ c*g\nb1 ~~ b2\nrel := l^2 / (l^2 + 1)", "factors")
both("interaction m", "u ~ m*z + a1 + i*z:a1\nc1 ~ k*u + z\nlow := (m - i)*k\nhigh := (m + i)*k\nd := high - low", "factors", list(means = TRUE), meanstructure = TRUE)
both("interaction groups", "u ~ z + c(a,b)*a1 + c(i,i)*z:a1\nd := a - b", "factors", list(group = "d"), group = "d")
both("exp", "u ~ a*z + b*a1\nc1 ~ c*u\nor := exp(a)\nl := log(b^2)\np := 1/(1+exp(-a-b))\nq := a^-1\nw := -a^2 + 2*b*-c", "factors")
both("bound product", "u ~ a*z + b*a1\nc1 ~ c*u + e*a1\na*c > 0.3\nb + e == 0.5", "factors")
both("latent constraint", "f =~ a1 + p*a2 + q*a3 + a4\ng =~ b1 + b2 + b3\ng ~ r*f + s*z\np == q\nr - s > 0.4\nm := r/s", "factors")
both("sites equal", "u ~ z + a1\nc1 ~ u + a1\nc2 ~ c1 + z", "factors", list(group = "site", group_equal = list("regressions", "intercepts", "residuals")), group = "site", group.equal = c("regressions", "intercepts", "residuals"))
both("fixed values", "u ~ 0.3*z + a1\nc1 ~ 0.5*u + a1\nu ~~ 1.2*u\nc1 ~ 2*1", "factors", list(means = TRUE), meanstructure = TRUE)
both("covariances only", "a1 ~~ a2 + a3\na2 ~~ 0*a3\nb1 ~~ a1", "factors", local = TRUE)
# A covariance that is fixed at zero between outcomes that share a partner: no set of regressions gives the estimates.
both("star", "u ~ z\nc1 ~ z\na1 ~ z\nc1 ~~ 0*a1", "factors")
# modindices() adds f =~ b1 to this model, which moves b1 among its variables, so that other indices are wrong, too;
# lavTestScore() has them one at a time.
beside <- "f =~ a1 + a2 + a3 + a4\nu ~ z\nz ~~ f\nb1 ~~ u"
both("covariance with a factor", beside, "factors")
single <- c("a1 ~~ a4", "a2 ~~ a3", "a1 ~~ a2", "a4 ~~ u")
for (k in length(CASES) - 2:0) CASES[[k]]$modification <- lapply(single, function(added) {
  test <- lavTestScore(sem(beside, frame("factors")), add = added, epc = TRUE)
  change <- subset(test$epc, paste(lhs, op, rhs) == added)
  with(change, list(lhs = lhs, op = op, rhs = rhs, group = 1, mi = test$uni$X2, epc = epc, std = sepc.all))
})

write(toJSON(CASES, digits = 9, auto_unbox = TRUE, na = "null", null = "null"), file.path(here, "mixed.json"))
cat(length(CASES), "cases\n")
