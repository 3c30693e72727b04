package org.statescope.benchmarks.device;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.BegunStep;
import org.statescope.training.trainer.TokenBatch;

/// Prints what one device does: its rates of memory and of matrix products, every kernel beside
/// them, tokens per second of whole training steps, queued one ahead as the trainer does, and the
/// same models of Hugging Face.
///
/// Arguments: the device's name (`cuda:0`, `opencl:0`), a regular expression over presets, and the
/// precision of matrix products (`float32`, `tf32`, `bf16`).
public final class DeviceBenchmark {
  private static final double LEARNING_RATE = 1e-3;
  private static final int LONG = 1024;

  private final PrintStream out;
  private final GpuDevice.Usable device;
  private final MatrixPrecision precision;

  private DeviceBenchmark(PrintStream out, GpuDevice.Usable device, MatrixPrecision precision) {
    this.out = out;
    this.device = device;
    this.precision = precision;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String name = arguments[0];
    String pattern = arguments[1];
    MatrixPrecision precision = MatrixPrecision.ofLabel(arguments[2]);
    for (GpuDevice device : GpuDevices.all()) {
      if (device instanceof GpuDevice.Usable usable && usable.name().equals(name)) {
        new DeviceBenchmark(out, usable, precision).run(pattern);
        return;
      }
    }
    out.printf("There is no usable device %s; found: %s%n", name, GpuDevices.all());
    System.exit(2);
  }

  private void run(String pattern) {
    out.printf("%s, %s: %s%n", LocalDate.now(), device.name(), device.description());
    out.printf("%s, %s%n", precision.label(), device.sensors().read().sentence());
    try (GpuBackend backend = device.open(precision)) {
      new Roofline(out, backend, LayerSize.on(device.name(), device.memory())).print();
    }
    List<RunConfiguration> runs =
        Presets.names().stream()
            .filter(name -> name.matches(pattern))
            .map(name -> Presets.get(name).toBuilder().precision(precision).build())
            .flatMap(DeviceBenchmark::lengths)
            .toList();
    out.printf(
        "%n%-24s %6s %6s %12s %12s %10s%n",
        "preset", "batch", "length", "tokens/s", "step ms", "MiB");
    runs.forEach(this::training);
    DevicePeer.run(out, runs.stream().filter(run -> hasPeer(run.model().structure())).toList());
  }

  /// A preset for cards also at twice its length, with as many tokens to a step.
  private static Stream<RunConfiguration> lengths(RunConfiguration run) {
    return run.length() < LONG
        ? Stream.of(run)
        : Stream.of(run, run.toBuilder().batch(run.batch() / 2).length(2 * run.length()).build());
  }

  private static boolean hasPeer(SsmStructure structure) {
    return structure == SsmStructure.MAMBA || structure == SsmStructure.MAMBA2;
  }

  private void training(RunConfiguration run) {
    try (GpuBackend backend = device.open(precision)) {
      BackendTrainingProgram program = new BackendTrainingProgram(backend, run);
      TokenBatch batch = batch(run);
      BegunStep[] last = {program.begin(batch, LEARNING_RATE)};
      double seconds =
          Roofline.secondsAhead(
              () -> {
                BegunStep next = program.begin(batch, LEARNING_RATE);
                last[0].result();
                last[0] = next;
              });
      last[0].result();
      out.printf(
          "%-24s %6d %6d %12.0f %12.2f %,10d%n",
          run.preset(),
          run.batch(),
          run.length(),
          run.tokensPerStep() / seconds,
          seconds * 1e3,
          backend.neededBytes() >> 20);
    }
  }

  private static TokenBatch batch(RunConfiguration run) {
    int[] tokens =
        new Random(1)
            .ints(run.batch() * (run.length() + 1L), 0, run.model().vocabularySize())
            .toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
