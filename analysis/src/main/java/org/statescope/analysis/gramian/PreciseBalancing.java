package org.statescope.analysis.gramian;

import org.statescope.analysis.linalg.BigMatrix;
import org.statescope.analysis.linalg.BigResolvent;
import org.statescope.analysis.linalg.BigSingularValues;
import org.statescope.analysis.lti.StateSpace;

/// A balanced system with a hundred digits: what balancing gives before anything is rounded to
/// doubles.
///
/// - Formula: that of [ModelReduction], with the factors of [PreciseGramians].
/// - Shapes: k balanced states for the k Hankel singular values above 10⁻³⁰σ₁.
/// - Modified: nothing.
/// - Edge cases: values below that are 0 and have no state.
/// - Tolerance: about 10⁻³⁰σ₁, absolute, of every response.
/// - Algorithm: square-root method with [BigSingularValues].
/// - Cost: half a second at n = 16, two seconds at n = 24.
public final class PreciseBalancing {
  private final double[] values;
  private final BigMatrix right;
  private final BigMatrix left;
  private final BigMatrix a;
  private final BigMatrix b;
  private final BigMatrix c;

  private PreciseBalancing(StateSpace system, PreciseGramians gramians) {
    BigSingularValues svd = BigSingularValues.of(gramians.product());
    values = svd.values();
    right = gramians.controllability().times(svd.right());
    left = gramians.observability().times(svd.left());
    BigMatrix rows = left.transposed();
    a = rows.times(BigMatrix.of(system.a())).times(right);
    b = rows.times(BigMatrix.of(system.b()));
    c = BigMatrix.of(system.c()).times(right);
  }

  static PreciseBalancing of(StateSpace system, PreciseGramians gramians) {
    return new PreciseBalancing(system, gramians);
  }

  /// σ₁ ≥ σ₂ ≥ …, 0 where nothing is left of a hundred digits.
  public double[] hankelSingularValues() {
    return values.clone();
  }

  /// How many states are balanced.
  public int order() {
    return a.rows();
  }

  /// The balanced A.
  public BigMatrix a() {
    return a;
  }

  /// The balanced B.
  public BigMatrix b() {
    return b;
  }

  /// The balanced C.
  public BigMatrix c() {
    return c;
  }

  BigMatrix right() {
    return right;
  }

  BigMatrix left() {
    return left;
  }

  /// The response, without feedthrough, of the system that keeps the first states.
  public BigResolvent truncated(int order) {
    BigMatrix inputs = b.corner(order, b.columns());
    BigMatrix outputs = c.corner(c.rows(), order);
    return new BigResolvent(a.corner(order, order), inputs, outputs);
  }
}
