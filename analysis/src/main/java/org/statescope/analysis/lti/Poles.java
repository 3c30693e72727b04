package org.statescope.analysis.lti;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Eigenvalues;

/// The poles of a system: the eigenvalues of its state matrix.
///
/// **Formula**: λ with det(A − λI) = 0. **Shapes and units**: n values for A n × n, in its unit.
/// Nothing given is modified. **Edge cases**: empty, non-square and non-finite matrices are
/// refused; a pole of multiplicity k appears k times, apart by about the k-th root of rounding.
///
/// **Tolerance**: those of a matrix within a small multiple of n·2⁻⁵³ of the balanced A; how far
/// that moves a pole is its condition, see [org.statescope.analysis.stability.PoleSensitivity].
/// **Algorithm**: [Eigenvalues]. **Cost**: about 10 n³ operations.
public final class Poles {
  private Poles() {}

  /// The poles of a system, see [#of(DMatrixRMaj)].
  public static List<Complex> of(StateSpace system) {
    return of(system.a());
  }

  /// The eigenvalues of A, sorted by real and then by imaginary part; conjugates are exact pairs.
  public static List<Complex> of(DMatrixRMaj a) {
    Eigenvalues values = Eigenvalues.of(a);
    List<Complex> poles = new ArrayList<>(values.count());
    for (int i = 0; i < values.count(); i++) {
      poles.add(new Complex(values.real()[i], values.imaginary()[i]));
    }
    poles.sort(Complex.BY_REAL_THEN_IMAGINARY);
    return List.copyOf(poles);
  }
}
