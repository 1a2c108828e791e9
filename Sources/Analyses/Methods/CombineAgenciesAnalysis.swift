import Charts
import Glibc
import Statistics
import Vocabulary

/// What several agencies' records say together of the same areas, without adding them up.
///
/// ## Definition
/// For each agency and area the events over what that agency's own average and exposure lead to expect; the logarithm of this ratio shrunken
/// under a gamma law of the agency's areas. The estimate is the inverse-variance mean over agencies, as a ratio. Beside it: how many
/// agencies find the area high by themselves (q at most 0.05 among the agency's areas, mid-p of a Poisson count), Cochran's Q for
/// disagreement, and the least and most the estimate becomes when one agency is left out.
///
/// ## When not to use it
/// Not with counts of different agencies that hold the same incidents: take double entries out first. Not with one exposure for all: an
/// ambulance service and a housing office do not cover the same people.
///
/// ## Edge cases
/// An agency without a record of an area says nothing of it; that is not 0. An agency without any event is left out and told. One agency
/// alone for an area: no leaving out, and the finding says so.
///
/// ## Source
/// Clayton, D. and Kaldor, J. (1987), Biometrics 43, 671-681; Cochran, W. G. (1954), Biometrics 10, 101-129; Benjamini, Y. and Hochberg, Y.
/// (1995), Journal of the Royal Statistical Society B 57, 289-300.
public enum CombineAgenciesAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "combine-agencies", question: .place,
        title: "Where several agencies' records agree, without adding them up",
        example: """
            Documentation/examples/analyse/reports.csv --area area --agency agency --count incidents \
            --exposure covered
            """,
        roles: [
            Role("area", .text, "The area"), Role("agency", .text, "Whose records they are"),
            Role("count", .count, "Events in the agency's records", unit: "events"),
            Role("exposure", .positive, "People or time the agency covers in the area", unit: "people"),
        ], options: [.confidence] + AreaShapes.options, boundaries: .optional, reference: 1)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["area", "agency", "count", "exposure"])
        let table = try AgencyTable(records)
        guard !table.agencies.isEmpty else {
            throw AnalysisProblems("no-events", "No agency has an event in any area.")
        }
        let combined = table.views.map { AgencyEvidence.combined($0.compactMap(\.?.view)) }
        let q = FalseDiscovery.q(combined.map { $0?.p })
        let findings = table.areas.indices.map { area in
            finding(table, area, combined[area], q[area], request.number("confidence"))
        }
        let shapes = try AreaShapes(request, names: table.areas)
        let high = findings.count { ($0.q ?? 1) <= 0.05 && ($0.estimate ?? 0) > 1 }
        let both = findings.count { ($0.figureNumber("agencies_high") ?? 0) >= 2 }
        let sentence =
            "\(high) of \(findings.count) areas are high over \(table.agencies.count) agencies together (q at most 0.05); in \(both) two or more agencies find it by themselves."
        return AnalysisResult(
            sentence: sentence, findings: findings,
            exclusions: records.exclusions + table.exclusions + (shapes?.exclusions ?? []),
            assumptions: [
                AssumptionCheck(
                    "No incident stands in two agencies' records", .unchecked, "The table cannot tell; link them first."
                ),
                AssumptionCheck(
                    "Agencies agree where they differ by chance alone", disagreements(combined) > 0 ? .doubtful : .held,
                    "In \(disagreements(combined)) areas they disagree by more (q at most 0.05)."),
            ],
            caution:
                "Each agency sees what it is told and where it goes. Where they disagree, ask why before taking the mean. "
                + Caution.recorded,
            figure: shapes.flatMap {
                AreaMap.figure(AreaMap.steps($0, findings, sentence: sentence), description, sentence)
            })
    }

    private static func disagreements(_ combined: [AgencyEvidence.Combined?]) -> Int {
        FalseDiscovery.q(combined.map { $0?.disagreementP }).count { ($0 ?? 1) <= 0.05 }
    }

    private static func finding(
        _ table: AgencyTable, _ area: Int, _ combined: AgencyEvidence.Combined?, _ q: Double?, _ confidence: Double
    ) -> Finding {
        let views = table.views[area]
        let known = views.indices.filter { views[$0] != nil }
        guard let combined else {
            return Finding(table.areas[area], .insufficient("No agency with any event covers it."))
        }
        let half = Normal.reach(confidence) * combined.error
        let high = known.filter { (views[$0]?.q ?? 1) <= 0.05 && (views[$0]?.view.ratio ?? 0) > 1 }
        var more = [
            NamedFigure("agencies", Double(known.count)), NamedFigure("agencies_high", Double(high.count)),
            NamedFigure("high_by", .texts(high.map { table.agencies[$0] })),
            NamedFigure("log_ratio", combined.logarithm), NamedFigure("standard_error", combined.error),
            NamedFigure("cochran_q", combined.disagreement),
            NamedFigure("disagreement_p", combined.disagreementP ?? .nan),
        ]
        if known.count > 1 {
            let without = known.compactMap { out in
                AgencyEvidence.combined(known.filter { $0 != out }.compactMap { views[$0]?.view })
            }
            let ratios = without.map { exp($0.logarithm) }
            more += [
                NamedFigure("least_without_one", ratios.min() ?? .nan),
                NamedFigure("most_without_one", ratios.max() ?? .nan),
                NamedFigure(
                    "stays_without_any_one",
                    .flag(without.allSatisfy { $0.p <= 0.05 && ($0.logarithm > 0) == (combined.logarithm > 0) })),
            ]
            for (place, out) in known.enumerated() {
                more.append(NamedFigure("without_\(table.agencies[out])", ratios[place]))
            }
        }
        for agency in known {
            guard let one = views[agency] else { continue }
            let name = table.agencies[agency]
            more += [
                NamedFigure("ratio_\(name)", one.view.ratio), NamedFigure("shrunken_\(name)", exp(one.view.shrunken)),
                NamedFigure("expected_\(name)", one.view.expected), NamedFigure("q_\(name)", one.q),
            ]
        }
        return Finding(
            table.areas[area],
            .estimated(
                Estimate(
                    exp(combined.logarithm),
                    Interval(
                        exp(combined.logarithm - half), exp(combined.logarithm + half), confidence: confidence))),
            p: combined.p, q: q, n: known.reduce(0) { $0 + (views[$1]?.view.observed ?? 0) }, more: more)
    }
}

