package org.statescope.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.statescope.training.run.Presets;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

/// Run folders as a trainer would leave them, written by the run-folder API, for tests of what is
/// shown. Their numbers are made up and look like training.
public final class SampleRuns {
  private static final int QUANTILES = 5;

  private SampleRuns() {}

  /// A run of a preset that has come as far as `lastStep` and stands as told.
  public static RunFolder write(
      Path root, String preset, String name, RunState state, long lastStep) throws IOException {
    return write(root, Presets.get(preset).toBuilder().name(name).build(), state, lastStep);
  }

  /// A finished run of a configuration.
  public static RunFolder write(Path root, RunConfiguration configuration, long lastStep)
      throws IOException {
    return write(root, configuration, RunState.FINISHED, lastStep);
  }

  private static RunFolder write(
      Path root, RunConfiguration configuration, RunState state, long lastStep) throws IOException {
    RunFolder folder = RunFolder.create(root, configuration);
    double floor = configuration.preset().startsWith("sc") ? 1.45 : 1.52;
    if (lastStep > 0) {
      events(folder, configuration, floor, lastStep);
      dynamics(folder, configuration, lastStep);
    }
    folder.writeStatus(status(configuration, state, ProcessIdentity.current(), lastStep, floor));
    return folder;
  }

  public static RunStatus status(
      RunConfiguration configuration,
      RunState state,
      ProcessIdentity process,
      long lastStep,
      double floor) {
    boolean any = lastStep > 0;
    return new RunStatus(
        state,
        Instant.now(),
        process,
        lastStep,
        configuration.steps(),
        any ? 3140 : 0,
        any ? OptionalDouble.of(600) : OptionalDouble.empty(),
        any ? OptionalDouble.of(loss(floor, lastStep)) : OptionalDouble.empty(),
        any ? OptionalDouble.of(loss(floor, lastStep) + 0.05) : OptionalDouble.empty(),
        "cpu",
        state == RunState.FAILED ? "The disk is full: free some space and resume the run." : null);
  }

  private static double loss(double floor, long step) {
    return floor + 4.1 * Math.exp(-step / 90.0) + 0.5 * Math.exp(-step / 700.0);
  }

  private static void events(
      RunFolder folder, RunConfiguration configuration, double floor, long lastStep)
      throws IOException {
    Random random = new Random(configuration.name().hashCode());
    Instant start = Instant.now().minusSeconds(lastStep);
    try (EventWriter writer = EventWriter.open(folder.path())) {
      for (long step = 1; step <= lastStep; step++) {
        Instant at = start.plusSeconds(step);
        double loss = loss(floor, step) + 0.06 * random.nextGaussian();
        writer.scalars(
            step,
            at,
            Map.of(
                Tags.TRAIN_LOSS,
                loss,
                Tags.TRAIN_PERPLEXITY,
                Math.exp(loss),
                Tags.LEARNING_RATE,
                3e-3 * Math.min(1, step / 100.0),
                Tags.GRADIENT_NORM,
                0.4 + 2 * Math.exp(-step / 50.0) + 0.05 * Math.abs(random.nextGaussian()),
                Tags.TOKENS_PER_SECOND,
                3100 + 60 * random.nextGaussian()));
        if (step % configuration.evaluateEvery() == 0) {
          double validation = loss(floor, step) + 0.05;
          writer.scalars(
              step,
              at,
              Map.of(
                  Tags.VALIDATION_LOSS,
                  validation,
                  Tags.VALIDATION_PERPLEXITY,
                  Math.exp(validation)));
        }
      }
    }
  }

  private static void dynamics(RunFolder folder, RunConfiguration configuration, long lastStep)
      throws IOException {
    DynamicsFolder dynamics = new DynamicsFolder(folder.path());
    for (long step = 0; step <= lastStep; step += configuration.dynamicsEvery()) {
      List<LayerDynamics> layers = new ArrayList<>();
      for (int layer = 0; layer < configuration.model().layers(); layer++) {
        layers.add(layer(configuration, layer, (double) step / configuration.steps()));
      }
      dynamics.write(
          new DynamicsSnapshot(
              step,
              configuration.model().structure(),
              configuration.model().discretisation(),
              layers));
    }
  }

  /// Poles that drift with `time`: on the real axis for Mamba, on a Butterworth arc for SC-Mamba.
  private static LayerDynamics layer(RunConfiguration configuration, int layer, double time) {
    int systems = configuration.model().systems();
    int order = configuration.model().order();
    int channels = configuration.model().channels();
    double[] real = new double[systems * order];
    double[] imaginary = new double[systems * order];
    Random random = new Random(31L * layer + systems);
    for (int system = 0; system < systems; system++) {
      for (int state = 0; state < order; state++) {
        int at = system * order + state;
        if (systems == 1) {
          double angle = Math.PI * (0.5 + (state / 2 * 2 + 1) / (2.0 * order));
          double radius = 1 + 0.4 * time * (layer + 1) * Math.sin(state / 2 + layer);
          real[at] = radius * Math.cos(angle);
          imaginary[at] = radius * Math.sin(angle) * (state % 2 == 0 ? 1 : -1);
        } else {
          real[at] = -(state + 1) * Math.exp(0.5 * time * random.nextGaussian());
        }
      }
    }
    float[] quantiles = new float[channels * QUANTILES];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = (float) (0.004 * Math.exp(0.8 * (i % QUANTILES - 2) + random.nextDouble()));
    }
    double[] margin = new double[systems];
    for (int system = 0; system < systems; system++) {
      double abscissa = Double.NEGATIVE_INFINITY;
      for (int state = 0; state < order; state++) {
        abscissa = Math.max(abscissa, real[system * order + state]);
      }
      margin[system] = -abscissa;
    }
    double[] condition = new double[systems];
    java.util.Arrays.fill(condition, 1e6);
    double[] vector = new double[order];
    java.util.Arrays.fill(vector, 0.3);
    return new LayerDynamics(
        layer,
        real,
        imaginary,
        systems,
        order,
        quantiles,
        channels,
        vector,
        vector.clone(),
        margin,
        condition);
  }
}
