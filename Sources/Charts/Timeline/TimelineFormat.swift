/// How wide and high the sheets of a timeline are, in the units of its drawings.
///
/// The letters are the same on each. A wider sheet has more room beside them, so that wordings take fewer lines and a
/// plan fewer sheets.
public struct TimelineFormat: Hashable, Sendable {
    public let width: Double
    /// Of the column with the names and wordings.
    let labelWidth: Double
    /// The most a sheet may be high.
    public let height: Int
    /// The same of the first sheet, above which something else stands.
    public let first: Int

    /// For a window: the letters are those of the page.
    public static let screen = TimelineFormat(width: 1000, labelWidth: 326, height: 620, first: 620)
    /// For A4 that lies on its side and is filled: seven points for the letters; the first sheet stands below its heading.
    public static let paper = TimelineFormat(width: 1400, labelWidth: 520, height: 840, first: 600)

    init(width: Double, labelWidth: Double, height: Int, first: Int) {
        self.width = width
        self.labelWidth = labelWidth
        self.height = height
        self.first = first
    }

    /// The same width, other heights.
    public func high(_ height: Int, first: Int? = nil) -> TimelineFormat {
        TimelineFormat(width: width, labelWidth: labelWidth, height: height, first: first ?? height)
    }

    var chartLeft: Double { TimelineSheet.labelLeft + labelWidth + 26 }
    var chartWidth: Double { width - chartLeft - 14 }
}
