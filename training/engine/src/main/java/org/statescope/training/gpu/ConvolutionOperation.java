package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.Tensor;

/// Causal depthwise convolution with bias and SiLU, see `convolution.c`.
final class ConvolutionOperation extends GpuOperation {
  private static final int LANES = 128;
  private static final int TOKENS_PER_BLOCK = 64;

  private final Kernels kernels;
  private final Program program;
  private final int length;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor bias;
  private final Tensor output;
  private final int blocks;
  private final long count;

  ConvolutionOperation(
      Kernels kernels, int batch, Tensor input, Tensor weight, Tensor bias, Tensor output) {
    int channels = input.columns();
    if (weight.rows() != channels
        || bias.shape().count() != channels
        || !input.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s and %s cannot convolve %s into %s".formatted(weight, bias, input, output));
    }
    this.kernels = kernels;
    this.length = input.rows() / batch;
    this.input = input;
    this.weight = weight;
    this.bias = bias;
    this.output = output;
    program = Program.of("convolution", Map.of("TAPS", weight.columns()));
    blocks = batch * Math.ceilDiv(length, TOKENS_PER_BLOCK);
    count = input.shape().count();
    kernels.scratch.need(count + (long) blocks * channels * (weight.columns() + 1));
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "convolution_forward",
            Grid.of(count),
            input.data(),
            weight.data(),
            bias.data(),
            output.data(),
            length,
            input.columns(),
            input.rowStride(),
            output.rowStride(),
            count));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    int channels = input.columns();
    MemorySegment inner = kernels.scratch.from(0);
    MemorySegment weightPart = kernels.scratch.from(count);
    MemorySegment biasPart = kernels.scratch.from(count + (long) blocks * weight.shape().count());
    launches.add(
        kernels.bind(
            program,
            "convolution_inner",
            Grid.of(count),
            input.data(),
            weight.data(),
            bias.data(),
            output.gradient(),
            inner,
            length,
            channels,
            input.rowStride(),
            output.rowStride(),
            count));
    launches.add(
        kernels.bind(
            program,
            "convolution_weight_backward",
            Grid.of(Math.ceilDiv(channels, LANES), blocks, LANES),
            input.data(),
            inner,
            weightPart,
            biasPart,
            length,
            TOKENS_PER_BLOCK,
            channels,
            input.rowStride()));
    launches.add(kernels.sumParts(weightPart, blocks, weight));
    launches.add(kernels.sumParts(biasPart, blocks, bias));
    boolean add = input.claimGradient();
    launches.add(
        kernels.bind(
            program,
            "convolution_backward",
            Grid.of(count),
            inner,
            weight.data(),
            input.gradient(),
            length,
            channels,
            input.rowStride(),
            count,
            add));
  }
}
