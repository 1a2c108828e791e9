import Vocabulary

/// Whether the time just before the start was unusual, so that a return to normal would look like an effect.
enum RegressionToTheMean {
    /// - Parameters:
    ///   - before: rates of the steps before the start, in order.
    ///   - year: steps a year; 1 where they are years, or nobody knows.
    static func check(_ before: [Double], year: Int = 12) -> AssumptionCheck {
        let name = "The place was not chosen for a bad time that would have passed anyway"
        guard year > 1, before.count >= 2 * year else {
            return AssumptionCheck(
                name, .unchecked,
                year > 1
                    ? "It takes two years before the start to see it." : "It takes steps shorter than a year to see it."
            )
        }
        let last = before.suffix(year), earlier = before.dropLast(year)
        func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(values.count) }
        let usual = mean(earlier), recent = mean(last)
        var squares = 0.0
        for value in earlier { squares += (value - usual) * (value - usual) }
        let spread = (squares / Double(max(1, earlier.count - 1)) * (1 / Double(year) + 1 / Double(earlier.count)))
            .squareRoot()
        let z = spread > 0 ? (recent - usual) / spread : 0
        return AssumptionCheck(
            name, z.magnitude > 1.645 ? .doubtful : .held,
            "The year before the start ran at \(ReportNumber.short(recent)) against \(ReportNumber.short(usual)) before it (z \(ReportNumber.short(z)))."
        )
    }
}
