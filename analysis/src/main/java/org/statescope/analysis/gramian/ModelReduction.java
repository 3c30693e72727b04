package org.statescope.analysis.gramian;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.statescope.analysis.linalg.BigMatrix;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;

/// Model reduction by balancing: keep the states that pass most from past inputs to future outputs.
///
/// - Formula: L_oᵀ L_c = U Σ Vᵀ; T = L_c V Σ^−½ and W = L_o U Σ^−½ satisfy WᵀT = I, and (WᵀAT, WᵀB,
///   CT, D) has both Gramians equal to Σ.
/// - Modified: nothing.
/// - Edge cases: a system that is not stable gives [Result.Unstable]; one in which nothing passes
///   from the inputs to the outputs has no state to keep and gives [Result.Static]; an order below
///   1 or above the number of Hankel singular values that stand above rounding is refused, since
///   the states below that cannot be computed.
/// - Tolerance: the a-priori bound 2 (σᵣ₊₁ + … + σₙ) on the H∞ error holds up to rounding of about
///   2⁻⁵³σ₁. What a truncation really errs by, before and after its matrices are rounded to
///   doubles, is in [org.statescope.analysis.response.TruncationError].
/// - Algorithm: square-root method, Tombs, Postlethwaite, doi:10.1080/00207178708933971; bound by
///   Glover, doi:10.1080/00207178408933239; residualisation by Liu, Anderson,
///   doi:10.1080/00207178908953437.
/// - Cost: about 70 n³ operations; up to order 24 half a second to some seconds where doubles do
///   not serve, that is for a condition above 10⁶ or Hankel values below 10⁻⁶σ₁: then everything is
///   computed with a hundred digits, [#precise()], and rounded once.
public final class ModelReduction {
  /// Of σ₁: an error of truncation below this is changed in its sixth digit by the rounding of the
  /// reduced matrices.
  private static final double ROUNDING_SHOWS = 1e-6;

  private final StateSpace system;
  private final double[] values;
  private final int numericalOrder;
  private final DMatrixRMaj right;
  private final DMatrixRMaj left;
  private final double conditionEstimate;

  /// The balanced system, as far as it can be computed; every truncation is its upper left corner.
  private final DMatrixRMaj a;

  private final DMatrixRMaj b;
  private final DMatrixRMaj c;

  /// Whether a system can be balanced.
  public sealed interface Result {
    record Balanced(ModelReduction reduction) implements Result {}

    record Unstable(String reason) implements Result {}

    /// Every Hankel singular value is zero or rounding: y = D u.
    record Static(String reason) implements Result {}
  }

  /// A system of lower order. Its actual errors are in
  /// [org.statescope.analysis.response.TruncationError].
  ///
  /// @param system the reduced system
  /// @param errorBound 2 Σ σᵢ over the removed states: the H∞ norm of the difference is at most
  ///   this
  /// @param smallestError σᵣ₊₁: no system of this order comes closer than this
  public record Reduced(StateSpace system, double errorBound, double smallestError) {}

  private final Optional<PreciseBalancing> precise;

