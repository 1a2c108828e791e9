public import Vocabulary

/// What one member reads in one digest of a round: how much waits for them, by reference only, until when, where to
/// answer, whom to ask and why they get it. Nothing a plan says stands in it.
public struct RoundLetter: Hashable, Sendable {
    /// References of the actions a member is asked about, and how many more there are that may not be named in a mail.
    public struct Part: Hashable, Sendable {
        public var references: [String]
        public var unnamed: Int

        public init(references: [String] = [], unnamed: Int = 0) {
            self.references = references
            self.unnamed = unnamed
        }

        var count: Int { references.count + unnamed }
    }

    public var post: String
    public var partnership: String
    /// The period asked about.
    public var period: String
    public var closes: Day
    public var isClosed: Bool
    /// 0 for the asking itself, then the number of the reminder.
    public var step: Int
    public var own: Part
    public var deputising: Part
    public var accountable: Part
    public var vacant: Part
    /// The whole address at which to answer.
    public var link: String
    /// Whether the link is a secret of the member's, and not a page behind the sign-in.
    public var isOwnLink: Bool
    /// Whom to ask, as the settings name it; empty where they name nobody.
    public var contact: String

    public init(
        post: String, partnership: String, period: String, closes: Day, isClosed: Bool, step: Int, own: Part = Part(),
        deputising: Part = Part(), accountable: Part = Part(), vacant: Part = Part(), link: String,
        isOwnLink: Bool = false, contact: String = ""
    ) {
        self.post = post
        self.partnership = partnership
        self.period = period
        self.closes = closes
        self.isClosed = isClosed
        self.step = step
        self.own = own
        self.deputising = deputising
        self.accountable = accountable
        self.vacant = vacant
        self.link = link
        self.isOwnLink = isOwnLink
        self.contact = contact
    }
}

extension RoundLetter {
    private var count: Int { own.count + deputising.count + accountable.count + vacant.count }

    public var subject: String {
        let what = "\(count.counted("action")) \(count == 1 ? "waits" : "wait") for an update"
        if isClosed { return "Late: \(what), round closed on \(closes.printed)" }
        return "\(step == 0 ? "" : "Reminder: ")\(what) by \(closes.printed)"
    }

    /// Plain text, lines of at most 72 characters but for the link.
    public var text: String {
        var paragraphs = ["Dear \(post),"]
        paragraphs += own.paragraphs(
            one: "One action you report on waits for an update for \(period).",
            many: { "\($0) actions you report on wait for an update for \(period)." })
        paragraphs += deputising.paragraphs(
            one: "You stand in for the update owner of one action who has not answered.",
            many: { "You stand in for the update owners of \($0) actions who have not answered." })
        paragraphs += accountable.paragraphs(
            one: "One action you are accountable for has had no answer, though its update owner was asked.",
            many: { "\($0) actions you are accountable for have had no answer, though their update owners were asked." }
        )
        paragraphs += vacant.paragraphs(
            one: "One action you are accountable for has no update owner. Please name one to your coordinator.",
            many: {
                "\($0) actions you are accountable for have no update owner. Please name them to your coordinator."
            })
        paragraphs.append(
            isClosed
                ? "The round closed at the end of \(closes.printed). A late update still counts from its day:"
                : "Please answer by the end of \(closes.printed):")
        let wrapped = paragraphs.map { $0.wrapped(at: 72) }
        return (wrapped + ["  \(link)"] + closing.map { $0.wrapped(at: 72) } + ["-- \n\(partnership)".trimmedLines])
            .joined(separator: "\n\n") + "\n"
    }

    private var closing: [String] {
        let consequence =
            isClosed
            ? "Until then the action is shown as silent."
            : "\"No change\" is an answer too. What has no answer when the round closes is shown as silent, in red."
        let ask = contact.isEmpty ? "Questions? Ask your partnership's coordinator." : "Questions? Ask \(contact)."
        let why = "You get this mail because you answer for actions of the plans of \(partnership). "
        let care = !isOwnLink ? "" : "The link is meant for you alone; please do not pass it on."
        return [consequence, ask, why + care]
    }
}

extension RoundLetter.Part {
    fileprivate func paragraphs(one: String, many: (String) -> String) -> [String] {
        guard count > 0 else { return [] }
        var found = [count == 1 ? one : many(count.printed)]
        if !references.isEmpty { found.append("  " + references.joined(separator: ", ")) }
        if unnamed > 0 {
            found.append(
                references.isEmpty
                    ? "\(unnamed == 1 ? "It" : "They") can be answered after signing in."
                    : "\(unnamed == 1 ? "One other" : "\(unnamed.printed) others") can be answered after signing in.")
        }
        return found
    }
}

extension String {
    /// Broken between words so that no line is longer, where words allow; an indent is kept.
    fileprivate func wrapped(at width: Int) -> String {
        let indent = String(prefix { $0 == " " })
        var lines: [String] = []
        var line = indent
        for word in split(whereSeparator: { $0 == " " || $0.isNewline }) {
            if line.count > indent.count, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent
            }
            line += line.count > indent.count ? " \(word)" : String(word)
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// A name of several lines becomes one.
    fileprivate var trimmedLines: String {
        guard let first = firstIndex(of: "\n") else { return self }
        return self[...first] + self[index(after: first)...].split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
