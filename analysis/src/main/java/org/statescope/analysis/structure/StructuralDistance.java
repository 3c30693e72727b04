package org.statescope.analysis.structure;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.LyapunovBound;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;

/// How little it takes to make a system uncontrollable (or unobservable): the spectral norm of the
/// smallest complex perturbation of [A, B] that does.
///
/// **Formula**: `min over complex λ of σ_min([A − λI, B])` (Eising,
/// doi:10.1016/0167-6911(84)90044-X).
///
/// **Shapes**: A n × n, B n × m; the distance has the unit of A and depends on the scaling of B
/// against A. Nothing given is modified.
///
/// **Edge cases**: 0 exactly only if the search hit an exact zero; an uncontrollable system usually
/// gives a value at rounding level, and [#belowResolution] says so. NaN and infinity are refused.
///
/// **Tolerance**: the true distance lies within [#bounds], up to [#resolution], the rounding error
/// of a singular value. The value is the function at [#at], so it is always attained; the search
/// stops at a relative gap of 1e-3, which is [CertifiedBounds.Tight], or when its evaluations are
/// used up, as for A far from normal. Then the better of the search's bound and [LyapunovBound] is
/// given as [CertifiedBounds.Loose], or [CertifiedBounds.UpperOnly] says that nothing is proved.
///
/// **Algorithm**: descents from the poles, the poles of random feedbacks and coarse grids, then
/// best-first Lipschitz branch and bound over the upper half plane, with a descent from every new
/// lowest point; where that ends early, the bound from Lyapunov equations. Compare Gu, Mengi,
/// Overton, Xia and Zhu, doi:10.1137/050638928, which needs O(n⁴) at the least. **Cost**: 25 n³ and
/// then some thousand to [#evaluations] evaluations of O(n²); 600 n³ more where the search ends
/// early. **Not for** a quick look at many systems: take [HautusTest], an upper bound of this.
///
/// @param bounds the smallest value found and what is proved below it
/// @param at the λ of the value, in the upper half plane; its conjugate does as well
/// @param direction the left singular vector there: the combination of states that is nearly out of
///   reach
/// @param resolution rounding error of a value
/// @param evaluations how many points were looked at
public record StructuralDistance(
    CertifiedBounds bounds,
    Complex at,
    List<Complex> direction,
    double resolution,
    long evaluations) {
  /// Default relative gap between the two bounds.
  public static final double RELATIVE_GAP = 1e-3;

  /// Default limit of evaluations for a system of order 8; less for larger ones, in inverse
  /// proportion.
  private static final long BUDGET = 40_000;

  private static final int BUDGET_ORDER = 8;
  private static final int SMALLEST_BUDGET = 4_000;
  private static final double RESOLUTION_FACTOR = 16;

  public StructuralDistance {
    direction = List.copyOf(direction);
  }

  /// The distance to the nearest uncontrollable system.
  public static StructuralDistance toUncontrollability(StateSpace system) {
    return of(system.a(), system.b());
  }

  /// The distance to the nearest unobservable system.
  public static StructuralDistance toUnobservability(StateSpace system) {
    return of(Products.transpose(system.a()), Products.transpose(system.c()));
  }

  /// The distance of a pair (A, B) at the default gap and limit.
  public static StructuralDistance of(DMatrixRMaj a, DMatrixRMaj b) {
    long budget = Math.max(SMALLEST_BUDGET, BUDGET * BUDGET_ORDER / Math.max(1, a.numRows));
    return of(a, b, RELATIVE_GAP, budget);
  }

  /// The distance of a pair at a given relative gap, with at most so many evaluations in the
  /// search.
  public static StructuralDistance of(
      DMatrixRMaj a, DMatrixRMaj b, double relativeGap, long budget) {
    Shapes.requirePair(a, b);
    if (!(relativeGap > 0 && relativeGap < 1) || budget < 0) {
      throw new IllegalArgumentException(
          "the relative gap is %s and the limit %d, but a gap lies between 0 and 1 and a limit is not negative"
              .formatted(relativeGap, budget));
    }
    ShiftedPencil.Evaluator pencil = ShiftedPencil.of(a, b).evaluator();
    double norm = Math.hypot(SpectralNorm.of(a), SpectralNorm.of(b));
    double resolution = RESOLUTION_FACTOR * Math.sqrt(a.numRows) * Precision.UNIT_ROUNDOFF * norm;
    PlaneSearch search = new PlaneSearch(pencil);
    new SearchStarts(search, resolution).descend(a, b);
    search.search(a, relativeGap, resolution, budget);
    if (search.best() > 0) {
      search.polish();
    }
    double value = pencil.smallestSingularValue(search.bestX(), search.bestY());
    return new StructuralDistance(
        bounds(a, b, value, search, relativeGap, resolution),
        new Complex(search.bestX(), search.bestY()),
        HautusTest.vector(pencil.leftVector()),
        resolution,
        search.evaluations());
  }

  private static CertifiedBounds bounds(
      DMatrixRMaj a,
      DMatrixRMaj b,
      double value,
      PlaneSearch search,
      double relativeGap,
      double resolution) {
    double lower = Math.min(search.lower(), value);
    BoundMethod method = BoundMethod.LIPSCHITZ_SEARCH;
    if (value > resolution && lower < (1 - relativeGap) * value) {
      double fromEquations = LyapunovBound.ofDistance(a, b);
      if (fromEquations > lower) {
        lower = Math.min(fromEquations, value);
        method = BoundMethod.LYAPUNOV_EQUATION;
      }
    }
    String reason =
        "the search of the plane ended after %d evaluations without a nearer one"
            .formatted(search.evaluations());
    return CertifiedBounds.of(value, lower, method, relativeGap, resolution, reason);
  }

  /// The smallest value found, an upper bound that is attained at [#at].
  public double value() {
    return bounds.upper();
  }

  /// What the distance is certainly not below; 0 if nothing is proved.
  public double lowerBound() {
    return bounds.lower();
  }

  /// The value is within rounding of zero: the system cannot be told from one that fails.
  public boolean belowResolution() {
    return value() <= resolution;
  }
}
