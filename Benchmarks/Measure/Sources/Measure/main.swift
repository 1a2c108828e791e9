import Glibc

// usage: Measure JOB FOLDER TIMES. Reads the job's arrays in the folder, does the job so many times, leaves the answers of the
// last time in the folder, and prints the CPU seconds of each time. See `Benchmarks/statistics`, which makes the arrays.

let words = CommandLine.arguments
guard words.count == 4, let job = Jobs.all[words[1]], let times = Int(words[3]) else {
    complain("usage: Measure \(Jobs.all.keys.sorted().joined(separator: "|")) FOLDER TIMES")
    exit(64)
}
do {
    let room = Room(folder: words[2])
    let work = try job(room)
    var taken: [Double] = []
    for _ in 0..<times {
        let begin = workedSeconds()
        work()
        taken.append(workedSeconds() - begin)
    }
    try room.leave()
    puts(taken.map { "\($0)" }.joined(separator: " "))
} catch {
    complain("cannot read or write: \(error)")
    exit(66)
}
