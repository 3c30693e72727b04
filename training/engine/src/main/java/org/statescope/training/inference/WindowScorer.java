package org.statescope.training.inference;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.statescope.training.hub.GatedNorm;
import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.trainer.TokenBatch;

/// Sums the loss of a text that is cut into windows of equal length; each begins with no memory of
/// the one before, as in training.
public sealed interface WindowScorer extends AutoCloseable permits SequenceScorer, RecurrentScorer {
  /// A scorer for one model: whole sequences at once where the training engine has all of the
  /// model's parts, and token by token otherwise (biases of the projections, a head of its own, a
  /// limited Δ, a norm over all groups), which is slower and gives the same.
  static WindowScorer of(ModelFolder folder, int length, int threads) throws IOException {
    if (length < 1) {
      throw new IllegalArgumentException(
          "A window of %d tokens predicts nothing: name a length of at least 1.".formatted(length));
    }
    return isTrainable(folder)
        ? SequenceScorer.load(folder, length, threads)
        : new RecurrentScorer(RecurrentModel.load(folder), length);
  }

  private static boolean isTrainable(ModelFolder folder) throws IOException {
    ModelDescription description = folder.description();
    String mixer = "backbone.layers.0.mixer.";
    try (WeightFiles weights = folder.openWeights()) {
      return description.tied()
          && !description.limitsSteps()
          && !(description.hasGroups() && description.gatedNorm() == GatedNorm.CHANNELS)
          && weights.has(mixer + "conv1d.bias")
          && !weights.has(mixer + "in_proj.bias")
          && !weights.has(mixer + "out_proj.bias");
    }
  }

  /// The sum of −log p over all tokens of the text but the first.
  default double nats(int[] text) {
    return nats(text, _ -> {});
  }

  /// The same, telling after every pass how many tokens have been predicted.
  ///
  /// @param progress is told on the calling thread
  double nats(int[] text, IntConsumer progress);

  /// The sum of −log p over all tokens that a batch has to predict, each of its rows begun with no
  /// memory.
  ///
  /// @param batch with rows of the scorer's length
  double nats(TokenBatch batch);

  /// Refuses a batch of other rows than a scorer has memory for.
  static void requireLength(TokenBatch batch, int length) {
    if (batch.length() != length) {
      throw new IllegalArgumentException(
          "the scorer was made for rows of %d tokens, not %d".formatted(length, batch.length()));
    }
  }

  @Override
  void close();
}
