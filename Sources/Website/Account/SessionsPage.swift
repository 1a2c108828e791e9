import Coordination
import Partnership

/// A member's own sessions: where they are signed in, and how to end it.
struct SessionsPage: PageModel {
    struct Row: Sendable, Equatable {
        let started: String
        let lastUsed: String
        let ends: String
        let isThis: Bool
        /// The digest of the session's token: names it and opens nothing.
        let digest: String
    }

    static let template = "account/sessions"

    let page: Frame
    let name: String
    let post: String
    let roles: String
    let rows: [Row]
    let hasOthers: Bool

    init(page: Frame, member: Member, sessions: [SignedInSession], current: TokenDigest, clock: Clock, words: Words) {
        self.page = page
        name = member.name
        post = member.post
        roles = member.roles.sorted().map { words("role.\($0.rawValue)") }.joined(separator: ", ")
        rows = sessions.map { session in
            Row(
                started: PageTime.printed(session.created, clock), lastUsed: PageTime.printed(session.lastSeen, clock),
                ends: PageTime.printed(session.expires, clock), isThis: session.token == current,
                digest: session.token.hex)
        }
        hasOthers = sessions.count > 1
    }

    private init(page: Frame, rows: [Row]) {
        self.page = page
        name = "Example Member"
        post = "Partnership Coordinator"
        roles = "Coordinator"
        self.rows = rows
        hasOthers = true
    }

    static var examples: [SessionsPage] {
        [
            SessionsPage(
                page: Frame.examples[1],
                rows: [
                    Row(
                        started: "9am on 3 March 2009", lastUsed: "9:30am on 3 March 2009",
                        ends: "9pm on 3 March 2009", isThis: true, digest: "aa"),
                    Row(
                        started: "8am on 3 March 2009", lastUsed: "8:10am on 3 March 2009",
                        ends: "8pm on 3 March 2009", isThis: false, digest: "bb"),
                ])
        ]
    }
}
