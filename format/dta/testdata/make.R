# Writes the files of R in this folder: Rscript make.R (readstata13 0.10.1, foreign 0.8-84).
library(readstata13); library(foreign)
d <- data.frame(b=c(1L,NA,-3L,100L), i=c(1000L,NA,-32000L,5L), l=c(100000L,NA,-2000000L,7L), x=c(1.5,NA,-1e-3,0.1),
  s=c("a","b c","h\u00e9llo","zz"), f=factor(c("lo","hi",NA,"lo")),
  day=as.Date(c("1960-01-01",NA,"2024-02-29","1949-10-01")), stringsAsFactors=FALSE)
attr(d,"var.labels") <- paste("label of", names(d))
for (v in c(104,105,108,110,111,113,114,115,117,118,119)) save.dta13(d, sprintf("readstata13_%d.dta",v), version=v, data.label="Test data", compress=TRUE)
for (v in c(6,7,8,10)) write.dta(d, sprintf("foreign_%d.dta",v), version=v)
