package org.statescope.training.inference;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.trainer.TokenBatch;

/// Scores whole windows at once with the training engine on the processor.
final class SequenceScorer implements WindowScorer {
  /// Tokens of a pass: enough for large matrix products, little enough for the activations.
  private static final int TOKENS_AT_ONCE = 1024;

  private static final long NO_SEED = 0;

  private final CpuBackend backend;
  private final LanguageModel model;
  private final int batch;
  private final int length;

  private SequenceScorer(CpuBackend backend, LanguageModel model, int batch, int length) {
    this.backend = backend;
    this.model = model;
    this.batch = batch;
    this.length = length;
  }

  static SequenceScorer load(ModelFolder folder, int length, int threads) throws IOException {
    int batch = Math.max(1, TOKENS_AT_ONCE / length);
    CpuBackend backend = CpuBackend.create(threads);
    try (WeightFiles weights = folder.openWeights()) {
      LanguageModel model =
          new LanguageModel(backend, folder.description().model(), batch, length, NO_SEED);
      for (Tensor parameter : model.tape().parameters()) {
        fill(parameter, weights.read(parameter.name(), parameter.shape().toLongs()));
      }
      return new SequenceScorer(backend, model, batch, length);
    } catch (IOException | RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  private static void fill(Tensor parameter, float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    parameter.setValues(wide);
  }

  @Override
  public double nats(int[] text, IntConsumer progress) {
    double nats = 0;
    for (int from = 0; from < text.length - 1; from += batch * length) {
      nats += pass(text, from);
      progress.accept(Math.min(from + batch * length, text.length - 1));
    }
    return nats;
  }

  /// Tokens beyond the end are zero; no earlier token sees them.
  private double pass(int[] text, int from) {
    int count = Math.min(batch * length, text.length - 1 - from);
    int[] inputs = model.tokens().inputs();
    Arrays.fill(inputs, 0);
    System.arraycopy(text, from, inputs, 0, count);
    model.forward();
    return nats(count, i -> text[from + i + 1]);
  }

  @Override
  public double nats(TokenBatch text) {
    WindowScorer.requireLength(text, length);
    double nats = 0;
    for (int first = 0; first < text.batch(); first += batch) {
      nats += pass(text, first);
    }
    return nats;
  }

  private double pass(TokenBatch text, int first) {
    int rows = Math.min(batch, text.batch() - first);
    int[] inputs = model.tokens().inputs();
    Arrays.fill(inputs, 0);
    for (int i = 0; i < rows * length; i++) {
      inputs[i] = text.input(first + i / length, i % length);
    }
    model.forward();
    return nats(rows * length, i -> text.target(first + i / length, i % length));
  }

  /// The sum of −log p over the first `count` places of a pass.
  private double nats(int count, IntUnaryOperator next) {
    Tensor logits = model.logits();
    double nats = 0;
    for (int i = 0; i < count; i++) {
      int row = i;
      nats +=
          CrossEntropy.of(logits.columns(), token -> logits.get(row, token), next.applyAsInt(i));
    }
    return nats;
  }

  @Override
  public void close() {
    backend.close();
  }
}
