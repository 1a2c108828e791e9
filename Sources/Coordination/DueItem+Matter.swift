import ActionPlans

extension DueItem {
    /// What is due in a register, as an agenda takes it.
    init(_ matter: DueMatter) {
        self.init(
            reference: matter.item.printed, kind: matter.item.kind.word, title: matter.title, due: matter.day,
            sentence: matter.sentence, href: "/registers/\(matter.item.printed)", marking: matter.marking)
    }
}
