import Statistics
import Vocabulary

/// Groups as they are typed: `A=x,y:2; B=z,u; Index=A,B`.
enum CompositeGroups {
    static func tree(
        _ text: String?, _ names: [String], _ weights: [Double], _ problems: inout [Problem]
    ) -> CompositeTree {
        guard let text else { return .flat(weights) }
        var groups: [CompositeTree.Group] = [], used: Set<CompositeTree.Part> = []
        func refuse(_ why: String) { problems.append(.of("groups-off", "--groups: \(why)")) }
        for typed in text.split(separator: ";").map({ TrimmedText.of(String($0)) }) where !typed.isEmpty {
            guard let sign = typed.firstIndex(of: "=") else {
                refuse("\"\(typed)\" needs a name, = and its parts.")
                continue
            }
            let name = TrimmedText.of(String(typed[..<sign]))
            if name.isEmpty || groups.contains(where: { $0.name == name }) || names.contains(name) {
                refuse("\"\(name)\" is no name, or one that is taken.")
            }
            var parts: [CompositeTree.Part] = [], shares: [Double] = []
            for part in typed[typed.index(after: sign)...].split(separator: ",") {
                let sides = part.split(separator: ":").map { TrimmedText.of(String($0)) }
                let given = sides.count == 2 ? CellValue.number(sides[1]) : nil
                guard let word = sides.first, sides.count == 1 || (given ?? -1) > 0 else {
                    refuse("\"\(part)\" is not a name, or a name, : and a weight above zero.")
                    continue
                }
                if let place = names.firstIndex(of: word) {
                    parts.append(.indicator(place))
                    shares.append(given ?? weights[place])
                } else if let place = groups.firstIndex(where: { $0.name == word }) {
                    parts.append(.group(place))
                    shares.append(given ?? 1)
                } else {
                    refuse("there is no indicator and no earlier group \(word).")
                }
            }
            for part in parts where !used.insert(part).inserted { refuse("\(name) has a part that is used already.") }
            if parts.isEmpty || shares.allSatisfy({ $0 == 0 }) { refuse("\(name) has no parts that count.") }
            groups.append(CompositeTree.Group(name, parts, weights: shares))
        }
        for (place, name) in names.enumerated() where !used.contains(.indicator(place)) {
            refuse("\(name) is in no group.")
        }
        for place in groups.indices.dropLast() where !used.contains(.group(place)) {
            refuse("\(groups[place].name) is in no group; the last group must hold all others.")
        }
        return groups.isEmpty || !problems.isEmpty ? .flat(weights) : CompositeTree(groups)
    }
}
