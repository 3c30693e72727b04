package org.statescope.benchmarks.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.statescope.benchmarks.Exchange;
import org.statescope.benchmarks.ProductOperations;
import org.statescope.benchmarks.Stopwatch;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.BegunStep;
import org.statescope.training.trainer.NamedTensor;
import org.statescope.training.trainer.TokenBatch;

/// Whole training steps on a device, queued one ahead as the trainer does.
final class DeviceTraining {
  private static final double LEARNING_RATE = 1e-3;
  private static final double NANOSECONDS = 1e-9;
  private static final float LOUDER = 2;

  private static final Pattern LOUD = Pattern.compile(".*((in|x|out)_proj|embeddings)\\.weight");

  /// Added to the bias of Δ before its softplus.
  private static final float LONGER = 3;

  private static final double WARMUP_SECONDS = 1;
  private static final int LEAST = 3;
  private static final double SECONDS = 3;

  /// A product runs once forwards and twice backwards.
  private static final int PASSES = 3;

  private DeviceTraining() {}

  /// @param exchange gets the weights, the tokens and the results of the first step, for a peer
  static Row measure(GpuDevice.Usable device, RunConfiguration run, @Nullable Path exchange)
      throws IOException {
    long start = System.nanoTime();
    try (GpuBackend backend = device.open(run.precision())) {
      BackendTrainingProgram program = new BackendTrainingProgram(backend, run);
      TokenBatch batch = batch(run);
      if (exchange != null) {
        moveAway(program);
        Exchange.write(exchange, run, program, batch, LEARNING_RATE);
      }
      double prepared = (System.nanoTime() - start) * NANOSECONDS;
      Stopwatch.Times times = measure(program, batch);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("preset", run.preset());
      fields.put("batch", run.batch());
      fields.put("length", run.length());
      fields.put("precision", run.precision().label());
      fields.put("tokens_s", run.tokensPerStep() / times.median());
      fields.put("step_ms", times.median() * 1e3);
      fields.put("steps", times.count());
      fields.put("products_tflops", operations(program, run) / times.median() / 1e12);
      fields.put("mib", (double) (backend.neededBytes() >> 20));
      fields.put("prepared_s", prepared);
      return new Row(name(run), fields);
    }
  }

  /// Moves the weights to where the loss depends on every part of every layer: where a model starts
  /// it is about ln(vocabulary) whatever the recurrences do, and a peer that computes another model
  /// would find it too.
  static void moveAway(BackendTrainingProgram program) {
    for (NamedTensor parameter : program.parameters()) {
      String name = parameter.name();
      float[] values = parameter.toArray();
      boolean steps = name.endsWith("dt_proj.bias") || name.endsWith("dt_bias");
      boolean loud = LOUD.matcher(name).matches();
      for (int i = 0; i < values.length; i++) {
        values[i] = (loud ? LOUDER * values[i] : values[i]) + (steps ? LONGER : 0);
      }
      parameter.write(values);
    }
  }

  static String name(RunConfiguration run) {
    return run.preset() + " " + run.length();
  }

  private static Stopwatch.Times measure(BackendTrainingProgram program, TokenBatch batch) {
    BegunStep[] last = {program.begin(batch, LEARNING_RATE)};
    Runnable step =
        () -> {
          BegunStep next = program.begin(batch, LEARNING_RATE);
          last[0].result();
          last[0] = next;
        };
    Stopwatch.within(WARMUP_SECONDS, 1, step);
    Stopwatch.Times times = Stopwatch.within(SECONDS, LEAST, step);
    last[0].result();
    return times;
  }

  private static double operations(BackendTrainingProgram program, RunConfiguration run) {
    double perToken = ProductOperations.perToken(program.parameters());
    HeadConfiguration heads = run.model().heads();
    if (heads != null) {
      double chunks =
          KernelParts.headOperations(
              heads.chunkLength(), run.model().order(), run.model().channels());
      perToken += PASSES * run.model().layers() * chunks;
    }
    return perToken * run.tokensPerStep();
  }

  /// Random ids: the work of a step does not depend on them.
  static TokenBatch batch(RunConfiguration run) {
    int[] tokens =
        new Random(1)
            .ints(run.batch() * (run.length() + 1L), 0, run.model().vocabularySize())
            .toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
