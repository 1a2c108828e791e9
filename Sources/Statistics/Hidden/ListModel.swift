import Glibc

/// A log-linear model of which people stand on which lists: what each list takes, and which lists depend on each other.
public struct ListModel: Hashable, Sendable {
    /// How the people on no list follow from the coefficients.
    public enum Unseen: Hashable, Sendable {
        /// exp of the constant.
        case constant
        /// Being caught once changes being caught again (Mb); with a first occasion of its own (Mbh).
        case behaviour, behaviourFirst
    }

    /// In brackets' notation without the brackets: "12,3,4" has lists 1 and 2 dependent; or the name of a family, "Mth Darroch".
    public let name: String
    /// A row for each cell of `ListCounts`, a column of ones first.
    public let design: Matrix
    /// Sets of lists that depend on each other, as bits, two or more in each; empty for a family.
    public let terms: [Int]
    public let unseen: Unseen
    /// A bound from below and not an estimate.
    public let isBound: Bool

    init(_ name: String, _ design: Matrix, terms: [Int] = [], unseen: Unseen = .constant, isBound: Bool = false) {
        self.name = name
        self.design = design
        self.terms = terms
        self.unseen = unseen
        self.isBound = isBound
    }
}

extension ListModel {
    // MARK: Hierarchical models

    /// The model with these dependencies and with everything they contain.
    public static func hierarchical(lists: Int, terms: [Int]) -> ListModel {
        let closed = closure(terms).sorted { first, second in
            let a = first.nonzeroBitCount, b = second.nonzeroBitCount
            return a == b ? first < second : a < b
        }
        let cells = Array(1..<(1 << lists))
        var columns: [[Double]] = [cells.map { _ in 1.0 }]
        for term in (0..<lists).map({ 1 << $0 }) + closed {
            columns.append(cells.map { cell -> Double in cell & term == term ? 1 : 0 })
        }
        return ListModel(name(lists: lists, terms: closed), Matrix(columns: columns), terms: closed)
    }

    /// All models with dependencies between two lists; for three lists 8, for four 64, for five 1,024.
    public static func pairwise(lists: Int) -> [ListModel] {
        let pairs = sets(of: lists) { $0 == 2 }
        return (0..<(1 << pairs.count)).map { chosen in
            hierarchical(lists: lists, terms: pairs.indices.filter { chosen >> $0 & 1 == 1 }.map { pairs[$0] })
        }
    }

    /// All hierarchical models but the saturated one, for up to four lists.
    public static func allHierarchical(lists: Int) -> [ListModel] {
        let candidates = sets(of: lists) { $0 >= 2 && $0 < lists }
        var models: [ListModel] = []
        for chosen in 0..<(1 << candidates.count) {
            let terms = candidates.indices.filter { chosen >> $0 & 1 == 1 }.map { candidates[$0] }
            if closure(terms).count == terms.count { models.append(hierarchical(lists: lists, terms: terms)) }
        }
        return models
    }

    /// "12,3,4" read; nil when it is not a model of so many lists.
    public static func named(_ name: String, lists: Int) -> ListModel? {
        var plain = name
        plain.removeAll { $0 == "[" || $0 == "]" || $0 == " " }
        var terms: [Int] = []
        for part in plain.split(separator: ",", omittingEmptySubsequences: false) {
            var bits = 0
            for digit in part {
                guard let list = digit.wholeNumberValue, (1...lists).contains(list) else { return nil }
                bits |= 1 << (list - 1)
            }
            guard bits > 0 else { return nil }
            if bits.nonzeroBitCount == lists, lists > 1 { return nil }
            if bits.nonzeroBitCount > 1 { terms.append(bits) }
        }
        return hierarchical(lists: lists, terms: terms)
    }

    private static func sets(of lists: Int, _ size: (Int) -> Bool) -> [Int] {
        let found: [Int] = (1..<(1 << lists)).filter { size($0.nonzeroBitCount) }
        return found.sorted { first, second in
            let a = first.nonzeroBitCount, b = second.nonzeroBitCount
            return a == b ? digits(first) < digits(second) : a < b
        }
    }

