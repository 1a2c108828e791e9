/// A length of time, which may be longer than a day: never a day of the calendar.
struct LengthOfTime {
    private var seconds: Int
    private var isNegative = false

    /// As spreadsheets store it: in days. Nil for what is no number, or longer than any calendar.
    init?(days stored: [UInt8]) {
        guard let days = Double(String(decoding: stored, as: UTF8.self)), days.isFinite, abs(days) < 2_958_466 else {
            return nil
        }
        seconds = Int((abs(days) * 86_400).rounded())
        isNegative = days < 0
    }

    /// As ISO 8601 writes it: "PT30H15M00S", "P1DT6H15M", "-PT45M"; nil for what is none, or counts in months.
    init?(written text: [UInt8]) {
        isNegative = text.first == 0x2D
        var rest = isNegative ? text.dropFirst() : text[...]
        guard rest.popFirst() == 0x50 else { return nil }
        var total = 0.0
        var digits: [UInt8] = []
        var isTime = false
        var hasPart = false
        for byte in rest {
            switch byte {
            case 0x30...0x39, 0x2E:
                guard digits.count < 20 else { return nil }
                digits.append(byte)
            case 0x54 where !isTime && digits.isEmpty: isTime = true
            case 0x44, 0x48, 0x4D, 0x53:
                guard isTime == (byte != 0x44), let number = Double(String(decoding: digits, as: UTF8.self)) else {
                    return nil
                }
                total += number * (byte == 0x44 ? 86_400 : byte == 0x48 ? 3_600 : byte == 0x4D ? 60 : 1)
                digits.removeAll()
                hasPart = true
            default: return nil
            }
        }
        guard hasPart, digits.isEmpty, total < 1e12 else { return nil }
        seconds = Int(total.rounded())
    }

    /// "30:15", "00:00:30": hours and minutes, and seconds where there are any.
    var words: [UInt8] {
        let sign = isNegative && seconds > 0 ? "-" : ""
        let hours = seconds / 3_600
        let clock = "\(sign)\(hours < 10 ? "0" : "")\(hours):" + Self.two(seconds / 60 % 60)
        return Array((seconds % 60 == 0 ? clock : "\(clock):" + Self.two(seconds % 60)).utf8)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
