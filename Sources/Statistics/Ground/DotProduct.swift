/// Sums of products over stretches of memory, eight at a time. The order in which they are added is always the same.
enum DotProduct {
    @inline(__always)
    static func of(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
        let left = UnsafeRawPointer(a), right = UnsafeRawPointer(b)
        var one = SIMD4<Double>.zero, other = SIMD4<Double>.zero
        var place = 0
        while place + 8 <= count {
            let at = place * 8
            one +=
                left.loadUnaligned(fromByteOffset: at, as: SIMD4<Double>.self)
                * right.loadUnaligned(fromByteOffset: at, as: SIMD4<Double>.self)
            other +=
                left.loadUnaligned(fromByteOffset: at + 32, as: SIMD4<Double>.self)
                * right.loadUnaligned(fromByteOffset: at + 32, as: SIMD4<Double>.self)
            place += 8
        }
        var sum = (one + other).sum()
        while place < count {
            sum += a[place] * b[place]
            place += 1
        }
        return sum
    }
}
