/// Which areas lie beside which, by name, as a person gives them: pairs with a weight.
public struct NeighbourPairs: Hashable, Sendable {
    public struct Pair: Hashable, Sendable {
        public var area: String
        public var neighbour: String
        public var weight: Double

        public init(_ area: String, _ neighbour: String, weight: Double = 1) {
            self.area = area
            self.neighbour = neighbour
            self.weight = weight
        }
    }

    public var pairs: [Pair]

    public init(_ pairs: [Pair]) { self.pairs = pairs }
}
