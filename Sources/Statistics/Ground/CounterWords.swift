import CLoops

/// The same numbers as `CounterRandom` gives for a seed and a stream, in the same order, made many at a time.
struct CounterWords: ~Copyable {
    private let seed: UInt64
    private let stream: UInt64
    private var block: UInt64 = 0
    private let room: UnsafeMutableBufferPointer<UInt32>
    private var place: Int

    /// Numbers of 32 bits for each step of work, made in room of this many of them (a multiple of four).
    static func with<Answer>(
        seed: UInt64, stream: UInt64, room: Int = 512, _ body: (inout CounterWords) -> Answer
    ) -> Answer {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { room in
            var words = CounterWords(seed: seed, stream: stream, room: room)
            return body(&words)
        }
    }

    private init(seed: UInt64, stream: UInt64, room: UnsafeMutableBufferPointer<UInt32>) {
        self.seed = seed
        self.stream = stream
        self.room = room
        place = room.count
    }

    /// How many numbers lie ready.
    @inline(__always)
    var ready: Int { room.count - place }

    /// A number that lies ready, without taking it.
    @inline(__always)
    func peek(_ ahead: Int) -> UInt32 { room[place + ahead] }

    @inline(__always)
    mutating func skip(_ count: Int) { place += count }

    @inline(__always)
    mutating func next() -> UInt32 {
        if place == room.count { fill() }
        place += 1
        return room[place - 1]
    }

    private mutating func fill() {
        loop_philox(seed, stream, block, room.count / 4, room.baseAddress)
        block &+= UInt64(room.count / 4)
        place = 0
    }

    /// Makes more where nothing lies ready.
    @inline(__always)
    mutating func refill() { if place == room.count { fill() } }

    @inline(__always)
    private mutating func wide() -> UInt64 {
        let low = UInt64(next())
        return UInt64(next()) << 32 | low
    }

    /// As `CounterRandom.below`.
    @inline(__always)
    mutating func below(_ limit: Int) -> Int {
        let bound = UInt64(limit)
        var product = wide().multipliedFullWidth(by: bound)
        if product.low < bound {
            let least = (0 &- bound) % bound
            while product.low < least { product = wide().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// As `CounterRandom.shuffle`.
    @inline(__always)
    mutating func shuffle<Element>(_ items: UnsafeMutableBufferPointer<Element>) {
        for place in stride(from: items.count - 1, through: 1, by: -1) { items.swapAt(place, below(place + 1)) }
    }
}
