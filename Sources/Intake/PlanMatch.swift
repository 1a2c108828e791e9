public import ActionPlans
public import Vocabulary

/// Finds the same action again: compares a plan as read with the actions of one strategy.
///
/// By reference, where the number is one of ours ("AP-0012"); by printed number and similar wording; by the same path
/// and wording, after folding case, space and punctuation. Otherwise similar wording is only proposed, for a person's
/// yes. Never by number alone. Each action is matched at most once.
public struct PlanMatch: Sendable, Equatable {
    /// An action that stands in the strategy.
    public struct Existing: Sendable, Equatable {
        public let id: ActionID
        public let wording: ActionWording

        public init(id: ActionID, wording: ActionWording) {
            self.id = id
            self.wording = wording
        }
    }

    /// What an action of the file is, seen from the strategy.
    public enum Outcome: Hashable, Sendable {
        /// Nothing like it stands in the strategy.
        case new
        /// The same action, worded the same in every part.
        case unchanged(ActionID)
        /// The same action, with something reading differently.
        case changed(ActionID)
        /// Perhaps the same: how much of the wording is shared, from 0 to 1. New, unless a person says yes.
        case proposed(ActionID, similarity: Double)

        /// The action meant, also where it is only proposed.
        public var id: ActionID? {
            switch self {
            case .new: nil
            case .unchanged(let id), .changed(let id), .proposed(let id, _): id
            }
        }
    }

    /// One for each action of the file, in its order.
    public let outcomes: [Outcome]
    /// Actions of the strategy that nothing in the file was found for, proposed ones left out. They stay in the plan
    /// until a person retires them.
    public let absent: [ActionID]

    /// What was found by other means: the rows of an export that came back.
    init(outcomes: [Outcome], absent: [ActionID]) {
        self.outcomes = outcomes
        self.absent = absent
    }

    public init(_ read: [ReadAction], with existing: [Existing]) {
        var matching = Matching(read.map(\.wording), existing.map(\.wording))
        matching.byReference(existing.map(\.id))
        matching.bySamePlace()
        matching.byNumber()
        let proposals = matching.proposals()
        var outcomes: [Outcome] = []
        for (index, action) in read.enumerated() {
            if let found = matching.found[index] {
                let same = existing[found].wording == action.wording
                outcomes.append(same ? .unchanged(existing[found].id) : .changed(existing[found].id))
            } else if let (other, similarity) = proposals[index] {
                outcomes.append(.proposed(existing[other].id, similarity: similarity))
            } else {
                outcomes.append(.new)
            }
        }
        self.outcomes = outcomes
        let met = Set(outcomes.compactMap(\.id))
        absent = existing.map(\.id).filter { !met.contains($0) }
    }
}

/// The work of matching, step by step from the surest to the least sure.
private struct Matching {
    let read: [ActionWording]
    let existing: [ActionWording]
    /// For each action read the one it was found to be.
    private(set) var found: [Int?]
    private var taken: [Bool]
    private var index = WordingIndex()
    private let entries: [WordingIndex.Entry]

    /// How much of the wording must be shared where the number is the same, and where it is not.
    private static let withNumber = 0.55
    private static let alone = 0.6

    init(_ read: [ActionWording], _ existing: [ActionWording]) {
        self.read = read
        self.existing = existing
        found = Array(repeating: nil, count: read.count)
        taken = Array(repeating: false, count: existing.count)
        var index = WordingIndex()
        for wording in existing { index.add(wording.text) }
        entries = read.map { index.entry($0.text) }
        self.index = index
    }

    private mutating func match(_ one: Int, _ other: Int) {
        found[one] = other
        taken[other] = true
    }

    mutating func byReference(_ ids: [ActionID]) {
        let positions = Dictionary(zip(ids, ids.indices)) { first, _ in first }
        for (one, wording) in read.enumerated() {
            guard let number = wording.number, let id = ActionID(reference: number), let other = positions[id],
                !taken[other]
            else { continue }
            match(one, other)
        }
    }

    /// The same path and wording; of several alike the one with the same number first.
    mutating func bySamePlace() {
        for withNumber in [true, false] {
            var places: [String: [Int]] = [:]
            for (other, wording) in existing.enumerated().reversed() where !taken[other] {
                places[Self.key(wording, withNumber), default: []].append(other)
            }
            for (one, wording) in read.enumerated() where found[one] == nil {
                let key = Self.key(wording, withNumber)
                guard let other = places[key]?.popLast() else { continue }
                match(one, other)
            }
        }
    }

    private static func key(_ wording: ActionWording, _ withNumber: Bool) -> String {
        let path = wording.path.map { $0.level.rawValue + Folding.key($0.text) }.joined(separator: "|")
        let number = withNumber ? Folding.key(wording.number ?? "") : ""
        return "\(path)#\(number)#\(Folding.key(wording.text))"
    }

    /// The same printed number, and wording that is similar; of several the most similar, then the one under the same
    /// aim.
    mutating func byNumber() {
        var numbers: [String: [Int]] = [:]
        for (other, wording) in existing.enumerated() where !taken[other] {
            guard let number = wording.number else { continue }
            numbers[Folding.key(number), default: []].append(other)
        }
        var pairs: [(one: Int, other: Int, similarity: Double)] = []
        for (one, wording) in read.enumerated() where found[one] == nil {
            guard let number = wording.number, let others = numbers[Folding.key(number)] else { continue }
            for other in others.prefix(200) {
                let similarity = similarity(one, other)
                if similarity >= Self.withNumber { pairs.append((one, other, similarity + nearness(one, other))) }
            }
        }
        for pair in Self.bestFirst(pairs) where found[pair.one] == nil && !taken[pair.other] {
            match(pair.one, pair.other)
        }
    }

    /// Similar wording among what is left, each action once.
    func proposals() -> [Int: (Int, Double)] {
        var pairs: [(one: Int, other: Int, similarity: Double)] = []
        for one in read.indices where found[one] == nil {
            for other in index.candidates(entries[one]) where !taken[other] {
                let similarity = similarity(one, other)
                if similarity >= Self.alone { pairs.append((one, other, similarity)) }
            }
        }
        var proposals: [Int: (Int, Double)] = [:]
        var proposed: Set<Int> = []
        for pair in Self.bestFirst(pairs) where proposals[pair.one] == nil && !proposed.contains(pair.other) {
            proposals[pair.one] = (pair.other, pair.similarity)
            proposed.insert(pair.other)
        }
        return proposals
    }

    private func similarity(_ one: Int, _ other: Int) -> Double {
        let (entry, standing) = (entries[one], index.entries[other])
        return entry.key == standing.key && !entry.key.isEmpty ? 1 : index.similarity(entry, standing)
    }

    private func nearness(_ one: Int, _ other: Int) -> Double {
        let same = zip(read[one].path, existing[other].path).count { Folding.key($0.text) == Folding.key($1.text) }
        return Double(same) * 0.01
    }

    private static func bestFirst(
        _ pairs: [(one: Int, other: Int, similarity: Double)]
    ) -> [(one: Int, other: Int, similarity: Double)] {
        pairs.sorted {
            $0.similarity == $1.similarity ? ($0.one, $0.other) < ($1.one, $1.other) : $0.similarity > $1.similarity
        }
    }
}
