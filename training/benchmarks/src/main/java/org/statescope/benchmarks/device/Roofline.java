package org.statescope.benchmarks.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.statescope.benchmarks.Stopwatch;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.Operation;

/// One device's own rates of memory and of matrix products, and every kernel beside the one that
/// limits it. Bytes are those of signals and their gradients, counted once. Products are measured
/// through our linear operation: under bf16 the rounding of the left factor is in their time.
final class Roofline {
  static final String RATES = "rates";
  private static final int WARMUP = 3;
  private static final int REPEATS = 10;
  private static final double GIGA = 1e9;
  private static final double TERA = 1e12;
  private static final int LARGE_CHANNELS = 1024;
  private static final int LARGE_SIDE = 8192;
  private static final int SMALL_SIDE = 512;
  private static final List<SsmStructure> SCANS =
      List.of(
          SsmStructure.MAMBA,
          SsmStructure.SC_MAMBA,
          SsmStructure.ROUTH_SCHWARZ,
          SsmStructure.SO_MAMBA,
          SsmStructure.ROUTH_SCHWARZ_DUAL);

  private final Consumer<Row> rows;
  private final GpuBackend backend;
  private final LayerSize size;
  private final double memory;
  private final double products;

  Roofline(Consumer<Row> rows, GpuBackend backend, LayerSize size) {
    this.rows = rows;
    this.backend = backend;
    this.size = size;
    int values = Math.toIntExact(size.tokens() * size.channels());
    memory = 12.0 * values / seconds(LayerParts.sum(backend, values)::forward);
    int side = size.channels() >= LARGE_CHANNELS ? LARGE_SIDE : SMALL_SIDE;
    products = 2.0 * side * side * side / seconds(LayerParts.product(backend, side)::forward);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("copy_gbs", memory / GIGA);
    fields.put("products_tflops", products / TERA);
    fields.put("side", side);
    fields.put("layer", size.toString());
    rows.accept(new Row(RATES, fields));
  }

  /// The name of a structure's row.
  static String scan(SsmStructure structure) {
    return structure.label() + " scan";
  }

  /// Measures the kernels whose names match.
  void measure(String pattern) {
    for (SsmStructure structure : SCANS) {
      measure(pattern, scan(structure), () -> line(part(structure)));
    }
    measure(pattern, "mamba2 chunks", this::heads);
    for (KernelPart part : KernelParts.streaming(backend, size)) {
      measure(pattern, part.name(), () -> line(part));
    }
    measure(pattern, "AdamW", this::optimizer);
    measure(pattern, "norm of gradients", this::gradientNorm);
  }

  private void measure(String pattern, String name, Runnable work) {
    if (name.matches(pattern)) {
      try {
        work.run();
      } catch (RuntimeException e) {
        rows.accept(Row.failed(name, String.valueOf(e.getMessage())));
      }
    }
  }

  private KernelPart part(SsmStructure structure) {
    double signal = 4.0 * size.tokens() * size.channels();
    double vectors = 4.0 * size.tokens() * size.order() * (structure == SsmStructure.MAMBA ? 2 : 1);
    return new KernelPart(
        scan(structure),
        () -> LayerParts.scan(backend, structure, size),
        4 * signal + vectors,
        7 * signal + 2 * vectors);
  }

  private void line(KernelPart part) {
    Operation operation = part.operation().get();
    Map<String, Object> fields = new LinkedHashMap<>();
    pass(fields, "forward", part.forwardBytes(), seconds(operation::forward));
    pass(fields, "backward", part.backwardBytes(), seconds(operation::backward));
    rows.accept(new Row(part.name(), fields));
  }

  private void pass(Map<String, Object> fields, String pass, double bytes, double seconds) {
    fields.put(pass + "_ms", seconds * 1e3);
    fields.put(pass + "_gbs", bytes / seconds / GIGA);
    fields.put(pass + "_of_copy", bytes / seconds / memory);
  }

  /// AdamW reads four values and writes three for each parameter.
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
    Map<String, Object> fields = new LinkedHashMap<>();
    pass(fields, "forward", 28.0 * count, seconds(() -> backend.adamW(rule, parameter)));
    rows.accept(new Row("AdamW", fields));
  }

  private void gradientNorm() {
    long count = size.tokens() * size.channels();
    var gradient = backend.allocate(count);
    Map<String, Object> fields = new LinkedHashMap<>();
    pass(fields, "forward", 4.0 * count, seconds(() -> backend.squaredNorm(gradient, count)));
    rows.accept(new Row("norm of gradients", fields));
  }

  private void heads() {
    Operation scan = KernelParts.heads(backend, size);
    double forward = seconds(scan::forward);
    double operations =
        size.tokens()
            * KernelParts.headOperations(
                KernelParts.CHUNK, KernelParts.HEAD_ORDER, size.channels());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("forward_ms", forward * 1e3);
    fields.put("forward_tflops", operations / forward / TERA);
    fields.put("forward_of_products", operations / forward / products);
    fields.put("backward_ms", seconds(scan::backward) * 1e3);
    rows.accept(new Row("mamba2 chunks", fields));
  }

  private double seconds(Runnable work) {
    return Stopwatch.median(
        WARMUP,
        REPEATS,
        () -> {
          work.run();
          backend.finish();
        });
  }
}
