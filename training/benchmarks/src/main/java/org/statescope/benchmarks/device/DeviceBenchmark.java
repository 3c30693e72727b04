package org.statescope.benchmarks.device;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.statescope.benchmarks.Stopwatch;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Operation;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.TokenBatch;

/// Prints what one device does: its rate of memory and of matrix products, the recurrences beside
/// the first (bytes of u, Δ, B, C, z, y and their gradients counted once), and tokens per second of
/// whole training steps.
///
/// Arguments: the device's name (`cuda:0`, `opencl:0`) and a regular expression over presets.
public final class DeviceBenchmark {
  private static final int WARMUP = 3;
  private static final int REPEATS = 10;
  private static final double GIGA = 1e9;
  private static final double LEARNING_RATE = 1e-3;
  private static final List<SsmStructure> SCANS =
      List.of(
          SsmStructure.MAMBA,
          SsmStructure.SC_MAMBA,
          SsmStructure.SO_MAMBA,
          SsmStructure.ROUTH_SCHWARZ,
          SsmStructure.ROUTH_SCHWARZ_DUAL);

  private final PrintStream out;
  private final GpuDevice.Usable device;
  private final LayerSize size;

  private DeviceBenchmark(PrintStream out, GpuDevice.Usable device) {
    this.out = out;
    this.device = device;
    size = LayerSize.on(device.name(), device.memory());
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String name = arguments[0];
    String presets = arguments[1];
    for (GpuDevice device : GpuDevices.all()) {
      if (device instanceof GpuDevice.Usable usable && usable.name().equals(name)) {
        DeviceBenchmark benchmark = new DeviceBenchmark(out, usable);
        benchmark.parts();
        benchmark.training(presets);
        return;
      }
    }
    out.printf("There is no usable device %s; found: %s%n", name, GpuDevices.all());
    System.exit(2);
  }

  private void parts() {
    try (GpuBackend backend = device.open()) {
      out.printf("%s: %s%n", device.name(), device.description());
      int values = Math.toIntExact(size.tokens() * size.channels());
      double memory = 12.0 * values / seconds(backend, LayerParts.sum(backend, values)::forward);
      int side = size.channels() >= 1024 ? 4096 : 512;
      double products =
          2.0 * side * side * side / seconds(backend, LayerParts.product(backend, side)::forward);
      out.printf(
          "memory %.1f GB/s, matrix products of %d³ %.1f GFLOP/s%n",
          memory / GIGA, side, products / GIGA);
      out.printf("%nrecurrences at %s%n", size);
      out.printf(
          "%-20s %12s %8s %16s %8s%n",
          "structure", "forward ms", "memory", "backward ms", "memory");
      for (SsmStructure structure : SCANS) {
        scan(backend, structure, memory);
      }
    }
  }

  private void scan(GpuBackend backend, SsmStructure structure, double memory) {
    Operation scan = LayerParts.scan(backend, structure, size);
    double forward = seconds(backend, scan::forward);
    double backward = seconds(backend, scan::backward);
    double signal = 4.0 * size.tokens() * size.channels();
    double vectors = 4.0 * size.tokens() * size.order() * (structure == SsmStructure.MAMBA ? 2 : 1);
    out.printf(
        "%-20s %12.3f %7.0f%% %16.3f %7.0f%%%n",
        structure.label(),
        forward * 1e3,
        100 * (4 * signal + vectors) / forward / memory,
        backward * 1e3,
        100 * (7 * signal + 2 * vectors) / backward / memory);
  }

  private void training(String pattern) {
    out.printf("%n%-24s %12s %12s %10s%n", "preset", "tokens/s", "step ms", "MiB");
    for (String name : Presets.names()) {
      if (name.matches(pattern)) {
        training(Presets.get(name));
      }
    }
  }

  private void training(RunConfiguration run) {
    try (GpuBackend backend = device.open()) {
      BackendTrainingProgram program = new BackendTrainingProgram(backend, run);
      TokenBatch batch = batch(run);
      double seconds = seconds(backend, () -> program.trainStep(batch, LEARNING_RATE));
      out.printf(
          "%-24s %12.0f %12.2f %,10d%n",
          run.preset(), run.tokensPerStep() / seconds, seconds * 1e3, backend.neededBytes() >> 20);
    }
  }

  private static double seconds(GpuBackend backend, Runnable work) {
    return Stopwatch.median(
        WARMUP,
        REPEATS,
        () -> {
          work.run();
          backend.finish();
        });
  }

  private static TokenBatch batch(RunConfiguration run) {
    int[] tokens =
        new Random(1)
            .ints(run.batch() * (run.length() + 1L), 0, run.model().vocabularySize())
            .toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
