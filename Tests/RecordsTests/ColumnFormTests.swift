import ActionPlans
import Foundation
import Testing
import TestSupport
import Vocabulary

@testable import Records

@Suite("Lists, ranges and days in one column")
struct ColumnFormTests {
    @Test("A list is read back as it was written, and by any JSON reader")
    func lists() throws {
        var random = SeededRandom(seed: 3)
        let pieces: [String?] = [
            nil, "", "HO", "a \"b\" \\ /", "[x],", "null", "\u{0}\u{1}\n\t\u{1F}", "Café 🙂 שלום", "\\u0041", ",",
        ]
        for _ in 0..<500 {
            let list = (0..<random.number(0...5)).map { _ in random.pick(pieces) }
            let text = TextList.written(list)
            #expect(TextList.read(text) == list)
            let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
            #expect(json?.map { $0 as? String } == list)
        }
    }

    @Test(
        "What is not such a list is not read",
        arguments: ["", "[", "]", "[1]", "[\"a]", "[\"a\"", "[\"a\",]", "[nul]", "{}", "[\"a\" \"b\"]", "[\"\\u00\"]"])
    func notLists(text: String) {
        #expect(TextList.read(text) == nil)
    }

    @Test("Numbers are read back as the ranges they make")
    func ranges() {
        var random = SeededRandom(seed: 4)
        for _ in 0..<300 {
            let numbers = Set((0..<random.number(0...40)).map { _ in random.number(1...60) })
            let text = NumberRanges.written(numbers)
            #expect(Set(NumberRanges.read(text).flatMap { Array($0) }) == numbers)
        }
        #expect(NumberRanges.written([3, 1, 2, 2, 7]) == "1-3,7")
        #expect(NumberRanges.read("1-3,7,x,9-8,") == [1...3, 7...7])
    }

    @Test("A stored day is read as the calendar reads it")
    func days() {
        for number in stride(from: -200_000, to: 200_000, by: 37) {
            let day = Day(number: number)
            #expect(Day(stored: day.iso) == day)
        }
        for text in ["", "2008-02-30", "2008-2-3", "20080203", "2008-02-03x", "2008/02/03"] {
            #expect(Day(stored: text) == nil)
        }
    }

    @Test("A higher marking has the greater code, and an unknown code is read as the highest")
    func markings() {
        for marking in Marking.allCases {
            #expect(Marking(code: marking.code) == marking)
            for other in Marking.allCases { #expect((marking < other) == (marking.code < other.code)) }
        }
        #expect(Marking(code: 15) == .officialSensitive && Marking(code: 99) == .officialSensitive)
    }
}
