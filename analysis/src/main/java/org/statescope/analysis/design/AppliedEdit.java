package org.statescope.analysis.design;

import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.network.SystemBank;

/// One edit and what it did to its layer.
public final class AppliedEdit {
  private final PoleEdit edit;
  private final LayerDesign before;
  private final LayerDesign after;
  private final int[] systems;

  AppliedEdit(PoleEdit edit, LayerDesign before, LayerDesign after) {
    this.edit = edit;
    this.before = before;
    this.after = after;
    boolean leftOut = !before.removed().equals(after.removed());
    systems =
        IntStream.range(0, before.bank().count())
            .filter(system -> leftOut || !after.hasPolesOf(before, system))
            .toArray();
  }

  /// The edit.
  public PoleEdit edit() {
    return edit;
  }

  LayerDesign designBefore() {
    return before;
  }

  LayerDesign designAfter() {
    return after;
  }

  /// The layer's systems before the edit.
  public SystemBank before() {
    return before.bank();
  }

  /// The layer's systems after it.
  public SystemBank after() {
    return after.bank();
  }

  /// The indices of the systems that the edit changed.
  public int[] systems() {
    return systems.clone();
  }

  /// How many poles are elsewhere after the edit, conjugates counted.
  public int movedPoles() {
    return (int)
        IntStream.range(0, before.real().length)
            .filter(
                i ->
                    before.real()[i] != after.real()[i]
                        || before.imaginary()[i] != after.imaginary()[i])
            .count();
  }

  /// The states that the edit left out of all systems by a 0 in B.
  public Set<Integer> removedStates() {
    BitSet fresh = (BitSet) after.removed().clone();
    fresh.andNot(before.removed());
    return fresh.stream().boxed().collect(Collectors.toUnmodifiableSet());
  }

  /// What the edit does to the response of one system.
  ///
  /// - Edge cases: a system that the edit did not change gives 0; where a pole that is not stable
  ///   changed, there is no norm.
  /// - Cost: that of the H∞ norm of the modes that changed in diagonal layers, of both systems
  ///   together in others; milliseconds for 16 states.
  public Prediction predict(int system) {
    return Predictor.predict(before, after, system);
  }

  /// The bound of [#predict] without the measured change; constant cost for each state in diagonal
  /// layers. Infinite where a pole that is not stable changed.
  public double bound(int system) {
    return Predictor.bound(before, after, system);
  }

  /// What balanced truncation to the order of a [TruncateLayer] would promise for a system, for
  /// comparison: 2 Σ σᵢ over the Hankel singular values beyond that order. Empty for other edits
  /// and for a system that is not stable.
  public OptionalDouble balancedBound(int system) {
    if (!(edit instanceof TruncateLayer truncate)
        || !(HankelSingularValues.of(before.bank().system(system))
            instanceof HankelSingularValues.Result.Converged(var hankel))) {
      return OptionalDouble.empty();
    }
    double tail = 0;
    for (int i = truncate.order(); i < hankel.values().length; i++) {
      tail += hankel.values()[i];
    }
    return OptionalDouble.of(2 * tail);
  }
}
