import CLoops

/// Sums of products over stretches of memory, sixteen at a time. The order in which they are added is always the same.
enum DotProduct {
    @inline(__always)
    static func of(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
        loop_dot(a, b, count)
    }
}
