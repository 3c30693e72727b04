package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.tensor.Tensor;

/// y = x·Wᵀ; backwards dx = dy·W, dW = dyᵀ·x.
///
/// In bfloat16 the factors are rounded before: x and dy into the shared scratch memory, behind what
/// the products themselves may use there, W where [RoundedWeights] keeps it.
final class LinearOperation extends GpuOperation {
  private final Kernels kernels;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor output;
  private final boolean rounded;
  private final long firstFactor;
  private final long secondFactor;

  /// A matrix as a factor of products, its rows `stride` values apart.
  private record Factor(MemorySegment memory, int stride) {}

  LinearOperation(Kernels kernels, Tensor input, Tensor weight, Tensor output) {
    if (weight.columns() != input.columns()
        || weight.rows() != output.columns()
        || input.rows() != output.rows()) {
      throw new IllegalArgumentException("%s·%sᵀ does not fit %s".formatted(input, weight, output));
    }
    this.kernels = kernels;
    this.input = input;
    this.weight = weight;
    this.output = output;
    rounded = kernels.precision == MatrixPrecision.BF16;
    int tokens = input.rows();
    int in = input.columns();
    int out = output.columns();
    long sums =
        Math.max(
            TiledProduct.scratchValues(tokens, out, in),
            Math.max(
                TiledProduct.scratchValues(tokens, in, out),
                TiledProduct.scratchValues(out, in, tokens)));
    firstFactor = RoundedFactor.aligned(sums);
    long largest =
        Math.max(RoundedFactor.values(tokens, Math.max(in, out)), RoundedFactor.values(out, in));
    secondFactor = firstFactor + largest;
    kernels.scratch.need(rounded ? secondFactor + largest : sums);
    if (keepsWeight()) {
      kernels.weights.of(weight);
    }
  }

  private boolean keepsWeight() {
    return rounded && weight.isParameter();
  }

  @Override
  void prepare() {
    if (keepsWeight()) {
      kernels.weights.refresh(kernels);
    }
  }

  @Override
  void bindForward(List<Launch> launches) {
    Factor x = factor(launches, input, input.data(), firstFactor);
    Factor w = weightFactor(launches);
    TiledProduct.bindBest(
        kernels,
        new Product(
            x.memory,
            w.memory,
            output.data(),
            output.rows(),
            output.columns(),
            input.columns(),
            x.stride,
            1,
            1,
            w.stride,
            output.rowStride(),
            false,
            rounded),
        launches);
  }

  @Override
  void bindBackward(List<Launch> launches) {
    Factor dy = factor(launches, output, output.gradient(), firstFactor);
    Factor w = weightFactor(launches);
    boolean addInput = input.claimGradient();
    TiledProduct.bindBest(
        kernels,
        new Product(
            dy.memory,
            w.memory,
            input.gradient(),
            input.rows(),
            input.columns(),
            output.columns(),
            dy.stride,
            1,
            w.stride,
            1,
            input.rowStride(),
            addInput,
            rounded),
        launches);
    Factor x = factor(launches, input, input.data(), secondFactor);
    boolean addWeight = weight.claimGradient();
    TiledProduct.bindBest(
        kernels,
        new Product(
            dy.memory,
            x.memory,
            weight.gradient(),
            weight.rows(),
            weight.columns(),
            input.rows(),
            1,
            dy.stride,
            x.stride,
            1,
            weight.rowStride(),
            addWeight,
            rounded),
        launches);
  }

  private Factor weightFactor(List<Launch> launches) {
    return keepsWeight()
        ? new Factor(kernels.weights.of(weight), weight.columns())
        : factor(launches, weight, weight.data(), secondFactor);
  }

  /// @param values those of `tensor` or of its gradient
  /// @param at place in the scratch memory for the rounded ones
  private Factor factor(List<Launch> launches, Tensor tensor, MemorySegment values, long at) {
    if (!rounded) {
      return new Factor(values, tensor.rowStride());
    }
    MemorySegment halves = kernels.scratch.from(at);
    launches.add(
        RoundedFactor.round(
            kernels, values, halves, tensor.rows(), tensor.columns(), tensor.rowStride()));
    return new Factor(halves, tensor.columns());
  }
}
