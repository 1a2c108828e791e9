public import ArgumentParser

/// The program: `cornerstone <noun> <verb>`. Every command reads standard input or a file, writes standard output, and
/// complains to standard error.
public struct Cornerstone: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "cornerstone",
        abstract: "The working system of a local drug-strategy partnership.",
        discussion: """
            Exit codes: 0 done; 1 a check found something; 3 the journal was cut short; 4 it was written anew; 5 a head was \
            signed with another key; 6 its signature does not fit; 64 the words of the command are off; 65 the file holds nothing \
            that could be read, or the command was refused for what it says; 66 no such file or thing; 69 something \
            needed is not there; 73 a file is in the way; 74 the disk is full or fails; 75 Cornerstone is running, or somebody \
            changed it meanwhile; 77 not allowed; 78 a setting is off.
            """,
        version: productVersion,
        subcommands: [
            PlanGroup.self, ActionGroup.self, RoundGroup.self, MeetingGroup.self, DecisionGroup.self,
            PackGroup.self, Analyse.self,
            RegisterGroup.self, MailGroup.self, JournalGroup.self, MemberGroup.self, Serve.self, Demo.self, Check.self,
            Backup.self,
            Restore.self, Rebuild.self,
        ])

    public init() {}
}

/// What the executable opens.
public enum CommandDoor {
    /// Reads the words of this run, does what they say, and ends the process with the right exit code.
    public static func open() async { await Cornerstone.main() }
}

/// The version printed by the program and its pages.
public let productVersion = "0.1.0"
