// swift-tools-version: 6.2
// Targets stand in the order of the house (Documentation/explanation/house.md): lower floors first.
import PackageDescription

/// One set of rules for every target of ours: Swift 6 mode, explicit `any`, explicit imports, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func room(
    _ name: String, uses dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// - Parameter reading: folders that tests read where they lie, in the sources.
func tests(_ name: String, of dependencies: [Target.Dependency], reading folders: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: folders, swiftSettings: strict)
}

func program(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let scrypt: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library of the system behind a plain C header.
func shim(_ name: String, debian package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/Shims/\(name)", providers: [.apt([package])])
}

let loop: [Target.Dependency] = ["Vocabulary", "Partnership", "Frameworks", "ActionPlans"]

let package = Package(
    name: "cornerstone",
    products: [
        .executable(name: "cornerstone", targets: ["cornerstone"]),
        .executable(name: "cornerstone-reader", targets: ["cornerstone-reader"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // floor 0: instruments
        room("Vocabulary"),
        room("Tables", uses: ["Vocabulary"]),
        room("OfficeFiles", uses: ["Vocabulary", "Tables", "CZlib", "CExpat"]),
        room("Statistics", uses: ["Vocabulary", "CSpecial", "CLoops"]),
        room("Geography", uses: ["Vocabulary"]),
        room("Charts", uses: ["Vocabulary"]),
        .target(name: "CSpecial", path: "Sources/Shims/CSpecial"),
        .target(name: "CLoops", path: "Sources/Shims/CLoops"),
        shim("CZlib", debian: "zlib1g-dev"),
        shim("CExpat", debian: "libexpat1-dev"),
        shim("CMalloc", debian: "libc6-dev"),
        // floor 1: who, what
        room("Partnership", uses: ["Vocabulary"]),
        room("Frameworks", uses: ["Vocabulary", yams], resources: [.copy("Resources")]),
        // floor 2: the loop
        room("ActionPlans", uses: ["Vocabulary", "Partnership", "Frameworks"]),
        // floor 3: work
        room("Intake", uses: ["Tables"] + loop),
        room("Analyses", uses: ["Vocabulary", "Tables", "Statistics", "Geography", "Charts"]),
        room("Reporting", uses: ["Tables", "Charts", "OfficeFiles"] + loop),
        room(
            "Coordination",
            uses: [
                "Tables", "OfficeFiles", "Charts", "Intake", "Reporting", logging, subprocess, system, crypto, scrypt,
            ] + loop),
        room("Records", uses: [crypto] + loop),
        // floor 4: doors
        room("RecordsSQLite", uses: ["Records", "Vocabulary", grdb]),
        room("ExampleCity", uses: ["Intake", "Coordination", "Tables"] + loop, resources: [.copy("Resources")]),
        room(
            "Website",
            uses: [
                "Coordination", "Reporting", "Intake", "Tables", "OfficeFiles", "Charts", hummingbird, mustache, crypto,
                scrypt, logging,
            ]
                + loop,
            resources: [.copy("Resources")]),
        room(
            "CommandLine",
            uses: [
                "Coordination", "Reporting", "Analyses", "Intake", "Tables", "OfficeFiles", "Charts", arguments,
                logging,
            ] + loop),
        // floor 5: wiring
        program(
            "cornerstone",
            uses: [
                "CommandLine", "Website", "Coordination", "Records", "RecordsSQLite", "ExampleCity", "Vocabulary",
                "CMalloc",
            ]),
        program("cornerstone-reader", uses: ["Vocabulary", "Tables", "OfficeFiles"]),
        // tests, by purpose
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "OfficeFixtures", dependencies: ["OfficeFiles", "Tables", "TestSupport"],
            path: "Tests/OfficeFixtures",
            swiftSettings: strict),
        tests("VocabularyTests", of: ["Vocabulary"]),
        tests("TablesTests", of: ["Vocabulary", "Tables"]),
        tests("OfficeFilesTests", of: ["Vocabulary", "Tables", "OfficeFiles", "OfficeFixtures"]),
        tests("StatisticsTests", of: ["Vocabulary", "Statistics"]),
        tests(
            "AnalysesTests", of: ["Vocabulary", "Tables", "Statistics", "Geography", "Charts", "Analyses"]),
        tests("ChartsTests", of: ["Vocabulary", "Charts"]),
        tests("PartnershipTests", of: ["Vocabulary", "Partnership"]),
        tests("FrameworksTests", of: ["Vocabulary", "Frameworks"]),
        tests("ActionPlansTests", of: loop),
        tests("ReportingTests", of: ["Reporting", "Charts", "OfficeFiles"] + loop),
        tests(
            "IntakeTests", of: ["Tables", "OfficeFiles", "OfficeFixtures", "Intake"] + loop, reading: ["Fixtures"]),
        tests("RecordsTests", of: ["Records", "RecordsSQLite", "Coordination", grdb] + loop, reading: ["Fixtures"]),
        tests(
            "CoordinationTests",
            of: [
                "cornerstone-reader", "Coordination", "Intake", "Reporting", "Records", "RecordsSQLite", "Tables",
                "OfficeFiles", "OfficeFixtures", "Charts",
            ] + loop),
        tests(
            "ExampleCityTests",
            of: ["ExampleCity", "Reporting", "Charts", "Coordination", "Intake", "Records", "RecordsSQLite", "Tables"]
                + loop),
        tests(
            "WebsiteTests",
            of: [
                "Website", "CommandLine", "ExampleCity", "Coordination", "Reporting", "Intake", "Records",
                "RecordsSQLite", "Tables", "OfficeFiles", "OfficeFixtures", "Charts", arguments, hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"), mustache,
            ] + loop),
        tests("CommandTests", of: ["cornerstone", "cornerstone-reader"]),
        tests("HouseTests", of: []),
        // the checks that Fuzz/ runs on made-up input, run on the inputs that are kept
        tests("FuzzTests", of: ["Tables", "OfficeFiles", "Intake", "Coordination", "Website"] + loop),
    ]
)
