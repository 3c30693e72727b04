package org.statescope.app.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

/// Run folders as a trainer leaves them, made from formulas with seeded noise.
public final class SampleRuns {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private SampleRuns() {}

  /// A run folder of a preset with scalars for steps 1 … steps and a validation every 50.
  public static RunFolder create(Path root, String preset, long steps, long seed)
      throws IOException {
    RunConfiguration configuration = Presets.get(preset);
    RunFolder folder = RunFolder.create(root, configuration);
    appendScalars(folder, 1, steps, seed);
    return folder;
  }

  /// What the trainer reports from one step to another.
  public static void appendScalars(RunFolder folder, long first, long last, long seed)
      throws IOException {
    Random random = new Random(seed);
    try (EventWriter writer = EventWriter.open(folder.path())) {
      for (long step = first; step <= last; step++) {
        Instant time = START.plusMillis(step * (400 + 7 * seed));
        double loss = loss(step, seed) + 0.08 * random.nextGaussian();
        writer.scalars(step, time, training(step, loss, random, seed));
        if (step % 50 == 0) {
          double validation = loss(step, seed) + 0.03;
          writer.scalars(
              step,
              time,
              Map.of(
                  Tags.VALIDATION_LOSS,
                  validation,
                  Tags.VALIDATION_PERPLEXITY,
                  Math.exp(validation)));
        }
      }
    }
  }

  private static double loss(long step, long seed) {
    return 1.55 + 0.05 * seed + 4.0 * Math.exp(-step / 60.0) + 1.1 * Math.exp(-step / 500.0);
  }

  private static Map<String, Double> training(long step, double loss, Random random, long seed) {
    return Map.of(
        Tags.TRAIN_LOSS,
        loss,
        Tags.TRAIN_PERPLEXITY,
        Math.exp(loss),
        Tags.LEARNING_RATE,
        3e-3 * Math.min(1, step / 100.0) * (0.55 + 0.45 * Math.cos(step / 500.0)),
        Tags.GRADIENT_NORM,
        Math.exp(0.4 * random.nextGaussian()) * (0.3 + 3 * Math.exp(-step / 50.0)),
        Tags.TOKENS_PER_SECOND,
        5200 - 300.0 * seed + 150 * random.nextGaussian());
  }
}
