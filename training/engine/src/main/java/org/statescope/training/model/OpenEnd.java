package org.statescope.training.model;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.tensor.Tensor;

/// The vector that a canonical form leaves open, C or B: the last columns of x_proj, or a parameter
/// for each of the layer's systems.
final class OpenEnd {
  private final int order;
  private final @Nullable Tensor parameter;

  /// @param name of the parameter, if it is one
  OpenEnd(ModelTape tape, String name, ModelConfiguration model) {
    order = model.order();
    parameter =
        model.requireCanonical().readout() == Readout.STATIC
            ? tape.parameter(name, Initial.normal(1 / Math.sqrt(order)), CanonicalShape.of(model))
            : null;
  }

  /// Columns of x_proj that it needs.
  int selectiveWidth() {
    return parameter == null ? order : 0;
  }

  Tensor of(Tensor selection) {
    return parameter == null
        ? selection.columns(selection.columns() - order, selection.columns())
        : parameter;
  }

  /// The mean over tokens, or over systems.
  double[] mean(Tensor selection) {
    return Means.ofColumns(of(selection));
  }
}
