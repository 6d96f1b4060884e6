import PluginAPI

/// The frame of a page: head, style, script, foot. Nothing on it comes from elsewhere.
struct Page {
  let title: String
  let run: RunDescription

  func html(_ content: (inout HTML) -> Void) -> [UInt8] {
    var html = HTML()
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.open("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
    html.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
    html.element("title", title)
    html.raw("\n<style>")
    html.raw(Self.style)
    html.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n")
    html.raw(Picture.patterns)
    content(&html)
    html.open("footer")
    html.text("Made by TwoSouls \(run.version). Labels are a machine’s readings: contest them.")
    html.raw("</footer>\n<script>")
    html.raw(Self.script)
    html.raw("</script>\n</body>\n</html>\n")
    return html.bytes
  }

  private static let style = TextResource.reportCss.bytes
  private static let script = TextResource.reportJs.bytes

  /// Nothing may be fetched or sent, and no style or script runs but the page's own: should a text ever get past the
  /// escaping, it still could not act.
  private static let policy =
    "default-src 'none'; style-src 'sha256-\(SHA256.base64(style))'; script-src 'sha256-\(SHA256.base64(script))'; "
    + "base-uri 'none'; form-action 'none'"
}

/// The controls that narrow the text down; the script fills and shows them, without it they do not appear.
enum Filters {
  static func write(to html: inout HTML) {
    html.raw(
      """
      <form class="filters" role="search" aria-label="Filter the texts" hidden>
      <label>Stance <select name="stance"><option value="">any</option></select></label>
      <label>Kind <select name="kind"><option value="">any</option></select></label>
      <label>Speaker <select name="speaker"><option value="">any</option></select></label>
      <label>Words <input name="words" type="search" autocomplete="off"></label>
      <button type="reset">Show all</button>
      <output aria-live="polite"></output>
      </form>

      """)
  }
}
