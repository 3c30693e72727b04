package org.statescope.training.cpu;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Seeded inputs that are exact in float32, one value of one of them nudged.
public final class ContractInputs {
  private final Random random = new Random(7);
  private final Trial trial;
  private final int nudged;
  private final int index;
  private final double by;

  ContractInputs(Trial trial, int nudged, int index, double by) {
    this.trial = trial;
    this.nudged = nudged;
    this.index = index;
    this.by = by;
  }

  Tensor normal(String name, int... sizes) {
    return make(name, random::nextGaussian, sizes);
  }

  Tensor between(String name, double low, double high, int... sizes) {
    return make(name, () -> low + (high - low) * random.nextDouble(), sizes);
  }

  /// Negative numbers of every size from 10⁻⁶ to 30, logarithmically.
  Tensor poles(String name, int... sizes) {
    return make(name, () -> -30 * Math.pow(10, -7.5 * random.nextDouble()), sizes);
  }

  void fill(Tokens tokens, int vocabulary) {
    for (int i = 0; i < tokens.count(); i++) {
      tokens.inputs()[i] = random.nextInt(vocabulary);
      tokens.targets()[i] = random.nextInt(vocabulary);
    }
  }

  private Tensor make(String name, DoubleSupplier source, int... sizes) {
    double[] values = new double[(int) Shape.of(sizes).count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) source.getAsDouble();
    }
    if (trial.inputs().size() == nudged) {
      values[index] += by;
    }
    return trial.input(name, values, sizes);
  }
}
