public import ActionPlans
public import Reporting
public import Vocabulary

/// A pack that was made: its paper, and everything that is written down when it is issued.
public struct PackMade: Sendable {
    public let terms: PackTerms
    public let edition: Int
    public let sequence: JournalSequence
    public let madeOn: Day
    public let paper: Paper
    /// How many actions stand in it.
    public let actions: Int
    /// The paper as its digest is taken of it.
    public let json: String
    public let digest: String
    /// The cover first, then each section.
    public let sections: [SectionDigest]

    init(_ pack: BoardPack) throws {
        terms = pack.terms
        edition = pack.edition
        sequence = pack.sequence
        madeOn = pack.madeOn
        actions = pack.actions
        paper = pack.paper
        let forms = try PaperJSON(paper)
        json = forms.whole
        digest = Digest.hex(of: Array(json.utf8))
        sections =
            [SectionDigest(id: "cover", title: "Cover", digest: Digest.hex(of: Array(forms.cover.utf8)))]
            + forms.sections.map {
                SectionDigest(id: $0.id, title: $0.title, digest: Digest.hex(of: Array($0.json.utf8)))
            }
    }

    func facts(_ pack: PackID, framework: String, digest frameworkDigest: String) -> PackIssued {
        PackIssued(
            pack: pack, strategies: terms.strategies, edition: edition, title: terms.title, asAt: terms.asAt,
            sequence: sequence, since: terms.since, sinceMeeting: terms.sinceMeeting, audience: terms.audience,
            marking: paper.marking, framework: framework, frameworkDigest: frameworkDigest, rule: Status.rulesVersion,
            layout: BoardPack.layout, digest: digest, sections: sections, on: madeOn)
    }
}

/// What somebody saw of a pack before issuing it.
public struct PackSeen: Hashable, Sendable {
    public var edition: Int
    public var digest: String

    public init(edition: Int, digest: String) {
        self.edition = edition
        self.digest = digest
    }
}

/// An issued pack against what is made from its entries today.
public struct PackVerdict: Sendable {
    /// Why it differs, as far as the program can tell.
    public enum Reason: Hashable, Sendable {
        /// Another framework pack is installed than the one it was made with.
        case framework(then: String, now: String)
        /// This version of the program sets packs otherwise.
        case layout(then: Int, now: Int)
        /// This version of the program finds statuses by other rules.
        case rules(then: Int, now: Int)
        /// What these entries said was erased since, under a rule of retention.
        case erased([JournalSequence])
        /// Nothing that is known explains it: somebody has to look.
        case unexplained

        /// What it means, and what to do.
        public var sentence: String {
            switch self {
            case .framework:
                "Another framework pack is installed than the one it was made with: words, shapes or layouts may differ. Install that one again to compare."
            case .layout(let then, let now):
                "It was set in version \(then) of the pack's layout; this program sets version \(now). Compare with the program it was made with."
            case .rules(let then, let now):
                "It was made by version \(then) of the rules of statuses; this program goes by version \(now)."
            case .erased(let entries):
                "What \(entries.count == 1 ? "entry" : "entries") \(entries.map(\.description).joined(separator: ", ")) said was erased since, under a rule of retention: the pack knew more than can be made now."
            case .unexplained:
                "Nothing that is known explains the difference. Tell your administrator: have the journal verified with cornerstone journal verify, and compare with a backup."
            }
        }
    }

    /// A part that is not what it was.
    public struct Difference: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case differs, missing, added
        }

        public let id: String
        public let title: String
        public let kind: Kind
    }

    public let pack: IssuedPack
    /// What is made from its entries today; nil where nothing can be made any more.
    public let made: PackMade?
    public let differences: [Difference]
    public let reasons: [Reason]

    public var isEqual: Bool { differences.isEmpty && made?.digest == pack.facts.digest }

    /// What is handed out of it: the paper that was issued or, where it cannot be made any more, what is made now with a
    /// notice that says so.
    public func paper(_ made: PackMade) -> Paper {
        guard !isEqual else { return made.paper }
        var paper = made.paper
        let notice = "This is not the pack that was issued: made again, it differs. See what differs before using it."
        paper.notice = [notice, paper.notice].compactMap(\.self).joined(separator: " ")
        return paper
    }

    init(_ pack: IssuedPack, made: PackMade?, framework: String, erased: [JournalSequence]) {
        self.pack = pack
        self.made = made
        let facts = pack.facts
        guard made?.digest != facts.digest else {
            differences = []
            reasons = []
            return
        }
        differences = Self.differences(facts.sections, made?.sections ?? [])
        var reasons: [Reason] = []
        if facts.frameworkDigest != framework {
            reasons.append(.framework(then: facts.frameworkDigest, now: framework))
        }
        if facts.layout != BoardPack.layout { reasons.append(.layout(then: facts.layout, now: BoardPack.layout)) }
        if facts.rule != Status.rulesVersion { reasons.append(.rules(then: facts.rule, now: Status.rulesVersion)) }
        if !erased.isEmpty { reasons.append(.erased(erased)) }
        self.reasons = reasons.isEmpty ? [.unexplained] : reasons
    }

    private static func differences(_ then: [SectionDigest], _ now: [SectionDigest]) -> [Difference] {
        var found: [Difference] = []
        for section in then {
            guard let same = now.first(where: { $0.id == section.id }) else {
                found.append(Difference(id: section.id, title: section.title, kind: .missing))
                continue
            }
            if same.digest != section.digest {
                found.append(Difference(id: section.id, title: section.title, kind: .differs))
            }
        }
        return found
            + now.filter { new in !then.contains { $0.id == new.id } }.map {
                Difference(id: $0.id, title: $0.title, kind: .added)
            }
    }
}
