package org.statescope.training.model;

import org.statescope.training.tensor.HurwitzPolynomial;

/// The distribution that a parameter starts from.
@FunctionalInterface
interface Initial {
  /// The value at `index` of the parameter, row-major; called in the order of the indices.
  double value(RandomStream random, int index);

  static Initial constant(double value) {
    return (random, index) -> value;
  }

  static Initial normal(double standardDeviation) {
    return (random, index) -> standardDeviation * random.normal();
  }

  /// Uniform in ±limit.
  static Initial uniform(double limit) {
    return (random, index) -> random.uniform(-limit, limit);
  }

  /// Kaiming-uniform with a = √5, PyTorch's default of linear and convolution layers: ±1/√fanIn.
  static Initial kaimingUniform(int fanIn) {
    return uniform(1 / Math.sqrt(fanIn));
  }

  /// softplus⁻¹ of a log-uniform value in [low, high], at least `floor`.
  static Initial inverseSoftplusLogUniform(double low, double high, double floor) {
    return (random, index) -> {
      double step = Math.exp(random.uniform(Math.log(low), Math.log(high)));
      return HurwitzPolynomial.inverseSoftplus(Math.max(step, floor));
    };
  }
}
