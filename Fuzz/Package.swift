// swift-tools-version: 6.2
// The parsers that take bytes from outside, built so that libFuzzer sees every branch they take. A package of its own,
// so that ordinary builds know nothing of it; its rooms are links to those of the house. `Scripts/fuzz` builds and runs it.
import PackageDescription

let plain: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .define("FUZZING"),
]
let watched = plain + [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]

func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: watched)
}

/// A room that reads nothing from outside itself, and is not watched: the build is shorter for it.
func quiet(_ name: String, uses dependencies: [Target.Dependency], without left: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(name)", exclude: left, swiftSettings: plain)
}

func shim(_ name: String) -> Target { .systemLibrary(name: name, path: "Sources/Shims/\(name)") }

let package = Package(
    name: "fuzz",
    targets: [
        room("Vocabulary"),
        room("Tables", uses: ["Vocabulary"]),
        shim("CZlib"),
        shim("CExpat"),
        room("OfficeFiles", uses: ["Vocabulary", "Tables", "CZlib", "CExpat"]),
        // The readers of forms, cookies and links: single files of rooms that stand on a web server.
        room("FormReading", uses: ["Vocabulary"]),
        quiet("Partnership", uses: ["Vocabulary"]),
        // Without the readers of packs, which read files of the house with a library.
        quiet(
            "Frameworks", uses: ["Vocabulary"],
            without: ["PackFile.swift", "PackLayouts.swift", "PackParts.swift", "PackReader.swift", "Resources"]),
        quiet("ActionPlans", uses: ["Vocabulary", "Partnership", "Frameworks"]),
        room("Intake", uses: ["Vocabulary", "Tables", "Partnership", "Frameworks", "ActionPlans"]),
        room(
            "Checks",
            uses: ["Vocabulary", "Tables", "OfficeFiles", "FormReading", "Frameworks", "ActionPlans", "Intake"]),
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["Checks", "CFuzzer"], swiftSettings: watched,
            // libFuzzer without its own main, whose place `Scripts/fuzz` finds. Gold, the usual linker, fails on it.
            linkerSettings: [
                .unsafeFlags(
                    ["-sanitize=address", "-use-ld=lld"] + (Context.environment["LIBFUZZER"].map { [$0] } ?? [])),
                .linkedLibrary("stdc++"),
            ]),
    ]
)
