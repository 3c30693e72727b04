package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// The backward pass over one chunk, from the gradient G of the state at its end to that at its
/// start.
///
/// With M̂_ts = C_t·B_s exp(…), dM = dy uᵀ and h₀ the state at the start: d(b̄ u) = M̂ᵀ dy + exp(…)
/// B G; d(C Bᵀ) = Σ_heads dM ⊙ exp(…) b̄; dC = d(C Bᵀ) B + Σ_heads e dy h₀ᵀ; dB = d(C Bᵀ)ᵀ C + (b̄
/// u exp(…)) Gᵀ; G ← exp(…) G + Cᵀ (e dy). The gradients of the exponents are in [HeadExponents].
final class HeadAdjoint {
  private final HeadChunk chunk;
  private final HeadSignals signals;
  private final HeadScratch scratch;
  private final HeadDecays decays;
  private final HeadGradients gradients;
  private final HeadExponents exponents;
  private final Tensor output;
  private final int width;
  private final int order;
  private final float[] lanes = new float[VectorMath.LANES];
  private MemorySegment memory = MemorySegment.NULL;

  HeadAdjoint(HeadChunk chunk, HeadGradients gradients, Tensor output) {
    this.chunk = chunk;
    this.gradients = gradients;
    this.output = output;
    signals = chunk.signals;
    scratch = chunk.scratch;
    decays = chunk.decays;
    exponents = new HeadExponents(chunk, gradients);
    width = signals.headWidth();
    order = signals.order();
  }

  /// @param carried whether there is a state at the start, at `state`
  /// @param followed whether the state at the end has a gradient
  void run(int sequence, boolean carried, boolean followed, long state) {
    memory = chunk.memory;
    exponents.clear();
    if (followed) {
      gradientFromEnd(carried, state);
    }
    chunk.multiplyVectors();
    for (int h = 0; h < signals.groupHeads(); h++) {
      head(sequence, h, followed);
    }
    storeInputGradient();
    storeVectorGradients(followed);
    if (carried) {
      gradientToStart(followed, state);
    }
    exponents.store(sequence);
  }

