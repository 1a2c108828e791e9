import Foundation
import Testing

/// `Scripts/software-list`: what a release is made of, as CycloneDX.
@Suite("The list of software is whole, in the standard's form, and says nothing of the machine")
struct SoftwareListTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct List: Decodable {
        struct License: Decodable {
            struct Choice: Decodable {
                let id: String?
                let name: String?
            }
            let license: Choice
        }
        struct Component: Decodable {
            let type: String
            let name: String
            let version: String
            let purl: String?
            let bomRef: String
            let licenses: [License]?

            enum CodingKeys: String, CodingKey {
                case type, name, version, purl, licenses
                case bomRef = "bom-ref"
            }
        }
        struct Metadata: Decodable { let component: Component }
        struct Dependency: Decodable {
            let ref: String
            let dependsOn: [String]
        }
        let bomFormat: String
        let specVersion: String
        let serialNumber: String
        let version: Int
        let metadata: Metadata
        let components: [Component]
        let dependencies: [Dependency]
    }

    private static let made: Result<(text: String, list: List), any Error> = Result {
        try BuiltProgram.inFolder { folder in
            let target = folder.appendingPathComponent("list.json")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "python3", root.appendingPathComponent("Scripts/software-list").path, "--no-graph", "--program",
                BuiltProgram.folder.appendingPathComponent("cornerstone").path, target.path,
            ]
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            let data = try Data(contentsOf: target)
            return (String(decoding: data, as: UTF8.self), try JSONDecoder().decode(List.self, from: data))
        }
    }

    @Test("It has the form of CycloneDX 1.5: what must be there is, references lead somewhere, kinds are known ones")
    func form() throws {
        let list = try Self.made.get().list
        #expect(list.bomFormat == "CycloneDX" && list.specVersion == "1.5" && list.version >= 1)
        #expect(list.serialNumber.wholeMatch(of: /urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
        #expect(list.metadata.component.type == "application" && list.metadata.component.name == "cornerstone")
        let references = list.components.map(\.bomRef) + [list.metadata.component.bomRef]
        #expect(references.count == Set(references).count)
        for component in list.components {
            #expect(["application", "library", "data"].contains(component.type), "\(component.name)")
            #expect(!component.name.isEmpty && !component.version.isEmpty, "\(component.bomRef)")
            #expect(component.purl?.hasPrefix("pkg:") == true, "\(component.name)")
            for license in component.licenses ?? [] {
                #expect((license.license.id == nil) != (license.license.name == nil), "\(component.name)")
            }
        }
        let known = Set(references)
        #expect(list.dependencies.count == Set(list.dependencies.map(\.ref)).count)
        for dependency in list.dependencies {
            #expect(known.contains(dependency.ref) && known.isSuperset(of: dependency.dependsOn), "\(dependency.ref)")
        }
        #expect(list.dependencies.contains { $0.ref == "cornerstone" && $0.dependsOn.count > 30 })
    }

    @Test("The list names every package, every library and every program that is called, with versions")
    func content() throws {
        struct Resolved: Decodable {
            struct Pin: Decodable {
                struct State: Decodable { let version: String? }
                let identity: String
                let state: State
            }
            let pins: [Pin]
        }
        let components = try Self.made.get().list.components
        func version(_ name: String) -> String? { components.first { $0.name == name }?.version }
        let resolved = try JSONDecoder().decode(
            Resolved.self, from: Data(contentsOf: Self.root.appendingPathComponent("Package.resolved")))
        #expect(resolved.pins.count > 20)
        for pin in resolved.pins { #expect(version(pin.identity) == pin.state.version, "\(pin.identity)") }
        let python = try String(
            contentsOf: Self.root.appendingPathComponent("Scripts/python-packages.txt"), encoding: .utf8
        ).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(python.count > 10)
        for line in python {
            let parts = line.split(separator: "=").map(String.init)
            #expect(version(parts[0]) == parts.last, "\(line)")
        }
        let debian = [
            "libsqlite3-0", "libexpat1", "zlib1g", "libc6", "libstdc++6", "util-linux", "pandoc", "librsvg2-bin",
        ]
        for name in debian + ["swift-runtime"] {
            #expect(version(name)?.first?.isNumber == true, "\(name)")
        }
    }

    @Test("No path of the machine stands in it")
    func discretion() throws {
        let text = try Self.made.get().text
        let home = NSHomeDirectory()
        for path in ["/usr/", "/opt/", "/home/", "/tmp/", "/var/", Self.root.path]
            + (home == "/" ? [] : [home])
        {
            #expect(!text.contains(path), "\(path)")
        }
    }
}
