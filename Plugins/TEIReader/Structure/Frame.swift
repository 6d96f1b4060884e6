import Standoff

/// An element of the text that is open.
struct Frame {
  let role: Role
  /// How long the text was, and how many annotations there were, at its start tag.
  var start = 0
  var blocks = 0
  var quotations = 0
  /// It put a block frame, or a text of its own, in force that goes with it.
  var hasBlockFrame = false
  var hasStream = false
  var details: FrameDetails?
}

/// What the few elements that become annotations keep until their end tag.
///
/// A class, so that the stack of frames stays cheap for the many that have none.
final class FrameDetails {
  var element = ""
  var type, n, who: String?
  /// The heading of a division.
  var head: String?
  var isDirect, isAloud: Bool?
  /// It holds blocks or stands between them.
  var isBlock = false
  /// The name above a speech.
  var speaker: String?
  /// What a citation says of the source.
  var author, source: String?
  var snapshot: TextStream.Snapshot?
  /// The rank of the alternative of a `choice` that is in the text.
  var rank: Int?
}

/// Where words go that are not in a block of their own inside it.
struct BlockFrame {
  var kind: Block.Kind
  /// The kind that blocks below take whatever their element; in a note all are notes.
  var context: Block.Kind?
  var xml: String?
  var n: String?
  /// The blocks of one owner are one; a verse line belongs to its group.
  let owner: Int
  /// Words are at home here: what stands apart is moved behind the block.
  let holdsText: Bool
}
