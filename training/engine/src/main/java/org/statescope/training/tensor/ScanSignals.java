package org.statescope.training.tensor;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What every selective recurrence has besides its state space: the input u, the step Δ, the
/// feed-through D and the gate.
///
/// Δ = step + stepBias, through softplus when `softplus`; output = (y + D ⊙ u) ⊙ SiLU(gate). Absent
/// parts are left out of the formula.
///
/// @param batch sequences; the rows of `input` are `batch` runs of equally many tokens, each
///   starting from state 0
/// @param input u, `(batch, length, channels)`
/// @param step Δ before bias and softplus, `(batch, length, channels)`
/// @param stepBias `(channels)`
/// @param feedThrough D, `(channels)`
/// @param gate z, `(batch, length, channels)`
public record ScanSignals(
    int batch,
    Tensor input,
    Tensor step,
    @Nullable Tensor stepBias,
    boolean softplus,
    @Nullable Tensor feedThrough,
    @Nullable Tensor gate) {
  public ScanSignals {
    if (input.rows() % batch != 0) {
      throw new IllegalArgumentException(
          "%d tokens cannot be divided into %d sequences of equal length"
              .formatted(input.rows(), batch));
    }
    requireSameShape(input, step);
    requireChannels(input, stepBias);
    requireChannels(input, feedThrough);
    if (gate != null) {
      requireSameShape(input, gate);
    }
  }

  /// Tokens of one sequence.
  public int length() {
    return input.rows() / batch;
  }

  /// Systems of the layer, D.
  public int channels() {
    return input.columns();
  }

  /// The parts that are there of those that may be absent.
  public List<Tensor> optional() {
    return Stream.of(stepBias, feedThrough, gate)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static void requireSameShape(Tensor input, Tensor other) {
    if (input.rows() != other.rows() || input.columns() != other.columns()) {
      throw new IllegalArgumentException("%s and %s must have one shape".formatted(input, other));
    }
  }

  private static void requireChannels(Tensor input, @Nullable Tensor vector) {
    if (vector != null && vector.shape().count() != input.columns()) {
      throw new IllegalArgumentException(
          "%s must have one value per channel of %s".formatted(vector, input));
    }
  }
}
