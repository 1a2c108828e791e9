import Partnership
public import Vocabulary

/// What is wrong with one action of a file, whether it is imported or revises what is there.
public enum ActionFault: Hashable, Sendable {
    case text(TypedText.Fault)
    /// A field other than the text, by its name in the plan.
    case field(String, TypedText.Fault)
    /// A deadline cell is at least one commitment, if only an undecided one.
    case noCommitment
    case tooManyCommitments(count: Int, limit: Int)
    case repeatsWithoutInterval
    case unknownMember(MemberID)
    case hasLeft(MemberID)
    case cannotReport(MemberID)

    static func all(in action: NewAction, _ members: [MemberID: Member]) -> [ActionFault] {
        var faults = all(in: action.wording)
        for id in Set(action.contributing + [action.updateOwner].compactMap(\.self)).sorted() {
            guard let member = members[id] else {
                faults.append(.unknownMember(id))
                continue
            }
            if !member.isActive {
                faults.append(.hasLeft(id))
            } else if !member.canReport {
                faults.append(.cannotReport(id))
            }
        }
        return faults
    }

    static func all(in wording: ActionWording) -> [ActionFault] {
        var faults: [ActionFault] = []
        if let fault = TypedText(wording.text, upTo: TextLimit.wording).fault { faults.append(.text(fault)) }
        for (name, text) in wording.fields {
            if let fault = TypedText(text, upTo: TextLimit.wording, required: false).fault {
                faults.append(.field(name, fault))
            }
        }
        let commitments = wording.timescale.commitments
        if commitments.isEmpty { faults.append(.noCommitment) }
        if commitments.count > TextLimit.commitments {
            faults.append(.tooManyCommitments(count: commitments.count, limit: TextLimit.commitments))
        }
        if commitments.contains(where: { ($0.repeats?.every ?? 1) < 1 }) { faults.append(.repeatsWithoutInterval) }
        return faults
    }

    func words(_ position: Int) -> RefusalWords {
        let place = "action \(position.printed)"
        let field = "action-\(position)"
        switch self {
        case .text(let fault):
            return fault.words("\(field)-text", "what will be done in \(place)")
        case .field(let name, let fault):
            return fault.words("\(field)-\(name)", "the \(name) of \(place)")
        case .noCommitment:
            return RefusalWords(
                "no-commitment", field: field, "Give \(place) a deadline, or mark it as undecided.")
        case .tooManyCommitments(let count, let limit):
            return RefusalWords(
                "too-many-commitments", field: field,
                "Divide \(place): it has \(count.printed) deadlines, and \(limit.printed) are the most it may have.")
        case .repeatsWithoutInterval:
            return RefusalWords(
                "repeats-without-interval", field: field, "Give the repeated deadline of \(place) an interval.")
        case .unknownMember:
            return RefusalWords("unknown-member", field: field, "Choose members of the partnership for \(place).")
        case .hasLeft:
            return RefusalWords(
                "has-left", field: field, "Choose somebody else for \(place); one of those chosen has left.")
        case .cannotReport:
            return RefusalWords(
                "cannot-report", field: field,
                "Choose leads or contributors for \(place); one of those chosen cannot report.")
        }
    }
}

/// What is wrong with the name or digest of the file a plan came from.
public enum SourceFault: Hashable, Sendable {
    case name(TypedText.Fault)
    case digest

    init?(_ source: PlanSource) {
        if let fault = TypedText(source.name, upTo: TextLimit.fileName, .line).fault {
            self = .name(fault)
        } else if !Self.isDigest(source.digest) {
            self = .digest
        } else {
            return nil
        }
    }

    /// SHA-256 in lower-case hex.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    var words: RefusalWords {
        switch self {
        case .name(let fault): fault.words("file", "the name of the file")
        case .digest:
            RefusalWords("file-digest", field: "file", "Choose the file again; its digest did not arrive whole.")
        }
    }
}

extension ActionWording {
    /// Every text field beside the text itself, by its name in plans, path and people included.
    var fields: [(name: String, text: String)] {
        var fields: [(String, String?)] = [
            ("number", number), ("owner", owner), ("resources", resources), ("coverage", coverage),
            ("outcome", outcome), ("measure", measure), ("progress", progress), ("equality", equality),
            ("notes", notes), ("timescale", timescale.wording),
        ]
        fields += path.map { ($0.level.rawValue, $0.text) }
        fields += leads.map { ("leads", $0) } + contributors.map { ("contributors", $0) }
        fields += timescale.commitments.flatMap { commitment in
            [commitment.wording, commitment.label, commitment.condition, commitment.relative?.anchor]
                .map { ("timescale", $0) }
        }
        return fields.compactMap { name, text in text.map { (name, $0) } }
    }
}

/// How a framework pack may name a layout: lower-case letters, digits and hyphens.
enum LayoutName {
    static func isOne(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

extension RefusalWords {
    static let notALayout = RefusalWords(
        "not-a-layout", field: "layout", "Choose one of the layouts of the framework pack.")
}
