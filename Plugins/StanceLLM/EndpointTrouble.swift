/// Why an endpoint gave no answer that can be read.
struct EndpointTrouble: Error, Equatable, CustomStringConvertible {
  enum Kind: Error, Equatable {
    case noLibrary
    case noKey(variable: String)
    case badKey(variable: String)
    case noConnection(String)
    case timedOut(seconds: Double)
    case broken(String)
    case refused(String)
    case tooLarge(bytes: Int)
    case status(Int, said: String, wait: Int?)
    case redirect(to: String)
    case page
    case noJSON(String)
    case noCompletion(String)
  }

  let host: String
  let kind: Kind
  /// The variable that holds the key, for advice.
  var variable: String?
  var model = ""
  /// How often it was asked.
  var attempts = 1

  /// Whether another attempt may do better.
  var mayPass: Bool {
    switch kind {
    case .noConnection, .timedOut, .broken, .noJSON, .noCompletion: true
    case .status(let code, _, _): code == 408 || code == 429 || code >= 500
    default: false
    }
  }

  /// Whether every other request would fare the same.
  var isFinal: Bool {
    switch kind {
    case .noLibrary, .noKey, .badKey, .refused, .redirect, .page: true
    case .status(let code, _, _): [401, 402, 403, 404, 405].contains(code)
    default: false
    }
  }

  var description: String {
    let times = attempts > 1 ? " (asked \(attempts) times)" : ""
    switch kind {
    case .noLibrary: return "libcurl is missing, by which a language model is asked; install Debian's “libcurl4”"
    case .noKey(let variable):
      return "the environment has no “\(variable)”, which holds the key for \(host); set it and run again"
    case .badKey(let variable):
      return "what “\(variable)” holds is no key: it has white space or letters beyond ASCII inside"
    case .noConnection(let reason):
      return "\(host) cannot be reached\(times): \(reason); is the server running, and is “endpoint” right?"
    case .timedOut(let seconds):
      return "\(host) did not answer within \(Self.number(seconds)) s\(times); raise “timeout”, or take a smaller model"
    case .broken(let reason): return "the answer of \(host) broke off\(times): \(reason); run again"
    case .refused(let reason): return "\(host) was not asked: \(reason); look at “endpoint”"
    case .tooLarge(let bytes):
      return "the answer of \(host) is larger than \(bytes) bytes; look at “endpoint”, or raise “response-limit”"
    case .status(let code, let said, let wait): return status(code, said.isEmpty ? "" : " “\(said)”", wait, times)
    case .redirect(let address):
      return "\(host) sends on to \(address); text goes nowhere but to “endpoint”, so write the right address there"
    case .page: return "\(host) answered with a web page; “endpoint” takes the address of its interface, often with /v1"
    case .noJSON(let reason): return "\(host) answered with something else than JSON\(times): \(reason)"
    case .noCompletion(let reason):
      return "\(host) answered, but not as OpenAI's chat completions do\(times): \(reason); look at “endpoint”"
    }
  }

  private func status(_ code: Int, _ said: String, _ wait: Int?, _ times: String) -> String {
    switch code {
    case 401, 403:
      let advice = variable.map { "look at the key in “\($0)”" } ?? "name the variable with a key by “key-variable”"
      return "\(host) refuses access (\(code))\(said); \(advice)"
    case 404: return "\(host) knows no such address or no model “\(model)” (404)\(said); look at “endpoint” and “model”"
    case 429:
      let asked = wait.map { ", and asks to wait \($0) s" } ?? ""
      return
        "\(host) takes no more requests for now (429)\(times)\(asked)\(said); lower “concurrency”, or run again later"
    case 500...: return "\(host) failed (\(code))\(times)\(said); look at its log, or run again later"
    default: return "\(host) did not accept the request (\(code))\(said); look at the settings of stance.llm"
    }
  }

  private static func number(_ seconds: Double) -> String {
    Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)"
  }
}

/// Why nothing is asked any more.
struct EndpointClosed: Error, CustomStringConvertible {
  let host: String
  /// Failures in a row; 0 where the first was enough.
  let failures: Int
  let last: String

  var description: String {
    let reason = failures == 0 ? "" : " after \(failures) failures in a row"
    return "\(host) is not asked any more in this run\(reason): \(last)"
  }
}
