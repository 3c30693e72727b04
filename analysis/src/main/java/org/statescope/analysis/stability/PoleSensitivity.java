package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.lti.Complex;

/// How firmly a pole stands.
///
/// **Formula**: κ(λ) = ‖x‖‖y‖/|yᴴx| with the right and left eigenvectors; a perturbation E of A
/// moves λ by κ(λ)·‖E‖ to first order.
///
/// **Shapes and units**: one for each pole of A n × n; uncertainties have its unit. Nothing given
/// is modified.
///
/// **Edge cases**: κ = 1 for normal matrices, huge or ∞ for a defective pole, for which the first
/// order means nothing and `uncertainty` is unknown. **Tolerance**: κ to about κ·n·u, so its
/// magnitude only. **Algorithm**: [EigenSystem]. **Cost**: 35 n³ operations.
///
/// @param pole λ
/// @param condition κ(λ)
/// @param uncertainty how far rounding may have moved it, κ(λ)·u·‖A‖_F
public record PoleSensitivity(Complex pole, double condition, PoleUncertainty uncertainty) {

  /// One for each pole, sorted as [org.statescope.analysis.lti.Poles] sorts.
  public static List<PoleSensitivity> of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    EigenSystem eigen = EigenSystem.of(a);
    double norm = Products.frobenius(a);
    double largest = 0;
    for (int i = 0; i < eigen.count(); i++) {
      largest = Math.max(largest, Math.hypot(eigen.real()[i], eigen.imaginary()[i]));
    }
    List<PoleSensitivity> poles = new ArrayList<>(eigen.count());
    for (int i = 0; i < eigen.count(); i++) {
      double condition = eigen.conditions()[i];
      poles.add(
          new PoleSensitivity(
              new Complex(eigen.real()[i], eigen.imaginary()[i]),
              condition,
              PoleUncertainty.of(condition, Precision.UNIT_ROUNDOFF * norm, largest)));
    }
    poles.sort(Comparator.comparing(PoleSensitivity::pole, Complex.BY_REAL_THEN_IMAGINARY));
    return List.copyOf(poles);
  }
}
