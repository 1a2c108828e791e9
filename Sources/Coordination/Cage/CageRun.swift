import Subprocess
import SystemPackage
import Tables

/// One run of the reader: started, listened to, and ended in every case.
struct ReaderRun: Sendable {
    let words: [String]
    let folder: String
    let limits: CageLimits

    /// What listening came to.
    private enum Heard: Sendable {
        case blocks([Block])
        case refused(ReadingRefusal)
        case timeIsUp
        case cancelled
    }

    func blocks(from input: FileDescriptor) async throws(ReadingRefusal) -> [Block] {
        var options = PlatformOptions()
        // A session of its own makes the reader and everything it starts one group, to be killed together.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        let ended: ExecutionResult<Heard, SequenceOutput, DiscardedOutput>
        do {
            ended = try await run(
                .path(FilePath(words[0])), arguments: Arguments(Array(words.dropFirst())),
                environment: .custom([:]), workingDirectory: FilePath(folder), platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence, error: .discarded
            ) { execution in
                let heard = await listen(to: execution)
                // Whatever it started goes with it, also after a good end; none left is no fault.
                try? execution.send(signal: .kill, toProcessGroup: true)
                return heard
            }
        } catch {
            throw .readerNotStarted
        }
        switch ended.closureResult {
        case .blocks(let blocks): return blocks
        case .refused(let refusal): throw refusal
        case .timeIsUp: throw .timedOut(seconds: Int(limits.time.components.seconds))
        case .cancelled: throw .readerStopped
        }
    }

    private func listen(
        to execution: Execution<FileDescriptorInput, SequenceOutput, DiscardedOutput>
    ) async -> Heard {
        await withTaskGroup(of: Heard.self) { group in
            group.addTask { await hear(execution.standardOutput) }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.time)
                    return .timeIsUp
                } catch {
                    return .cancelled
                }
            }
            let first = await group.next() ?? .cancelled
            // The other one waits for output that ends with the group, or for a time that no longer matters.
            try? execution.send(signal: .kill, toProcessGroup: true)
            group.cancelAll()
            return first
        }
    }

    private func hear(_ output: SubprocessOutputSequence) async -> Heard {
        var decoder = FrameDecoder()
        var blocks: [Block] = []
        var taken = 0
        do {
            for try await piece in output {
                taken += piece.count
                guard taken <= limits.outputBytes else { return .refused(.tooMuchOutput) }
                blocks += try piece.withUnsafeBytes { try decoder.take($0) }
            }
            try decoder.finish()
            return .blocks(blocks)
        } catch FrameFault.noEnd {
            return .refused(.readerStopped)
        } catch is FrameFault {
            return .refused(.readerNotUnderstood)
        } catch {
            return .refused(.readerStopped)
        }
    }
}
