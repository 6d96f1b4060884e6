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
    html.raw("\n<style>\n")
    html.raw(TextResource.reportCss.bytes)
    html.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n")
    html.raw(Picture.patterns)
    content(&html)
    html.open("footer")
    html.text("Made by TwoSouls \(run.version). Labels are a machine’s readings: contest them.")
    html.raw("</footer>\n<script>\n")
    html.raw(TextResource.reportJs.bytes)
    html.raw("</script>\n</body>\n</html>\n")
    return html.bytes
  }

  /// Nothing may be fetched or sent; the page's own style and script run.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
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
