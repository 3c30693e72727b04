package org.statescope.benchmarks.peer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The minimal chunked algorithm of Mamba-2 (arXiv 2405.21060, section 6): products within chunks,
/// the state of each chunk, the recurrence over chunks as one more product, and what the incoming
/// states put out.
final class StateSpaceDual {
  /// Tokens of a chunk.
  private static final long CHUNK = 64;

  private StateSpaceDual() {}

  /// Letters: b batch, c chunk, l and s token within it, h head, p channel of a head, n state, z
  /// chunk that reads.
  ///
  /// @param x Δ·u, `(batch, length, heads, headChannels)`; the length a multiple of the chunk
  /// @param a Δ·a, `(batch, length, heads)`
  /// @param b `(batch, length, heads, order)`, as is `c`
  /// @return `(batch, length, heads, headChannels)`
  static Tensor apply(Tensor x, Tensor a, Tensor b, Tensor c) {
    long batch = x.size(0);
    long length = x.size(1);
    if (length % CHUNK != 0) {
      throw new IllegalArgumentException(
          "The length %d is not a multiple of the chunk %d.".formatted(length, CHUNK));
    }
    long chunks = length / CHUNK;
    Tensor xs = x.reshape(batch, chunks, CHUNK, x.size(2), x.size(3));
    Tensor bs = b.reshape(batch, chunks, CHUNK, b.size(2), b.size(3));
    Tensor cs = c.reshape(batch, chunks, CHUNK, c.size(2), c.size(3));
    Tensor as = a.reshape(batch, chunks, CHUNK, a.size(2)).permute(0, 3, 1, 2); // b h c l
    Tensor sums = as.cumsum(3); // b h c l
    Tensor total = sums.narrow(3, CHUNK - 1, 1); // b h c 1

    Tensor within = segmentSums(as).exp(); // b h c l s
    Tensor inner = einsum("bclhn,bcshn,bhcls,bcshp->bclhp", cs, bs, within, xs);

    Tensor toEnd = total.sub(sums).exp(); // b h c l
    Tensor states = einsum("bclhn,bhcl,bclhp->bchpn", bs, toEnd, xs);
    Tensor first = torch.zeros_like(states.narrow(1, 0, 1));
    Tensor withFirst = torch.cat(new TensorVector(first, states), 1); // b c+1 h p n
    Tensor between = segmentSums(torch.pad(total.squeeze(3), 1, 0)).exp(); // b h z c
    Tensor incoming = einsum("bhzc,bchpn->bzhpn", between, withFirst).narrow(1, 0, chunks);

    Tensor outer = einsum("bclhn,bchpn,bhcl->bclhp", cs, incoming, sums.exp());
    return inner.add(outer).reshape(x.shape());
  }

  /// S_ij = a_{j+1} + … + a_i for i ≥ j and −∞ above: masked before the exponential. Summed, not
  /// subtracted, so that nothing cancels.
  ///
  /// @param a `(…, length)`
  /// @return `(…, length, length)`
  private static Tensor segmentSums(Tensor a) {
    long length = a.size(a.dim() - 1);
    Tensor ones =
        torch.ones(
            new long[] {length, length},
            new TensorOptions().dtype(new ScalarTypeOptional(ScalarType.Bool)));
    long[] shape = new long[(int) a.dim() + 1];
    for (int i = 0; i < shape.length - 1; i++) {
      shape[i] = a.size(i);
    }
    shape[shape.length - 1] = length;
    Tensor repeated = a.unsqueeze(a.dim()).expand(shape); // [i][j] = a_i
    Tensor below = repeated.masked_fill(ones.tril(-1).logical_not(), new Scalar(0.0));
    return below
        .cumsum(a.dim() - 1)
        .masked_fill(ones.tril(0).logical_not(), new Scalar(Double.NEGATIVE_INFINITY));
  }

  private static Tensor einsum(String equation, Tensor... operands) {
    return torch.einsum(equation, new TensorVector(operands));
  }
}
