// swift-tools-version: 6.2
// What `Benchmarks/statistics` times: the methods of the house on data that another program made, without the command
// about them. A package of its own, so that ordinary builds know nothing of it; its rooms are links to those of the house.
import PackageDescription

let plain: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "measure",
    targets: [
        .target(name: "Vocabulary", swiftSettings: plain),
        .target(name: "CSpecial", path: "Sources/Shims/CSpecial"),
        .target(name: "CLoops", path: "Sources/Shims/CLoops"),
        .target(name: "Statistics", dependencies: ["Vocabulary", "CSpecial", "CLoops"], swiftSettings: plain),
        .executableTarget(name: "Measure", dependencies: ["Statistics", "Vocabulary"], swiftSettings: plain),
    ]
)
