extension ListModel {
    /// The models that a search by steps looks into, for more lists than all their models can be fitted for: from no dependence
    /// on, the dependence between two lists that helps most comes in, or goes out again, until none helps.
    ///
    /// - Returns: every model that was fitted on the way, in that order, so that those which do about as well count too.
    public static func stepwise(_ counts: ListCounts, by criterion: CaptureRecapture.Criterion) -> [ListModel] {
        let lists = counts.lists
        let pairs = (0..<lists).flatMap { first in
            (first + 1..<max(lists, first + 1)).map { 1 << first | 1 << $0 }
        }
        var models: [ListModel] = [], known: [Int: Double] = [:]
        func cost(_ chosen: Int) -> Double {
            if let value = known[chosen] { return value }
            let model = hierarchical(
                lists: lists, terms: pairs.indices.filter { chosen >> $0 & 1 == 1 }.map { pairs[$0] })
            models.append(model)
            let value = ModelFit(model, counts).flatMap { $0.isUsable ? criterion.of($0) : nil } ?? .infinity
            known[chosen] = value
            return value
        }
        var chosen = 0, least = cost(0)
        while true {
            let nearest = pairs.indices.map { chosen ^ 1 << $0 }.map { (chosen: $0, cost: cost($0)) }
                .min { $0.cost < $1.cost }
            guard let nearest, nearest.cost < least - 1e-9 else { return models }
            (chosen, least) = nearest
        }
    }
}
