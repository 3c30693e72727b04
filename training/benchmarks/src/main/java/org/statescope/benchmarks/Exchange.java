package org.statescope.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.NamedTensor;
import org.statescope.training.trainer.StepResult;
import org.statescope.training.trainer.TokenBatch;
import org.statescope.training.trainer.TrainingProgram;

/// The file by which a peer gets the parameters of our model, the batch, and the loss and gradient
/// norm that we found for them. Parameters have the names of a checkpoint.
public final class Exchange {
  /// `(batch, length + 1)` ids: a token's target is its successor.
  public static final String TOKENS = "benchmark.tokens";

  /// `(2)`: our loss in nats per token, and the norm of its gradient before clipping.
  public static final String RESULT = "benchmark.result";

  /// `(2)`: ε of the norms, and the learning rate of the steps.
  public static final String SETTINGS = "benchmark.settings";

  private Exchange() {}

  /// Writes the file and makes the step whose results it holds.
  public static void write(
      Path file, RunConfiguration run, TrainingProgram program, TokenBatch batch, double rate)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    for (NamedTensor parameter : program.parameters()) {
      writer.add(parameter.name(), parameter.shape(), parameter.toArray());
    }
    long[] ids = new long[batch.batch() * (batch.length() + 1)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = batch.tokens()[i];
    }
    writer.add(TOKENS, new long[] {batch.batch(), batch.length() + 1L}, ids);
    StepResult result = program.trainStep(batch, rate);
    double[] found = {result.loss(), result.gradientNorm()};
    writer.add(RESULT, new long[] {found.length}, found);
    double[] settings = {run.model().normEpsilon(), rate};
    writer.add(SETTINGS, new long[] {settings.length}, settings);
    writer.writeTo(file);
  }
}
