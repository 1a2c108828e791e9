/// Finds what may point to a person in free text: names, telephone numbers, e-mail addresses, dates of birth, vehicle
/// marks and exact addresses.
///
/// Names are found by pattern and list: a title or rank with a name, a common first name with another name, two
/// unknown names after "with" or "by". A single first name, a nickname, or a name in capitals is not found.
public struct Screening: Sendable {
    public enum Kind: String, Sendable, CaseIterable, Comparable {
        case name, telephone, email, dateOfBirth, vehicle, address

        /// As a sentence continues after "seems to hold".
        public var words: String {
            switch self {
            case .name: "the name of a person"
            case .telephone: "a telephone number"
            case .email: "an e-mail address"
            case .dateOfBirth: "a date of birth"
            case .vehicle: "the registration mark of a vehicle"
            case .address: "an exact address"
            }
        }

        public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
    }

    /// One thing found, with the words that were found, for the person who typed them and nobody else.
    public struct Hit: Hashable, Sendable {
        public let kind: Kind
        public let excerpt: String
    }

    public init() {}

    /// Everything found, in the order of the text.
    public func hits(in text: String) -> [Hit] {
        guard text.utf8.count >= 5 else { return [] }
        let words = ScreenedWord.words(of: text)
        var hits: [Hit] = []
        var index = 0
        while index < words.count {
            if let (hit, length) = hit(words, at: index) {
                hits.append(hit)
                index += length
            } else {
                index += 1
            }
        }
        return hits
    }

    /// The kinds found, each once.
    public func kinds(in text: String) -> [Kind] {
        var seen: Set<Kind> = []
        return hits(in: text).map(\.kind).filter { seen.insert($0).inserted }
    }

    private func hit(_ words: [ScreenedWord], at index: Int) -> (Hit, Int)? {
        let word = words[index]
        if word.hasAt, word.isEmail { return (Hit(kind: .email, excerpt: word.text), 1) }
        if word.hasDigit || word.text.hasPrefix("(") {
            if let length = telephone(words, at: index) { return found(.telephone, words, index, length) }
            if let length = address(words, at: index) { return found(.address, words, index, length) }
        }
        if word.isCapitals, let length = mark(words, at: index) { return found(.vehicle, words, index, length) }
        if word.isCapitals, let length = postcode(words, at: index) { return found(.address, words, index, length) }
        if let length = birth(words, at: index) { return found(.dateOfBirth, words, index, length) }
        if let length = NameScreening.name(words, at: index) { return found(.name, words, index, length) }
        return nil
    }

    private func found(_ kind: Kind, _ words: [ScreenedWord], _ index: Int, _ length: Int) -> (Hit, Int) {
        (Hit(kind: kind, excerpt: words[index..<index + length].map(\.text).joined(separator: " ")), length)
    }

    // MARK: Patterns

    /// Ten or eleven digits beginning with 0, or a number with +44.
    private func telephone(_ words: [ScreenedWord], at index: Int) -> Int? {
        let first = words[index].bare
        guard first.hasPrefix("0") || first.hasPrefix("+44") || words[index].text.hasPrefix("(0") else { return nil }
        var digits = 0
        var length = 0
        while index + length < words.count, length < 5 {
            let text = words[index + length].text
            let marks: Set<Character> = ["+", "(", ")", "-", ".", ",", ";", "/", "–"]
            guard text.allSatisfy({ ($0.isASCII && $0.isNumber) || marks.contains($0) }),
                text.contains(where: \.isNumber)
            else { break }
            digits += text.count { $0.isNumber }
            length += 1
            if digits >= 10 { break }
        }
        return (10...13).contains(digits) ? length : nil
    }

    private static let streets: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "close", "court", "drive", "way", "crescent", "terrace",
        "gardens", "square", "grove", "walk", "mews", "parade", "row",
    ]

    /// "12 High Street", "Flat 3, 7 Mill Lane".
    private func address(_ words: [ScreenedWord], at index: Int) -> Int? {
        let number = words[index].bare
        let isClosed = words[index].endsSentence && !words[index].text.hasSuffix(",")
        guard let first = number.first, first.isNumber, number.count <= 5, !isClosed,
            number.dropLast().allSatisfy(\.isNumber)
        else { return nil }
        for length in 1...4 where index + length < words.count {
            let word = words[index + length]
            guard word.isCapitalised else { return nil }
            if length >= 2, Self.streets.contains(word.bare.lowercased()) { return length + 1 }
            if word.endsSentence { return nil }
        }
        return nil
    }

    /// A full postcode: "B5 5BL".
    private func postcode(_ words: [ScreenedWord], at index: Int) -> Int? {
        guard index + 1 < words.count else { return nil }
        let outward = Self.shape(words[index].bare)
        let inward = Self.shape(words[index + 1].bare)
        let outwards: Set<String> = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"]
        return outwards.contains(outward) && inward == "9AA" ? 2 : nil
    }

    /// A registration mark: "AB12 CDE", which never holds an I or a Q; older ones only beside a word for a vehicle.
    private func mark(_ words: [ScreenedWord], at index: Int) -> Int? {
        let shape = Self.shape(words[index].bare)
        let isPossible = !words[index].text.contains { "IQ".contains($0) }
        if shape == "AA99AAA", isPossible { return 1 }
        guard index + 1 < words.count else { return nil }
        let next = Self.shape(words[index + 1].bare)
        if shape == "AA99", next == "AAA", isPossible, !words[index].endsSentence {
            return words[index + 1].text.contains { "IQ".contains($0) } ? nil : 2
        }
        let before = words[max(0, index - 4)..<index].map { $0.bare.lowercased() }
        let vehicles: Set<String> = ["vehicle", "car", "van", "reg", "registration", "vrm", "index", "mark", "plate"]
        guard !vehicles.isDisjoint(with: before) else { return nil }
        let old: Set<String> = ["A9", "A99", "A999"]
        if old.contains(shape), next == "AAA" { return 2 }
        return shape == "AAA" && ["9A", "99A", "999A"].contains(next) ? 2 : nil
    }

    private func birth(_ words: [ScreenedWord], at index: Int) -> Int? {
        guard let first = words[index].text.utf8.first, [0x44, 0x64, 0x42, 0x62, 0x28].contains(first) else {
            return nil
        }
        let word = words[index].bare.lowercased()
        let isShort = word == "dob" || word == "d.o.b"
        let isLong = word == "birth" && index >= 2 && words[index - 2].bare.lowercased() == "date"
        let isBorn = word == "born" && index + 1 < words.count
        guard isShort || isLong || isBorn else { return nil }
        let next = words[(index + 1)...].prefix(4)
        guard next.contains(where: { $0.hasDigit && !($0.bare.count == 1) }) else { return nil }
        return 1
    }

    /// Letters as A and digits as 9, for short words in capitals.
    private static func shape(_ word: String) -> String {
        guard word.utf8.count <= 8 else { return "" }
        return String(word.map { $0.isNumber ? "9" : $0.isUppercase ? "A" : "?" })
    }
}
