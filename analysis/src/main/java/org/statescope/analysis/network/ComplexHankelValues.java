package org.statescope.analysis.network;

import org.jspecify.annotations.Nullable;

/// Hankel singular values of complex diagonal systems, gathered until a batch is full.
final class ComplexHankelValues {
  /// Pairs whose two kernel columns are closer to parallel than this are not eliminated together;
  /// those that are cost four bits at most.
  private static final double LEAST_SEPARATION = 0x1p-4;

  private final int pairs;
  private final PairFactor pairFactor;
  private final GradedSingularValues values;

  /// What systems with a pair beside the real axis need, made when the first one comes.
  private @Nullable Doubled doubled;

  private record Doubled(NodeFactor factor, GradedSingularValues values) {}

  ComplexHankelValues(int pairs) {
    this.pairs = pairs;
    pairFactor = new PairFactor(pairs);
    values = new GradedSingularValues(2 * pairs);
  }

  /// Takes one system.
  ///
  /// @param nodes its poles
  /// @param weight |bc|^½ of each pair
  /// @param phaseReal Re bc / |bc|
  /// @param phaseImaginary Im bc / |bc|
  void add(
      ConjugateNodes nodes,
      double[] weight,
      double[] phaseReal,
      double[] phaseImaginary,
      int tag,
      GradedSingularValues.Receiver receiver) {
    if (areSeparate(nodes)) {
      pairFactor.compute(nodes, weight);
      pairFactor.product(phaseReal, phaseImaginary, values.matrix, values.size);
      values.add(tag, receiver);
      return;
    }
    if (doubled == null) {
      doubled = new Doubled(new NodeFactor(pairs), new GradedSingularValues(4 * pairs));
    }
    doubled.factor.compute(nodes, weight);
    doubled.factor.product(phaseReal, phaseImaginary, doubled.values.matrix, doubled.values.size);
    doubled.values.add(tag, everySecond(receiver));
  }

  /// Hands on what is still waiting.
  void flush(GradedSingularValues.Receiver receiver) {
    values.flush(receiver);
    if (doubled != null) {
      doubled.values.flush(everySecond(receiver));
    }
  }

  private boolean areSeparate(ConjugateNodes nodes) {
    for (int k = 0; k < pairs; k++) {
      if (!nodes.isReal(k) && nodes.separation(k) < LEAST_SEPARATION) {
        return false;
      }
    }
    return true;
  }

  private static GradedSingularValues.Receiver everySecond(GradedSingularValues.Receiver receiver) {
    return (tag, falling, trustedAbove) -> {
      double[] single = new double[falling.length / 2];
      for (int i = 0; i < single.length; i++) {
        single[i] = falling[2 * i];
      }
      receiver.accept(tag, single, trustedAbove);
    };
  }
}
