package org.statescope.training.tensor;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;

/// What the recurrence of Mamba-2 reads besides its rates: the channels are divided into heads of
/// equal width that share a step Δ, the heads into groups of equal size that share B and C.
///
/// Δ = step + stepBias, through softplus when `softplus`; output = y + D ⊙ u with one D per head.
/// Absent parts are left out of the formula.
///
/// @param batch sequences; the rows of `input` are `batch` runs of equally many tokens
/// @param groups G; head h reads group h / (heads / G)
/// @param chunk tokens whose interactions are computed as one matrix; the result does not depend on
///   it but for rounding
/// @param input u, `(batch, length, heads · headWidth)`
/// @param step Δ before bias and softplus, `(batch, length, heads)`
/// @param stepBias `(heads)`
/// @param inputVector B, `(batch, length, groups · order)`
/// @param outputVector C, like B
/// @param feedThrough D, `(heads)`
/// @param initialState h₀, `(batch, heads · headWidth, order)`; zero where absent
public record HeadSignals(
    int batch,
    int groups,
    int chunk,
    Tensor input,
    Tensor step,
    @Nullable Tensor stepBias,
    boolean softplus,
    Tensor inputVector,
    Tensor outputVector,
    @Nullable Tensor feedThrough,
    @Nullable Tensor initialState) {
  public HeadSignals {
    require(batch >= 1 && input.rows() % batch == 0, input, "sequences", batch);
    require(input.columns() % step.columns() == 0, input, "heads", step.columns());
    require(groups >= 1 && step.columns() % groups == 0, step, "groups", groups);
    require(inputVector.columns() % groups == 0, inputVector, "groups", groups);
    if (chunk < 1) {
      throw new IllegalArgumentException("a chunk has at least one token, not %d".formatted(chunk));
    }
    for (Tensor perToken : List.of(step, inputVector, outputVector)) {
      requireFit(perToken.rows() == input.rows(), perToken, input);
    }
    requireFit(outputVector.columns() == inputVector.columns(), outputVector, inputVector);
    requirePerHead(step, stepBias);
    requirePerHead(step, feedThrough);
    if (initialState != null) {
      requireFit(
          initialState.rows() == batch * input.columns()
              && initialState.columns() == inputVector.columns() / groups,
          initialState,
          input);
    }
  }

  /// Tokens of one sequence, L.
  public int length() {
    return input.rows() / batch;
  }

  /// Heads of the layer, H.
  public int heads() {
    return step.columns();
  }

  /// Channels of a head, P.
  public int headWidth() {
    return input.columns() / heads();
  }

  /// States per channel, N.
  public int order() {
    return inputVector.columns() / groups;
  }

  /// Heads that share B and C.
  public int groupHeads() {
    return heads() / groups;
  }

  /// All tensors that are there.
  public List<Tensor> tensors() {
    return Stream.of(input, step, stepBias, inputVector, outputVector, feedThrough, initialState)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /// Checks that a rule has a decay whose logarithm can be summed over tokens, as
  /// [Backend#headScan] needs it.
  public static void requireRule(Discretisation rule) {
    if (rule == Discretisation.BILINEAR) {
      throw new IllegalArgumentException(
          "The recurrence of heads is not discretised by %s: choose euler or zoh."
              .formatted(rule.label()));
    }
  }

  private static void require(boolean divides, Tensor tensor, String parts, int count) {
    if (!divides) {
      throw new IllegalArgumentException(
          "%s cannot be divided into %d %s".formatted(tensor, count, parts));
    }
  }

  private static void requireFit(boolean fits, Tensor tensor, Tensor other) {
    if (!fits) {
      throw new IllegalArgumentException("%s does not fit %s".formatted(tensor, other));
    }
  }

  private static void requirePerHead(Tensor step, @Nullable Tensor vector) {
    if (vector != null && vector.shape().count() != step.columns()) {
      throw new IllegalArgumentException(
          "%s must have one value per head of %s".formatted(vector, step));
    }
  }
}
