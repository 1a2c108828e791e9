import Glibc
import Vocabulary

extension AnalysisRequest {
    /// That positions are metres, where they look like degrees; nil where they do not, or where there are none.
    ///
    /// A doubt and no refusal: a small map in kilometres looks the same.
    var doubtOfMetres: AssumptionCheck? {
        guard case .numbers(let easts)? = columns["x"]?.first?.values,
            case .numbers(let norths)? = columns["y"]?.first?.values
        else { return nil }
        var isWhole = true, some = false, north = 0.0
        for case let (x?, y?) in zip(easts, norths) {
            guard abs(x) <= 180, abs(y) <= 90 else { return nil }
            isWhole = isWhole && x == x.rounded() && y == y.rounded()
            north = y
            some = true
        }
        guard some, !isWhole else { return nil }
        let east = Int((111.32 * cos(north * .pi / 180)).rounded())
        return AssumptionCheck(
            "Positions are metres on a grid", .doubtful,
            """
            Every x lies between -180 and 180 and every y between -90 and 90, as degrees do. If they are longitude and latitude, \
            a degree is \(east) km to the east and 111 km to the north, and circles and distances are wrong: turn them into \
            metres on a grid first (in Great Britain the National Grid's easting and northing).
            """)
    }
}
