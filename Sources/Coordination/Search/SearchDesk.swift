public import Partnership
public import Vocabulary

/// A sort of thing that is searched: actions, updates, plans, members. Each room's slice may add its own.
public struct SearchKind: Hashable, Sendable {
    /// A stable word, part of addresses.
    public let name: String

    public init(_ name: String) { self.name = name }

    public static let actions = SearchKind("actions")
    public static let updates = SearchKind("updates")
    public static let plans = SearchKind("plans")
    public static let decisions = SearchKind("decisions")
    public static let meetings = SearchKind("meetings")
    public static let registers = SearchKind("registers")
    public static let members = SearchKind("members")
}

/// Something that was found: what it is, where, and the words around it.
public struct SearchHit: Sendable, Equatable {
    public let subject: Subject
    /// What the link says: a reference, a title, a post.
    public let title: String
    /// Where it stands: a plan, a part of it, a day and an author.
    public let place: String
    public let excerpt: Excerpt

    public init(subject: Subject, title: String, place: String, excerpt: Excerpt) {
        self.subject = subject
        self.title = title
        self.place = place
        self.excerpt = excerpt
    }
}

/// What one source found: how many in all, and those of the stretch asked for.
public struct SearchFound: Sendable, Equatable {
    public let kind: SearchKind
    public let count: Int
    public let hits: [SearchHit]
    /// The highest marking among the hits.
    public let marking: Marking

    public init(_ kind: SearchKind, count: Int, hits: [SearchHit], marking: Marking = .official) {
        self.kind = kind
        self.count = count
        self.hits = hits
        self.marking = marking
    }
}

extension SearchFound {
    /// What of everything in sight holds the words, and the stretch of it that was asked for.
    ///
    /// - Parameters:
    ///   - text: what is searched of one thing.
    ///   - marking: of one thing.
    ///   - hit: how one thing is shown.
    init<Thing>(
        _ kind: SearchKind, among things: [Thing], saying words: SearchWords, _ range: Range<Int>,
        text: (Thing) -> String, marking: (Thing) -> Marking, hit: (Thing) -> SearchHit
    ) {
        let found = things.filter { words.areIn(Array(FoldedText.of(text($0)).utf8)) }
        let shown = found.within(range)
        self.init(
            kind, count: found.count, hits: shown.map(hit), marking: shown.map(marking).max() ?? .official)
    }
}

/// What can be searched. Counts and hits are of what the sight reaches, and of nothing else.
public protocol SearchSource: Sendable {
    var kind: SearchKind { get }
    /// - Parameter range: which of the hits are wanted, from 0, best or newest first.
    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound
}

/// Search over everything one may see.
public struct SearchDesk: Sendable {
    private let sources: [any SearchSource]

    init(sources: [any SearchSource]) { self.sources = sources }

    public var kinds: [SearchKind] { sources.map(\.kind) }

    /// Looks in every source.
    ///
    /// - Parameters:
    ///   - chosen: the kind whose hits are wanted from `range`; the others give their counts only. Nil asks every kind
    ///     for its first hits.
    public func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, chosen: SearchKind? = nil, range: Range<Int>
    ) async throws -> [SearchFound] {
        guard sight.seesPlans, !words.isEmpty else { return [] }
        var found: [SearchFound] = []
        for source in sources {
            let wanted = chosen == nil || chosen == source.kind ? range : 0..<0
            found.append(try await source.find(words, sight, at: moment, range: wanted))
        }
        return found
    }
}

extension Array {
    /// The part of a list that lies in a range, however far the range reaches.
    func within(_ range: Range<Int>) -> ArraySlice<Element> {
        self[Swift.min(range.lowerBound, count)..<Swift.min(range.upperBound, count)]
    }
}
