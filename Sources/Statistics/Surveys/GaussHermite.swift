import Glibc

/// Nodes and weights for integrals of exp(-x^2) f(x) over the whole line (Abramowitz and Stegun 25.4.46).
public struct GaussHermite: Sendable {
    public let nodes: [Double]
    public let weights: [Double]

    /// - Parameter count: 1 to 100 nodes.
    public init(_ count: Int) {
        var nodes = [Double](repeating: 0, count: count), weights = nodes
        let n = Double(count)
        var root = 0.0
        for place in 0..<((count + 1) / 2) {
            switch place {
            case 0: root = (2 * n + 1).squareRoot() - 1.85575 * pow(2 * n + 1, -1.0 / 6)
            case 1: root -= 1.14 * pow(n, 0.426) / root
            case 2: root = 1.86 * root - 0.86 * nodes[0]
            case 3: root = 1.91 * root - 0.91 * nodes[1]
            default: root = 2 * root - nodes[place - 2]
            }
            var slope = 1.0
            for _ in 0..<100 {
                // Hermite polynomials of unit length, one after another.
                var last = 0.0, value = pow(Double.pi, -0.25)
                for degree in 0..<count {
                    let d = Double(degree)
                    (last, value) = (
                        value, root * (2 / (d + 1)).squareRoot() * value - (d / (d + 1)).squareRoot() * last
                    )
                }
                slope = (2 * n).squareRoot() * last
                let step = value / slope
                root -= step
                if abs(step) < 1e-15 * max(1, abs(root)) { break }
            }
            nodes[place] = root
            nodes[count - 1 - place] = -root
            weights[place] = 2 / (slope * slope)
            weights[count - 1 - place] = weights[place]
        }
        if count % 2 == 1 { nodes[count / 2] = 0 }
        self.nodes = nodes
        self.weights = weights
    }
}
