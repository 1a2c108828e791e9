import Vocabulary

/// Records gathered by name, in the order in which the names first come.
struct Grouping {
    let names: [String]
    /// The places of the records of each name.
    let members: [[Int]]

    init(_ keys: [String]) {
        var places: [String: Int] = [:]
        var names: [String] = []
        var members: [[Int]] = []
        for (record, key) in keys.enumerated() {
            if let place = places[key] {
                members[place].append(record)
            } else {
                places[key] = names.count
                names.append(key)
                members.append([record])
            }
        }
        self.names = names
        self.members = members
    }
}

extension Array {
    func picked(_ places: [Int]) -> [Element] { places.map { self[$0] } }
}

/// Cautions that several methods share.
enum Caution {
    static let recorded =
        "Recorded offences and searches follow what the police do: a rise may be a success. Read them as activity, and take outcomes from elsewhere."
    static let intervals =
        "Intervals show chance alone, not what was never recorded. Intervals that overlap are no test."
    static let independent = AssumptionCheck(
        "Events come independently of each other", .unchecked,
        "The table cannot tell; where the same people or places come back, the interval is too narrow (see repeat-rate)."
    )
}
