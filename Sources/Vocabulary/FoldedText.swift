/// A text in the form in which it is searched: lower case, letters without their accents, every run of white space one
/// space, typographic quotation marks and dashes as the plain ones.
///
/// Stored texts and what somebody types are folded by the same rule, so that "Café" is found by "cafe" and the reverse.
public enum FoldedText {
    /// The whole text, folded.
    public static func of(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Puts one scalar behind what is folded already.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value + 32))
        case 0x21...0x7E: bytes.append(UInt8(scalar.value))
        case 0...0x20, 0x7F...0xA0:
            if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
        case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: break
        case 0x2018, 0x2019, 0x201A: bytes.append(0x27)
        case 0x201C, 0x201D, 0x201E: bytes.append(0x22)
        case 0x2010...0x2015, 0x2212: bytes.append(0x2D)
        default:
            if scalar.properties.isWhitespace {
                if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            } else if let plain = plain[scalar] {
                bytes.append(contentsOf: plain.utf8)
            } else {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars where !(0x300...0x36F ~= lower.value) {
                    bytes.append(contentsOf: (plain[lower] ?? String(lower)).utf8)
                }
            }
        }
    }

    /// Letters with a mark, by the letter without it. Letters whose mark stands behind them lose it by itself.
    private static let plain: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("a", "àáâãäåāăąǎȁȃạảấầẩẫậắằẳẵặ"), ("ae", "æǽ"), ("c", "çćĉċč"), ("d", "ďđðḍ"),
            ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģǧ"), ("h", "ĥħḥ"), ("i", "ìíîïĩīĭįıǐỉị"), ("ij", "ĳ"), ("j", "ĵ"),
            ("k", "ķĸǩ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉŋ"), ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"), ("oe", "œ"),
            ("r", "ŕŗř"), ("s", "śŝşšșṣ"), ("ss", "ß"), ("t", "ţťŧțṭ"), ("th", "þ"),
            ("u", "ùúûüũūŭůűųưǔụủứừửữự"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżžẓ"),
        ]
        var plain: [Unicode.Scalar: String] = [:]
        for (letter, marked) in rows {
            for scalar in marked.precomposed {
                plain[scalar] = letter
                for upper in scalar.properties.uppercaseMapping.unicodeScalars where upper.value > 0x7F {
                    plain[upper] = letter
                }
            }
        }
        return plain
    }()
}

extension String {
    fileprivate var precomposed: [Unicode.Scalar] { unicodeScalars.filter { !(0x300...0x36F ~= $0.value) } }
}

/// What somebody looks for: words that must all be there, folded.
public struct SearchWords: Hashable, Sendable {
    /// As it was typed, cut where it was too long.
    public let typed: String
    /// Each word once, in the order typed.
    public let words: [String]
    /// More was typed than is looked for.
    public let isCut: Bool

    /// How much is looked for.
    public static let longest = 200
    public static let most = 8

    public init(_ text: String) {
        let scalars = text.unicodeScalars.prefix(Self.longest * 4)
        let head = String(String(String.UnicodeScalarView(scalars)).prefix(Self.longest))
        typed = head
        var words: [String] = []
        for piece in FoldedText.of(head).split(separator: " ") {
            let word = SearchWords.bare(piece)
            if !word.isEmpty, !words.contains(word) { words.append(word) }
        }
        isCut = text.utf8.count > head.utf8.count || words.count > Self.most
        self.words = Array(words.prefix(Self.most))
    }

    public var isEmpty: Bool { words.isEmpty }

    /// Whether every word stands in a folded text, given as its bytes.
    public func areIn(_ folded: [UInt8]) -> Bool { words.allSatisfy { Self.stands($0, in: folded) } }

    /// Whether every word stands in one of two texts.
    public func areIn(_ folded: [UInt8], or other: [UInt8]) -> Bool {
        words.allSatisfy { Self.stands($0, in: folded) || Self.stands($0, in: other) }
    }

    private static func stands(_ word: String, in folded: [UInt8]) -> Bool {
        var word = word
        return word.withUTF8 { wanted in
            folded.withUnsafeBufferPointer { text in
                guard let first = wanted.first else { return true }
                guard text.count >= wanted.count else { return false }
                for start in 0...(text.count - wanted.count) where text[start] == first {
                    var length = 1
                    while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
                    if length == wanted.count { return true }
                }
                return false
            }
        }
    }

    /// Without the punctuation a sentence puts around a word.
    private static func bare(_ word: Substring) -> String {
        let around: Set<Character> = ["\"", "'", ",", ";", ":", ".", "!", "?", "(", ")", "[", "]"]
        var rest = word
        while let first = rest.first, around.contains(first) { rest.removeFirst() }
        while let last = rest.last, around.contains(last) { rest.removeLast() }
        return String(rest)
    }
}

/// A text cut into what was looked for and what stands around it, for showing why it was found.
public struct Excerpt: Hashable, Sendable {
    public struct Piece: Hashable, Sendable {
        public let text: String
        public let isFound: Bool

        public init(_ text: String, isFound: Bool) {
            self.text = text
            self.isFound = isFound
        }
    }

    public let pieces: [Piece]

    /// - Parameter length: about how many characters are shown, around the first word found.
    public init(_ text: String, showing words: SearchWords, length: Int = 180) {
        let source = Array(text.unicodeScalars)
        let found = Excerpt.found(source, words)
        let first = found.first?.lowerBound ?? 0
        var start = max(0, first - length / 3)
        if source.count <= length { start = 0 }
        let end = min(source.count, start + length)
        start = max(0, min(start, end - length))
        var pieces: [Piece] = []
        func add(_ range: Range<Int>, isFound: Bool) {
            guard !range.isEmpty else { return }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: source[range])
            pieces.append(Piece(String(view), isFound: isFound))
        }
        if start > 0 { pieces.append(Piece("… ", isFound: false)) }
        var at = start
        for range in found where range.upperBound > start && range.lowerBound < end {
            add(at..<max(at, min(range.lowerBound, end)), isFound: false)
            add(max(at, range.lowerBound)..<min(range.upperBound, end), isFound: true)
            at = max(at, min(range.upperBound, end))
        }
        add(at..<end, isFound: false)
        if end < source.count { pieces.append(Piece(" …", isFound: false)) }
        self.pieces = pieces
    }

    /// Where the words stand, in scalars of the text, in order and without overlaps.
    private static func found(_ source: [Unicode.Scalar], _ words: SearchWords) -> [Range<Int>] {
        var folded: [UInt8] = []
        var origin: [Int] = []
        for (index, scalar) in source.enumerated() {
            FoldedText.append(scalar, to: &folded)
            while origin.count < folded.count { origin.append(index) }
        }
        var marked = Array(repeating: false, count: source.count)
        for word in words.words {
            let wanted = Array(word.utf8)
            guard !wanted.isEmpty, folded.count >= wanted.count else { continue }
            for start in 0...(folded.count - wanted.count)
            where folded[start] == wanted[0] && folded[start..<start + wanted.count].elementsEqual(wanted) {
                for byte in start..<start + wanted.count { marked[origin[byte]] = true }
            }
        }
        var ranges: [Range<Int>] = []
        var open: Int?
        for index in 0...source.count {
            // A mark that stands behind a found letter belongs to it.
            let isMark = index < source.count && 0x300...0x36F ~= source[index].value && open != nil
            if index < source.count, marked[index] || isMark {
                open = open ?? index
            } else if let from = open {
                ranges.append(from..<index)
                open = nil
            }
        }
        return ranges
    }
}
