import Testing

@testable import StanceModel

@Suite struct StemTests {
}
