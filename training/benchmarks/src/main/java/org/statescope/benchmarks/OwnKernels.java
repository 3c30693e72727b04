package org.statescope.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.Presets;

/// Measures a large matrix product and the recurrences of one layer alone, as a process of its own.
public final class OwnKernels {
  private OwnKernels() {}

  public static void main(String[] arguments) {
    Map<String, Double> figures = new LinkedHashMap<>();
    try (CpuBackend backend = CpuBackend.create()) {
      figures.put("product-rate", Machine.gemmRate(backend));
      for (String preset : ScanTimes.PRESETS) {
        ScanTimes times = ScanTimes.measure(backend, Presets.get(preset));
        figures.put(preset + ".forward", times.forward());
        figures.put(preset + ".both", times.both());
      }
    }
    new Figures(figures).print(System.out);
  }
}