  private ModelReduction(StateSpace system, Gramian controllability, Gramian observability) {
    this.system = system;
    conditionEstimate = controllability.conditionEstimate();
    DMatrixRMaj product =
        Products.transposedTimes(observability.factor(), controllability.factor());
    var svd = DecompositionFactory_DDRM.svd(product.numRows, product.numCols, true, true, true);
    if (!svd.decompose(product)) {
      throw new ArithmeticException("The singular value iteration did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    double[] sigma = svd.getSingularValues();
    int count = svd.numberOfSingularValues();
    SingularOps_DDRM.descendingOrder(u, false, sigma, count, v, false);
    boolean doublesServe =
        conditionEstimate < PreciseGramians.CONDITION
            && sigma[count - 1] > ROUNDING_SHOWS * sigma[0];
    precise =
        (doublesServe ? Optional.<PreciseGramians>empty() : PreciseGramians.of(system))
            .map(gramians -> PreciseBalancing.of(system, gramians));
    if (precise.isPresent()) {
      PreciseBalancing balancing = precise.get();
      values = balancing.hankelSingularValues();
      numericalOrder = countAbove(values.length * Precision.EPSILON * values[0]);
      right = corner(balancing.right(), system.order(), numericalOrder);
      left = corner(balancing.left(), system.order(), numericalOrder);
      a = corner(balancing.a(), numericalOrder, numericalOrder);
      b = corner(balancing.b(), numericalOrder, system.inputs());
      c = corner(balancing.c(), system.outputs(), numericalOrder);
    } else {
      values = Arrays.copyOf(sigma, count);
      double size =
          Products.frobenius(observability.factor()) * Products.frobenius(controllability.factor());
      numericalOrder = countAbove(values.length * Precision.EPSILON * size);
      right = Products.times(controllability.factor(), scaledColumns(v));
      left = Products.times(observability.factor(), scaledColumns(u));
      a = Products.transposedTimes(left, Products.times(system.a(), right));
      b = Products.transposedTimes(left, system.b());
      c = Products.times(system.c(), right);
    }
  }

  private int countAbove(double rounding) {
    return (int) Arrays.stream(values).filter(value -> value > rounding).count();
  }

  private static DMatrixRMaj corner(BigMatrix matrix, int rows, int columns) {
    return matrix.corner(rows, columns).toDoubles();
  }

  /// Balances a system, see the class.
  public static Result of(StateSpace system) {
    return switch (Gramians.both(system)) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          balanced(new ModelReduction(system, controllability, observability));
      case GramianPairResult.Unstable(String reason) -> new Result.Unstable(reason);
    };
  }

  private static Result balanced(ModelReduction reduction) {
    return reduction.numericalOrder > 0
        ? new Result.Balanced(reduction)
        : new Result.Static(
            "Nothing passes from the inputs to the outputs: no Hankel singular value stands above"
                + " rounding");
  }

  private DMatrixRMaj scaledColumns(DMatrixRMaj basis) {
    DMatrixRMaj scaled = new DMatrixRMaj(basis.numRows, numericalOrder);
    for (int i = 0; i < scaled.numRows; i++) {
      for (int j = 0; j < numericalOrder; j++) {
        scaled.set(i, j, basis.get(i, j) / Math.sqrt(values[j]));
      }
    }
    return scaled;
  }

  /// σ₁ ≥ σ₂ ≥ …
  public double[] hankelSingularValues() {
    return values.clone();
  }

  /// How many Hankel singular values stand above rounding: the largest order that can be balanced.
  public int numericalOrder() {
    return numericalOrder;
  }

  /// The system that is reduced.
  public StateSpace system() {
    return system;
  }

  /// The balanced system before it was rounded to doubles, where doubles do not serve and the
  /// system is small enough, see the class.
  public Optional<PreciseBalancing> precise() {
    return precise;
  }

  /// The condition of the Gramians that the balancing rests on.
  public double conditionEstimate() {
    return conditionEstimate;
  }

  /// The columns of T: T z is the state for balanced coordinates z.
  public DMatrixRMaj transformation() {
    return right.copy();
  }

  /// The rows of Wᵀ: Wᵀ x are the balanced coordinates of a state.
  public DMatrixRMaj inverse() {
    return Products.transpose(left);
  }

  /// Keeps the first states and drops the others: matches the original at high frequencies.
  public Reduced truncated(int order) {
    requireOrder(order);
    StateSpace reduced =
        new StateSpace(
            CommonOps_DDRM.extract(a, 0, order, 0, order),
            CommonOps_DDRM.extract(b, 0, order, 0, b.numCols),
            CommonOps_DDRM.extract(c, 0, c.numRows, 0, order),
            system.d(),
            system.timeDomain());
    return reduced(reduced, order);
  }

  /// Keeps the first states and lets the others follow at once: matches the original at zero
  /// frequency.
  public Reduced residualised(int order) {
    requireOrder(order);
    StateSpace whole = truncated(numericalOrder).system();
    if (order == numericalOrder) {
      return reduced(whole, order);
    }
    int n = numericalOrder;
    DMatrixRMaj pivot = CommonOps_DDRM.extract(a, order, n, order, n);
    if (system.isDiscrete()) {
      for (int i = 0; i < pivot.numRows; i++) {
        pivot.add(i, i, -1);
      }
    }
    CommonOps_DDRM.changeSign(pivot);
    if (!CommonOps_DDRM.invert(pivot)) {
      throw new ArithmeticException(
          "The removed states do not settle, so they cannot be residualised");
    }
    DMatrixRMaj a12 = Products.times(CommonOps_DDRM.extract(a, 0, order, order, n), pivot);
    DMatrixRMaj c2 =
        Products.times(CommonOps_DDRM.extract(whole.c(), 0, whole.outputs(), order, n), pivot);
    DMatrixRMaj a21 = CommonOps_DDRM.extract(a, order, n, 0, order);
    DMatrixRMaj b2 = CommonOps_DDRM.extract(whole.b(), order, n, 0, whole.inputs());
    DMatrixRMaj a11 = CommonOps_DDRM.extract(a, 0, order, 0, order);
    DMatrixRMaj b1 = CommonOps_DDRM.extract(whole.b(), 0, order, 0, whole.inputs());
    DMatrixRMaj c1 = CommonOps_DDRM.extract(whole.c(), 0, whole.outputs(), 0, order);
    StateSpace reduced =
        new StateSpace(
            CommonOps_DDRM.add(a11, Products.times(a12, a21), null),
            CommonOps_DDRM.add(b1, Products.times(a12, b2), null),
            CommonOps_DDRM.add(c1, Products.times(c2, a21), null),
            CommonOps_DDRM.add(whole.d(), Products.times(c2, b2), null),
            system.timeDomain());
    return reduced(reduced, order);
  }

  private Reduced reduced(StateSpace reduced, int order) {
    double tail = 0;
    for (int i = values.length - 1; i >= order; i--) {
      tail += values[i];
    }
    return new Reduced(reduced, 2 * tail, order < values.length ? values[order] : 0);
  }

  private void requireOrder(int order) {
    if (order < 1 || order > numericalOrder) {
      throw new IllegalArgumentException(
          "The reduced order is "
              + order
              + " but must be from 1 to "
              + numericalOrder
              + ", the number of Hankel singular values above rounding");
    }
  }
}
