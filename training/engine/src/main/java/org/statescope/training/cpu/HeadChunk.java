package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// One thread's work on one chunk of one group's heads: the outputs, and the state from the chunk's
/// start to its end. The state of a group is `(order, channels of the group)`, so that one product
/// serves all its heads.
final class HeadChunk {
  final HeadSignals signals;
  final HeadScratch scratch;
  final HeadDecays decays;
  final HeadPairs pairs;
  final int channels;
  final Matrix left = new Matrix();
  final Matrix right = new Matrix();
  final Matrix result = new Matrix();

  MemorySegment memory = MemorySegment.NULL;
  int row;
  int tokens;
  int group;

  HeadChunk(
      HeadSignals signals, HeadScratch scratch, Discretisation rule, Tensor rates, int chunk) {
    this.signals = signals;
    this.scratch = scratch;
    decays = new HeadDecays(signals, rule, rates, chunk);
    pairs = new HeadPairs(decays);
    channels = signals.groupHeads() * signals.headWidth();
  }

  /// Goes to `count` tokens from `firstRow` on, of the heads of one group.
  void moveTo(int firstRow, int count, int ofGroup) {
    row = firstRow;
    tokens = count;
    group = ofGroup;
    decays.load(firstRow, count, ofGroup);
  }

  /// Writes the outputs.
  ///
  /// @param carried whether there is a state at the start, at `state`; else it is zero
  void output(Tensor output, boolean carried, long state) {
    int width = signals.headWidth();
    if (carried) {
      // y = C h₀ for all heads at once, then each row by its decay.
      data(result, output, channels)
          .product(
              false,
              tokens,
              channels,
              signals.order(),
              data(left, signals.outputVector(), signals.order()),
              right.at(memory, state, channels));
      for (int t = 0; t < tokens; t++) {
        for (int h = 0; h < signals.groupHeads(); h++) {
          long at = at(output, t, channels) + (long) h * width;
          float decay = decays.fromStart[h * decays.stride + t];
          Rows.scale(decay, output.data(), at, output.data(), at, width);
        }
      }
    }
    multiplyVectors();
    for (int h = 0; h < signals.groupHeads(); h++) {
      pairs.weights(h, tokens, feedThrough(h), memory, scratch.products, scratch.weights);
      head(result, output.data(), output, h)
          .product(
              carried,
              tokens,
              width,
              tokens,
              left.at(memory, scratch.weights, decays.stride),
              head(right, signals.input().data(), signals.input(), h));
    }
  }

  /// C_t·B_s for all pairs of tokens.
  void multiplyVectors() {
    int order = signals.order();
    result
        .at(memory, scratch.products, decays.stride)
        .productWithTransposed(
            false,
            tokens,
            tokens,
            order,
            data(left, signals.outputVector(), order),
            data(right, signals.inputVector(), order));
  }

  /// Writes the state at the chunk's end to `end`, which may be `start`.
  void advance(boolean carried, long start, long end) {
    drive();
    if (carried) {
      decayState(start, end);
    }
    result
        .at(memory, end, channels)
        .productOfTransposed(
            carried,
            signals.order(),
            channels,
            tokens,
            data(left, signals.inputVector(), signals.order()),
            right.at(memory, scratch.driven, channels));
  }

  /// What each token's input leaves at the chunk's end: exp(…) b̄_t u_t.
  void drive() {
    Tensor u = signals.input();
    int width = signals.headWidth();
    for (int t = 0; t < tokens; t++) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        int i = h * decays.stride + t;
        int column = h * width;
        Rows.scale(
            decays.toEnd[i] * decays.gains.gain[i],
            u.data(),
            at(u, t, channels) + column,
            memory,
            scratch.driven + (long) t * channels + column,
            width);
      }
    }
  }

  /// Multiplies an N×D matrix by the decay of each head over the whole chunk.
  void decayState(long from, long to) {
    int width = signals.headWidth();
    for (int n = 0; n < signals.order(); n++) {
      for (int h = 0; h < signals.groupHeads(); h++) {
        long at = (long) n * channels + (long) h * width;
        Rows.scale(decays.whole(h), memory, from + at, memory, to + at, width);
      }
    }
  }

  float feedThrough(int head) {
    Tensor d = signals.feedThrough();
    return d == null ? 0 : Memory.get(d.data(), group * signals.groupHeads() + head);
  }

  /// The group's columns of this chunk's rows of a tensor; each group has `columns` of them.
  Matrix data(Matrix matrix, Tensor tensor, int columns) {
    return matrix.at(tensor.data(), at(tensor, 0, columns), tensor.rowStride());
  }

  /// The same of its gradient.
  Matrix gradient(Matrix matrix, Tensor tensor, int columns) {
    return matrix.at(tensor.gradient(), at(tensor, 0, columns), tensor.rowStride());
  }

  /// One head's columns of this chunk's rows.
  Matrix head(Matrix matrix, MemorySegment values, Tensor tensor, int head) {
    long at = at(tensor, 0, channels) + (long) head * signals.headWidth();
    return matrix.at(values, at, tensor.rowStride());
  }

  /// Where the group's columns of token `t` begin.
  long at(Tensor tensor, int t, int columns) {
    return (long) (row + t) * tensor.rowStride() + (long) group * columns;
  }
}
