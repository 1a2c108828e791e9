public import ActionPlans
public import Partnership
public import Vocabulary

extension PlanDesk {
    /// What the last update of each action of a picture said; nothing for an action without one.
    public func lastWords(in picture: PlanPicture, _ sight: Sight) async throws -> [ActionID: String] {
        let found = picture.plan.actions.compactMap { action in
            action.lastReport.map { FoundUpdate(sequence: $0.sequence, action: action.id) }
        }
        guard !found.isEmpty else { return [:] }
        var words: [ActionID: String] = [:]
        for activity in try await register.activity(of: found, sight, at: picture.plan.at) {
            guard let payload = activity.entry.payload else { continue }
            let texts = payload.typedTexts
            words[activity.action] = texts.isEmpty ? "No change." : texts.joined(separator: "\n")
        }
        return words
    }
}
