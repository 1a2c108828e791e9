import Reporting
import Testing
import Vocabulary

@Suite("One mail says all that waits for one member, and nothing a plan says")
struct RoundLetterTests {
    static func letter(
        own: RoundLetter.Part = .init(), deputising: RoundLetter.Part = .init(),
        accountable: RoundLetter.Part = .init(), vacant: RoundLetter.Part = .init(), step: Int = 0,
        isClosed: Bool = false, contact: String = ""
    ) -> RoundLetter {
        RoundLetter(
            post: "Treatment Commissioner", partnership: "Test Partnership", period: "July to September 2003",
            closes: Day(number: 12_339), isClosed: isClosed, step: step, own: own, deputising: deputising,
            accountable: accountable, vacant: vacant, link: "https://plans.example.org/answer/abc",
            isOwnLink: !isClosed, contact: contact)
    }

    @Test("The whole mail, word for word")
    func whole() {
        let letter = Self.letter(
            own: .init(references: ["AP-0001", "AP-0004"], unnamed: 1), contact: "the partnership office")
        #expect(letter.subject == "3 actions wait for an update by 14 October 2003")
        #expect(
            letter.text == """
                Dear Treatment Commissioner,

                3 actions you report on wait for an update for July to September 2003.

                  AP-0001, AP-0004

                One other can be answered after signing in.

                Please answer by the end of 14 October 2003:

                  https://plans.example.org/answer/abc

                "No change" is an answer too. What has no answer when the round closes
                is shown as silent, in red.

                Questions? Ask the partnership office.

                You get this mail because you answer for actions of the plans of Test
                Partnership. The link is meant for you alone; please do not pass it on.

                -- \n\
                Test Partnership

                """)
    }

    @Test("Each part says why, and one is worded as one")
    func parts() {
        let text = Self.letter(
            own: .init(unnamed: 1), deputising: .init(references: ["AP-0002"]),
            accountable: .init(references: ["AP-0003", "AP-0005"]), vacant: .init(references: ["AP-0006"]), step: 3
        ).text
        for words in [
            "One action you report on waits", "It can be answered after signing in.",
            "You stand in for the update owner of one action", "2 actions you are accountable for have had no answer",
            "One action you are accountable for has no update owner.", "Ask your partnership's coordinator.",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(Self.letter(own: .init(references: ["AP-0001"]), step: 1).subject.hasPrefix("Reminder: 1 action waits"))
    }

    @Test("After the closing it says that the round has closed, and that a late update still counts")
    func closed() {
        let letter = Self.letter(own: .init(references: ["AP-0001"]), step: 3, isClosed: true)
        #expect(letter.subject == "Late: 1 action waits for an update, round closed on 14 October 2003")
        #expect(letter.text.replacing("\n", with: " ").contains("A late update still counts"))
        #expect(!letter.text.contains("meant for you alone"))
    }

    @Test("No line but the link's is longer than 72 characters, however many references there are")
    func lines() {
        let many = (1...90).map { "AP-\(1_000 + $0)" }
        let text = Self.letter(own: .init(references: many), accountable: .init(references: many)).text
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 72 })
        #expect(many.allSatisfy { text.contains($0) })
    }
}
