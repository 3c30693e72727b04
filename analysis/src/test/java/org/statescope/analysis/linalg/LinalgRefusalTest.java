package org.statescope.analysis.linalg;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.linalg.complex.ComplexSchur;
import org.statescope.analysis.linalg.complex.PencilNewton;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class LinalgRefusalTest {
  static List<Refusals.Case> cases() {
    DMatrixRMaj wide = new DMatrixRMaj(2, 3);
    return new Refusals()
        .square("Balancing.of", Balancing::of)
        .square("Balancing.scaling", Balancing::scaling)
        .square("CharacteristicPolynomial", CharacteristicPolynomial::coefficients)
        .square("EigenSystem", EigenSystem::of)
        .square("Eigenvalues", Eigenvalues::of)
        .square("FactoredLyapunov.continuous", FactoredLyapunov::continuous)
        .square("FactoredLyapunov.discrete", FactoredLyapunov::discrete)
        .square("LogarithmOfPencil", LogarithmOfPencil::new)
        .square("MatrixExponential", MatrixExponential::of)
        .square("RealSchur", RealSchur::of)
        .square("RefinedSolver", RefinedSolver::new)
        .square("ShiftedPencil", ShiftedPencil::of)
        .square("Lyapunov.continuous", a -> Lyapunov.continuous(a, square(a)))
        .square("Lyapunov.discrete", a -> Lyapunov.discrete(a, square(a)))
        .square("Lyapunov, Q", q -> Lyapunov.continuous(like(q), q))
        .square("Sylvester, A", a -> Sylvester.solve(a, square(a), square(a)))
        .square("Sylvester, B", b -> Sylvester.solve(square(b), b, square(b)))
        .pair("Resolvent", (a, b) -> Resolvent.of(a, b, Refusals.matrix(1, a.numRows, 1)))
        .dualPair("Resolvent", (a, c) -> Resolvent.of(a, Refusals.matrix(a.numRows, 1, 1), c))
        .pair("ShiftedPencil", ShiftedPencil::of)
        .pair(
            "refined Resolvent",
            (a, b) -> Resolvent.refined(a, b, Refusals.matrix(1, a.numRows, 1)))
        .square("ComplexSchur", ComplexSchur::of)
        .square("complex ComplexSchur", a -> ComplexSchur.of(complex(a)))
        .square("PencilNewton", p -> new PencilNewton(p, p))
        .finite("SingularValues", 2, 3, SingularValues::of)
        .finite("SpectralNorm", 2, 3, SpectralNorm::of)
        .finite("PreciseState", 2, 3, PreciseState::new)
        .finite("Sylvester, C", 1, 1, c -> Sylvester.solve(square(c), square(c), c))
        .refuses("times", () -> Products.times(wide, wide), "2×3", "3 and 2")
        .refuses("timesTransposed", () -> Products.timesTransposed(wide, square(wide)), "2×3")
        .refuses(
            "transposedTimes",
            () -> Products.transposedTimes(wide, Refusals.matrix(1, 1, 1)),
            "1×1")
        .refuses("symmetrise", () -> Products.symmetrise(wide), "2×3")
        .refuses("beside", () -> Factors.beside(wide, Refusals.matrix(1, 1, 1)), "2×3", "1×1")
        .refuses("PivotedQr, columns", () -> new PivotedQr(wide, 0, 0, 4, 0), "2×3", "4")
        .refuses("PivotedQr, tolerance", () -> new PivotedQr(wide, 0, 0, 3, Double.NaN), "NaN")
        .refuses(
            "RefinedSolver.solve",
            () -> new RefinedSolver(Refusals.diagonal()).solve(Refusals.matrix(3, 1, 1)),
            "3×1")
        .refuses(
            "LogarithmOfPencil, α",
            () -> new LogarithmOfPencil(Refusals.diagonal()).realPart(Double.NaN, 0, 1, 0),
            "NaN")
        .refuses(
            "Resolvent.at",
            () ->
                Resolvent.of(
                        Refusals.diagonal(), Refusals.matrix(2, 1, 1), Refusals.matrix(1, 2, 1))
                    .at(0, Double.NaN),
            "NaN")
        .cases();
  }

  /// A square matrix with as many rows as another.
  private static DMatrixRMaj square(DMatrixRMaj other) {
    DMatrixRMaj square = new DMatrixRMaj(other.numRows, other.numRows);
    for (int i = 0; i < other.numRows; i++) {
      square.set(i, i, -2 - i);
    }
    return square;
  }

  private static ZMatrixRMaj complex(DMatrixRMaj real) {
    ZMatrixRMaj complex = new ZMatrixRMaj(real.numRows, real.numCols);
    for (int i = 0; i < real.getNumElements(); i++) {
      complex.data[2 * i] = real.data[i];
    }
    return complex;
  }

  private static DMatrixRMaj like(DMatrixRMaj q) {
    return q.numRows == 0 ? Refusals.matrix(0, 0, 1) : square(q);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
