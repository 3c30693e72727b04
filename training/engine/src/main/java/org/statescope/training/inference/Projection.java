package org.statescope.training.inference;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;

/// y = W x + b for one vector.
///
/// @param weight W, `(outputs, inputs)` row-major
/// @param bias b, `(outputs)`
record Projection(float[] weight, float @Nullable [] bias, int outputs, int inputs) {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /// Reads `name.weight` and, where there is one, `name.bias`.
  static Projection read(WeightFiles weights, String name, int outputs, int inputs)
      throws ModelFolderException {
    return new Projection(
        weights.read(name + ".weight", outputs, inputs),
        weights.readIfPresent(name + ".bias", outputs),
        outputs,
        inputs);
  }

  /// Reads the first [#inputs] values of x and writes the first [#outputs] of y.
  void apply(float[] x, float[] y) {
    for (int row = 0; row < outputs; row++) {
      y[row] = dot(row * inputs, x) + (bias == null ? 0 : bias[row]);
    }
  }

  /// Two sums at once, since each waits for its last addition.
  private float dot(int at, float[] x) {
    int lanes = SPECIES.length();
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + 2 * lanes <= inputs; i += 2 * lanes) {
      even = vector(weight, at + i).fma(vector(x, i), even);
      odd = vector(weight, at + i + lanes).fma(vector(x, i + lanes), odd);
    }
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
    for (; i < inputs; i++) {
      sum += weight[at + i] * x[i];
    }
    return sum;
  }

  private static FloatVector vector(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }
}
