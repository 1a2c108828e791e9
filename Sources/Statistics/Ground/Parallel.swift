import Dispatch

/// Work that falls into pieces which know nothing of each other, on the cores there are. What comes out may not depend on
/// how many they are: random numbers are keyed by the piece, never by the thread.
enum Parallel {
    /// Fills an array of `count` values, piece by piece.
    static func map<Value: Sendable>(
        _ count: Int, filling initial: Value, piece: Int = 256,
        _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Value>) -> Void
    ) -> [Value] {
        var values = [Value](repeating: initial, count: count)
        values.withUnsafeMutableBufferPointer { buffer in
            // Each piece writes its own stretch and no other.
            nonisolated(unsafe) let room = buffer
            let pieces = (count + piece - 1) / piece
            DispatchQueue.concurrentPerform(iterations: pieces) { index in
                body(index * piece..<min(count, (index + 1) * piece), room)
            }
        }
        return values
    }
}
