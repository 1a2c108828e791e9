import Statistics
import Vocabulary

/// Which seizures look alike in what they are made of, and how often two that have nothing to do with each other look as alike.
///
/// ## Definition
/// Parts (`--component`, one column each, in any one unit) are compared by their ratios. What is 0 or below its limit (`--limits`) stands as
/// 0.65 of the limit, the other parts giving way in proportion; then Aitchison's distance, that of centred log-ratios. Where `--group` names
/// seizures of known origin, pairs from different groups are known to be unlinked: `p` of a pair is the share of those at least as
/// near (one of them added), q its share of false links among all that near. The cut is the largest distance that calls no more
/// than `--error` of the unlinked pairs linked; clusters are joined up to it (complete linkage: no two in a cluster are further apart). With
/// ten pairs of either kind a likelihood ratio is given, held within what so many pairs can show.
///
/// ## When not to use it
/// With parts that change in store or in the hand of the dealer (moisture) among the components; with different laboratories or
/// methods mixed without a check; with fewer than three components. It says nothing about persons: alike seizures may share a maker, a
/// wholesaler, or only what is usual in the market.
///
/// ## Edge cases
/// Without `--group` all pairs stand in for unlinked ones, which makes p too large where many are linked; it is said. A part not detected in
/// all seizures is left out and named. A seizure with nothing detected is refused with its row. Limits: one for all parts or one for each, in
/// the order of the columns; a part with zeros needs one.
///
/// ## Source
/// Aitchison, J. (1986), The Statistical Analysis of Compositional Data; Martin-Fernandez, J. A., Barcelo-Vidal, C. and Pawlowsky-Glahn, V.
/// (2003), Mathematical Geology 35, 253-278; Esseiva, P. and others (2003), Journal of Forensic Sciences on drug profiling links.
public enum AlikeSeizuresAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "alike-seizures", question: .together, title: "Seizures that look alike in what they are made of",
        example: """
            Documentation/examples/analyse/laboratory.csv --seizure seizure --component cocaine \
            --component levamisole --component caffeine --component phenacetin --component lidocaine \
            --limits 1 --group case --error 0.05
            """,
        roles: [
            Role("seizure", .text, "The seizure's name"),
            Role("component", .count, "How much of one part there is: give it once for each part", repeatable: true),
            Role(
                "group", .text, "Where seizures are known to come from; those of different groups are unlinked",
                required: false),
        ],
        options: [
            Option(
                "limits", .numbers,
                "What could just be detected: one for all parts, or one for each in the order of the columns",
                unit: "as the parts", standard: "0"),
            Option(
                "fraction", .number(0.01...1), "The share of a limit that stands in for what was not detected",
                standard: "0.65"),
            Option(
                "error", .number(0.0001...0.5), "Unlinked pairs that may be called linked", unit: "share",
                standard: "0.01"),
            Option(
                "linkage", .choice(Agglomeration.Linkage.allCases.map(\.rawValue)), "How clusters are joined",
                standard: "complete"),
            Option("pairs", .whole(0...10_000), "How many of the nearest pairs are listed", standard: "20"),
            .confidence,
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["seizure", "component"] + (request.has("group") ? ["group"] : []))
        let (composition, left) = try composition(request, records)
        let names = records.texts("seizure"), count = names.count
        let groups = request.has("group") ? records.texts("group") : nil
        var distances = [Double](repeating: 0, count: count * count)
        var pairs: [(one: Int, other: Int, distance: Double)] = []
        for other in 0..<count {
            for one in 0..<other {
                let far = composition.distance(one, other)
                distances[one * count + other] = far
                distances[other * count + one] = far
                pairs.append((one, other, far))
            }
        }
        let isLinked = { (one: Int, other: Int) in groups.map { $0[one] == $0[other] } ?? false }
        let calibration = LinkCalibration(
            unlinked: pairs.filter { !isLinked($0.one, $0.other) }.map(\.distance),
            linked: pairs.filter { isLinked($0.one, $0.other) }.map(\.distance))
        guard !calibration.unlinked.isEmpty else {
            throw AnalysisProblems("one-group", "All seizures are of one group: pairs known to be unlinked are needed.")
        }
        let cut = calibration.cut(falseLinks: request.number("error"))
        let linkage = Agglomeration.Linkage(rawValue: request.choice("linkage")) ?? .complete
        let joins = Agglomeration.joins(count, linkage) { distances[$0 * count + $1] }
        let clusters = Grouping(Agglomeration.clusters(count, joins, cut: cut).map(String.init)).members
            .filter { $0.count > 1 }
        let independent = max(1, (groups.map { Set($0).count } ?? count) / 2)
        let q = FalseDiscovery.q(pairs.map { calibration.chance($0.distance) })
        var findings = clusters.enumerated().map { number, members in
            cluster(number + 1, members, names, groups) { distances[$0 * count + $1] }
        }
        let nearest = pairs.indices.sorted { pairs[$0].distance < pairs[$1].distance }.prefix(request.whole("pairs"))
        for index in nearest {
            let pair = pairs[index], p = calibration.chance(pair.distance)
            findings.append(
                Finding(
                    "\(names[pair.one]) – \(names[pair.other])", .estimated(Estimate(pair.distance)), p: p, q: q[index],
                    more: [
                        NamedFigure("called_linked", .flag(pair.distance <= cut)),
                        NamedFigure("likelihood_ratio", calibration.likelihoodRatio(pair.distance) ?? .nan),
                    ]))
        }
        findings.append(rates(calibration, cut, independent, request, composition))
        return AnalysisResult(
            sentence: clusters.isEmpty
                ? "No two seizures are so alike that fewer than \(percent(request.number("error"))) of unlinked pairs would be."
                : "\(clusters.count) \(clusters.count == 1 ? "cluster" : "clusters") of \(clusters.reduce(0) { $0 + $1.count }) seizures look more alike than all but \(percent(request.number("error"))) of unlinked pairs.",
            findings: findings, exclusions: records.exclusions + left,
            assumptions: assumptions(groups, calibration, composition),
            caution:
                "Alike in make-up is not the same source, and a source is not a person: this says nothing about who. In a market where most is alike, chance alike is common; say the chance with every link."
        )
    }

    private static func composition(
        _ request: AnalysisRequest, _ records: CompleteRecords
    ) throws(AnalysisProblems) -> (Composition, [String]) {
        let names = request.names(of: "component"), given = request.numbers("limits")
        var problems: [Problem] = []
        if given.count != 1, given.count != names.count {
            problems.append(
                .of(
                    "limits-off",
                    "--limits needs one number or \(names.count), one for each component; it has \(given.count)."))
        }
        if given.contains(where: { $0 < 0 }) { problems.append(.of("limits-off", "--limits must not be below 0.")) }
        if records.count < 3 { problems.append(.of("too-few-seizures", "Three seizures are needed at least.")) }
        if records.count > 2_000 {
            problems.append(.of("too-many-seizures", "\(records.count) seizures are too many; 2000 is the most."))
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        let columns = names.indices.map { records.numbers("component", $0) }
        let limit = names.indices.map { given.count == 1 ? given[0] : given[$0] }
        let isBelow = { (part: Int, value: Double) in value <= 0 || value < limit[part] }
        let kept = names.indices.filter { part in columns[part].contains { !isBelow(part, $0) } }
        if kept.count < 3 {
            problems.append(
                .of(
                    "too-few-parts",
                    "Three components that were detected somewhere are needed; there are \(kept.count)."))
        }
        for part in kept where limit[part] == 0 && columns[part].contains(where: { $0 == 0 }) {
            problems.append(
                .of("limit-missing", "\(names[part]) is 0 in places: --limits must say what could be detected."))
        }
        for record in 0..<records.count where kept.allSatisfy({ isBelow($0, columns[$0][record]) }) {
            let row = records.rows[record]
            problems.append(.of("nothing-detected", "Row \(row): nothing was detected.", row: row))
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(40))) }
        let left = names.indices.filter { !kept.contains($0) }.map {
            "\(names[$0]) was detected nowhere and is left out."
        }
        let parts = (0..<records.count).map { record in kept.map { columns[$0][record] } }
        return (Composition(parts, limits: kept.map { limit[$0] }, fraction: request.number("fraction")), left)
    }

    private static func cluster(
        _ number: Int, _ members: [Int], _ names: [String], _ groups: [String]?, _ distance: (Int, Int) -> Double
    ) -> Finding {
        var furthest = 0.0
        for one in members { for other in members { furthest = max(furthest, distance(one, other)) } }
        var more = [NamedFigure("members", .texts(members.map { names[$0] })), NamedFigure("furthest_apart", furthest)]
        if let groups { more.append(NamedFigure("groups", Double(Set(members.map { groups[$0] }).count))) }
        return Finding(
            "cluster \(number)", .estimated(Estimate(Double(members.count))), n: Double(members.count), more: more)
    }

    private static func rates(
        _ calibration: LinkCalibration, _ cut: Double, _ independent: Int, _ request: AnalysisRequest,
        _ composition: Composition
    ) -> Finding {
        let found = calibration.unlinked.count { $0 <= cut }, share = Double(found) / Double(calibration.unlinked.count)
        let interval = Proportion.wilson(
            share * Double(independent), of: Double(independent), confidence: request.number("confidence")
        ).interval
        return Finding(
            "false links at the cut", .estimated(Estimate(share, interval)), n: Double(found),
            denominator: Double(calibration.unlinked.count),
            more: [
                NamedFigure("cut", cut), NamedFigure("unlinked_pairs", Double(calibration.unlinked.count)),
                NamedFigure("linked_pairs", Double(calibration.linked.count)),
                NamedFigure("missed_links", calibration.missed(cut) ?? .nan),
                NamedFigure("parts_below_limit", Double(composition.censored.reduce(0, +))),
            ])
    }

    private static func assumptions(
        _ groups: [String]?, _ calibration: LinkCalibration, _ composition: Composition
    ) -> [AssumptionCheck] {
        let parts = Double(composition.censored.count * (composition.logRatios.first?.count ?? 1))
        let share = Double(composition.censored.reduce(0, +)) / max(1, parts)
        return [
            AssumptionCheck(
                "The pairs the error is reckoned from are unlinked", groups == nil ? .doubtful : .unchecked,
                groups == nil
                    ? "No --group was given: all pairs stand in, linked ones among them."
                    : "\(calibration.unlinked.count) pairs of different groups; whether groups share a source, the table cannot tell."
            ),
            AssumptionCheck(
                "Little is below the limits of detection", share <= 0.1 ? .held : .doubtful,
                "\(ReportNumber.short(100 * share)) per cent of the parts stand at a share of their limit."),
        ]
    }

    private static func percent(_ share: Double) -> String { "\(ReportNumber.short(100 * share)) per cent" }
}
