import Statistics
import Vocabulary

/// A table of counts with a little noise that is the same for the same people, whoever asks: cell-key perturbation.
///
/// ## Definition
/// Every record has a key, given once and kept. A cell's key is the sum of its records' keys modulo the size of the table of
/// perturbations (its largest `ckey` and one: 256 or 4096). The count value is the count up to 750, and ((count - 1) mod 250) + 501 above.
/// Published is the count and the perturbation of (count value, cell key), 0 where the table has none; then what is below the threshold
/// is withheld.
///
/// ## When not to use it
/// Where totals must add up: perturbed cells do not, so publish totals perturbed on their own (`--totals yes`) and say so. Where keys
/// are given anew for each table: then averages over many tables take the noise off. A rate must be made from perturbed figures.
///
/// ## Edge cases
/// A cell of nobody has key 0 and gets what the table of perturbations holds for count 0 (nothing, as a rule). Every crossing of
/// the values is listed. Keys must be whole numbers from 0; a record without a key is left out and counted. Key, count value and
/// what was added are shown only with `--working`: they undo the protection.
///
/// ## Source
/// Office for National Statistics, cell key perturbation (package `cell-key-perturbation` 3.1.0); Fraser, B. and Wooton, J. (2005), A
/// proposed method for confidentialising tabular output to protect against differencing, Joint UNECE/Eurostat work session.
public enum CellKeyAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "cell-key", question: .publishable, title: "Counts with fixed noise: cell-key perturbation",
        example: """
            Documentation/examples/analyse/records.csv --by area --by age --key record_key \
            --p-table Documentation/examples/analyse/perturbations.csv --threshold 5
            """,
        roles: [
            CellTable.roles[0],
            Role("key", .count, "The record's key: a whole number given once and kept"),
        ],
        options: [
            Option("p-table", .file, "CSV file of perturbations with the columns pcv, ckey and pvalue"),
            Option(
                "threshold", .whole(0...1_000), "Perturbed counts below it are withheld", unit: "records",
                standard: "10"),
            Option(
                "totals", .choice(["yes", "no"]), "Whether totals are given too, perturbed on their own", standard: "no"
            ),
            Option("total-label", .text, "What a total is called", standard: "Total"),
            Option("working", .flag, "Show count, key and perturbation as well: never for publication"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["by", "key"])
        guard let file = request.file("p-table") else {
            throw AnalysisProblems("no-p-table", "--p-table FILE.csv is needed, with the columns pcv, ckey and pvalue.")
        }
        let perturbations = try perturbations(file)
        let numbers = records.numbers("key")
        let off = numbers.indices.filter { numbers[$0] != numbers[$0].rounded() || numbers[$0] >= 2_147_483_648 }
        guard off.isEmpty else {
            throw AnalysisProblems(
                off.prefix(20).map { record in
                    let row = records.rows[record]
                    return .of("key-off", "Row \(row): a key is a whole number from 0.", row: row)
                })
        }
        let keys = numbers.map { Int32($0) }
        let table = try CellTable(records)
        let shape = table.shape, containing = shape.finestAndSums(withTotals: request.choice("totals") == "yes")
        var findings: [Finding] = [], withheld = 0
        for (first, members) in containing {
            let cells = table.cells.map { members[$0] }
            let count = Int(members.max() ?? 0) + 1
            let found = CellKey.table(
                cells: cells, keys: keys, count: count, perturbations, threshold: request.whole("threshold"))
            for (place, cell) in found.enumerated() {
                if cell.published == nil { withheld += 1 }
                findings.append(finding(table.key(first + place), cell, request))
            }
        }
        return AnalysisResult(
            sentence:
                "\(findings.count - withheld) of \(findings.count) cells are published with fixed noise; \(withheld) are below \(request.whole("threshold")) and withheld.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Keys were given once, evenly, and are kept", evenness(keys, perturbations.modulus),
                    "Keys modulo \(perturbations.modulus) were looked at for evenness; whether they stay the same from table to table, the table cannot tell."
                )
            ],
            caution:
                "Cells do not add up to totals, and are not meant to. Do not publish what was added, and do not publish the same count unperturbed anywhere else."
        )
    }

    private static func finding(_ key: String, _ cell: CellKey.Cell, _ request: AnalysisRequest) -> Finding {
        var more = [NamedFigure("cell_status", cell.published == nil ? "withheld" : "published")]
        if request.isOn("working") {
            more += [
                NamedFigure("pre_sdc_count", Double(cell.count)), NamedFigure("ckey", Double(cell.key)),
                NamedFigure("pcv", Double(cell.row)), NamedFigure("pvalue", Double(cell.added)),
            ]
        }
        return Finding(
            key,
            Outcome(
                cell.published.map { Estimate(Double($0)) },
                otherwise: "Withheld: below \(request.whole("threshold")) after perturbation."), more: more)
    }

    private static func perturbations(_ file: AnalysisTable) throws(AnalysisProblems) -> CellKey.Perturbations {
        guard let row = file.place(of: "pcv"), let key = file.place(of: "ckey"), let value = file.place(of: "pvalue")
        else {
            throw AnalysisProblems(
                "p-table-off",
                "The table of perturbations needs the columns pcv, ckey and pvalue; it has \(file.names.joined(separator: ", "))."
            )
        }
        var entries: [(count: Int, key: Int, value: Int)] = []
        entries.reserveCapacity(file.count)
        var problems: [Problem] = []
        for record in 0..<file.count {
            let figures = [row, key, value].map { CellValue.number(file.columns[$0][record]) ?? .nan }
            guard figures.allSatisfy({ $0 == $0.rounded() }), (0...750).contains(figures[0]),
                (0...65_535).contains(figures[1]), abs(figures[2]) <= 1_000
            else {
                problems.append(
                    .of(
                        "p-table-off",
                        "Table of perturbations, row \(file.rowNumbers[record]): pcv from 0 to 750, ckey from 0 and pvalue, whole numbers, are needed.",
                        row: file.rowNumbers[record]))
                continue
            }
            entries.append((Int(figures[0]), Int(figures[1]), Int(figures[2])))
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(20))) }
        return CellKey.Perturbations(entries)
    }

    /// Chi-square of the keys over sixteen even classes.
    private static func evenness(_ keys: [Int32], _ modulus: Int) -> AssumptionCheck.Verdict {
        guard modulus >= 16, keys.count >= 160 else { return .unchecked }
        var counts = [Double](repeating: 0, count: 16)
        for key in keys { counts[Int(key) % modulus * 16 / modulus] += 1 }
        let fair = Double(keys.count) / 16
        let distance = counts.reduce(0) { $0 + ($1 - fair) * ($1 - fair) / fair }
        return ChiSquare.above(distance, degrees: 15) < 0.001 ? .doubtful : .held
    }
}
