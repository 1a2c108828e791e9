public import Vocabulary

/// An action's wording as somebody typed it into a form: every field as text, the deadline in words.
public struct TypedWording: Hashable, Sendable {
    public var number: String
    /// Where it stands: aim, objective and task, outermost first.
    public var path: [PlanLevel]
    public var text: String
    public var owner: String
    public var leads: [String]
    public var contributors: [String]
    public var resources: String
    public var coverage: String
    public var outcome: String
    public var measure: String
    public var progress: String
    public var equality: String
    public var notes: String
    /// "By end March 2009": read as a file's deadline cell is, and kept as typed. What is not understood is marked.
    public var timescale: String

    public init(
        number: String = "", path: [PlanLevel] = [], text: String, owner: String = "", leads: [String] = [],
        contributors: [String] = [], resources: String = "", coverage: String = "", outcome: String = "",
        measure: String = "", progress: String = "", equality: String = "", notes: String = "", timescale: String = ""
    ) {
        self.number = number
        self.path = path
        self.text = text
        self.owner = owner
        self.leads = leads
        self.contributors = contributors
        self.resources = resources
        self.coverage = coverage
        self.outcome = outcome
        self.measure = measure
        self.progress = progress
        self.equality = equality
        self.notes = notes
        self.timescale = timescale
    }

    /// What an action says, as a form shows it.
    public init(_ wording: ActionWording) {
        self.init(
            number: wording.number ?? "", path: wording.path, text: wording.text, owner: wording.owner ?? "",
            leads: wording.leads, contributors: wording.contributors, resources: wording.resources ?? "",
            coverage: wording.coverage ?? "", outcome: wording.outcome ?? "", measure: wording.measure ?? "",
            progress: wording.progress ?? "", equality: wording.equality ?? "", notes: wording.notes ?? "",
            timescale: wording.timescale.wording ?? "")
    }

    /// The wording that is entered, with its deadline understood.
    ///
    /// - Parameter standing: what the action says now. A field that reads as it does, but for white space around its
    ///   lines, stays exactly as printed; a deadline that reads as it does keeps its commitments as they are.
    public func wording(year: PlanYear, standing: ActionWording? = nil) -> ActionWording {
        func field(_ typed: String, _ stands: String?) -> String? {
            if let stands, Self.folded(stands) == Self.folded(typed) { return stands }
            let text = Self.trimmed(typed)
            return text.isEmpty ? nil : text
        }
        func list(_ typed: [String], _ stand: [String]) -> [String] {
            let texts = typed.map(Self.trimmed).filter { !$0.isEmpty }
            return texts.map(Self.folded) == stand.map(Self.folded).filter { !$0.isEmpty } ? stand : texts
        }
        return ActionWording(
            number: field(number, standing?.number), path: path, text: field(text, standing?.text) ?? "",
            owner: field(owner, standing?.owner), leads: list(leads, standing?.leads ?? []),
            contributors: list(contributors, standing?.contributors ?? []),
            resources: field(resources, standing?.resources), coverage: field(coverage, standing?.coverage),
            outcome: field(outcome, standing?.outcome), measure: field(measure, standing?.measure),
            progress: field(progress, standing?.progress), equality: field(equality, standing?.equality),
            notes: field(notes, standing?.notes), timescale: understood(year, standing?.timescale))
    }

    private func understood(_ year: PlanYear, _ standing: Timescale?) -> Timescale {
        if let standing, Self.folded(standing.wording ?? "") == Self.folded(timescale) { return standing }
        return TimescaleReader(year: year).read(Self.trimmed(timescale)).timescale
    }

    /// The texts in which a person may be described: every one but those of the people who own the work.
    public var screened: [(field: String, text: String)] {
        [
            ("text", text), ("resources", resources), ("coverage", coverage), ("outcome", outcome),
            ("measure", measure), ("progress", progress), ("equality", equality), ("notes", notes),
            ("timescale", timescale),
        ].filter { !$0.text.isEmpty }
    }

    private static func trimmed(_ text: String) -> String { TypedText(text, upTo: .max, required: false).text }

    /// Without white space around each line and without empty ones: what a form cannot bring back as it was.
    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
