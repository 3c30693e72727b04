package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.Tensor;

/// Bfloat16 copies of parameters that are factors of products, so that a weight is rounded once for
/// all products of a step. They are made anew behind an update and, before the next pass, where
/// anything else has changed a parameter.
final class RoundedWeights {
  private final GpuRuntime runtime;
  private final Map<Tensor, MemorySegment> copies = new IdentityHashMap<>();
  private @Nullable List<Launch> launches;
  private boolean stale = true;

  RoundedWeights(GpuRuntime runtime) {
    this.runtime = runtime;
  }

  /// The copy of a parameter, `(rows, columns)` dense; there is memory for it from now on.
  MemorySegment of(Tensor parameter) {
    return copies.computeIfAbsent(
        parameter,
        weight -> {
          launches = null;
          stale = true;
          return runtime.allocate(
              RoundedFactor.values(weight.rows(), weight.columns()) * Float.BYTES);
        });
  }

  /// Says that parameters may have changed.
  void outdate() {
    stale = true;
  }

  /// Queues the rounding where a copy may differ from its parameter.
  void refresh(Kernels kernels) {
    if (stale) {
      launches(kernels).forEach(Launch::run);
      stale = false;
    }
  }

  /// The launches that round all of them.
  List<Launch> launches(Kernels kernels) {
    List<Launch> bound = launches;
    if (bound == null) {
      bound = new ArrayList<>();
      for (Map.Entry<Tensor, MemorySegment> copy : copies.entrySet()) {
        Tensor weight = copy.getKey();
        bound.add(
            RoundedFactor.round(
                kernels,
                weight.data(),
                copy.getValue(),
                weight.rows(),
                weight.columns(),
                weight.rowStride()));
      }
      launches = bound;
    }
    return bound;
  }
}
