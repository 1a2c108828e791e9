/// How many actions have each status. An objective shows the count of each, never an average.
public struct StatusCounts: Hashable, Sendable {
    private var numbers: [Int]
    /// How many of them carry the mark "changed"; those withdrawn since included.
    public private(set) var changed = 0

    public init() { numbers = Array(repeating: 0, count: Status.allCases.count) }

    public subscript(status: Status) -> Int { numbers[status.index] }

    public subscript(colour: Colour) -> Int {
        Status.allCases.reduce(0) { $0 + ($1.colour == colour ? self[$1] : 0) }
    }

    /// All actions but the withdrawn ones, which are outside the counts.
    public var total: Int { numbers.reduce(0, +) - self[.withdrawn] }

    mutating func add(_ status: Status, changed isChanged: Bool) {
        numbers[status.index] += 1
        if isChanged { changed += 1 }
    }
}

/// A level of the plan with what is below it: an aim, an objective or a task, by the way that leads to it.
public struct LevelPicture: Hashable, Sendable {
    /// From the outermost level to this one.
    public let path: [PlanLevel]
    public internal(set) var counts = StatusCounts()
    /// The positions, within the picture's standings, of every action below it.
    public internal(set) var actions: [Int] = []

    init(path: [PlanLevel]) { self.path = path }

    /// The level itself; nil only for actions that stand under no level.
    public var level: PlanLevel? { path.last }
}
