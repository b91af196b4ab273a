# Makes the small files of this folder, each as R writes it. Run here with: Rscript make.R
# Each holds the same data.frame, unless its name says otherwise.

frame <- data.frame(
  code = c(2L, NA, 710L, 365L),
  value = c(1.5, NA, NaN, -Inf),
  name = c("United States", NA, "C\u00f4te d'Ivoire", ""),
  member = c(TRUE, NA, FALSE, TRUE),
  kind = factor(c("great", NA, "small", "great"), levels = c("small", "great", "unused")),
  day = as.Date(c("1949-10-01", NA, "1816-01-01", "2024-02-29")),
  stringsAsFactors = FALSE)
frame$moment <- as.POSIXct(c(0, NA, 1.5, -86400), origin = "1970-01-01", tz = "UTC")

for (version in 2:3) {
  for (how in c("gzip", "bzip2", "xz")) {
    save(frame, file = paste0("v", version, "_", how, ".rda"), version = version, compress = how)
  }
  save(frame, file = paste0("v", version, "_plain.rda"), version = version, compress = FALSE)
  save(frame, file = paste0("v", version, "_ascii.rda"), version = version, ascii = TRUE, compress = FALSE)
  saveRDS(frame, paste0("v", version, "_gzip.rds"), version = version)
  saveRDS(frame, paste0("v", version, "_ascii.rds"), version = version, ascii = TRUE, compress = FALSE)
}
saveRDS(frame, "v3_hex.rds", ascii = NA, compress = FALSE)
con <- file("v3_little.rds", "wb"); writeBin(serialize(frame, NULL, xdr = FALSE), con); close(con)

# ALTREP: sequences, strings made of numbers, and a sorted vector in its wrapper.
wrapped <- sort(c(3.5, 1.25, 2)); names <- as.character(1:4); reals <- as.character(c(100000, 123456.7, 0.1, 1e-5, NA))
saveRDS(list(ints = 1:5, down = 3:1, reals = seq_len(4) + 0, big = 2147483648:2147483650, names = names, print = reals,
             wrapped = wrapped), "altrep.rds", version = 3)

latin <- "C\xf4te"; Encoding(latin) <- "latin1"
both <- c("C\u00f4te", latin, NA, "NA", "", "a\nb\\\"\t ")
saveRDS(both, "texts.rds"); saveRDS(both, "texts_ascii.rds", ascii = TRUE, compress = FALSE)
bytes <- "\xff\xfe"; Encoding(bytes) <- "bytes"; saveRDS(bytes, "bytes.rds")

# Everything that is not a table.
setClass("Point", representation(x = "numeric", label = "character"))
env <- new.env(); assign("inside", 1:3, env); assign("self", env, env)
f <- compiler::cmpfun(function(x, y = 2) { if (x > y) for (i in 1:10) x <- x + i else while (y < 3) y <- y * 2; x })
odd <- list(null = NULL, complex = complex(real = c(1, NA), imaginary = c(-2, 0)), raw = as.raw(c(0, 127, 255)),
            nested = list(a = list(b = list(c = "deep"))), s4 = new("Point", x = 1.5, label = "p"), env = env, again = env,
            fun = f, plain = function(x) x + 1, builtin = sum, call = quote(f(x, y = 2)), symbol = as.name("sym"),
            formula = y ~ x + z, expr = expression(a + b, c), pairs = pairlist(p = 1, q = "two"), ns = asNamespace("stats"),
            global = globalenv(), base = baseenv(), empty = emptyenv(), last = "reached")
save(odd, frame, file = "odd.RData")
saveRDS(odd, "odd_ascii.rds", ascii = TRUE, compress = FALSE)

m <- matrix(c(1, 2, 3, 4, 5, NA), nrow = 2, dimnames = list(c("r1", "r2"), c("a", "b", "c")))
saveRDS(m, "matrix.rds")
rowed <- data.frame(x = 1:2, row.names = c("first", "second")); rowed$pair <- list(1:2, "b"); rowed$m <- matrix(1:4, 2)
rowed$wide <- structure(c(4.94065645841247e-324, 0), class = "integer64") # the bits of 1 and 0
saveRDS(rowed, "rowed.rds")
saveRDS(data.frame(), "empty.rds")
local({ x <- 1; save(list = character(), file = "none.rda") })
