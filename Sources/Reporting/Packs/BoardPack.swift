public import ActionPlans
public import Frameworks
public import Vocabulary

/// A board pack before it is set: the facts of one plan or several at a moment, as far as an audience may see them.
///
/// A pure function of its facts: no clock, no author, nothing of whoever looks at it. The same facts give the same
/// paper, to the byte, on every machine.
public struct BoardPack: Sendable {
    /// The version of what stands in a pack and where. Raised whenever the same facts would give another paper.
    public static let layout = 2

    /// One plan of the pack.
    public struct Part: Sendable {
        public var picture: PlanPicture
        public var changes: PlanChanges
        /// Taken since the pack's first day, newest first.
        public var decisions: [Decision]

        public init(picture: PlanPicture, changes: PlanChanges, decisions: [Decision] = []) {
            self.picture = picture
            self.changes = changes
            self.decisions = decisions
        }
    }

    public var terms: PackTerms
    public var edition: Int
    /// The last entry the pack knows of.
    public var sequence: JournalSequence
    /// The day it is made on; where that is the day it shows, the day was not over.
    public var madeOn: Day
    public var partnership: String
    /// The name of the group it is made for.
    public var group: String?
    /// The title of the meeting it looks back to.
    public var meeting: String?
    /// The higher marking of that group and that meeting, whose names stand on the cover.
    public var coverMarking: Marking
    public var parts: [Part]
    /// As they were called at the sequence.
    public var names: StaffNames
    public var framework: FrameworkPack
    public var frameworkDigest: String
    /// Not issued: says so, and bears no edition.
    public var isDraft: Bool

    public init(
        terms: PackTerms, edition: Int, sequence: JournalSequence, madeOn: Day, partnership: String, group: String?,
        meeting: String?, coverMarking: Marking, parts: [Part], names: StaffNames, framework: FrameworkPack,
        frameworkDigest: String,
        isDraft: Bool = false
    ) {
        self.terms = terms
        self.edition = edition
        self.sequence = sequence
        self.madeOn = madeOn
        self.partnership = partnership
        self.group = group
        self.meeting = meeting
        self.coverMarking = coverMarking
        self.parts = parts
        self.names = names
        self.framework = framework
        self.frameworkDigest = frameworkDigest
        self.isDraft = isDraft
    }

    var words: StatusWords { StatusWords(framework) }
    var hasSeveral: Bool { parts.count > 1 }

    /// The highest marking of anything in it.
    public var marking: Marking {
        parts.reduce(coverMarking) { highest, part in
            let plan = part.picture.plan
            let actions = plan.actions.reduce(plan.strategy.marking) { max($0, $1.marking) }
            return max(highest, part.decisions.reduce(actions) { max($0, $1.marking) })
        }
    }

    /// How many actions stand in it.
    public var actions: Int { parts.reduce(0) { $0 + $1.picture.plan.actions.count } }

    /// The day it shows was not over when it was made.
    public var isProvisional: Bool { terms.asAt >= madeOn }

    public var paper: Paper {
        Paper(
            title: terms.title, subtitle: parts.map(\.picture.plan.strategy.title).joined(separator: "; "),
            marking: marking, facts: facts, notice: notice, foot: foot,
            sections: [ruleSection, countsSection, exceptionsSection, achievementsSection]
                + decisionsSections + [changesSection] + planSections + timelineSections + [sourcesSection])
    }

    private var facts: [PaperFact] {
        var facts = [PaperFact("As at", "the end of \(terms.asAt.printed)")]
        facts.append(PaperFact("Edition", isDraft ? "Draft, not issued" : String(edition)))
        facts.append(PaperFact("Looks back to", sinceWords))
        facts.append(PaperFact("Made for", audienceWords))
        if !partnership.isEmpty { facts.append(PaperFact("Partnership", partnership)) }
        return facts
    }

    private var notice: String? {
        var parts: [String] = []
        if isDraft { parts.append("Draft: this pack was not issued.") }
        if isProvisional {
            parts.append(
                "Provisional until midnight: made on \(madeOn.printed), before that day was over. What is recorded later that day does not stand in it."
            )
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private var foot: String {
        "\(terms.title), \(isDraft ? "draft" : "edition \(edition)"), as at \(terms.asAt.printed)"
    }

    var sinceWords: String {
        if let meeting { return "the meeting “\(meeting)” on \(terms.since.printed)" }
        let strategies = parts.map(\.picture.plan.strategy)
        let isOfImport = zip(parts, strategies).allSatisfy { part, strategy in
            part.changes.before.plan.at == strategy.importedAt && strategy.imported == terms.since
        }
        if isOfImport {
            return "the import on \(terms.since.printed)"
        }
        return "the end of \(terms.since.printed)"
    }

    var audienceWords: String {
        let ceiling = terms.audience.ceiling.printed
        return switch terms.audience.kind {
        case .readers: "everybody who reads plans (up to \(ceiling))"
        case .cleared: "members cleared for \(ceiling)"
        case .group: "\(group ?? "a group") (up to \(ceiling), which every one of its members may see)"
        }
    }
}
