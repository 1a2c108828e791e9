import Statistics

/// The Seattle case, and what an attacker works out of a table of areas by kind by age.
extension Jobs {
    /// Weights from figures that lie ready: everything but reading.
    static func seattleWeights(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let panel = try seattle(room)
        return {
            var columns = [[Double](repeating: 1, count: panel.units)] + panel.covariates
            for outcome in panel.outcomes {
                for period in 0..<panel.before {
                    columns.append((0..<panel.units).map { outcome[$0 * panel.periods + period] })
                }
            }
            let rows = SparseRows(Matrix(columns: columns))
            let targets = rows.total(panel.treated.map { $0 ? 1 : 0 })
            let found = Calibrator(rows, .linear).weights(targets, excluded: panel.treated)
            room.keep("worst", [found.worst])
            room.keep("weights", found.weights)
        }
    }

    /// 999 groups of as many places, each weighted anew, four outcomes.
    static func seattlePlacebos(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        guard let found = SyntheticComparison(try seattle(room), errors: .survey, distance: .linear) else { return {} }
        return {
            let drawn = found.placebos(999, seed: 2027)
            room.keep("expected", found.effects.map(\.expected))
            room.keep("drawn", drawn.z.map { Double($0.count) })
            room.keep(
                "p",
                found.effects.indices.map { SyntheticComparison.Placebos.p(found.effects[$0].z, drawn.z[$0]).lower })
        }
    }

    private static func seattle(_ room: Room) throws(Data.Unreadable) -> SyntheticPanel {
        let treated = try room.numbers("treated").map { $0 == 1 }, units = treated.count
        let covariates = try room.numbers("covariates"), outcomes = try room.numbers("outcomes")
        let periods = 16
        return SyntheticPanel(
            units: units, periods: periods, before: 12, treated: treated,
            outcomes: stride(from: 0, to: outcomes.count, by: units * periods).map {
                Array(outcomes[$0..<$0 + units * periods])
            },
            covariates: stride(from: 0, to: covariates.count, by: units).map { Array(covariates[$0..<$0 + units]) })
    }

    /// Every withheld cell where all totals are published to the last one; or every cell where all are rounded to fives.
    static func attacker(_ room: Room, isRounded: Bool) throws(Data.Unreadable) -> () -> Void {
        let sizes = try room.wholes("sizes"), counts = try room.numbers("counts")
        let shape = TableShape(sizes.map { TableShape.Dimension(categories: $0) })
        let totals = shape.totals(counts)
        var low = totals, high = totals, asked: [Int] = []
        for cell in totals.indices {
            if isRounded {
                let published = ((totals[cell] + 2) / 5).rounded(.down) * 5
                (low[cell], high[cell]) = (max(0, published - 2), published + 2)
                if cell < shape.finest { asked.append(cell) }
            } else if cell < shape.finest, (1...4).contains(totals[cell]) {
                (low[cell], high[cell]) = (0, .infinity)
                asked.append(cell)
            }
        }
        let (least, most, cells) = (low, high, asked)
        return {
            let ranges = Attacker(shape, low: least, high: most, isWhole: true).ranges(cells)
            room.keep("cells", cells.map(Double.init))
            room.keep("low", ranges.map { $0?.low ?? .nan })
            room.keep("high", ranges.map { $0?.high ?? .nan })
            room.keep("shown-low", ranges.map { $0?.shownLow ?? .nan })
            room.keep("shown-high", ranges.map { $0?.shownHigh ?? .nan })
        }
    }
}
