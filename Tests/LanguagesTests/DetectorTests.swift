import Foundation
import Languages
import Testing

@Suite("The language of a text by its words")
struct DetectorTests {
  @Test(
    "Two sentences are enough",
    arguments: [
      (
        "en",
        "The pump belongs to those who carry the water. We do not ask who dug the well, but who has the key to it."
      ),
      (
        "de",
        "Der Brunnen gehört denen, die das Wasser tragen. Wir fragen nicht, wer ihn gegraben hat, sondern wer den Schlüssel hält."
      ),
      (
        "fr",
        "Le puits est à ceux qui portent l’eau. Nous ne demandons pas qui l’a creusé, mais qui garde la clef dans sa poche."
      ),
      (
        "it",
        "Il pozzo è di chi porta l’acqua. Non chiediamo chi lo ha scavato, ma chi tiene la chiave nella tasca del padrone."
      ),
      (
        "es",
        "El pozo es de los que llevan el agua. No preguntamos quién lo ha cavado, sino quién tiene la llave en el bolsillo."
      ),
      (
        "pt",
        "O poço é dos que levam a água. Não perguntamos quem o cavou, mas quem tem a chave no bolso do patrão e não a quer dar."
      ),
      (
        "nl",
        "De put is van hen die het water dragen. Wij vragen niet wie hem gegraven heeft, maar wie de sleutel in zijn zak houdt."
      ),
      (
        "la",
        "Puteus est eorum qui aquam portant. Non quaerimus quis eum foderit, sed apud quem clavis sit et quam ob rem."
      ),
      (
        "da",
        "Brønden tilhører dem, som bærer vandet. Jeg spørger ikke, hvad den har kostet, men hvem der har nøglen nu, efter at den blev gravet af os og ikke af nogen herre; thi uden os var der kun sand."
      ),
      (
        "sv",
        "Brunnen är deras som bär vattnet. Vi frågar inte vem som har grävt den, utan vem som har nyckeln i sin ficka."
      ),
      (
        "pl",
        "Studnia jest tych, którzy noszą wodę. Nie pytamy, kto ją wykopał, ale kto ma klucz i dla kogo go trzyma przy sobie."
      ),
      (
        "ru",
        "Колодец принадлежит тем, кто носит воду. Мы не спрашиваем, кто его вырыл, но у кого ключ и что он с ним делает."
      ),
      (
        "cs",
        "Studna je těch, kteří nosí vodu. Neptáme se, kdo ji vykopal, ale kdo má klíč a proč si ho nechává jen pro sebe."
      ),
      (
        "fi",
        "Kaivo on niiden, jotka kantavat vettä. Emme kysy, kuka sen kaivoi, vaan kuka pitää avainta ja miksi hän ei sitä anna."
      ),
      (
        "hu",
        "A kút azoké, akik a vizet hordják. Nem azt kérdezzük, hogy ki ásta, hanem hogy ki az, aki a kulcsot még most is tartja."
      ),
    ])
  func sentences(_ tag: String, _ text: String) {
    #expect(Languages.guess(Array(text.utf8))?.tag == tag)
  }

  @Test(
    "Old spelling and bad scans are the language that they are",
    arguments: [
      (
        "en",
        "The Kynge hath not leaue to take vp the corne of his subiectes, for it is theyrs, and they haue sowen it vnto themselues."
      ),
      (
        "en",
        "Tlie well was dug bv the pcople of the vall ey, and tlie Board has oniy the kev of it; and vvhat is a kev to those who have the rope?"
      ),
      (
        "en",
        "Wee, being met at the Mill, doe finde that no man ought to bee ruled but by such as hee hath chosen, nor longer then they serue."
      ),
      (
        "de",
        "Vnd so der gemeyn man nit wil, das jhm der herr das wasser nimpt, so sol er es jm sagen vnd nit lenger auff jn warten."
      ),
      (
        "fr",
        "Le peuple auoit vn puits, & le seigneur en auoit la clef ; mais il n’estoit point de seigneur qui sceust porter l’eau."
      ),
    ])
  func oldSpelling(_ tag: String, _ text: String) {
    #expect(Languages.guess(Array(text.utf8))?.tag == tag)
  }

  @Test(
    "Nothing is said",
    arguments: [
      ("of an empty text", ""),
      ("of a name and a date", "Hannah Breck, Wharfside, 4 March 1887"),
      ("of a few words", "The pump is ours."),
      ("of numbers", String(repeating: "12 7 1893 44 ", count: 40)),
      (
        "of a language without words here",
        "La puto apartenas al tiuj kiuj portas la akvon. Ni ne demandas kiu fosis gxin, sed kiu havas la sxlosilon."
      ),
      (
        "of two languages by halves",
        "the and of to that is with der die und das ist nicht mit the and of to der die und das"
      ),
    ])
  func nothing(_ what: String, _ text: String) {
    #expect(Languages.guess(Array(text.utf8)) == nil, "\(what)")
  }

  @Test("A title page in another language decides nothing, and a long text costs no more than a short one")
  func longText() {
    let german = "Der Brunnen gehört denen, die das Wasser tragen, und nicht dem, der ihn gegraben hat. "
    let text = Array(
      (String(repeating: "The well and the rope of the Board. ", count: 20) + String(repeating: german, count: 20_000))
        .utf8)
    #expect(Languages.guess(text)?.tag == "de")
    let start = ContinuousClock.now
    for _ in 0..<10 { _ = Languages.guess(text) }
    #expect(ContinuousClock.now - start < .seconds(2))
  }
}
