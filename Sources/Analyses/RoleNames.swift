/// Other names under which a column may be given: who has not read the page of a method says `--population` where it asks for
/// a denominator, `--date` where it asks for a day.
///
/// A name counts only where the method has no role or option of that name, and where one role alone can be meant.
enum RoleNames {
    /// Names of one thing. The first list names words that say what a record is about: they fit roles of words only. Words for the
    /// time after a start fit roles of yes and no only.
    private static let alike: [[String]] = [
        ["area", "place", "region", "name", "id", "group", "label", "unit", "case", "seizure"],
        ["day", "date", "time", "week", "month", "quarter", "year", "period", "label"],
        [
            "count", "counts", "events", "cases", "observed", "numerator", "number", "frequency", "freq", "value",
            "outcome",
        ],
        ["denominator", "population", "pop", "exposure", "total", "people", "persons"],
        ["denominator", "expected"],
        ["value", "rate", "score", "measure", "answer"],
        ["benchmark", "count"], ["share", "proportion"],
        ["weight", "weights"], ["stratum", "strata"], ["cluster", "psu"], ["population-size", "fpc"],
        ["standard", "standard-population"], ["reference-count", "reference-events"],
        ["x", "easting"], ["y", "northing"], ["predicted", "prediction", "score"], ["size", "area-size"],
        ["first", "n1"], ["second", "n2"], ["both", "m"], ["item", "question"], ["by", "dimension"], afterwards,
    ]
    private static let afterwards = ["after", "phase", "intervention", "post"]

    /// The role that is meant by a name that is none of the method's own.
    static func role(_ name: String, _ method: MethodDescription) -> Role? {
        guard !isTaken(name, method) else { return nil }
        var names: Set<String> = []
        for (place, list) in alike.enumerated() where list.contains(name) {
            let fitting = method.roles.filter { role in
                list.contains(role.name) && (place > 0 || role.kind == .text)
                    && (list != afterwards || role.kind == .yesNo)
            }
            names.formUnion(fitting.map(\.name))
        }
        return names.count == 1 ? method.roles.first { names.contains($0.name) } : nil
    }

    /// The further names a role of a method has.
    static func others(of role: Role, _ method: MethodDescription) -> [String] {
        let names = alike.filter { $0.contains(role.name) }.flatMap { $0 }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted && Self.role($0, method)?.name == role.name }
    }

    private static func isTaken(_ name: String, _ method: MethodDescription) -> Bool {
        method.roles.contains { $0.name == name } || method.options.contains { $0.name == name }
            || ["neighbours", "boundaries", "seed"].contains(name)
    }
}