  /// exp(…) B G into the gradient of b̄ u, and what the exponents get from it.
  private void gradientFromEnd(boolean carried, long state) {
    int channels = chunk.channels;
    chunk
        .result
        .at(memory, scratch.drivenGradients, channels)
        .product(
            false,
            chunk.tokens,
            channels,
            order,
            chunk.data(chunk.left, signals.inputVector(), order),
            chunk.right.at(memory, scratch.stateGradient, channels));
    Tensor u = signals.input();
    for (int t = 0; t < chunk.tokens; t++) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        long from = chunk.at(u, t, channels) + (long) h * width;
        long at = scratch.drivenGradients + (long) t * channels + (long) h * width;
        int i = h * decays.stride + t;
        Rows.scale(decays.toEnd[i], memory, at, memory, at, width);
        exponents.toEnd[i] = Rows.dot(u.data(), from, memory, at, width, lanes);
      }
    }
    if (carried) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        double sum = 0;
        for (int n = 0; n < order; n++) {
          long at = (long) n * channels + (long) h * width;
          sum += Rows.dot(memory, state + at, memory, scratch.stateGradient + at, width, lanes);
        }
        exponents.whole[h] = sum * decays.whole(h);
      }
    }
  }

  private void head(int sequence, int h, boolean followed) {
    Tensor u = signals.input();
    int tokens = chunk.tokens;
    chunk
        .result
        .at(memory, scratch.weightGradients, decays.stride)
        .productWithTransposed(
            false,
            tokens,
            tokens,
            width,
            chunk.head(chunk.left, output.gradient(), output, h),
            chunk.head(chunk.right, u.data(), u, h));
    chunk.pairs.adjoint(
        h,
        tokens,
        memory,
        scratch.products,
        scratch.weightGradients,
        scratch.weights,
        scratch.productGradients);
    exponents.takePairs(h);
    double trace = 0;
    for (int t = 0; t < tokens; t++) {
      trace += Memory.get(memory, scratch.weightGradients + (long) t * decays.stride + t);
    }
    gradients.feedThrough[sequence][chunk.group * signals.groupHeads() + h] += trace;
    chunk
        .result
        .at(memory, scratch.drivenGradients + (long) h * width, chunk.channels)
        .productOfTransposed(
            followed,
            tokens,
            width,
            tokens,
            chunk.left.at(memory, scratch.weights, decays.stride),
            chunk.head(chunk.right, output.gradient(), output, h));
  }

  /// du = b̄ d(b̄ u) + D dy.
  private void storeInputGradient() {
    Tensor u = signals.input();
    for (int t = 0; t < chunk.tokens; t++) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        long column = (long) h * width;
        Rows.combine(
            gradients.addInput,
            decays.gains.gain[h * decays.stride + t],
            memory,
            scratch.drivenGradients + (long) t * chunk.channels + column,
            chunk.feedThrough(h),
            output.gradient(),
            chunk.at(output, t, chunk.channels) + column,
            u.gradient(),
            chunk.at(u, t, chunk.channels) + column,
            width);
      }
    }
  }

  private void storeVectorGradients(boolean followed) {
    int tokens = chunk.tokens;
    Matrix pairs = chunk.left.at(memory, scratch.productGradients, decays.stride);
    chunk
        .gradient(chunk.result, signals.outputVector(), order)
        .product(
            gradients.addOutputVector,
            tokens,
            order,
            tokens,
            pairs,
            chunk.data(chunk.right, signals.inputVector(), order));
    chunk
        .gradient(chunk.result, signals.inputVector(), order)
        .productOfTransposed(
            gradients.addInputVector,
            tokens,
            order,
            tokens,
            pairs,
            chunk.data(chunk.right, signals.outputVector(), order));
    if (followed) {
      chunk.drive();
      chunk.result.productWithTransposed(
          true,
          tokens,
          order,
          chunk.channels,
          chunk.left.at(memory, scratch.driven, chunk.channels),
          chunk.right.at(memory, scratch.stateGradient, chunk.channels));
    }
  }

  /// The part of the state at the start in dC, and the gradient of that state in the place of G.
  private void gradientToStart(boolean followed, long state) {
    Tensor c = signals.outputVector();
    int tokens = chunk.tokens;
    int channels = chunk.channels;
    for (int t = 0; t < tokens; t++) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        Rows.scale(
            decays.fromStart[h * decays.stride + t],
            output.gradient(),
            chunk.at(output, t, channels) + (long) h * width,
            memory,
            scratch.carriedGradients + (long) t * channels + (long) h * width,
            width);
      }
    }
    for (int h = 0; h < signals.groupHeads(); h++) {
      long column = (long) h * width;
      chunk
          .result
          .at(memory, scratch.vectorGradients, order)
          .productWithTransposed(
              false,
              tokens,
              order,
              width,
              chunk.left.at(memory, scratch.carriedGradients + column, channels),
              chunk.right.at(memory, state + column, channels));
      for (int t = 0; t < tokens; t++) {
        long at = chunk.at(c, t, order);
        long part = scratch.vectorGradients + (long) t * order;
        exponents.fromStart[h * decays.stride + t] =
            Rows.dot(c.data(), at, memory, part, order, lanes);
        Rows.put(true, memory, part, c.gradient(), at, order);
      }
    }
    if (followed) {
      chunk.decayState(scratch.stateGradient, scratch.stateGradient);
    }
    chunk
        .result
        .at(memory, scratch.stateGradient, channels)
        .productOfTransposed(
            followed,
            order,
            channels,
            tokens,
            chunk.data(chunk.left, c, order),
            chunk.right.at(memory, scratch.carriedGradients, channels));
  }
}
