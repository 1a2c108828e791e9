import CFuzzer
@testable import Checks
import Glibc

/// One program for every parser: `CORNERSTONE_FUZZ=csv Fuzz [what libFuzzer takes]`.
///
/// Without a parser named it lists them, each with the longest input that is worth making up.
@main
enum Fuzz {
    /// Processor time one input may take, in a program that is watched.
    private static let mostSeconds = 1.0

    /// A fault to be found before anything else: a search that cannot find it finds nothing.
    private static let planted = Check(name: "planted", longest: 8) { bytes in
        bytes.count > 2 && bytes[0] == 0x62 && bytes[1] == 0x75 && bytes[2] == 0x67 ? "planted" : nil
    }

    private static let check: Check? = {
        guard let asked = getenv("CORNERSTONE_FUZZ").map({ String(cString: $0) }) else { return nil }
        return (Checks.all + [planted]).first { $0.name == asked }
    }()

    static func main() {
        guard check != nil else {
            for check in Checks.all { puts("\(check.name) \(check.longest)") }
            return
        }
        var count = CommandLine.argc
        var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &words) { bytes, count in Fuzz.take(bytes, count) })
    }

    private static func take(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        guard let check else { return 0 }
        let began = processorSeconds
        let fault = check.run(Array(UnsafeBufferPointer(start: start, count: count)))
        if let fault { stop("FOUND wrong: \(fault)") }
        let spent = processorSeconds - began
        if spent > mostSeconds { stop("FOUND slow: \(Int(spent * 1000)) ms") }
        return 0
    }

    /// Of this process: another one that is busy does not make a parser slow.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func stop(_ sentence: String) -> Never {
        let line = "\(sentence)\n"
        write(STDERR_FILENO, line, line.utf8.count)
        abort()
    }
}
