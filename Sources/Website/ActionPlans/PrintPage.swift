import ActionPlans
import Vocabulary

/// The whole plan for paper: every action with its wording, its status and its sentence, part by part.
struct PrintPage: PageModel {
    struct Part: Sendable, Equatable {
        let title: String?
        let counts: [StatusCount]
        let rows: [PlanRow]
    }

    static let template = "plans/print"

    let page: Frame
    let head: PlanHead
    let ways: [LayoutWay]
    let counts: [StatusCount]
    let parts: [Part]

    init(_ look: PlanLook) {
        page = look.frame(look.words("print.title"))
        head = PlanHead(look, at: .none)
        ways = LayoutWay.all(look, chosen: nil)
        counts = StatusCount.row(look.picture.counts, look.faces, all: true)
        var parts: [Part] = []
        var start = 0
        let actions = look.plan.actions
        while start < actions.count {
            let first = actions[start].wording.path.first
            var end = start
            while end < actions.count, actions[end].wording.path.first == first { end += 1 }
            let level = look.index.aims.first { $0.path.first == first }
            parts.append(
                Part(
                    title: first?.printed, counts: level.map { StatusCount.row($0.counts, look.faces) } ?? [],
                    rows: (start..<end).map {
                        PlanRow($0, look, after: $0 == start ? nil : $0 - 1, textLimit: 4_000)
                    }))
            start = end
        }
        self.parts = parts
    }

    private init(page: Frame) {
        self.page = page
        head = PlanHead.examples[0]
        ways = LayoutWay.examples
        counts = StatusCount.examples
        parts = [
            Part(title: "1 Young people", counts: StatusCount.examples, rows: PlanRow.examples),
            Part(title: nil, counts: [], rows: PlanRow.examples),
        ]
    }

    static var examples: [PrintPage] { [PrintPage(page: Frame.examples[1])] }
}
