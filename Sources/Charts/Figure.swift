/// A figure: a drawing with everything a reader needs who cannot see it, or sees it on paper without colour.
///
/// The drawing is SVG made by this room alone: no script, no link, no text that was not escaped here, nothing fetched.
/// The table that tells the same stands beside the figure, put there by the report that shows it.
public struct Figure: Hashable, Sendable, Codable {
    /// One drawing for each sheet of paper; on screen they stand one under another.
    public var drawings: [Drawing]
    /// The finding as a headline.
    public var title: String
    /// What is measured, where and when.
    public var subtitle: String
    /// One to three sentences that say what the drawing shows.
    public var summary: String
    /// Where the facts come from and as of when.
    public var source: String

    public init(drawings: [Drawing], title: String, subtitle: String, summary: String, source: String) {
        self.drawings = drawings
        self.title = title
        self.subtitle = subtitle
        self.summary = summary
        self.source = source
    }
}

extension Figure {
    /// How wide a text is likely to stand in print, in the unit of its size; rather more than less.
    public static func width(of text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
        LetterWidths.width(text, size: size, isBold: isBold)
    }
}

/// One SVG picture.
public struct Drawing: Hashable, Sendable, Codable {
    /// A whole `<svg>` element with `role="img"`, its name and a `viewBox`.
    public var svg: String
    /// In points of the drawing, as in its `viewBox`.
    public var width: Int
    public var height: Int

    public init(svg: String, width: Int, height: Int) {
        self.svg = svg
        self.width = width
        self.height = height
    }

    /// As a page shows it; nothing where the drawing holds anything but shapes and text.
    public var markup: TrustedMarkup { TrustedMarkup(escaped: CheckedDrawing(self)?.svg ?? "") }
}
