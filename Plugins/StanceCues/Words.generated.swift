// swift-format-ignore-file
// Made from Resources/ by `make resources`. Edit those.

import PluginAPI

extension WordFile {
  static let all: [WordFile] = [.words]
  static let words = WordFile(
    "words.yaml",
    json: ##"{"above":["state","government","ruler","rulers","king","prince","emperor","sovereign","leader","leaders","authority","authorities","minister","elite","experts","expert","master","masters","dictator","dictatorship","command","commands","obey","obedience","discipline","guidance","govern","governed","rule","hierarchy","planner","planners","benefactor","benefactors","aristocracy"],"below":["people","workers","worker","masses","workmen","labourers","proletariat","citizens","union","unions","strike","strikes","council","councils","soviet","soviets","democracy","democratic","vote","votes","election","elections","assembly","revolution","revolt","freedom","liberty","self-government","association","associations","cooperative","solidarity","emancipation","themselves"]}"##)
}
