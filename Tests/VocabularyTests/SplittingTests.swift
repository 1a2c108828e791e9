import Testing
import Vocabulary

@Suite("Cells that hold an action and its deadlines")
struct SplittingTests {
    static func split(_ text: String) -> CombinedReading {
        TimescaleReader(year: .financial).splitting(combined: text)
    }

    @Test("One marker: the words before it are the text and the label")
    func splitsOne() {
        let found = Self.split("Pathway drafted and agreed. When by: May 2006")
        #expect(found.text == "Pathway drafted and agreed.")
        #expect(found.deadlines == [.init(label: "Pathway drafted and agreed.", wording: "May 2006")])
        #expect(found.reading.timescale.wording == "May 2006")
        #expect(found.reading.timescale.commitments.map(\.notation) == ["Pathway drafted and agreed.: due 31 May 2006"])
    }

    @Test("Several markers: each deadline keeps the words before it")
    func splitsSeveral() {
        let found = Self.split(
            "Set up a group. When By: Nov 05 Carry out what it finds. When By: April 06 Train peers. When By: July 2006"
        )
        #expect(found.text == "Set up a group. Carry out what it finds. Train peers.")
        #expect(found.deadlines.map(\.wording) == ["Nov 05", "April 06", "July 2006"])
        #expect(
            found.reading.timescale.commitments.map(\.notation) == [
                "Set up a group.: due 30 November 2005", "Carry out what it finds.: due 30 April 2006",
                "Train peers.: due 31 July 2006",
            ])
    }

    @Test(
        "The deadline ends where the language of dates ends",
        arguments: [
            (
                "Campaign for leaders When By: April 2006 By holding events for families When by: April 2006",
                ["April 2006", "April 2006"]
            ),
            ("Target sellers. When by: On Going Target buyers. When by: On Going", ["On Going", "On Going"]),
            ("Directory By When: April 2006 Services listed. By When: Sept 2006", ["April 2006", "Sept 2006"]),
            (
                "Conference When By: October 2006 Continuous rolling training When By: On Going",
                ["October 2006", "On Going"]
            ),
            ("Places secured. By When: January 2006 & On Going.", ["January 2006 & On Going."]),
            ("Report. When by: Quarterly from April 2003 Minutes sent.", ["Quarterly from April 2003"]),
            ("Report. Timescale: by end March 2009 (revised)", ["by end March 2009 (revised)"]),
            ("Report. Deadline: TBC", ["TBC"]),
            ("Report. Target date: 31/03/2009. Then rest.", ["31/03/2009."]),
            ("Report. When by: as soon as we can. Publish. When by: May 2006", ["as soon as we can.", "May 2006"]),
            ("Courses for workers On Going:", ["On Going"]),
            ("Report. When by:", [nil]),
            ("Complete by: June 2005\nPlan agreed", ["June 2005"]),
            ("Report by when June 2005", ["June 2005"]),
        ] as [(String, [String?])])
    func endsDeadline(_ text: String, _ wordings: [String?]) {
        #expect(Self.split(text).deadlines.map(\.wording) == wordings)
    }

    @Test("A marker with nothing after it is an undecided deadline")
    func marksEmptyDeadline() {
        let commitments = Self.split("Report. When by:").reading.timescale.commitments
        #expect(commitments == [Commitment(label: "Report.", undecided: true)])
    }

    @Test("Words that only look like markers leave the text whole")
    func leavesOtherWords() {
        for text in [
            "By conducting a campaign among users", "Decide when by talking to residents",
            "Ongoing support for families",
            "Apply the Race Relations (Amendment) Act 2000 in all areas", "Train workers with 3 years of experience",
        ] {
            let found = Self.split(text)
            #expect(found.text == text)
            #expect(found.deadlines == [])
            #expect(found.reading.timescale.commitments == [Commitment(undecided: true)])
        }
    }

    @Test("Without a marker, a date that is promised is still found and the text stays whole")
    func findsPromisedDate() {
        let found = Self.split("Publish guidance by March 2006")
        #expect(found.text == "Publish guidance by March 2006")
        #expect(found.reading.timescale.commitments.map(\.notation) == ["Publish guidance: due 31 March 2006"])
    }

    @Test("An empty cell has no text and one undecided deadline", arguments: ["", "  \n", "\u{A0}"])
    func readsEmptyCell(_ text: String) {
        let found = Self.split(text)
        #expect(found.text == "")
        #expect(found.reading.timescale.commitments == [Commitment(undecided: true)])
    }
}
