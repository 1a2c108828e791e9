import Glibc

/// Starts pandoc as a child of this process: nothing but a file on its standard input and JSON on its standard output.
///
/// An argument list and never a shell, an empty environment, `--sandbox` so that it opens no file, and the limits of
/// this process, which it inherits. It belongs to the same group and is killed with it.
struct PandocRun {
    enum Fault: Error, Equatable {
        case missing
        /// It ended with a complaint, or was stopped by a limit.
        case failed
        case tooMuch
    }

    static let standardPath = "/usr/bin/pandoc"
    /// A document of a hundred pages unfolds to about two million bytes.
    static let mostBytes = 96 << 20

    let path: String

    /// Memory is collected in place: it lets documents of twice the size through the same limit.
    static func words(_ format: String) -> [String] {
        ["+RTS", "-c", "-A1m", "-RTS", "--sandbox", "-f", format, "-t", "json"]
    }

    func json(of file: [UInt8], format: String) throws(Fault) -> [UInt8] {
        guard access(path, X_OK) == 0 else { throw .missing }
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard pipe(&input) == 0 else { throw .failed }
        guard pipe(&output) == 0 else {
            close(input[0])
            close(input[1])
            throw .failed
        }
        // The child keeps the copies made for it and none of these.
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = start(["pandoc"] + PandocRun.words(format), from: input[0], to: output[1])
        close(input[0])
        close(output[1])
        guard let child else {
            close(input[1])
            close(output[0])
            throw .failed
        }
        let told = PandocPipes(input: input[1], output: output[0]).exchange(file, most: PandocRun.mostBytes)
        if told == nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard let told else { throw .tooMuch }
        guard status == 0, !told.isEmpty else { throw .failed }
        return told
    }

    private func start(_ words: [String], from input: Int32, to output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child: pid_t = 0
        let outcome = posix_spawn(&child, path, &actions, nil, &arguments, &environment)
        return outcome == 0 ? child : nil
    }
}

/// Writes to a child and reads from it at once, so that neither waits for the other for ever.
struct PandocPipes {
    let input: Int32
    let output: Int32

    /// - Returns: what the child wrote; nil where it was more than allowed. Both ends are closed.
    func exchange(_ file: [UInt8], most: Int) -> [UInt8]? {
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        var told: [UInt8] = []
        var sent = 0
        var isInputOpen = true
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        func endInput() {
            if isInputOpen { close(input) }
            isInputOpen = false
        }
        defer {
            endInput()
            close(output)
        }
        if file.isEmpty { endInput() }
        while true {
            var waiting = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            if isInputOpen { waiting.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 || errno == EINTR else { return [] }
            if isInputOpen, waiting[1].revents != 0 {
                let count = file[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if count > 0 { sent += count }
                if sent == file.count || (count < 0 && errno != EAGAIN && errno != EINTR) { endInput() }
            }
            guard waiting[0].revents != 0 else { continue }
            let count = read(output, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return told }
            told.append(contentsOf: piece[..<count])
            guard told.count <= most else { return nil }
        }
    }
}
