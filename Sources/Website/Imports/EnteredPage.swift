import ActionPlans
import Partnership
import Vocabulary

/// Bringing in a plan, last step: it is entered, with its reference and what comes next.
struct EnteredPage: PageModel {
    static let template = "imports/entered"

    let page: Frame
    let title: String
    let facts: [SummaryRow]
    let planHref: String
    let settleHref: String?
    let settleText: String
    let ownersHref: String?
    let ownersText: String
    let undoHref: String?

    init(_ look: PlanLook) {
        let words = look.words
        let strategy = look.strategy
        page = look.frame(words("entered.title"))
        title = words("entered.heading", ["plan": strategy.title])
        facts = [
            SummaryRow(words("entered.entry"), strategy.version.description),
            SummaryRow(words("entered.source"), strategy.source.name),
            SummaryRow(words("entered.digest"), strategy.source.digest),
            SummaryRow(words("entered.actions"), look.picture.counts.total.printed),
        ]
        planHref = look.path
        settleHref = look.index.toSettle > 0 && look.may(.settleDeadlines) ? "\(look.path)/settle" : nil
        settleText = words.count("entered.settle", look.index.toSettle)
        ownersHref = look.may(.confirmOwners) && !look.index.vacant.isEmpty ? "\(look.path)/owners" : nil
        undoHref = look.may(.undoImport) ? "\(look.path)/undo-import" : nil
        ownersText = words.count("entered.owners", look.index.vacant.count)
    }

    private init(page: Frame) {
        self.page = page
        title = "The plan is entered"
        facts = SummaryRow.examples
        planHref = "/plans/1"
        settleHref = "/plans/1/settle"
        settleText = "3 deadlines"
        ownersHref = "/plans/1/owners"
        ownersText = "2 actions"
        undoHref = "/plans/1/undo-import"
    }

    static var examples: [EnteredPage] { [EnteredPage(page: Frame.examples[1])] }
}
