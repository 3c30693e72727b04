package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Balancing;
import org.statescope.analysis.linalg.Eigenvalues;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RefinedSolver;
import org.statescope.analysis.linalg.complex.PencilNewton;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;

/// The finite invariant zeros of a system: the s at which `[A − sI, B; C, D]` loses rank. For a
/// minimal system they are its transmission zeros; otherwise the decoupling zeros (poles that are
/// not controllable or not observable) are among them.
///
/// **Shapes**: A n × n, B n × m, C p × n, D p × m, any p and m. Nothing given is modified.
///
/// **Edge cases**: none at all is common when p ≠ m. A system whose normal rank is deficient (for
/// example C = 0) has those zeros that do not depend on the deficiency. NaN and infinity are
/// refused by [StateSpace].
///
/// **Tolerance**: ranks are decided at `c·(n + m + p)·u` relative to the scaled system matrix, so a
/// zero beyond 1/(c·u) in magnitude, relative to the poles, counts as infinite. Where the
/// first-order change of a zero by rounding exceeds 10⁻⁹ of it or comes near its neighbours, a
/// square system of up to 32 states is answered for the stored doubles as exact numbers: the count
/// is then the degree of the determinant, and multiple zeros have all their digits. Otherwise a
/// zero of multiplicity k is known to the k-th root of the rounding error. [#uncertainties] says
/// how far rounding of the stored numbers may have moved each, which no arithmetic mends.
///
/// **Algorithm**: reduction by orthogonal transformations to a system with invertible D
/// (Emami-Naeini and Van Dooren, doi:10.1016/0005-1098(82)90070-X), then the eigenvalues of `A −
/// BD⁻¹C`, each sharpened by Newton's iteration on the whole system matrix where that is square
/// ([PencilNewton]); where that is not trusted, the roots of the exact determinant
/// ([SystemDeterminant]). **Cost**: O((n + m)(n + p)n), and O((n + m)³) for each zero of a square
/// system; about half a second more at n = 24 with the determinant.
///
/// @param zeros sorted by real, then imaginary part
/// @param normalRank the rank of the transfer function for almost all s
/// @param uncertainties one for each zero
public record InvariantZeros(
    List<Complex> zeros, int normalRank, List<ZeroUncertainty> uncertainties) {
  /// Relative to a zero: above it the zero is computed from the determinant.
  private static final double UNTRUSTED = 1e-9;

  private static final String NOT_SQUARE =
      "the system matrix is not square and regular, so that any change of its numbers may remove"
          + " the zero";

  private static final double RANK_FACTOR = 64;

  public InvariantZeros {
    zeros = List.copyOf(zeros);
    uncertainties = List.copyOf(uncertainties);
    if (zeros.size() != uncertainties.size()) {
      throw new IllegalArgumentException(
          zeros.size() + " zeros but " + uncertainties.size() + " uncertainties");
    }
  }

  /// The zeros of a system.
  public static InvariantZeros of(StateSpace system) {
    Balancing balancing = Balancing.scaling(system.a());
    DMatrixRMaj a = balancing.matrix();
    DMatrixRMaj b = balancing.input(system.b());
    DMatrixRMaj c = balancing.output(system.c());
    DMatrixRMaj d = system.d().copy();
    scale(a, b, c, d);
    double norm =
        Math.hypot(
            Math.hypot(Products.frobenius(a), Products.frobenius(b)),
            Math.hypot(Products.frobenius(c), Products.frobenius(d)));
    double tolerance =
        RANK_FACTOR
            * (system.order() + system.inputs() + system.outputs())
            * Precision.UNIT_ROUNDOFF
            * norm;
    SystemReduction rows = new SystemReduction(a, b, c, d).toFullRowRank(tolerance);
    SystemReduction square = rows.dual().toFullRowRank(tolerance);
    int rank = square.d().numRows;
    List<Complex> zeros = finite(square);
    if (b.numCols != c.numRows || rank != b.numCols) {
      return new InvariantZeros(
          zeros, rank, Collections.nCopies(zeros.size(), new ZeroUncertainty.Unknown(NOT_SQUARE)));
    }
    return ofRegular(SystemPencil.of(a, b, c, d), zeros, rank);
  }

  /// For a system matrix that is square and regular: Newton's iteration, then the determinant where
  /// that is not enough.
  private static InvariantZeros ofRegular(SystemPencil pencil, List<Complex> rough, int rank) {
    List<Complex> zeros = refined(rough, pencil);
    ZeroSensitivity sensitivity = new ZeroSensitivity(pencil);
    double[] moved = sensitivity.firstOrder(zeros);
    for (int i = 0; i < moved.length; i++) {
      if (!(moved[i] <= UNTRUSTED * zeros.get(i).modulus())) {
        Optional<List<Complex>> exact = SystemDeterminant.zeros(pencil);
        if (exact.isPresent()) {
          return new InvariantZeros(exact.get(), rank, sensitivity.ofExact(exact.get()));
        }
        break;
      }
    }
    return new InvariantZeros(zeros, rank, sensitivity.ofRounded(zeros, moved));
  }

  private static List<Complex> refined(List<Complex> zeros, SystemPencil pencil) {
    PencilNewton newton = new PencilNewton(pencil.p(), pencil.e());
    List<Complex> refined = new ArrayList<>(zeros.size());
    for (Complex zero : zeros) {
      if (zero.imaginary() >= 0) {
        double[] value = newton.refine(zero.real(), zero.imaginary());
        Complex sharp = new Complex(value[0], value[1]);
        refined.add(sharp);
        if (zero.imaginary() > 0) {
          refined.add(sharp.conjugate());
        }
      }
    }
    refined.sort(Complex.BY_REAL_THEN_IMAGINARY);
    return refined;
  }

  /// Brings every column of [B; D] and every row of [C, D] to the size of A; zeros do not change.
  private static void scale(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d) {
    double size = Products.frobenius(a);
    double target = size > 0 ? size / Math.sqrt(a.numRows) : 1;
    for (int j = 0; j < b.numCols; j++) {
      double norm = 0;
      for (int i = 0; i < b.numRows; i++) {
        norm = Math.hypot(norm, b.get(i, j));
      }
      double factor = factor(target, norm);
      for (int i = 0; i < b.numRows; i++) {
        b.set(i, j, factor * b.get(i, j));
      }
      for (int i = 0; i < d.numRows; i++) {
        d.set(i, j, factor * d.get(i, j));
      }
    }
    for (int i = 0; i < c.numRows; i++) {
      double norm = 0;
      for (int j = 0; j < c.numCols; j++) {
        norm = Math.hypot(norm, c.get(i, j));
      }
      double factor = factor(target, norm);
      for (int j = 0; j < c.numCols; j++) {
        c.set(i, j, factor * c.get(i, j));
      }
      for (int j = 0; j < d.numCols; j++) {
        d.set(i, j, factor * d.get(i, j));
      }
    }
  }

  /// A power of two, so that scaling rounds nothing.
  private static double factor(double target, double norm) {
    return norm == 0 ? 1 : Math.scalb(1.0, Math.getExponent(target) - Math.getExponent(norm));
  }

  private static List<Complex> finite(SystemReduction square) {
    int n = square.a().numRows;
    if (n == 0) {
      return List.of();
    }
    DMatrixRMaj matrix = square.a();
    if (square.d().numRows > 0) {
      DMatrixRMaj inner = new RefinedSolver(square.d()).solve(square.c());
      matrix = CommonOps_DDRM.subtract(square.a(), Products.times(square.b(), inner), null);
    }
    Eigenvalues values = Eigenvalues.of(matrix);
    List<Complex> zeros = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      zeros.add(new Complex(values.real()[i], values.imaginary()[i]));
    }
    zeros.sort(Complex.BY_REAL_THEN_IMAGINARY);
    return zeros;
  }
}
