/// How a plan is laid out on paper: what each of its tables is made for, and which columns it has.
///
/// A layout decides where a part of an action stands, never whether it is printed: what it has no column for is listed
/// beside the row.
public struct PlanLayout: Hashable, Sendable, Codable {
    /// What one table is made for.
    public enum Division: String, Hashable, Sendable, Codable, CaseIterable {
        case aim, objective
        /// One table for the whole plan.
        case plan
    }

    /// How the cell of an aim, an objective or a task is printed that holds for several rows.
    public enum Levels: String, Hashable, Sendable, Codable, CaseIterable {
        /// On the first of its rows; below it the cell is empty.
        case once
        case eachRow = "each-row"
    }

    public enum Orientation: String, Hashable, Sendable, Codable, CaseIterable {
        case portrait, landscape
    }

    /// `national-2008`: in addresses, commands and journal entries.
    public var name: String
    public var title: String
    public var division: Division
    public var levels: Levels
    public var orientation: Orientation
    /// Printed above the tables: what the colours mean.
    public var statement: String?
    public var columns: [LayoutColumn]

    public init(
        name: String, title: String, division: Division, levels: Levels = .once,
        orientation: Orientation = .landscape, statement: String? = nil, columns: [LayoutColumn]
    ) {
        self.name = name
        self.title = title
        self.division = division
        self.levels = levels
        self.orientation = orientation
        self.statement = statement
        self.columns = columns
    }

    /// Whether one of its columns holds a part.
    public func holds(_ part: LayoutPart) -> Bool { columns.contains { $0.parts.contains(part) } }

    /// What a plan is printed in where a pack has no layouts: one table with the columns most plans have.
    public static let plain = PlanLayout(
        name: "plain", title: "One table", division: .plan,
        columns: [
            LayoutColumn("Reference", share: 8, [.reference]), LayoutColumn("Number", share: 6, [.number]),
            LayoutColumn("Action", share: 34, [.text]), LayoutColumn("Leads", share: 16, [.leads]),
            LayoutColumn("Timescale", share: 14, [.timescale]), LayoutColumn("Measure", share: 14, [.measure]),
            LayoutColumn("Status", share: 12, [.status]),
        ])
}

/// A column of a layout.
public struct LayoutColumn: Hashable, Sendable, Codable {
    public var heading: String
    /// Its share of the table's width, against the other columns.
    public var share: Int
    /// What its cells hold, in this order.
    public var parts: [LayoutPart]

    public init(_ heading: String, share: Int, _ parts: [LayoutPart]) {
        self.heading = heading
        self.share = share
        self.parts = parts
    }
}

/// What a cell of a layout can hold. The raw value is the word in packs.
public enum LayoutPart: String, Hashable, Sendable, Codable, CaseIterable {
    case number, aim, objective, task, text, owner, leads, contributors, resources, coverage, outcome, measure
    case progress, equality, notes, timescale
    /// Shape and word; alone in its column.
    case status
    /// The sentence that says why the status is what it is.
    case because
    /// The product's own: AP-0001.
    case reference
    /// The member asked for updates.
    case updateOwner = "update-owner"
    case lastUpdate = "last-update"

    /// What a plan's own file can say of it; nil for what only the product knows.
    public var meaning: ColumnMeaning? { ColumnMeaning(rawValue: rawValue) }

    /// Whether it is a step of the way to an action.
    public var isLevel: Bool { [.aim, .objective, .task].contains(self) }
}
