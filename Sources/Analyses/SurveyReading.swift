import Statistics
import Vocabulary

/// The plan of a survey, read from a table: strata, the units of every stage, and how many there were to draw from.
struct SurveyReading {
    let design: SurveyDesign
    /// Everything that was drawn, answers without a value among it.
    let records: CompleteRecords
    let checks: [AssumptionCheck]

    static let mostStages = 5

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let names = request.names(of: "cluster"), sizes = request.names(of: "population-size").count
        try SurveyReading.check(names, sizes, request)
        let records = request.complete(["weight", "stratum", "cluster", "population-size"].filter { request.has($0) })
        guard !records.isEmpty else { throw AnalysisProblems("no-answers", "No answer has everything that is needed.") }
        var reader = StageReader(
            parents: request.has("stratum")
                ? Grouping(records.texts("stratum")) : Grouping(records.rows.map { _ in "" }),
            parentName: request.has("stratum") ? "stratum" : "")
        let strata = reader.places
        var stages: [SurveyDesign.Stage] = []
        // With one size more than clusters, or without clusters, the answers are what was drawn last.
        for stage in 0..<max(1, names.count, sizes) {
            let size = stage < sizes ? records.numbers("population-size", stage) : nil
            let isAnswers = stage >= names.count
            let keys = isAnswers ? records.rows.map { "\($0)" } : records.texts("cluster", stage)
            let sizeName = stage < sizes ? request.names(of: "population-size")[stage] : ""
            stages.append(
                reader.next(keys, named: isAnswers ? "row" : names[stage], size, sizeName, rows: records.rows))
        }
        guard reader.problems.isEmpty else { throw AnalysisProblems(Array(reader.problems.prefix(40))) }
        let given =
            request.has("weight") ? records.numbers("weight") : [Double](repeating: 1, count: records.count)
        design = SurveyDesign(
            weights: request.isOn("design-weights") ? reader.weights : given, strata: strata, stages: stages)
        self.records = records
        checks = SurveyReading.checks(design, reader.repeated)
    }

    private static func check(
        _ names: [String], _ sizes: Int, _ request: AnalysisRequest
    ) throws(AnalysisProblems) {
        var problems: [Problem] = []
        if Set(names).count < names.count {
            problems.append(
                .of(
                    "stage-twice", "A column is given twice as --cluster. Give each stage's own, the first stage first."
                ))
        }
        if names.count > mostStages {
            problems.append(.of("too-many-stages", "\(names.count) stages are too many; \(mostStages) are the most."))
        }
        if sizes > names.count + 1 {
            problems.append(
                .of(
                    "size-without-stage",
                    "--population-size is given \(sizes) times, --cluster \(names.count). Give one size for each stage, and at most one more for the answers within the last cluster."
                ))
        }
        if request.isOn("design-weights"), request.has("weight") {
            problems.append(.of("two-weights", "Give --weight or --design-weights, not both."))
        }
        if request.isOn("design-weights"), sizes < max(1, names.count) {
            problems.append(
                .of("no-size", "--design-weights needs --population-size for every stage: \(max(1, names.count))."))
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
    }

    private static func checks(_ design: SurveyDesign, _ repeated: [String]) -> [AssumptionCheck] {
        var checks = [
            AssumptionCheck(
                "Every stratum has at least two clusters", design.lonely == 0 ? .held : .doubtful,
                "\(design.lonely) strata with one."
                    + (design.lonelyLater > 0
                        ? " At later stages \(design.lonelyLater) units have a single one drawn of several." : ""))
        ]
        if !repeated.isEmpty {
            checks.append(
                AssumptionCheck(
                    "Numbers that come again in another part of the sample are other units", .unchecked,
                    repeated.joined(separator: " ")))
        }
        return checks
    }
}

/// Reads stage after stage, each within the one before.
private struct StageReader {
    /// The unit of each record at the stage before.
    var places: [Int]
    var parents: [String]
    var parentName: String
    /// How many each record stands for by the shares drawn so far.
    var weights: [Double]
    var problems: [Problem] = []
    /// What is numbered afresh in each part, a sentence each.
    var repeated: [String] = []
    private var isFirst = true

    init(parents: Grouping, parentName: String) {
        places = parents.places
        self.parents = parents.names
        self.parentName = parentName
        weights = places.map { _ in 1 }
    }

    mutating func next(
        _ keys: [String], named name: String, _ sizes: [Double]?, _ sizeName: String, rows: [Int]
    ) -> SurveyDesign.Stage {
        let units = Grouping(zip(places, keys).map { "\($0)\u{1}\($1)" })
        let first = units.members.map { $0[0] }
        checkNames(first.map { keys[$0] }, first.map { places[$0] }, name)
        if let sizes { check(sizes, sizeName, units.members, name, rows) }
        isFirst = false
        places = units.places
        parents = first.map { "\(name) \(keys[$0])" }
        parentName = name
        return SurveyDesign.Stage(units: places, populations: sizes)
    }

    /// Whether names come again in other parts, and whether that is because the stages stand in the wrong order.
    private mutating func checkNames(_ keys: [String], _ parents: [Int], _ name: String) {
        let again = Grouping(keys).members.filter { $0.count > 1 }
        guard !again.isEmpty else { return }
        if !isFirst, Set(parents).count == parents.count {
            problems.append(
                .of(
                    "not-nested",
                    "No \(parentName) has more than one \(name), and \(again.count) of \(name) have several \(parentName): give --cluster \(name) before --cluster \(parentName). If \(name) is numbered afresh in each \(parentName), leave it out: it adds nothing."
                ))
        }
        repeated.append("\(again.count) of \(name) come in more than one \(parentName).")
    }

    private mutating func check(
        _ sizes: [Double], _ sizeName: String, _ units: [[Int]], _ name: String, _ rows: [Int]
    ) {
        var drawn = [Int](repeating: 0, count: parents.count)
        for members in units { drawn[places[members[0]]] += 1 }
        var size = [(value: Double, row: Int)?](repeating: nil, count: parents.count)
        for record in sizes.indices {
            let parent = places[record]
            let within = parents[parent].isEmpty ? "the table" : (isFirst ? "stratum " : "") + parents[parent]
            if let known = size[parent] {
                guard known.value != sizes[record] else { continue }
                problems.append(
                    .of(
                        "size-differs",
                        "Row \(rows[record]): \(sizeName) is \(ReportNumber.text(sizes[record])), but \(ReportNumber.text(known.value)) in row \(known.row) of \(within). It says how many there are in all, so it is one for \(within).",
                        row: rows[record]))
            } else {
                size[parent] = (sizes[record], rows[record])
                guard sizes[record] < Double(drawn[parent]) else { continue }
                problems.append(
                    .of(
                        "size-too-small",
                        "Row \(rows[record]): \(sizeName) says that there are \(ReportNumber.text(sizes[record])) in all in \(within), but \(drawn[parent]) (\(name)) are in the sample. Give a number of units, not a share.",
                        row: rows[record]))
            }
        }
        for record in sizes.indices { weights[record] *= sizes[record] / Double(drawn[places[record]]) }
    }
}

extension Grouping {
    /// The place of each record's name among the names.
    fileprivate var places: [Int] {
        var places = [Int](repeating: 0, count: members.reduce(0) { $0 + $1.count })
        for (place, those) in members.enumerated() { for member in those { places[member] = place } }
        return places
    }
}
