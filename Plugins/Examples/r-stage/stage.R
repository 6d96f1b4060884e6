# Counts the words of each sentence. Needs base R and jsonlite.
input <- file("stdin", "r", encoding = "UTF-8")
say <- function(...) {
  cat(jsonlite::toJSON(list(...), auto_unbox = TRUE), "\n", sep = "")
  flush(stdout())
}

settings <- jsonlite::fromJSON(readLines(input, 1))$settings
say(twosouls = 1)

count <- function(sentence, text) {
  words <- gregexpr("\\p{L}+", substr(text, sentence$start + 1, sentence$end), perl = TRUE)[[1]]
  number <- sum(words > 0)
  list(on = sentence$id, words = number, long = number > settings$long)
}

while (length(line <- readLines(input, 1)) == 1) {
  document <- jsonlite::fromJSON(line, simplifyVector = FALSE)
  lengths <- lapply(document$layers$sentence, count, document$text)
  say(id = document$id, layers = list(`sentence-length` = lengths))
}
