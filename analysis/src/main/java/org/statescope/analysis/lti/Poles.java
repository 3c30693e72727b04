package org.statescope.analysis.lti;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// The poles of a system: the eigenvalues of its state matrix.
public final class Poles {
  private Poles() {}

  /// The poles of a system, see [#of(DMatrixRMaj)].
  public static List<Complex> of(StateSpace system) {
    return of(system.a());
  }

  /// The eigenvalues of A, sorted by real and then by imaginary part; conjugates are exact pairs.
  public static List<Complex> of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    var eigen = DecompositionFactory_DDRM.eig(a.numRows, false);
    if (!eigen.decompose(a.copy())) {
      throw new ArithmeticException("The eigenvalue iteration did not converge");
    }
    List<Complex> poles = new ArrayList<>(a.numRows);
    for (int i = 0; i < a.numRows; i++) {
      Complex_F64 value = eigen.getEigenvalue(i);
      poles.add(new Complex(value.real, value.imaginary));
    }
    poles.sort(Complex.BY_REAL_THEN_IMAGINARY);
    return List.copyOf(poles);
  }
}
