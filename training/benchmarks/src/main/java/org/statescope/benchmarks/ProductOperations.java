package org.statescope.benchmarks;

import java.util.List;
import java.util.regex.Pattern;
import org.statescope.training.trainer.NamedTensor;

/// Floating-point operations of the matrix products of a training step.
public final class ProductOperations {
  private static final Pattern PROJECTION = Pattern.compile(".*(_proj|embeddings)\\.weight");

  private ProductOperations() {}

  /// Those of the projections and the head for one token: 2 per parameter forwards and 4 backwards.
  public static double perToken(List<NamedTensor> parameters) {
    return parameters.stream()
        .filter(parameter -> PROJECTION.matcher(parameter.name()).matches())
        .mapToDouble(parameter -> 6.0 * parameter.values())
        .sum();
  }
}
