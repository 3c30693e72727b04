package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.lti.StateSpace;

/// The modal form: one state for each real pole, a block [α ω; −ω α] for each complex pair.
public final class ModalRealisation {
  private ModalRealisation() {}

  /// A_z block diagonal, T = [v] for real and [Re v, Im v] for complex eigenvectors.
  ///
  /// - Shapes: A_z and T n×n, B_z n×m, C_z p×n.
  /// - Modified: nothing.
  /// - Edge cases: a defective matrix has no modal form; one that is defective to working precision
  ///   gives [Realisation.Impossible].
  /// - Tolerance: see the reported condition of T, which for matrices far from normal is huge.
  /// - Algorithm: [EigenSystem].
  /// - Cost: about 45 n³ operations.
  public static Realisation of(StateSpace system) {
    EigenSystem eigen = EigenSystem.of(system.a());
    int n = system.order();
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj t = new DMatrixRMaj(n, n);
    for (int j = 0; j < n; j++) {
      a.set(j, j, eigen.real()[j]);
      boolean pair = eigen.imaginary()[j] > 0;
      if (pair) {
        a.set(j, j + 1, eigen.imaginary()[j]);
        a.set(j + 1, j, -eigen.imaginary()[j]);
        a.set(j + 1, j + 1, eigen.real()[j]);
      }
      for (int i = 0; i < n; i++) {
        t.set(i, j, eigen.right().getReal(i, j));
        if (pair) {
          t.set(i, j + 1, eigen.right().getImag(i, j));
        }
      }
      j += pair ? 1 : 0;
    }
    Realisation realisation = Realisation.of(system, a, t);
    if (realisation instanceof Realisation.Realised realised && realised.condition() < 0x1p52) {
      return realised;
    }
    return new Realisation.Impossible(
        "A is defective to working precision, so its eigenvectors are no basis");
  }
}
