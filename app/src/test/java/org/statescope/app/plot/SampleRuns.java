package org.statescope.app.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;
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

  /// Pole snapshots at the given steps: each system starts as the model's initialisation has it and
  /// drifts with the logarithm of the step.
  public static void writeDynamics(RunFolder folder, long seed, long... steps) throws IOException {
    ModelConfiguration model = folder.configuration().model();
    for (long step : steps) {
      List<LayerDynamics> layers = new ArrayList<>();
      for (int layer = 0; layer < model.layers(); layer++) {
        layers.add(layer(model, layer, step, seed));
      }
      new DynamicsFolder(folder.path())
          .write(new DynamicsSnapshot(step, model.structure(), model.discretisation(), layers));
    }
  }

  private static LayerDynamics layer(ModelConfiguration model, int layer, long step, long seed) {
    int order = model.order();
    int channels = model.channels();
    boolean diagonal = model.structure() == SsmStructure.MAMBA;
    int systems = diagonal ? channels : 1;
    double[] re = new double[systems * order];
    double[] im = new double[systems * order];
    Random random = new Random(1000 * seed + layer);
    double time = Math.log1p(step / 100.0);
    double[] margins = new double[systems];
    double[] conditions = new double[systems];
    for (int system = 0; system < systems; system++) {
      margins[system] = Double.POSITIVE_INFINITY;
      for (int state = 0; state < order; state++) {
        int at = system * order + state;
        if (diagonal) {
          re[at] = -(state + 1) * Math.exp(0.12 * time * random.nextGaussian());
        } else {
          companionPole(re, im, state, order, layer, time);
        }
        margins[system] = Math.min(margins[system], -re[at]);
      }
      conditions[system] = Math.exp(20 + 4 * random.nextGaussian());
    }
    double[] input = new double[order];
    double[] output = new double[order];
    for (int i = 0; i < order; i++) {
      input[i] = diagonal ? random.nextGaussian() : i == order - 1 ? 1 : 0;
      output[i] = random.nextGaussian();
    }
    return new LayerDynamics(
        layer,
        re,
        im,
        systems,
        order,
        stepSizes(channels, random, time),
        channels,
        input,
        output,
        margins,
        conditions);
  }

  /// Butterworth angles; half of the pairs drift outwards, the others turn.
  private static void companionPole(
      double[] re, double[] im, int state, int order, int layer, double time) {
    int pair = state / 2;
    int pairs = order / 2;
    double angle = Math.PI / 2 + Math.PI / 2 * (pair + 0.5) / pairs;
    double turned = angle - (pair % 2 == 0 ? 0.04 : -0.03) * time;
    double radius = 1 + (0.05 + 0.03 * layer) * time * (pair % 3 - 0.7);
    // The solver lists eigenvalues in an order of its own.
    int place = (2 * (pair + (int) time) + state % 2) % order;
    re[place] = radius * Math.cos(turned);
    im[place] = (state % 2 == 0 ? 1 : -1) * radius * Math.sin(turned);
  }

  private static float[] stepSizes(int channels, Random random, double time) {
    float[] quantiles = new float[5 * channels];
    for (int channel = 0; channel < channels; channel++) {
      double median = 0.01 * Math.exp(0.9 * random.nextGaussian() + 0.15 * time);
      for (int i = 0; i < 5; i++) {
        quantiles[5 * channel + i] = (float) (median * Math.exp(0.5 * (i - 2)));
      }
    }
    return quantiles;
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
