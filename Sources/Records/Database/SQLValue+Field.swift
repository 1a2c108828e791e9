import Vocabulary

/// How the field's values stand in a row, and how they are read from one.
extension SQLValue {
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ number: Int) { self = .integer(Int64(number)) }
    init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
    init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
    init(_ day: Day) { self = .text(day.iso) }
    init(_ day: Day?) { self = day.map { .text($0.iso) } ?? .null }
    init(_ instant: Instant) { self = .integer(instant.microseconds) }
    init(_ sequence: JournalSequence) { self = .integer(sequence.number) }
    init<Owner>(_ id: Identifier<Owner>) { self = .integer(Int64(id.number)) }
    init<Owner>(_ id: Identifier<Owner>?) { self = id.map { .integer(Int64($0.number)) } ?? .null }
    /// Codes are integers that compare as markings do: a higher one has the greater code.
    init(_ marking: Marking) { self = .integer(marking.code) }
}

extension Rows {
    func flag(_ column: Int) -> Bool { integer(column) != 0 }
    func int(_ column: Int) -> Int { Int(integer(column)) }
    func intIfAny(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }
    func instant(_ column: Int) -> Instant { Instant(microseconds: integer(column)) }
    func sequence(_ column: Int) -> JournalSequence { JournalSequence(integer(column)) }
    func id<Owner>(_ column: Int) -> Identifier<Owner> { Identifier(int(column)) }
    func idIfAny<Owner>(_ column: Int) -> Identifier<Owner>? { isNull(column) ? nil : Identifier(int(column)) }
    func marking(_ column: Int) -> Marking { Marking(code: integer(column)) }

    func day(_ column: Int) throws -> Day {
        guard let day = dayIfAny(column) else { throw MisreadRow(column: column, expected: "a day") }
        return day
    }

    func dayIfAny(_ column: Int) -> Day? { textIfAny(column).flatMap { Day(stored: $0) } }

    /// A word of a closed list.
    func word<Word: RawRepresentable<String>>(_ column: Int) throws -> Word {
        guard let word = Word(rawValue: text(column)) else {
            throw MisreadRow(column: column, expected: "a word of \(Word.self)")
        }
        return word
    }
}

/// A row that does not hold what its table promises: a damaged database or a fault of the program.
struct MisreadRow: Error, Equatable {
    let column: Int
    let expected: String
}

extension Marking {
    /// Gaps are left so that a marking between two can be added.
    var code: Int64 {
        switch self {
        case .official: 10
        case .officialSensitive: 20
        }
    }

    /// An unknown code is read as the highest marking.
    init(code: Int64) { self = code <= 10 ? .official : .officialSensitive }
}

extension Day {
    /// Reads the stored form without taking the text apart: a plan of 2,000 actions holds some 10,000 days.
    init?(stored text: String) {
        var digits = text.utf8.makeIterator()
        func number(_ count: Int) -> Int? {
            var value = 0
            for _ in 0..<count {
                guard let byte = digits.next(), byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(4), digits.next() == 0x2D, let month = number(2), digits.next() == 0x2D,
            let day = number(2), digits.next() == nil
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
