// swift-format-ignore-file
// Made from Resources/ by `make resources`. Edit those.

import PluginAPI

extension WordFile {
  static let all: [WordFile] = [.gutenberg, .headings, .hyphens]
  static let gutenberg = WordFile(
    "gutenberg.yaml",
    json: ##"{"starts":["start of this project gutenberg","start of the project gutenberg","end*the small print","end the small print"],"ends":["end of this project gutenberg","end of the project gutenberg","end of project gutenberg"],"credits":["produced by","e-text prepared by","etext prepared by","transcribed from","this etext was","this ebook was","credits:"],"remarks":["transcriber's note","transcriber’s note","transcribers' note","transcribers’ note"],"fields":{"title":"title","author":"author","language":"language","original publication":"date","date":"date","year":"date","release date":"release-date","posting date":"posting-date","last updated":"last-updated","most recently updated":"last-updated","translator":"translator","editor":"editor","illustrator":"illustrator","contributor":"contributor","commentator":"commentator"},"markers":["/#","#/","/*","*/","/P","P/","/$","$/"],"languages":{"english":"en","german":"de","french":"fr","spanish":"es","italian":"it","dutch":"nl","portuguese":"pt","russian":"ru","polish":"pl","danish":"da","swedish":"sv","norwegian":"no","finnish":"fi","latin":"la","greek":"el","czech":"cs","hungarian":"hu","esperanto":"eo"}}"##)
  static let headings = WordFile(
    "headings.yaml",
    json: ##"{"outer":["volume","vol","book","part","act","buch","teil","band","livre","partie","tome","libro","parte","том","часть","книга"],"middle":["chapter","chap","lecture","letter","essay","speech","lesson","canto","kapitel","vorlesung","brief","chapitre","leçon","capitolo","capítulo","capitulo","глава","письмо"],"inner":["section","sect","article","art","scene","paragraph","abschnitt","artikel","sezione","sección","раздел","статья"],"alone":["preface","foreword","introduction","introductory","prologue","prelude","proem","epilogue","afterword","conclusion","conclusions","appendix","appendices","postscript","postscriptum","dedication","acknowledgments","acknowledgements","bibliography","glossary","summary","abstract","vorwort","einleitung","nachwort","schluss","anhang","préface","avant-propos","introduzione","prefazione","conclusione","prólogo","introducción","conclusión","предисловие","введение","заключение","приложение"],"numbered":["appendix","anhang","annexe","приложение"],"contents":["contents","table of contents","inhalt","inhaltsverzeichnis","table des matières","indice","índice","содержание","оглавление","list of illustrations","illustrations"],"index":["index","general index","index of names","register","namenregister","namensverzeichnis","sachregister","указатель"],"notes":["footnotes","footnote","notes","endnotes","fußnoten","fussnoten","anmerkungen","notes de bas de page","примечания"],"pages":["p","pg","pp","page","pag","s","seite","стр","с"]}"##)
  static let hyphens = WordFile(
    "hyphens.yaml",
    json: ##"{"always":["self","half","quasi","pseudo","cross","all","vice","semi","demi","neo","proto","crypto","so","to","north","south","east","west"],"before-words":["non","co","ex","anti","pre","post","pro","pan","counter","ultra","sub","inter","intra","trans","extra","arch","grand","great","well","ill","ever","over","under","mid","multi","re","un"]}"##)
}
