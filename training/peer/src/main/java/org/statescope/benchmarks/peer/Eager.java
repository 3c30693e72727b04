package org.statescope.benchmarks.peer;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/// What libtorch's Java interface lacks for eager code.
final class Eager {
  private Eager() {}

  /// Runs `work` and frees every tensor it made but the result, as leaving a Python function does.
  /// Must be called within a scope, which then owns the result.
  static Tensor scoped(Supplier<Tensor> work) {
    PointerScope outer = PointerScope.getInnerScope();
    try (PointerScope inner = new PointerScope()) {
      Tensor result = work.get();
      outer.attach(result);
      return result;
    }
  }

  /// `x[:, first::stride]`: a view.
  static Tensor every(Tensor x, long first, long stride) {
    return x.slice(1, new LongOptional(first), new LongOptional(), stride);
  }

  /// `x[:, first:end]`: a view.
  static Tensor range(Tensor x, long first, long end) {
    return x.narrow(1, first, end - first);
  }
}
