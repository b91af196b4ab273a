# Reads a file with R and prints its columns of numbers, a row a line: numbers in hexadecimal, to the bit.   Rscript read.R FILE SEP NA
a <- commandArgs(TRUE)
d <- read.csv(a[1], sep = a[2], na.strings = a[3], check.names = FALSE, colClasses = "numeric")
writeLines(paste(names(d), collapse = "|"))
writeLines(do.call(paste, c(lapply(d, function(x) ifelse(is.na(x), "NA", sprintf("%a", x))), sep = "|")))
