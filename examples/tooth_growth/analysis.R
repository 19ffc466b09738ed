# The statistics of the paper, computed by R and written into results/: Rscript analysis.R
library(broom)
library(jsonlite)

growth <- within(ToothGrowth, dose <- factor(dose))
write <- function(table, file) write.csv(table, file.path("results", file), row.names = FALSE)

# A summary of each cell as analysis results data, in the columns of the package cards.
cells <- list()
add <- function(supp, dose, name, label, stat)
  cells[[length(cells) + 1]] <<- list(
    group1 = "supp", group1_level = supp, group2 = "dose", group2_level = dose, variable = "len",
    context = "summary", stat_name = name, stat_label = label, stat = stat)
for (supp in levels(growth$supp)) for (dose in levels(growth$dose)) {
  len <- growth$len[growth$supp == supp & growth$dose == dose]
  add(supp, dose, "N", "N", length(len))
  add(supp, dose, "mean", "Mean", mean(len))
  add(supp, dose, "sd", "SD", sd(len))
}
write_json(cells, file.path("results", "cells.json"), auto_unbox = TRUE, digits = NA, pretty = TRUE)

linear <- lm(len ~ supp * dose, growth)
write(tidy(t.test(len ~ supp, growth)), "welch.csv")
write(tidy(anova(linear)), "anova.csv")
write(tidy(linear, conf.int = TRUE), "linear.csv")
write(glance(linear), "fit.csv")
