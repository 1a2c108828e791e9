import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Vocabulary

/// The page behind a lead's link: their actions of one round, and the form that answers them.
///
/// The secret of the path is all there is: no session, no cookie, nothing of who else may be signed in at the browser.
enum LeadLinkRoutes {
    /// More than forty answers with every text at its limit, in any script but the rarest.
    static let bodyBytes = 512 * 1024

    static func add(to routes: inout RouteTable) {
        routes.link("/answer/:token", limit: bodyBytes, show: show, submit: submit)
    }

    /// Whether a path of a request belongs to a link: its answers have rules of their own, refusals included.
    static func holds(_ path: String) -> Bool { path.split(separator: "/").first == "answer" }

    /// The link of the path with what it shows; nil for every link that shows nothing.
    ///
    /// - Throws: `PageError.tooManyLooks`.
    private static func look(_ visit: Visit) async throws -> (token: SecretToken, view: LeadLinkView)? {
        let text = try visit.text("token")
        let token = SecretToken(text: String(text.prefix(100)))
        let network = visit.context.network(visit.request)
        let now = visit.house.clock.now
        if let seconds = visit.site.looks.wait(from: network, for: token.digest, at: now) {
            throw PageError.tooManyLooks(seconds: seconds)
        }
        // Also for what cannot be one of ours: the same work for every guess.
        guard let view = try await visit.house.leadLinks.look(token), SecretToken(text: text).isWellFormed else {
            if let seconds = visit.site.looks.missed(from: network, at: now) {
                throw PageError.tooManyLooks(seconds: seconds)
            }
            return nil
        }
        return (token, view)
    }

    private static func gone(_ visit: Visit) -> Response {
        visit.page(
            LeadLinkGonePage(page: FrameMaker.frame(visit, .init(visit.words("lead-link.gone.title")))),
            status: .notFound)
    }

    private static func show(_ visit: Visit) async throws -> Response {
        guard let (_, view) = try await look(visit) else { return gone(visit) }
        var showing = LeadLinkPage.Showing()
        showing.recordedAfter = Int64(visit.query["after"]).map(JournalSequence.init)
        return visit.page(LeadLinkPage(visit, view, showing))
    }

    private static func submit(_ visit: Visit, _ form: FormFields) async throws -> Response {
        guard let (token, view) = try await look(visit) else { return gone(visit) }
        let read = LeadLinkForm(form, view, visit.words).read()
        guard let answering = try await visit.house.leadLinks.answer(token, read.answers) else { return gone(visit) }
        var showing = LeadLinkPage.Showing(form: form)
        showing.problems = read.problems
        showing.unsent = read.strangers
        var first: JournalSequence?
        for (answer, outcome) in zip(read.answers, answering.outcomes) {
            switch outcome {
            case .recorded(let sequence), .already(let sequence):
                first = min(first ?? sequence, sequence)
                showing.recorded.insert(answer.action)
            case .problems(let refusals): showing.problems[answer.action] = LeadLinkForm.problems(refusals, answer)
            case .stale(let since): showing.since[answer.action] = since
            case .notTheirs, .closed: showing.unsent.append(answer.action)
            }
        }
        showing.recordedAfter = first.map { JournalSequence($0.number - 1) }
        showing.isNothing = read.isNothing
        let isAllRecorded = showing.recorded.count == read.answers.count && read.problems.isEmpty
        if isAllRecorded, read.strangers.isEmpty, let after = showing.recordedAfter {
            return visit.redirect(to: "/answer/\(token.text)?after=\(after)")
        }
        // What stands now: some of it may have been recorded a moment ago.
        guard let view = try await visit.house.leadLinks.look(token) else { return gone(visit) }
        let page = LeadLinkPage(visit, view, showing)
        let isStale = page.problemCount == 0
        return visit.page(page, status: isStale ? .conflict : .unprocessableContent)
    }
}
