import Glibc

extension SpaceTimeScan {
    /// The most likely cylinder and further ones that share no place with those before.
    ///
    /// - Parameter draws: random orders of the times.
    public func clusters(draws: Int, most: Int, seed: UInt64) -> [Cluster] {
        guard total > 1, !members.isEmpty else { return [] }
        var work = Work(self)
        work.count(stepOfEvent)
        let found = best(work, most)
        guard !found.isEmpty else { return [] }
        let maxima = Parallel.map(draws, filling: 0.0, piece: 16) { range, room in
            var work = Work(self)
            var times = stepOfEvent
            for draw in range {
                times = stepOfEvent
                var random = CounterRandom(seed: seed, stream: UInt64(draw))
                random.shuffle(&times)
                work.count(times)
                room[draw] = work.highest()
            }
        }
        let mean = maxima.reduce(0, +) / Double(max(1, draws))
        let spread = (maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws - 1))).squareRoot()
        let beta = spread * 6.0.squareRoot() / .pi, mode = mean - 0.577_215_664_901_532_9 * beta
        return found.map { zone in
            let start = starts[zone.middle], window = windows[zone.window]
            let reached = maxima.count { $0 >= zone.ratio - 1e-9 }
            return Cluster(
                places: members[start...zone.last].map { Int($0) }, radius: distances[zone.last], from: window.from,
                to: window.to, events: zone.events,
                expected: expected(zone.last, zone.window), logLikelihoodRatio: zone.ratio,
                p: Double(1 + reached) / Double(draws + 1),
                gumbelP: beta > 0 ? -expm1(-exp(-(zone.ratio - mode) / beta)) : .nan)
        }
    }

    /// The highest likelihood ratio of all cylinders with each event at this time: what every random order is asked for.
    public func highest(_ times: [Int]) -> Double {
        var work = Work(self)
        work.count(times.map { Int32($0) })
        return work.highest()
    }

    private struct Zone {
        var middle: Int
        var last: Int
        var window: Int
        var events: Double
        var ratio: Double
    }

    /// The best cylinder of every circle's middle, then those that share no place with a better one, looked for again without the taken.
    private func best(_ work: Work, _ most: Int) -> [Zone] {
        var taken = [Bool](repeating: false, count: placeCount)
        var chosen: [Zone] = []
        while chosen.count < most {
            var top: Zone?
            for middle in 0..<placeCount where !taken[middle] {
                if let zone = bestZone(of: middle, work, taken), zone.ratio > top?.ratio ?? 0 { top = zone }
            }
            guard let top else { break }
            chosen.append(top)
            for place in members[starts[top.middle]...top.last] { taken[Int(place)] = true }
        }
        return chosen
    }

    /// A circle ends before the first place that is taken.
    private func bestZone(of middle: Int, _ work: Work, _ taken: [Bool]) -> Zone? {
        var best: Zone?
        var sums = [Float](repeating: 0, count: shares.count)
        for at in starts[middle]..<starts[middle + 1] {
            let place = Int(members[at])
            if taken[place] { break }
            for window in windows.indices {
                sums[window] += work.counts[place * shares.count + window]
                let events = Double(sums[window])
                let ratio = ratio(events, expected(at, window))
                if ratio > best?.ratio ?? 0 {
                    best = Zone(middle: middle, last: at, window: window, events: events, ratio: ratio)
                }
            }
        }
        return best
    }

    /// The room one thread needs for a map.
    struct Work {
        private let scan: SpaceTimeScan
        /// Events of each place in each window, place after place.
        private(set) var counts: [Float]
        private var cells: [Float]
        private let inverseShares: [Float]
        private let inverseWithin: [Float]
        private let inverseRest: [Float]

        init(_ scan: SpaceTimeScan) {
            self.scan = scan
            counts = [Float](repeating: 0, count: scan.placeCount * scan.shares.count)
            cells = [Float](repeating: 0, count: scan.placeCount * scan.steps)
            inverseShares = scan.shares.map { $0 > 0 ? 1 / $0 : 0 }
            inverseWithin = scan.within.map { $0 > 0 ? 1 / $0 : 0 }
            let total = Float(scan.total)
            inverseRest = scan.within.map { total > $0 ? 1 / (total - $0) : 1 }
        }

        /// Counts the events of each place and window, with each event at this time.
        mutating func count(_ times: [Int32]) {
            let steps = scan.steps, lanes = scan.shares.count, windows = scan.windows
            let last = steps - 1, isNow = scan.limits.isProspective, longest = windows.count
            cells.withUnsafeMutableBufferPointer { cells in
                cells.update(repeating: 0)
                times.withUnsafeBufferPointer { times in
                    scan.placeOfEvent.withUnsafeBufferPointer { places in
                        for event in places.indices { cells[Int(places[event]) * steps + Int(times[event])] += 1 }
                    }
                }
                counts.withUnsafeMutableBufferPointer { counts in
                    for place in 0..<scan.placeCount {
                        let from = place * steps, to = place * lanes
                        if isNow {
                            var sum: Float = 0
                            for length in 0..<longest {
                                sum += cells[from + last - length]
                                counts[to + length] = sum
                            }
                        } else {
                            for step in 1..<max(1, steps) { cells[from + step] += cells[from + step - 1] }
                            for (lane, window) in windows.enumerated() {
                                counts[to + lane] =
                                    cells[from + window.to] - (window.from > 0 ? cells[from + window.from - 1] : 0)
                            }
                        }
                    }
                }
            }
        }

        /// The highest likelihood ratio of all cylinders.
        ///
        /// A circle is looked at closely only where bounds of its ratio beat the best so far. One is (c - E)^2 (1/E + 1/(C - c)) / 2, close
        /// where c is near E. The other takes the logarithm of c/E from its exponent and the line through its fraction, which is never more
        /// than 0.0861 of a power of two too low; it is close for few events where next to none were expected.
        func highest() -> Double {
            var highest = 0.0
            let chunks = scan.shares.count / 4
            var sums = [SIMD4<Float>](repeating: .zero, count: chunks)
            counts.withUnsafeBytes { raw in
                let counts = raw.bindMemory(to: SIMD4<Float>.self)
                scan.shares.withUnsafeBytes { raw in
                    let shares = raw.bindMemory(to: SIMD4<Float>.self)
                    inverseShares.withUnsafeBytes { raw in
                        let inverse = raw.bindMemory(to: SIMD4<Float>.self)
                        sums.withUnsafeMutableBufferPointer { sums in
                            for middle in 0..<scan.placeCount {
                                let range = scan.starts[middle]..<scan.starts[middle + 1]
                                let bound = bound(range, counts, shares, inverse, sums)
                                if Double(bound) * 1.0001 > highest {
                                    highest = max(highest, closely(range, counts, shares, sums))
                                }
                            }
                        }
                    }
                }
            }
            return highest
        }

        @inline(__always)
        private func bound(
            _ range: Range<Int>, _ counts: UnsafeBufferPointer<SIMD4<Float>>,
            _ shares: UnsafeBufferPointer<SIMD4<Float>>, _ inverse: UnsafeBufferPointer<SIMD4<Float>>,
            _ sums: UnsafeMutableBufferPointer<SIMD4<Float>>
        ) -> Float {
            let chunks = shares.count
            sums.update(repeating: .zero)
            var most = SIMD4<Float>.zero
            let half = SIMD4<Float>(repeating: 0.5), least = SIMD4<Float>(repeating: Float(scan.limits.events))
            let total = Float(scan.total)
            scan.members.withUnsafeBufferPointer { members in
                scan.within.withUnsafeBufferPointer { within in
                    inverseWithin.withUnsafeBufferPointer { inverseWithin in
                        inverseRest.withUnsafeBufferPointer { inverseRest in
                            for at in range {
                                let from = Int(members[at]) * chunks
                                let events = within[at], over = inverseWithin[at], rest = inverseRest[at]
                                let outside = (total - events) / total
                                for chunk in 0..<chunks {
                                    let sum = sums[chunk] + counts[from + chunk]
                                    sums[chunk] = sum
                                    var excess = sum - events * shares[chunk]
                                    excess.replace(with: SIMD4<Float>.zero, where: excess .< SIMD4<Float>.zero)
                                    let ratio = over * inverse[chunk]
                                    var value = excess * excess * half * (ratio + rest)
                                    let logarithm = sum * Work.logarithm(sum * ratio) - excess * outside
                                    value.replace(with: logarithm, where: logarithm .< value)
                                    value.replace(with: SIMD4<Float>.zero, where: sum .< least)
                                    most.replace(with: value, where: value .> most)
                                }
                            }
                        }
                    }
                }
            }
            return most.max()
        }

        /// Not below the natural logarithm of a number above 0, and at most 0.06 above it.
        @inline(__always)
        private static func logarithm(_ x: SIMD4<Float>) -> SIMD4<Float> {
            let bits = unsafeBitCast(x, to: SIMD4<Int32>.self)
            return (SIMD4<Float>(bits) * 0x1p-23 - 126.9139) * 0.693_147_2
        }

        private func closely(
            _ range: Range<Int>, _ counts: UnsafeBufferPointer<SIMD4<Float>>,
            _ shares: UnsafeBufferPointer<SIMD4<Float>>, _ sums: UnsafeMutableBufferPointer<SIMD4<Float>>
        ) -> Double {
            let lanes = scan.windows.count
            sums.update(repeating: .zero)
            var highest = 0.0
            for at in range {
                let from = Int(scan.members[at]) * shares.count
                for chunk in 0..<shares.count { sums[chunk] += counts[from + chunk] }
                for lane in 0..<lanes {
                    let events = Double(sums[lane / 4][lane % 4])
                    highest = max(
                        highest, scan.ratio(events, scan.expected(at, lane)))
                }
            }
            return highest
        }
    }
}
