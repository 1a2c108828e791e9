/// Which layout a plan came in: found by rule, chosen otherwise by a person.
///
/// A column of a file and a column of a layout are the same where they hold the same parts; what the product adds
/// (status, reference) and a number beside the text do not count. The fit of a layout is twice the number of columns that
/// are the same, against the columns of both. The best fit wins where it is at least one half and no other layout fits as
/// well; otherwise the pack's default is taken.
public struct LayoutFit: Hashable, Sendable {
    public let layout: String
    /// Columns that are the same.
    public let same: Int
    /// Columns of the file and of the layout together.
    public let both: Int

    /// `fit >= one half`.
    public var isClose: Bool { same * 4 >= both && same > 0 }

    static func isBetter(_ one: LayoutFit, _ other: LayoutFit) -> Bool { one.same * other.both > other.same * one.both }
}

extension FrameworkPack {
    /// A layout by its name; nil for one the pack does not have.
    public func layout(named name: String) -> PlanLayout? { layouts.first { $0.name == name } }

    /// The layout of a plan nobody knows the layout of.
    public var usualLayout: PlanLayout { layout(named: defaultLayout) ?? layouts.first ?? .plain }

    /// How well each layout fits the columns of a file, in the pack's order.
    public func fits(of columns: [ColumnReading]) -> [LayoutFit] {
        let file = Set(columns.map { Set($0.meanings).subtracting([.ignored]) }.filter { !$0.isEmpty })
        return layouts.map { layout in
            let own = layout.fileColumns
            return LayoutFit(
                layout: layout.name, same: file.intersection(own).count, both: file.count + own.count)
        }
    }

    /// The layout that fits the columns of a file best; the usual one where none fits or two fit as well.
    public func layout(fitting columns: [ColumnReading]) -> PlanLayout {
        best(fits(of: columns)) ?? usualLayout
    }

    /// The layout whose parts a plan's actions fill best: for a plan that came in before layouts were kept.
    ///
    /// - Parameter filled: what at least one action of the plan says.
    public func layout(filled: Set<ColumnMeaning>) -> PlanLayout {
        let fits = layouts.map { layout in
            let own = Set(layout.fileColumns.flatMap(\.self))
            return LayoutFit(
                layout: layout.name, same: filled.intersection(own).count, both: filled.count + own.count)
        }
        return best(fits) ?? usualLayout
    }

    private func best(_ fits: [LayoutFit]) -> PlanLayout? {
        guard let best = fits.first(where: { one in !fits.contains { LayoutFit.isBetter($0, one) } }), best.isClose,
            fits.count(where: { !LayoutFit.isBetter(best, $0) }) == 1
        else { return nil }
        return layout(named: best.layout)
    }
}

extension PlanLayout {
    /// Its columns as a file of a plan would have them.
    fileprivate var fileColumns: Set<Set<ColumnMeaning>> {
        var found: Set<Set<ColumnMeaning>> = []
        for column in columns {
            var meanings = Set(column.parts.compactMap(\.meaning))
            if meanings.contains(.text) { meanings.remove(.number) }
            if !meanings.isEmpty { found.insert(meanings) }
        }
        return found
    }
}
