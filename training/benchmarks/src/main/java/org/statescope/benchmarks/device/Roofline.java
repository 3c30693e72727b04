package org.statescope.benchmarks.device;

import java.io.PrintStream;
import java.util.List;
import org.statescope.benchmarks.Stopwatch;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.Operation;

/// One device's own rates of memory and of matrix products, and every kernel beside the one that
/// limits it. Bytes are those of signals and their gradients, counted once.
final class Roofline {
  private static final int WARMUP = 3;
  private static final int REPEATS = 10;
  private static final double GIGA = 1e9;
  private static final int LARGE_CHANNELS = 1024;
  private static final List<SsmStructure> SCANS =
      List.of(
          SsmStructure.MAMBA,
          SsmStructure.SC_MAMBA,
          SsmStructure.SO_MAMBA,
          SsmStructure.ROUTH_SCHWARZ,
          SsmStructure.ROUTH_SCHWARZ_DUAL);

  private final PrintStream out;
  private final GpuBackend backend;
  private final LayerSize size;
  private final double memory;
  private final double products;

  Roofline(PrintStream out, GpuBackend backend, LayerSize size) {
    this.out = out;
    this.backend = backend;
    this.size = size;
    int values = Math.toIntExact(size.tokens() * size.channels());
    memory = 12.0 * values / seconds(backend, LayerParts.sum(backend, values)::forward);
    int side = size.channels() >= LARGE_CHANNELS ? 4096 : 512;
    products =
        2.0 * side * side * side / seconds(backend, LayerParts.product(backend, side)::forward);
    out.printf(
        "memory %.1f GB/s, matrix products of %d³ %.1f GFLOP/s%n",
        memory / GIGA, side, products / GIGA);
  }

  void print() {
    out.printf("%nkernels at %s%n", size);
    out.printf(
        "%-22s %12s %10s %8s %12s %10s %8s%n",
        "kernel", "forward ms", "GB/s", "of copy", "backward ms", "GB/s", "of copy");
    double signal = 4.0 * size.tokens() * size.channels();
    for (SsmStructure structure : SCANS) {
      double vectors =
          4.0 * size.tokens() * size.order() * (structure == SsmStructure.MAMBA ? 2 : 1);
      Operation scan = LayerParts.scan(backend, structure, size);
      line(
          new KernelPart(
              structure.label() + " scan", scan, 4 * signal + vectors, 7 * signal + 2 * vectors));
    }
    KernelParts.streaming(backend, size).forEach(this::line);
    optimizer();
    heads();
  }

  private void line(KernelPart part) {
    double forward = seconds(backend, part.operation()::forward);
    double backward = seconds(backend, part.operation()::backward);
    double forwardRate = part.forwardBytes() / forward;
    double backwardRate = part.backwardBytes() / backward;
    out.printf(
        "%-22s %12.3f %10.1f %7.0f%% %12.3f %10.1f %7.0f%%%n",
        part.name(),
        forward * 1e3,
        forwardRate / GIGA,
        100 * forwardRate / memory,
        backward * 1e3,
        backwardRate / GIGA,
        100 * backwardRate / memory);
  }

  /// AdamW reads four values and writes three for each parameter; the norm reads one.
  private void optimizer() {
    long count = size.tokens() * size.channels();
    AdamWMemory parameter =
        new AdamWMemory(
            backend.allocate(count),
            backend.allocate(count),
            backend.allocate(count),
            backend.allocate(count),
            count);
    AdamWRule rule = new AdamWRule(1, 1, 0.9, 0.95, 1e-3, 1, 1e-8);
    rate("AdamW", 28.0 * count, () -> backend.adamW(rule, parameter));
    rate("norm of gradients", 4.0 * count, () -> backend.squaredNorm(parameter.gradient(), count));
  }

  private void rate(String name, double bytes, Runnable work) {
    double seconds = seconds(backend, work);
    out.printf(
        "%-22s %12.3f %10.1f %7.0f%%%n",
        name, seconds * 1e3, bytes / seconds / GIGA, 100 * bytes / seconds / memory);
  }

  private void heads() {
    Operation scan = KernelParts.heads(backend, size);
    double forward = seconds(backend, scan::forward);
    double backward = seconds(backend, scan::backward);
    double rate = KernelParts.headOperations(size) / forward;
    out.printf(
        "%-22s %12.3f %10.1f %7.0f%% %12.3f   (GFLOP/s forward, of matrix products)%n",
        "mamba2 chunks", forward * 1e3, rate / GIGA, 100 * rate / products, backward * 1e3);
  }

  /// The median of work that waits for the device by itself.
  static double secondsAhead(Runnable work) {
    return Stopwatch.median(WARMUP, REPEATS, work);
  }

  static double seconds(GpuBackend backend, Runnable work) {
    return Stopwatch.median(
        WARMUP,
        REPEATS,
        () -> {
          work.run();
          backend.finish();
        });
  }
}
