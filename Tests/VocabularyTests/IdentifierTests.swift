import Testing
import Vocabulary

@Suite("References")
struct IdentifierTests {
    @Test(
        "A reference has four digits or more and is read back", arguments: [1, 9, 87, 999, 1000, 9999, 10_000, 123_456])
    func readsBack(_ number: Int) {
        let reference = ActionID(number).reference
        #expect(reference.hasPrefix("AP-"))
        #expect(reference.count == max(7, 3 + String(number).count))
        #expect(ActionID(reference: reference) == ActionID(number))
        #expect(ActionID(reference: reference.lowercased()) == ActionID(number))
    }

    @Test("The first action is AP-0001")
    func printsFirst() {
        #expect(ActionID(1).reference == "AP-0001")
    }

    @Test(
        "Anything else is not a reference",
        arguments: [
            "", "AP-", "AP0001", "AP-0000", "AP--001", "AP-00x1", "XP-0001", "AP-0001 ", "AP-99999999999999999999",
            "AP-٣",
        ])
    func refusesOtherText(_ text: String) {
        #expect(ActionID(reference: text) == nil)
    }

    @Test("Identifiers are ordered by number")
    func areOrdered() {
        #expect(ActionID(2) < ActionID(10))
    }
}
