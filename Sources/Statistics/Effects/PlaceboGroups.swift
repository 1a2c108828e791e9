/// Groups of untreated places that are taken as if they were treated: all there are, or different ones drawn at random.
struct PlaceboGroups: Sendable {
    /// The places of each group among the untreated ones, in order.
    let members: [[Int]]
    /// Whether these are all groups of that size.
    let isEvery: Bool

    /// - Parameters:
    ///   - size: places in a group, fewer than `count`.
    ///   - most: if there are no more groups than that, all are listed; otherwise so many are drawn, no two the same.
    init(of size: Int, among count: Int, most: Int, seed: UInt64, stream: UInt64) {
        guard size > 0, size < count, most > 0 else {
            members = []
            isEvery = false
            return
        }
        isEvery = PlaceboGroups.choices(count, size, most) <= most
        members =
            isEvery
            ? PlaceboGroups.every(size, count) : PlaceboGroups.drawn(size, count, most, seed: seed, stream: stream)
    }

    /// How many groups of a size there are; `most` + 1 for any number above `most`.
    static func choices(_ count: Int, _ size: Int, _ most: Int) -> Int {
        var choices = 1
        for taken in 0..<min(size, count - size) {
            // Each quotient is a whole number: the choices of one place more. They only grow.
            choices = choices * (count - taken) / (taken + 1)
            if choices > most { return most + 1 }
        }
        return choices
    }

    private static func every(_ size: Int, _ count: Int) -> [[Int]] {
        var group = Array(0..<size), all = [group]
        while let place = group.indices.last(where: { group[$0] < count - size + $0 }) {
            group[place] += 1
            for next in place + 1..<max(size, place + 1) { group[next] = group[next - 1] + 1 }
            all.append(group)
        }
        return all
    }

    private static func drawn(_ size: Int, _ count: Int, _ most: Int, seed: UInt64, stream: UInt64) -> [[Int]] {
        var seen: Set<[Int]> = []
        return (0..<most).map { draw in
            var random = CounterRandom(seed: seed, stream: stream &+ UInt64(draw))
            while true {
                var taken: Set<Int> = []
                while taken.count < size { taken.insert(random.below(count)) }
                let group = taken.sorted()
                if seen.insert(group).inserted { return group }
            }
        }
    }
}
