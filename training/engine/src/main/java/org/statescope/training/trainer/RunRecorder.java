package org.statescope.training.trainer;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.EventWriter.NamedHistogram;
import org.statescope.training.run.event.HistogramBuckets;
import org.statescope.training.run.event.Tags;

/// Writes what a run measures into its event file and its dynamics folder.
final class RunRecorder implements AutoCloseable {
  private static final int HISTOGRAM_BUCKETS = 60;

  private final RunFolder folder;
  private final EventWriter events;
  private final DynamicsFolder dynamics;

  private RunRecorder(RunFolder folder, EventWriter events, DynamicsFolder dynamics) {
    this.folder = folder;
    this.events = events;
    this.dynamics = dynamics;
  }

  /// Begins to record at `firstStep`. What an earlier trainer reported for that step and later is
  /// void: the events say so, the pole snapshots are removed.
  static RunRecorder open(RunFolder folder, long firstStep) throws IOException {
    DynamicsFolder dynamics = new DynamicsFolder(folder.path());
    dynamics.removeAfter(firstStep - 1);
    EventWriter events =
        EventWriter.hasEvents(folder.path())
            ? EventWriter.openAfterRestart(folder.path(), firstStep)
            : EventWriter.open(folder.path());
    return new RunRecorder(folder, events, dynamics);
  }

  void step(StepReport report) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    putLoss(values, Tags.TRAIN_LOSS, Tags.TRAIN_PERPLEXITY, report.loss());
    values.put(Tags.LEARNING_RATE, report.learningRate());
    values.put(Tags.GRADIENT_NORM, report.gradientNorm());
    report.constrained().ifPresent(count -> values.put(Tags.CONSTRAINED, (double) count));
    values.put(Tags.TOKENS_PER_SECOND, report.tokensPerSecond());
    events.scalars(report.step(), Instant.now(), values);
  }

  /// What a device reported; nothing where it reports nothing.
  void deviceLoad(long step, DeviceLoad load) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    load.memoryUsed().ifPresent(bytes -> values.put(Tags.DEVICE_MEMORY, (double) bytes));
    load.utilisation().ifPresent(share -> values.put(Tags.DEVICE_UTILISATION, share));
    load.temperature().ifPresent(degrees -> values.put(Tags.DEVICE_TEMPERATURE, degrees));
    if (!values.isEmpty()) {
      events.scalars(step, Instant.now(), values);
    }
  }

  void validation(long step, double loss) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    putLoss(values, Tags.VALIDATION_LOSS, Tags.VALIDATION_PERPLEXITY, loss);
    events.scalars(step, Instant.now(), values);
  }

  /// How many state matrices are unstable after a step.
  void unstableSystems(long step, int count) throws IOException {
    events.scalars(step, Instant.now(), Map.of(Tags.UNSTABLE_SYSTEMS, (double) count));
  }

  /// A perplexity too large for the single precision of event files is left out; the loss tells the
  /// same.
  private static void putLoss(
      Map<String, Double> values, String lossTag, String perplexityTag, double loss) {
    values.put(lossTag, loss);
    double perplexity = Math.exp(loss);
    if (perplexity <= Float.MAX_VALUE) {
      values.put(perplexityTag, perplexity);
    }
  }

  /// Measures the layers, writes the snapshot and the histograms of step sizes and pole moduli.
  void dynamics(long step, ModelConfiguration model, List<LayerObservation> observations)
      throws IOException {
    List<LayerDynamics> layers =
        observations.parallelStream().map(DynamicsMeasurement::of).toList();
    folder.requireThere();
    dynamics.write(new DynamicsSnapshot(step, model.structure(), model.discretisation(), layers));
    List<NamedHistogram> histograms = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerDynamics layer = layers.get(i);
      histograms.add(
          new NamedHistogram(
              Tags.stepSize(layer.layer()),
              HistogramBuckets.geometric(
                  doubles(observations.get(i).stepSizes()), HISTOGRAM_BUCKETS)));
      histograms.add(
          new NamedHistogram(
              Tags.poleModulus(layer.layer()),
              HistogramBuckets.geometric(moduli(layer), HISTOGRAM_BUCKETS)));
    }
    events.histograms(step, Instant.now(), histograms);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static double[] moduli(LayerDynamics layer) {
    double[] moduli = new double[layer.polesReal().length];
    for (int i = 0; i < moduli.length; i++) {
      moduli[i] = Math.hypot(layer.polesReal()[i], layer.polesImaginary()[i]);
    }
    return moduli;
  }

  /// Makes everything recorded so far durable.
  void force() throws IOException {
    events.force();
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
