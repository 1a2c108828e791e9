import ActionPlans
import Charts
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The issued packs, newest first.
struct PacksPage: PageModel {
    struct Row: Sendable, Equatable {
        let href: String
        let title: String
        let plans: String
        let edition: String
        let asAt: String
        let issued: String
        let audience: String
        let marking: String
        let verifyHref: String
        let isProvisional: Bool
    }

    static let template = "packs/packs"

    let page: Frame
    let rows: [Row]
    let isEmpty: Bool
    let mayIssue: Bool

    init(_ look: PackLook, _ packs: [IssuedPack]) {
        page = look.frame(
            look.words("packs.title"), marking: packs.map(\.facts.marking).max() ?? .official)
        rows = packs.map { pack in
            let facts = pack.facts
            return Row(
                href: "/packs/\(pack.id.number)", title: facts.title,
                plans: look.titles(pack).joined(separator: "; "),
                edition: String(facts.edition), asAt: facts.asAt.printed,
                issued: look.issued(pack),
                audience: look.audience(facts.audience), marking: facts.marking.printed,
                verifyHref: "/packs/\(pack.id.number)/verify", isProvisional: pack.isProvisional)
        }
        isEmpty = rows.isEmpty
        mayIssue = look.may(.issuePack)
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        rows =
            isEmpty
            ? []
            : [
                Row(
                    href: "/packs/1", title: "Board pack", plans: "Crack cocaine strategy", edition: "1",
                    asAt: "31 March 2009", issued: "2 April 2009 by the Coordinator",
                    audience: "everybody who reads plans", marking: "OFFICIAL", verifyHref: "/packs/1/verify",
                    isProvisional: true)
            ]
        self.isEmpty = isEmpty
        mayIssue = true
    }