    /// Terms with all smaller ones in them that have two lists or more.
    private static func closure(_ terms: [Int]) -> [Int] {
        var all: Set<Int> = []
        for term in terms {
            var part = term
            while part > 0 {
                if part.nonzeroBitCount > 1 { all.insert(part) }
                part = (part - 1) & term
            }
        }
        return Array(all)
    }

    private static func digits(_ bits: Int) -> String {
        var text = ""
        for list in 0..<8 where bits >> list & 1 == 1 { text += "\(list + 1)" }
        return text
    }

    private static func name(lists: Int, terms: [Int]) -> String {
        let all = (0..<lists).map { 1 << $0 } + terms
        let largest = all.filter { term in !all.contains { $0 != term && $0 & term == term } }
        let ordered = largest.sorted { first, second in
            let a = first.nonzeroBitCount, b = second.nonzeroBitCount
            return a == b ? digits(first) < digits(second) : a > b
        }
        return ordered.map(digits).joined(separator: ",")
    }
}

extension ListModel {
    // MARK: Families of closed populations

    /// M0, Mt, Mh and Mth with four kinds of difference between people, Mb and Mbh (Otis and others 1978; Rivest and Baillargeon 2007).
    public static func families(lists: Int) -> [ListModel] {
        let cells = Array(1..<(1 << lists))
        let ones = cells.map { _ in 1.0 }
        let caught = cells.map { Double($0.nonzeroBitCount) }
        let each = (0..<lists).map { list in cells.map { $0 >> list & 1 == 1 ? 1.0 : 0 } }
        var models = [
            ListModel("M0", Matrix(columns: [ones, caught])), ListModel("Mt", Matrix(columns: [ones] + each)),
        ]
        if lists > 2 {
            for (name, base) in [("Mh", [caught]), ("Mth", each)] {
                let steps = (3...lists).map { least in caught.map { max($0 - Double(least) + 1, 0) } }
                models.append(ListModel("\(name) Chao (LB)", Matrix(columns: [ones] + base + steps), isBound: true))
                for shape in Shape.allCases {
                    let differing = caught.map(shape.value)
                    models.append(
                        ListModel("\(name) \(shape.rawValue)", Matrix(columns: [ones] + base + [differing])))
                }
            }
        }
        let missed = cells.map { Double($0.trailingZeroBitCount) }
        let again = caught.map { $0 - 1 }
        models.append(ListModel("Mb", Matrix(columns: [ones, missed, again]), unseen: .behaviour))
        if lists > 2 {
            let late = missed.map { $0 > 0 ? 1.0 : 0 }
            models.append(ListModel("Mbh", Matrix(columns: [ones, late, missed, again]), unseen: .behaviourFirst))
        }
        return models
    }

    /// How people differ in how easily they come onto lists.
    private enum Shape: String, CaseIterable {
        case poisson = "Poisson2"
        case darroch = "Darroch"
        case gamma = "Gamma3.5"

        func value(_ caught: Double) -> Double {
            switch self {
            case .poisson: pow(2, caught) - 1
            case .darroch: caught * caught / 2
            case .gamma: log(3.5) - log(3.5 + caught)
            }
        }
    }

    /// How many people there are by these coefficients: seen and unseen.
    func total(_ b: [Double], seen: Double, lists: Int) -> Double {
        let t = Double(lists)
        switch unseen {
        case .constant: return seen + exp(b[0])
        case .behaviour: return exp(b[0]) * pow(1 + exp(b[2]), t) / (1 + exp(b[2]) - exp(b[1]))
        case .behaviourFirst:
            return exp(b[0]) * pow(1 + exp(b[3]), t - 1) * (1 + exp(b[1] + b[2]) / (1 + exp(b[3]) - exp(b[2])))
        }
    }
}
