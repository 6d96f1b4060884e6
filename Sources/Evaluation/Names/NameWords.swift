/// What is known of words in names, in the languages that the project reads. All in lower case, without accents.
enum NameWords {
  static let articles = set("a an the der die das den dem ein eine le la les un une il lo gli el los las")
  static let particles = set(
    "von vom van der den de du des di da dal del della degli dos ten ter zu zum zur af av und y")
  static let joining = set("and und et")
  /// Behind them stands what a name is of, and no part of it.
  static let placing = set("of in at from for on to with who which whom")
  /// Words of praise or pity before a name.
  static let epithets = set(
    "honourable honorable hon venerable blessed dear poor good great famous late little worthy right our my his her")
  static let narrators = set(
    "i me myself narrator ich erzahler erzahlerin je moi narrateur narratrice io narratore narratrice yo narrador narradora"
  )
  static let suffixes = set("jr jun junior sr sen senior esq mp md phd")
  static let generations = [
    "old": true, "elder": true, "senior": true, "sen": true, "sr": true, "pere": true, "altere": true, "young": false,
    "younger": false, "junior": false, "jun": false, "jr": false, "fils": false, "jungere": false,
  ]
  static let ordinals: [String: String] = {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    return Dictionary(uniqueKeysWithValues: zip(words, numerals))
  }()

  // MARK: Titles

  private static let female = set(
    "mrs miss ms lady dame queen princess empress duchess marchioness countess baroness madam sister mother abbess nun "
      + "aunt grandmother frau fraulein konigin madame mme mademoiselle mlle soeur reine signora signorina donna senora "
      + "senorita dona genossin")
  private static let male = set(
    "mr mister master messrs sir lord king prince emperor kaiser tsar czar duke marquis marquess earl count viscount "
      + "baron baronet squire brother father friar monk abbot pope uncle grandfather herr konig konige genosse monsieur m "
      + "mm messieurs abbe frere pere roi signor signore don padre senor fray")
  private static let common = set(
    "dr doctor prof professor rev reverend president chairman chancellor premier prime minister secretary "
      + "senator deputy governor mayor ambassador judge justice bishop archbishop cardinal prior sacristan deacon dean "
      + "canon curate vicar rector captain colonel general major lieutenant sergeant admiral marshal commander citizen "
      + "comrade inspector superintendent director editor")

  static let titles = female.union(male).union(common)
  /// Of one house and often one name, and two people all the same.
  static let crowned = set("king queen emperor empress prince princess duke duchess")
  /// They stand before a surname: “Mr. Thomas” is no Thomas Hart.
  static let beforeSurname = set(
    "mr mrs ms doctor professor herr frau m mm mme monsieur madame senator president captain colonel general major signor "
      + "signora senor senora")
  /// They are called by what they are lord of.
  static let peerage = set(
    "duke duchess earl marquis marquess marchioness count countess viscount baron baroness lord lady")
  /// They speak for the paper or body behind “of”.
  static let organs = set("friend correspondent editor reporter spokesman spokeswoman writer secretary")
  /// Titles by which nobody is known who has no other.
  static let honorifics = set(
    "mr mrs miss ms sir mister madam messrs herr frau fraulein m mm mme mlle monsieur madame mademoiselle signor signora "
      + "senor senora don dona esq")

  static let marriage = [
    "mrs": true, "madame": true, "mme": true, "frau": true, "signora": true, "senora": true, "miss": false,
    "mademoiselle": false, "mlle": false, "fraulein": false, "signorina": false, "senorita": false,
  ]

  private static let spelt = [
    "dr": "doctor", "prof": "professor", "rev": "reverend", "tsar": "emperor", "czar": "emperor",
    "kaiser": "emperor", "marquess": "marquis", "mister": "mr", "monsieur": "m", "madame": "mme",
  ]

  static func title(_ word: String) -> String { spelt[word] ?? word }

  static func sex(ofTitle title: String) -> ParsedName.Sex? {
    female.contains(title) ? .female : male.contains(title) ? .male : nil
  }

  // MARK: Given names

