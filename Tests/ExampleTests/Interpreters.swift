import Foundation
import TestSupport

/// The interpreters that examples need; tests of an example whose interpreter is missing are skipped, with a word.
enum Interpreter {
  static let python = isThere("python3 -c pass")
  static let r = isThere("Rscript --vanilla -e 'library(jsonlite)'")
  static let spaCy = isThere("python3 -c 'import spacy; spacy.load(\"en_core_web_sm\")'")

  private static func isThere(_ line: String) -> Bool {
    (try? Command(shell: line, in: FileManager.default.temporaryDirectory).status) == 0
  }
}