/// Records of agencies by area: a view for each pair that has a record.
private struct AgencyTable {
    struct Cell {
        var view: AgencyEvidence.View
        /// Among the areas of the agency.
        var q: Double
    }

    let areas: [String]
    private(set) var agencies: [String] = []
    /// For each area one place for each agency.
    private(set) var views: [[Cell?]]
    private(set) var exclusions: [String] = []

    init(_ records: CompleteRecords) throws(AnalysisProblems) {
        let counts = records.numbers("count"), exposure = records.numbers("exposure")
        let byArea = Grouping(records.texts("area")), byAgency = Grouping(records.texts("agency"))
        var placeOfRecord = [Int](repeating: 0, count: records.count)
        for (area, members) in byArea.members.enumerated() { for record in members { placeOfRecord[record] = area } }
        areas = byArea.names
        views = [[Cell?]](repeating: [], count: areas.count)
        for (name, members) in zip(byAgency.names, byAgency.members) {
            var seen: [Int: Int] = [:]
            for record in members {
                if let other = seen.updateValue(record, forKey: placeOfRecord[record]) {
                    throw AnalysisProblems(
                        "area-twice",
                        "Row \(records.rows[record]): \(name) has \(areas[placeOfRecord[record]]) in row \(records.rows[other]) already. Give one record for each area and agency.",
                        row: records.rows[record])
                }
            }
            guard members.contains(where: { counts[$0] > 0 }) else {
                exclusions.append("\(name) left out: it has no event in any area.")
                continue
            }
            agencies.append(name)
            let found = AgencyEvidence.views(observed: counts.picked(members), exposure: exposure.picked(members)).views
            let q = FalseDiscovery.q(found.map { $0.p })
            for area in views.indices { views[area].append(nil) }
            for (place, record) in members.enumerated() {
                views[placeOfRecord[record]][agencies.count - 1] = Cell(view: found[place], q: q[place] ?? 1)
            }
        }
    }
}

extension Finding {
    /// A further figure that is a number.
    func figureNumber(_ name: String) -> Double? {
        if case .number(let value)? = more.first(where: { $0.name == name })?.value { value } else { nil }
    }
}
