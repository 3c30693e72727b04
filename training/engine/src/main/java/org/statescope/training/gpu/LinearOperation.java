package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.tensor.Tensor;

/// y = x·Wᵀ; backwards dx = dy·W, dW = dyᵀ·x.
final class LinearOperation extends GpuOperation {
  private final Kernels kernels;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor output;

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
    int tokens = input.rows();
    int in = input.columns();
    int out = output.columns();
    RoundedProduct.reserve(kernels, tokens, out, in);
    RoundedProduct.reserve(kernels, tokens, in, out);
    RoundedProduct.reserve(kernels, out, in, tokens);
  }

  @Override
  void bindForward(List<Launch> launches) {
    add(
        launches,
        new Product(
            input.data(),
            weight.data(),
            output.data(),
            output.rows(),
            output.columns(),
            input.columns(),
            input.rowStride(),
            1,
            1,
            weight.rowStride(),
            output.rowStride(),
            false,
            false));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment gradient = output.gradient();
    boolean addInput = input.claimGradient();
    add(
        launches,
        new Product(
            gradient,
            weight.data(),
            input.gradient(),
            input.rows(),
            input.columns(),
            output.columns(),
            output.rowStride(),
            1,
            weight.rowStride(),
            1,
            input.rowStride(),
            addInput,
            false));
    boolean addWeight = weight.claimGradient();
    add(
        launches,
        new Product(
            gradient,
            input.data(),
            weight.gradient(),
            weight.rows(),
            weight.columns(),
            input.rows(),
            1,
            output.rowStride(),
            input.rowStride(),
            1,
            weight.rowStride(),
            addWeight,
            false));
  }

  private void add(List<Launch> launches, Product product) {
    if (kernels.precision == MatrixPrecision.BF16) {
      RoundedProduct.bind(kernels, product, launches);
    } else {
      TiledProduct.bindBest(kernels, product, launches);
    }
  }
}
