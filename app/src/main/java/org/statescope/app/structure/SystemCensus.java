package org.statescope.app.structure;

import org.statescope.analysis.network.Answer;
import org.statescope.analysis.network.CensusBlock;

/// What the census says of one system.
///
/// @param block where it stands in the census
/// @param index its place in the block
record SystemCensus(CensusBlock block, int index) {
  int order() {
    return block.order();
  }

  boolean isStable() {
    return margin() > 0;
  }

  /// −max Re λ.
  double margin() {
    return block.stabilityMargin()[index];
  }

  Answer controllable() {
    return block.controllable()[index];
  }

  Answer observable() {
    return block.observable()[index];
  }

  /// The smallest singular value of [λI − A, B] over the poles.
  double controllabilityDistance() {
    return block.hautusControllability()[index];
  }

  double observabilityDistance() {
    return block.hautusObservability()[index];
  }

  double controllabilityCondition() {
    return block.controllabilityCondition()[index];
  }

  double observabilityCondition() {
    return block.observabilityCondition()[index];
  }

  /// The smallest over the largest Hankel singular value; 0 where nothing passes from input to
  /// output, infinite for an unstable system.
  double hankelRatio() {
    double largest = block.hankelSingularValues()[index * order()];
    double smallest = block.hankelSingularValues()[index * order() + order() - 1];
    return Double.isInfinite(largest) ? largest : largest == 0 ? 0 : smallest / largest;
  }

  /// Whether the smallest Hankel singular value may be all rounding.
  boolean isHankelRatioRounding() {
    return block.hankelSingularValues()[index * order() + order() - 1]
        < block.trustedAbove()[index];
  }

  /// How many states add no more than a share of the largest Hankel singular value.
  int negligibleStates(double tolerance) {
    return block.negligibleStates(index, tolerance);
  }
}
