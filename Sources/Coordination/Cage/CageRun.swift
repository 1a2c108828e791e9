import Subprocess
import SystemPackage

/// One run of a program: started, listened to, and ended in every case.
struct CageRun: Sendable {
    let words: [String]
    let environment: [String: String]
    let folder: String
    let limits: CageLimits

    /// What listening came to.
    private enum Outcome<Heard: Sendable>: Sendable {
        case heard(Heard)
        case fault(CageFault)
    }

    func heard<Ear: CageEar>(from input: FileDescriptor, by ear: Ear) async throws(CageFault) -> Ear.Heard {
        var options = PlatformOptions()
        // A session of its own makes the program and everything it starts one group, to be killed together.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        let named = Dictionary(
            uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
        let ended: ExecutionResult<Outcome<Ear.Heard>, SequenceOutput, DiscardedOutput>
        do {
            ended = try await run(
                .path(FilePath(words[0])), arguments: Arguments(Array(words.dropFirst())),
                environment: .custom(named), workingDirectory: FilePath(folder), platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence, error: .discarded
            ) { execution in
                let outcome = await listen(to: execution, with: ear)
                // Whatever it started goes with it, also after a good end; none left is no fault.
                try? execution.send(signal: .kill, toProcessGroup: true)
                return outcome
            }
        } catch {
            throw .notStarted
        }
        switch ended.closureResult {
        case .heard(let heard): return heard
        case .fault(let fault): throw fault
        }
    }

    private func listen<Ear: CageEar>(
        to execution: Execution<FileDescriptorInput, SequenceOutput, DiscardedOutput>, with ear: Ear
    ) async -> Outcome<Ear.Heard> {
        await withTaskGroup(of: Outcome<Ear.Heard>.self) { group in
            group.addTask { await hear(execution.standardOutput, with: ear) }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.time)
                    return .fault(.timedOut(seconds: Int(limits.time.components.seconds)))
                } catch {
                    return .fault(.stopped)
                }
            }
            let first = await group.next() ?? .fault(.stopped)
            // The other one waits for output that ends with the group, or for a time that no longer matters.
            try? execution.send(signal: .kill, toProcessGroup: true)
            group.cancelAll()
            return first
        }
    }

    private func hear<Ear: CageEar>(_ output: SubprocessOutputSequence, with ear: Ear) async -> Outcome<Ear.Heard> {
        var ear = ear
        var taken = 0
        do {
            for try await piece in output {
                taken += piece.count
                guard taken <= limits.outputBytes else { return .fault(.tooMuchOutput) }
                try piece.withUnsafeBytes { try ear.take($0) }
            }
            return .heard(try ear.finish())
        } catch let fault as CageFault {
            return .fault(fault)
        } catch {
            return .fault(.stopped)
        }
    }
}
