/// Wordings made comparable: the telling words of each, and how rare they are. Finds similar wordings without
/// comparing each with each.
public struct WordingIndex: Sendable {
    /// One wording: its telling words as numbers, in ascending order.
    public struct Entry: Sendable {
        public let words: [Int]
        /// Numbers in the wording ("21%", "2024"): two promises with different numbers are two promises.
        public let figures: Set<String>
        public let key: String
    }

    public private(set) var entries: [Entry] = []
    private var numbers: [String: Int] = [:]
    private var counts: [Int] = []
    private var postings: [[Int32]] = []

    public init() {}

    private static let small: Set<String> = [
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are",
        "be",
        "been", "being", "that", "this", "these", "those", "it", "its", "their", "our", "we", "will", "which", "who",
        "how",
        "all", "any", "each", "into", "through", "across", "also", "such", "other", "has", "have", "not", "per",
    ]

    /// The telling words of a text: no small words, in a common form ("reviews", "reviewed", "review").
    public static func telling(_ text: String) -> (words: [String], figures: Set<String>, key: String) {
        let all = Folding.words(text)
        var words: [String] = []
        var figures: Set<String> = []
        for word in all where !small.contains(word) {
            if word.utf8.first.map({ (0x30...0x39).contains($0) }) == true { figures.insert(word) }
            words.append(stem(word))
        }
        return (words, figures, all.joined(separator: " "))
    }

    private static func stem(_ word: String) -> String {
        let bytes = word.utf8
        guard bytes.count > 4 else { return word }
        for ending in endings
        where bytes.count - ending.count >= 4 && bytes.suffix(ending.count).elementsEqual(ending) {
            return String(word[..<bytes.index(bytes.endIndex, offsetBy: -ending.count)])
        }
        return word
    }

    /// As bytes: comparing endings of strings is most of the work of a large plan.
    private static let endings = ["ation", "ing", "ion", "ies", "ed", "es", "s", "e", "y"].map { Array($0.utf8) }

    public mutating func add(_ text: String) {
        let telling = Self.telling(text)
        var ids: [Int] = []
        for word in telling.words {
            if let id = numbers[word] {
                ids.append(id)
            } else {
                numbers[word] = counts.count
                ids.append(counts.count)
                counts.append(0)
                postings.append([])
            }
        }
        ids = Array(Set(ids)).sorted()
        let position = Int32(entries.count)
        for id in ids {
            counts[id] += 1
            postings[id].append(position)
        }
        entries.append(Entry(words: ids, figures: telling.figures, key: telling.key))
    }

    /// A wording that is compared with those of the index without being added to it.
    public func entry(_ text: String) -> Entry {
        let telling = Self.telling(text)
        var unknown = -1
        let ids = Set(telling.words).map { word in
            if let id = numbers[word] { return id }
            unknown -= 1
            return unknown
        }
        return Entry(words: ids.sorted(), figures: telling.figures, key: telling.key)
    }

    /// Wordings that share at least one of the rarest words with this one. Words that stand in very many wordings
    /// lead nowhere and are passed over, so that a plan of thousands of actions stays quick.
    public func candidates(_ entry: Entry) -> [Int] {
        let rarest = entry.words.filter { $0 >= 0 }.sorted { counts[$0] < counts[$1] }.prefix(6)
        var found: [Int32] = []
        for (position, word) in rarest.enumerated() where position == 0 || counts[word] <= 64 {
            found += postings[word].prefix(position == 0 ? 128 : 64)
        }
        found.sort()
        var candidates: [Int] = []
        for position in found where candidates.last != Int(position) { candidates.append(Int(position)) }
        return candidates
    }

    /// How much of the two wordings is the same, from 0 to 1: shared words over all words, rare ones counting more.
    public func similarity(_ one: Entry, _ other: Entry) -> Double {
        var (left, right) = (0, 0)
        var shared = 0.0
        var total = 0.0
        while left < one.words.count || right < other.words.count {
            let first = left < one.words.count ? one.words[left] : Int.max
            let second = right < other.words.count ? other.words[right] : Int.max
            if first == second {
                shared += 2 * weight(first)
                total += 2 * weight(first)
                left += 1
                right += 1
            } else if first < second {
                total += weight(first)
                left += 1
            } else {
                total += weight(second)
                right += 1
            }
        }
        return total == 0 ? 0 : shared / total
    }

    /// A word that stands in a third of all wordings counts a quarter of one that stands once or twice.
    private func weight(_ word: Int) -> Double {
        guard word >= 0, !entries.isEmpty else { return 1 }
        let share = Double(counts[word]) / Double(entries.count)
        return share > 0.3 ? 0.25 : share > 0.1 ? 0.5 : share > 0.03 && entries.count > 60 ? 0.75 : 1
    }

    /// Whether all telling words of the shorter wording stand in the longer.
    public func contains(_ one: Entry, _ other: Entry) -> Bool {
        let (short, long) = one.words.count <= other.words.count ? (one, other) : (other, one)
        let words = Set(long.words)
        return short.words.allSatisfy(words.contains)
    }
}
