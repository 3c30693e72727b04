package org.statescope.analysis.lti;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Eigenvalues;

/// The poles of a system: the eigenvalues of its state matrix.
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
