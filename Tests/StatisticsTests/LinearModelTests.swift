import Statistics
import Testing

@Suite("Linear models agree with other programs")
struct LinearModelTests {
    /// Dobson 1990, page 93, the example of R's help page of `glm`: coefficients and errors as R 4.2 prints them.
    @Test("Poisson: the randomised trial of R's help page")
    func dobson() throws {
        let counts: [Double] = [18, 17, 15, 20, 10, 20, 25, 13, 12]
        var design = Matrix(rows: 9, columns: 5)
        for row in 0..<9 {
            design[row, 0] = 1
            if row % 3 > 0 { design[row, row % 3] = 1 }
            if row / 3 > 0 { design[row, 2 + row / 3] = 1 }
        }
        let model = try #require(LinearModel(.poisson, design, counts))
        let expected: [Double] = [3.044522437723423, -0.4542552722775973, -0.2929871246814676, 0, 0]
        for (ours, theirs) in zip(model.coefficients, expected) { #expect(abs(ours - theirs) < 1e-8) }
        let errors: [Double] = [0.1708987, 0.2021708, 0.1927423, 0.2, 0.2]
        for (ours, theirs) in zip(model.standardErrors(.model), errors) { #expect(abs(ours - theirs) < 1e-6) }
        #expect(abs(model.deviance - 5.129141077001145) < 1e-8)
        #expect(model.converged && model.degreesLeft == 4)
    }

    @Test("A column that repeats others gets no coefficient, and the fit is that without it")
    func aliased() throws {
        var random = CounterRandom(seed: 5, stream: 0)
        let rows = 40
        var design = Matrix(rows: rows, columns: 4)
        var counts: [Double] = []
        for row in 0..<rows {
            design[row, 0] = 1
            design[row, 1] = random.normal()
            design[row, 2] = 2 * design[row, 1] - 3
            design[row, 3] = random.normal()
            counts.append(Double(random.poisson(5)))
        }
        let whole = try #require(LinearModel(.poisson, design, counts))
        let without = try #require(LinearModel(.poisson, design.keeping([0, 1, 3]), counts))
        #expect(whole.coefficients[2].isNaN && whole.rank == 3)
        #expect(abs(whole.deviance - without.deviance) < 1e-9)
        #expect(abs(whole.coefficients[3] - without.coefficients[2]) < 1e-10)
    }

    @Test("Ordinary least squares solves its normal equations", arguments: [1, 2, 3])
    func normalEquations(seed: UInt64) throws {
        var random = CounterRandom(seed: seed, stream: 9)
        var design = Matrix(rows: 30, columns: 4)
        for place in design.values.indices { design.values[place] = random.normal() }
        let y = (0..<30).map { _ in random.normal() }
        let model = try #require(LinearModel(.gaussian, design, y))
        let rest = zip(y, model.means).map { $0 - $1 }
        for column in 0..<4 {
            let dot = zip(design.column(column), rest).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(dot) < 1e-11)
        }
    }
}
