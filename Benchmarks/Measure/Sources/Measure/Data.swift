import Glibc

/// Arrays of numbers as they lie in memory, in files that `Benchmarks/statistics` writes and reads.
enum Data {
    static func read<Number: BitwiseCopyable>(_ path: String, _ kind: Number.Type) throws(Unreadable) -> [Number] {
        guard let file = fopen(path, "rb") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let count = ftell(file) / MemoryLayout<Number>.size
        rewind(file)
        return [Number](unsafeUninitializedCapacity: count) { room, filled in
            filled = fread(room.baseAddress, MemoryLayout<Number>.size, count, file)
        }
    }

    static func write<Number: BitwiseCopyable>(_ numbers: [Number], to path: String) throws(Unreadable) {
        guard let file = fopen(path, "wb") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        numbers.withUnsafeBufferPointer {
            _ = fwrite($0.baseAddress, MemoryLayout<Number>.size, $0.count, file)
        }
    }

    struct Unreadable: Error { var path: String }
}

/// Seconds of work by all threads of this process.
func workedSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func complain(_ words: String) {
    var line = words + "\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