  /// Short and foreign forms of the same given name.
  private static let forms: [String: String] = {
    var forms: [String: String] = [:]
    for line in [
      "alexander alex alec alexandre", "alfred alf", "anthony tony antoine anton antonio", "benjamin ben",
      "charles chas charlie karl carl carlo carlos", "edward edw ned ted eduard edouard",
      "elizabeth eliza lizzie beth betsy",
      "francis frank francois franz francesco", "frederick fred frederic friedrich", "george geo georg georges giorgio",
      "henry harry heinrich henri", "james jas jim jimmy", "john jack jno johann giovanni juan", "joseph joe jos",
      "katherine kate catherine kitty", "lewis louis ludwig luigi", "margaret maggie peggy", "michael mike michel",
      "nicholas nick nicolas nikolai nikolaus", "paul paolo pablo", "peter pete pierre pietro pedro",
      "philip phil philippe philipp", "richard dick", "robert bob rob robt", "samuel sam",
      "thomas tom thos tommy", "victor viktor vittorio", "william will bill billy wm wilhelm guillaume", "leon lev leo",
    ] {
      let names = line.split(separator: " ").map(String.init)
      for name in names { forms[name] = names[0] }
    }
    return forms
  }()

  static func given(_ name: String) -> String { forms[name] ?? name }

  private static let femaleGiven = set(
    "ada agnes alice amelia anna anne annie barbara beatrice bertha caroline catherine charlotte christine clara clementine "
      + "constance cecilia dora dorothy eleanor elise elizabeth ella ellen emily emma esther eva eve fanny florence frances "
      + "georgiana gertrude grace hannah harriet helen helena henrietta hilda ida irene isabel isabella jane jenny jessie "
      + "johanna josephine julia kate katherine laura lena louisa louise lucy lydia mabel margaret margarete maria marie "
      + "martha mary matilda mathilde maud mildred minna nancy nora olga olive paula rachel rebecca rosa rose ruth sarah "
      + "selma sophia sophie susan sylvia teresa theresa ursula victoria vera violet virginia winifred")
  private static let maleGiven = set(
    "adam adolf albert alexander alfred andrew anthony arnold arthur august benjamin bernard charles christian conrad "
      + "cornelius daniel david dennis edgar edmund edward ernest ernst eugene ferdinand francis frederick geoffrey george "
      + "gerald gilbert gregory gustav harold hector henry herbert hermann horace hugh hugo isaac jacob james john jonathan "
      + "joseph josiah josef julius klaus konrad lawrence leon leonard lewis lucius luke mark martin matthew max michael "
      + "moritz nathaniel nicholas oliver oscar otto owen patrick paul percy peter philip ralph raymond reginald richard "
      + "robert roger rudolf rupert samuel sidney silas simon stephen theodore thomas timothy victor vincent vladimir walter "
      + "william wolfgang")

  static func sex(ofGiven name: String) -> ParsedName.Sex? {
    let name = given(name)
    return femaleGiven.contains(name) ? .female : maleGiven.contains(name) ? .male : nil
  }

  // MARK: Letters

  /// The word with its accented letters as plain ones; “St.” is a saint.
  static func folded(_ word: String) -> String {
    word == "st" ? "saint" : word.utf8.allSatisfy { $0 < 0x80 } ? word : String(word.map { plain[$0] ?? $0 })
  }

  private static let plain: [Character: Character] = {
    var plain: [Character: Character] = [:]
    for (letter, accented) in [
      ("a", "àáâãäåāăą"), ("c", "çćčĉ"), ("d", "ďđ"), ("e", "èéêëēėęě"), ("g", "ğģ"), ("i", "ìíîïīı"), ("l", "łľĺ"),
      ("n", "ñńňņ"), ("o", "òóôõöøōő"), ("r", "řŕ"), ("s", "śšşș"), ("t", "ťţț"), ("u", "ùúûüūůű"), ("y", "ýÿ"),
      ("z", "źżž"),
    ] as [(Character, String)] {
      for character in accented { plain[character] = letter }
    }
    return plain
  }()

  private static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }
}
