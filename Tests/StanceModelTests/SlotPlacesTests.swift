import TextScanning
import Testing

@testable import StanceModel

@Suite struct SlotPlacesTests {
  @Test func every_slot_has_its_place_and_no_other_has_one() {
    let slots: [UInt32] = [0, 1, 63, 64, 65, 500, 1022, 1023]
    let places = SlotPlaces(slots, bits: 10)
    for slot in 0..<UInt32(1024) {
      #expect(places.place(of: slot).map(Int.init) == slots.firstIndex(of: slot))
    }
  }

  @Test func a_word_that_comes_again_is_what_it_was() throws {
    let vocabulary = try Vocabulary.builtIn.get()
    let utf8 = Array("The people’s publick will; École, école and the People govern the people.".utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    let alone = ModelText(words, in: utf8, vocabulary)
    var known = KnownWords(bits: 12)
    for _ in 0..<2 {
      let text = ModelText(words, in: utf8, vocabulary, &known)
      #expect(text.stems == alone.stems && text.classes == alone.classes)
    }
    var crowded = KnownWords(bits: 1)
    #expect(ModelText(words, in: utf8, vocabulary, &crowded).stems == alone.stems)
  }
}