    static var examples: [PacksPage] {
        [PacksPage(page: Frame.examples[1], isEmpty: false), PacksPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// One issued pack, made again from its entries, with what the comparison says.
struct PackPage: PageModel {
    struct File: Sendable, Equatable {
        let format: String
        let text: String
    }

    static let template = "packs/pack"
    /// What a pack is taken out as.
    static let formats: [ExportFormat] = [.pdf, .docx, .json]

    let page: Frame
    let heading: String
    /// "Verified: made again just now, it is what was issued."
    let verdict: String
    let isEqual: Bool
    let verifyHref: String
    let digest: String
    let issued: String
    let trouble: String?
    let files: [File]
    /// Where the form that asks for a file is sent.
    let fileHref: String
    let paper: TrustedMarkup?

    init(_ look: PackLook, _ verdict: PackVerdict, trouble: String? = nil) {
        let words = look.words
        let facts = verdict.pack.facts
        let path = "/packs/\(verdict.pack.id.number)"
        heading = facts.title
        page = look.frame(
            words("packs.heading", ["number": String(verdict.pack.id.number), "edition": String(facts.edition)]),
            section: words("packs.title"), marking: facts.marking)
        isEqual = verdict.isEqual
        self.verdict =
            verdict.made == nil
            ? words("packs.verdict.gone") : words(verdict.isEqual ? "packs.verdict.equal" : "packs.verdict.differs")
        verifyHref = "\(path)/verify"
        digest = facts.digest
        issued = look.issued(verdict.pack)
        self.trouble = trouble
        files =
            verdict.made == nil
            ? []
            : PackPage.formats.map { File(format: $0.rawValue, text: words("packs.file.\($0.rawValue)")) }
        fileHref = "\(path)/file"
        paper = verdict.made.map { PaperHTML.fragment(of: verdict.paper($0)) }
    }

    private init(page: Frame, isEqual: Bool) {
        self.page = page
        heading = "Board pack"
        verdict = "Verified: made again just now, it is what was issued."
        self.isEqual = isEqual
        verifyHref = "/packs/1/verify"
        digest = String(repeating: "a", count: 64)
        issued = "2 April 2009 by the Coordinator"
        trouble = isEqual ? nil : "The writer of PDF files was not found."
        files = [File(format: "pdf", text: "PDF")]
        fileHref = "/packs/1/file"
        paper = isEqual ? PaperHTML.fragment(of: .example) : nil
    }

    static var examples: [PackPage] {
        [PackPage(page: Frame.examples[1], isEqual: true), PackPage(page: Frame.examples[1], isEqual: false)]
    }
}

/// An issued pack against what is made today, part by part.
struct PackVerifyPage: PageModel {
    struct Row: Sendable, Equatable {
        let title: String
        let then: String
        let now: String
        let state: String
        let isSame: Bool
    }

    static let template = "packs/verify"

    let page: Frame
    let heading: String
    let verdict: String
    let isEqual: Bool
    let reasons: [String]
    let rows: [Row]
    let packHref: String
    /// "Pack 3, edition 1".
    let pack: String
    /// Which pack it is: day, plans, audience, issue, marking.
    let facts: [SummaryRow]
    let digest: String
    let madeDigest: String
    let command: String

    init(_ look: PackLook, _ verdict: PackVerdict) {
        let words = look.words
        let facts = verdict.pack.facts
        pack = words("packs.heading", ["number": String(verdict.pack.id.number), "edition": String(facts.edition)])
        self.facts = Self.facts(look, verdict.pack)
        packHref = "/packs/\(verdict.pack.id.number)"
        heading = words("packs.verify.title", ["title": facts.title, "edition": String(facts.edition)])
        page = look.frame(words("packs.verify"), section: words("packs.title"), marking: facts.marking)
        isEqual = verdict.isEqual
        self.verdict =
            verdict.made == nil
            ? words("packs.verdict.gone") : words(verdict.isEqual ? "packs.verdict.equal" : "packs.verdict.differs")
        reasons = verdict.reasons.map(\.sentence)
        digest = facts.digest
        madeDigest = verdict.made?.digest ?? words("packs.verify.none")
        command = "cornerstone pack verify \(verdict.pack.id.number)"
        let now = verdict.made?.sections ?? []
        let added = now.filter { section in !facts.sections.contains { $0.id == section.id } }
        rows =
            facts.sections.map { section in
                let made = now.first { $0.id == section.id }
                let state = made == nil ? "missing" : made?.digest == section.digest ? "same" : "differs"
                return Row(
                    title: section.title, then: String(section.digest.prefix(16)),
                    now: made.map { String($0.digest.prefix(16)) } ?? words("packs.verify.none"),
                    state: words("packs.verify.\(state)"), isSame: state == "same")
            }
            + added.map {
                Row(
                    title: $0.title, then: words("packs.verify.none"), now: String($0.digest.prefix(16)),
                    state: words("packs.verify.added"), isSame: false)
            }
    }

    private static func facts(_ look: PackLook, _ pack: IssuedPack) -> [SummaryRow] {
        let words = look.words
        return [
            SummaryRow(words("packs.plans"), lines: look.titles(pack)),
            SummaryRow(words("packs.as-at"), pack.facts.asAt.printed),
            SummaryRow(words("packs.for"), look.audience(pack.facts.audience)),
            SummaryRow(words("packs.issued"), look.issued(pack)),
            SummaryRow(words("packs.marking"), pack.facts.marking.printed),
        ]
    }

    private init(page: Frame, isEqual: Bool) {
        self.page = page
        pack = "Pack 1, edition 1"
        facts = [SummaryRow("As at", "31 March 2009")]
        heading = "Verify: Board pack, edition 1"
        verdict = "It is what was issued."
        self.isEqual = isEqual
        reasons = isEqual ? [] : ["Another framework pack is installed."]
        rows = [Row(title: "Sources", then: "aa", now: "bb", state: "differs", isSame: isEqual)]
        packHref = "/packs/1"
        digest = "aa"
        madeDigest = "bb"
        command = "cornerstone pack verify 1"
    }

    static var examples: [PackVerifyPage] {
        [
            PackVerifyPage(page: Frame.examples[1], isEqual: true),
            PackVerifyPage(page: Frame.examples[1], isEqual: false),
        ]
    }
}

extension Paper {
    /// For the examples of pages.
    static let example = Paper(
        title: "Board pack", marking: .official, facts: [PaperFact("As at", "31 March 2009")], foot: "Board pack",
        sections: [PaperSection(id: "counts", title: "Where the plan stands", blocks: [.paragraph("12 actions.")])])
}
