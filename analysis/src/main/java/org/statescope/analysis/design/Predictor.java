package org.statescope.analysis.design;

import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.response.ResponseDifference;
import org.statescope.analysis.stability.HInfinityNorm;

/// The change of a system's response between two designs of its layer, and its bound; the formulas
/// stand at [BoundKind].
final class Predictor {
  /// Added to bounds, relative to the gains that they come from: what rounding may add to a change
  /// that reaches its bound.
  private static final double ROUNDING = 0x1p-40;

  private Predictor() {}

  static Prediction predict(LayerDesign before, LayerDesign after, int system) {
    return switch (before.bank()) {
      case DiagonalBank _, ScalarBank _, ComplexDiagonalBank _ -> modal(before, after, system);
      case CompanionBank _, SchwarzBank _, DenseBank _ -> whole(before, after, system);
    };
  }

  static double bound(LayerDesign before, LayerDesign after, int system) {
    if (isUnchanged(before, after, system)) {
      return 0;
    }
    return switch (before.bank()) {
      case DiagonalBank _, ScalarBank _, ComplexDiagonalBank _ ->
          modalBound(Modes.of(before, system), Modes.of(after, system));
      case CompanionBank _, SchwarzBank _, DenseBank _ -> wholeBound(before, after, system).value();
    };
  }

  private static boolean isUnchanged(LayerDesign before, LayerDesign after, int system) {
    return before.removed().equals(after.removed()) && after.hasPolesOf(before, system);
  }

  private static Prediction modal(LayerDesign before, LayerDesign after, int system) {
    Modes old = Modes.of(before, system);
    Modes fresh = Modes.of(after, system);
    Modes gone = old.changedFrom(fresh);
    Modes come = fresh.changedFrom(old);
    if (!gone.isStable() || !come.isStable()) {
      return unlimited(before, system);
    }
    double bound = modalBound(old, fresh);
    if (gone.isEmpty() && come.isEmpty()) {
      return new Prediction.Finite(0, 0, bound, BoundKind.MODAL_SUM);
    }
    if (gone.isEmpty() || come.isEmpty()) {
      return switch (HInfinityNorm.of((gone.isEmpty() ? come : gone).system())) {
        case HInfinityNorm.Finite norm ->
            new Prediction.Finite(norm.value(), norm.peakFrequency(), bound, BoundKind.MODAL_SUM);
        case HInfinityNorm.NotStable _ -> unlimited(before, system);
      };
    }
    ResponseDifference change = ResponseDifference.of(gone.system(), come.system());
    return new Prediction.Finite(change.value(), change.frequency(), bound, BoundKind.MODAL_SUM);
  }

  private static double modalBound(Modes old, Modes fresh) {
    double bound = old.bound(fresh);
    if (bound == 0 || bound == Double.POSITIVE_INFINITY) {
      return bound;
    }
    return bound + ROUNDING * (old.changedFrom(fresh).peaks() + fresh.changedFrom(old).peaks());
  }

  private static Prediction whole(LayerDesign before, LayerDesign after, int system) {
    if (isUnchanged(before, after, system)) {
      BoundKind kind =
          before.bank() instanceof CompanionBank ? BoundKind.POLE_RATIOS : BoundKind.HANKEL_SUM;
      return new Prediction.Finite(0, 0, 0, kind);
    }
    if (isRemovalOnly(before, after, system)) {
      return removal(before, after, system);
    }
    StateSpace old = before.bank().system(system);
    StateSpace fresh = after.bank().system(system);
    if (!isStable(old) || !isStable(fresh)) {
      return unlimited(before, system);
    }
    ResponseDifference change = ResponseDifference.of(old, fresh);
    Bound bound = wholeBound(before, after, system);
    return new Prediction.Finite(change.value(), change.frequency(), bound.value(), bound.kind());
  }

  private static boolean isRemovalOnly(LayerDesign before, LayerDesign after, int system) {
    return RemovedModes.isPossible(before) && after.hasPolesOf(before, system);
  }

  /// Modes that left by the open end of a companion layer, whose other modes are as they were.
  private static Prediction removal(LayerDesign before, LayerDesign after, int system) {
    RemovedModes gone = RemovedModes.between(before, after);
    return switch (HInfinityNorm.of(gone.system())) {
      case HInfinityNorm.Finite norm ->
          new Prediction.Finite(
              norm.value(), norm.peakFrequency(), removalBound(gone), BoundKind.MODAL_SUM);
      case HInfinityNorm.NotStable _ -> unlimited(before, system);
    };
  }

  private static double removalBound(RemovedModes gone) {
    return gone.peaks() * (1 + ROUNDING);
  }

  private record Bound(double value, BoundKind kind) {}

  /// The bound of the layer's structure, or the sum of both gains where that is smaller.
  private static Bound wholeBound(LayerDesign before, LayerDesign after, int system) {
    if (isRemovalOnly(before, after, system)) {
      return new Bound(removalBound(RemovedModes.between(before, after)), BoundKind.MODAL_SUM);
    }
    double old = gain(before, system);
    Bound bound =
        before.bank() instanceof CompanionBank && before.removed().equals(after.removed())
            ? new Bound(poleRatios(old, before, after, system), BoundKind.POLE_RATIOS)
            : new Bound(hankelSum(before, after, system), BoundKind.HANKEL_SUM);
    double sum = (old + gain(after, system)) * (1 + ROUNDING);
    return sum < bound.value() ? new Bound(sum, BoundKind.GAIN_SUM) : bound;
  }

  /// ‖G‖∞ from above; infinite for a system that is not stable.
  private static double gain(LayerDesign design, int system) {
    return switch (HInfinityNorm.of(design.bank().system(system))) {
      case HInfinityNorm.Finite norm -> Math.max(norm.value(), norm.upperBound());
      case HInfinityNorm.NotStable _ -> Double.POSITIVE_INFINITY;
    };
  }

  private static double poleRatios(double gain, LayerDesign before, LayerDesign after, int system) {
    double product = 1;
    for (int state = 0; state < before.order(); state++) {
      Complex to = after.pole(system, state);
      double distance = before.pole(system, state).distanceTo(to);
      if (distance > 0) {
        product *= to.real() < 0 ? 1 + distance / -to.real() : Double.POSITIVE_INFINITY;
      }
    }
    return product == Double.POSITIVE_INFINITY
        ? product
        : gain * (product - 1) + ROUNDING * gain * product;
  }

  private static double hankelSum(LayerDesign before, LayerDesign after, int system) {
    StateSpace difference = before.bank().system(system).minus(after.bank().system(system));
    return switch (HankelSingularValues.of(difference)) {
      case HankelSingularValues.Result.Converged(var hankel) -> {
        double sum = 0;
        for (double value : hankel.values()) {
          sum += value + hankel.trustedAbove();
        }
        yield 2 * sum;
      }
      case HankelSingularValues.Result.Unstable _ -> Double.POSITIVE_INFINITY;
    };
  }

  private static boolean isStable(StateSpace system) {
    return Poles.of(system).stream().allMatch(pole -> pole.real() < 0);
  }

  private static Prediction unlimited(LayerDesign design, int system) {
    return new Prediction.Unlimited(
        "A pole of system "
            + system
            + " in "
            + design.words()
            + " that is not stable changed, so the change of the response has no limit.");
  }
}
