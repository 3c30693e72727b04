package org.statescope.training.gpu;

import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.Tensor;

/// The coefficients of a Hurwitz polynomial from its factors, see `hurwitz.c`.
final class HurwitzOperation extends GpuOperation {
  private final Kernels kernels;
  private final Program program;
  private final Tensor factors;
  private final Tensor coefficients;

  HurwitzOperation(Kernels kernels, Tensor factors, Tensor coefficients) {
    if (!factors.shape().equals(coefficients.shape())) {
      throw new IllegalArgumentException(
          "%s does not hold the factors of %s".formatted(factors, coefficients));
    }
    this.kernels = kernels;
    this.factors = factors;
    this.coefficients = coefficients;
    program = Program.of("hurwitz", Map.of("ORDER", factors.columns()));
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "hurwitz_forward",
            Grid.of(factors.rows()),
            factors.data(),
            coefficients.data(),
            factors.rows()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    boolean add = factors.claimGradient();
    launches.add(
        kernels.bind(
            program,
            "hurwitz_backward",
            Grid.of(factors.rows()),
            factors.data(),
            coefficients.gradient(),
            factors.gradient(),
            factors.rows(),
            add));
  }
}
