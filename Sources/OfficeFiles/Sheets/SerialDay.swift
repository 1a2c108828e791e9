/// Days as spreadsheets count them: from 1 January 1900, with a 29 February 1900 that never was, or from 1 January
/// 1904.
struct SerialDay {
    enum Epoch: Sendable { case from1900, from1904 }

    var year: Int
    var month: Int
    var day: Int
    var minutes: Int

    /// Nil beyond the year 9999 and before the first day.
    init?(_ serial: Double, _ epoch: Epoch) {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        // To the next second, as programs show it.
        let seconds = Int(((serial - Double(days)) * 86_400).rounded())
        minutes = seconds / 60
        if seconds >= 86_400 {
            days += 1
            minutes = 0
        }
        (year, month, day) = (1900, 2, 29)
        switch epoch {
        case .from1904: (year, month, day) = SerialDay.civil(days + 1_461)
        case .from1900:
            guard days != 60 else { return }
            (year, month, day) = SerialDay.civil(days < 60 ? days : days - 1)
        }
        guard year <= 9_999 else { return nil }
    }

    /// Of the days since 31 December 1899.
    private static func civil(_ number: Int) -> (Int, Int, Int) {
        // Days since 1 March of the year 0.
        let days = number + 693_594 + 306
        let era = days / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }

    /// "2008-04-01".
    var iso: [UInt8] {
        Array("\(year)-".utf8) + SerialDay.two(month) + [0x2D] + SerialDay.two(day)
    }

    /// "09:30".
    var clock: [UInt8] { SerialDay.two(minutes / 60) + [0x3A] + SerialDay.two(minutes % 60) }

    private static func two(_ number: Int) -> [UInt8] {
        [0x30 + UInt8(number / 10 % 10), 0x30 + UInt8(number % 10)]
    }
}

/// A day or a moment as files write it out: "2008-04-01", "2008-04-01T09:30:00".
enum WrittenDay {
    /// The same without a time of nothing; nil for what is no day.
    static func plain(_ text: [UInt8], withTime: Bool = true) -> [UInt8]? {
        guard text.count >= 10, isDay(text) else { return nil }
        let day = Array(text[..<10])
        guard withTime, text.count >= 16, text[10] == 0x54, text[13] == 0x3A else { return day }
        let clock = Array(text[11..<16])
        let isNothing = text[11...].prefix(8).allSatisfy { $0 == 0x30 || $0 == 0x3A }
        return isNothing ? day : day + [0x20] + clock
    }

    private static func isDay(_ text: [UInt8]) -> Bool {
        let dashes = [4, 7]
        guard
            text[..<10].indices.allSatisfy({ dashes.contains($0) ? text[$0] == 0x2D : (0x30...0x39).contains(text[$0]) }
            )
        else { return false }
        let month = Int(text[5] - 0x30) * 10 + Int(text[6] - 0x30)
        let day = Int(text[8] - 0x30) * 10 + Int(text[9] - 0x30)
        return (1...12).contains(month) && (1...31).contains(day)
    }
}
