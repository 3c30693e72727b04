package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.statescope.training.run.Discretisation;

/// A device that holds tensors and computes the operations of the models.
///
/// Each factory method binds an operation to its tensors; sizes are checked there and memory is
/// touched only when the operation runs. The formulas below are the contract that every backend
/// keeps.
public interface Backend extends AutoCloseable {
  /// The device in words, such as `CPU, 2 threads, 8 lanes`.
  String description();

  Precision precision();

  /// Memory for `count` values, all zero, that lives until the backend is closed.
  ///
  /// The memory may lie on a device: then Java can slice the segment but not read it. Everything
  /// outside a backend's own operations goes through [#read] and [#write].
  MemorySegment allocate(long count);

  /// Whether Java may read and write the memory directly.
  boolean sharesMemoryWithJava();

  /// Bytes handed out since the backend was made.
  long allocatedBytes();

  /// Waits for the operations before it and copies `from` in the backend's memory to `to`.
  void read(MemorySegment from, MemorySegment to);

  /// Copies `from` to `to` in the backend's memory, behind the operations before it.
  void write(MemorySegment from, MemorySegment to);

  /// output_t = table[token_t]. Table `(vocabulary, width)`, output `(batch, length, width)`.
  Operation embedding(Tokens tokens, Tensor table, Tensor output);

  /// output = input · weightᵀ. Input `(…, in)`, weight `(out, in)`, output `(…, out)`.
  Operation linear(Tensor input, Tensor weight, Tensor output);

  /// output = left + right, all of one shape.
  Operation add(Tensor left, Tensor right, Tensor output);

  /// output = input / √(mean(input²) + epsilon) ⊙ weight, the mean over the columns. Weight
  /// `(width)`.
  Operation rmsNorm(Tensor input, Tensor weight, double epsilon, Tensor output);

  /// output_t = SiLU(bias + Σ_k weight_k ⊙ input_{t−K+1+k}), tokens before the first being zero.
  /// Input and output `(batch, length, channels)`, weight `(channels, 1, K)`, bias `(channels)`.
  Operation causalConvolutionSilu(
      int batch, Tensor input, Tensor weight, Tensor bias, Tensor output);

  /// output = −exp(input), of any shape.
  Operation negativeExponential(Tensor input, Tensor output);

  /// The selective scan of Mamba (arXiv 2312.00752) with A diagonal: h_t = ā_t ⊙ h_{t−1} + b̄_t ⊙
  /// B_t u_t, y_t = C_t·h_t, where each entry a of A has
  ///
  /// | rule | ā | b̄ |
  /// |---|---|---|
  /// | Euler | exp(Δa) | Δ |
  /// | zero-order hold | exp(Δa) | (exp(Δa) − 1) / a, which is Δ at a = 0 |
  /// | bilinear | (1 + δa) / (1 − δa), δ = Δ/2 | Δ / (1 − δa) |
  ///
  /// A `(channels, order)`, below 0 for the bilinear rule, which has a pole at δa = 1. B and C
  /// `(batch, length, groups · order)`: the channels are divided into equal groups, of which each
  /// reads its own part. Output `(batch, length, channels)`.
  Operation selectiveScan(
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output);

  /// The controllable companion recurrence under the bilinear rule: (I − Δ/2 A) h_t = (I + Δ/2 A)
  /// h_{t−1} + Δ e_N u_t, y_t = C_t·h_t, A with ones above the diagonal and last row −coefficients.
  ///
  /// Coefficients `(order)` for all channels or `(channels, order)`. C `(batch, length, order)`, or
  /// the same for all tokens, then of the coefficients' shape. Output `(batch, length, channels)`.
  ///
  /// Running it throws [ArithmeticException] naming sequence, token and channel where I − Δ/2 A is
  /// not safely invertible, which cannot happen for a Hurwitz polynomial.
  Operation companionScan(
      ScanSignals signals, Tensor coefficients, Tensor outputVector, Tensor output);

  /// The transposed system: (I − Δ/2 Aᵀ) h_t = (I + Δ/2 Aᵀ) h_{t−1} + Δ B_t u_t, y_t = e_Nᵀ h_t;
  /// shapes and failure as in [#companionScan], B in the place of C.
  Operation observableCompanionScan(
      ScanSignals signals, Tensor coefficients, Tensor inputVector, Tensor output);

  /// The Routh–Schwarz recurrence under the bilinear rule: A = S − g e_N e_Nᵀ with f_i above and
  /// −f_i below the diagonal, B = √(2g) e_N, C from the token. The parameters are f_1 … f_{N−1}, g,
  /// all above 0; shapes as in [#companionScan].
  Operation schwarzScan(ScanSignals signals, Tensor parameters, Tensor outputVector, Tensor output);

  /// The transposed system: Aᵀ, B from the token, C = √(2g) e_Nᵀ; shapes as in [#companionScan].
  Operation schwarzDualScan(
      ScanSignals signals, Tensor parameters, Tensor inputVector, Tensor output);

  /// The coefficients of ∏(s² + 2ζωs + ω²), times (s + σ) for an odd order, where the factors hold
  /// ζ, ω and σ as [HurwitzPolynomial] takes them. Factors and coefficients `(order)` or
  /// `(polynomials, order)`.
  Operation hurwitzCoefficients(Tensor factors, Tensor coefficients);

  /// output = −(margin + softplus(input)), of any shape: at most −margin whatever the input.
  Operation negativeSoftplus(Tensor input, double margin, Tensor output);

  /// The recurrence of Mamba-2 (state space duality, arXiv 2405.21060): for each head with rate a
  /// and each of its channels h_t = exp(Δ_t a) h_{t−1} + b̄_t u_t B_t, y_t = C_t·h_t + D u_t, with
  /// b̄ of Euler's rule or of the zero-order hold as in [#selectiveScan]. Rates `(heads)`, output
  /// `(batch, length, channels)`. The bilinear rule is refused: see
  /// [org.statescope.training.run.SsmStructure#discretisations].
  ///
  /// Over a chunk of tokens this is the matrix product y = M u + diag(e) C h₀ with M_ts = C_t·B_s
  /// exp(Σ_{s<r≤t} Δ_r a) b̄_s for s ≤ t, e_t = exp(Σ_{r≤t} Δ_r a). Pairs with s > t are left out
  /// before the exponential, where they could overflow.
  RecurrentOperation headScan(
      HeadSignals signals, Discretisation rule, Tensor rates, Tensor output);

  /// The norm of Mamba-2, gate first: v = input ⊙ SiLU(gate), output = v / √(mean(v²) + epsilon) ⊙
  /// weight, the mean over each of `groups` equal parts of the columns. Weight `(width)`.
  Operation gatedRmsNorm(
      Tensor input, Tensor gate, Tensor weight, int groups, double epsilon, Tensor output);

  /// output = log(1 + e^input) + [HurwitzPolynomial#SMALLEST], of any shape: always positive.
  Operation positive(Tensor input, Tensor output);

  /// Mean over all tokens of −log softmax(logits)[target]. Logits `(batch, length, vocabulary)`;
  /// their gradient takes the place of the logits themselves, which are therefore lost in the
  /// backward pass.
  LossOperation crossEntropy(Tokens tokens, Tensor logits);

  /// Training steps that are queued; empty where every call waits for what it computes.
  default Optional<QueuedTraining> queue(StepPlan plan) {
    return Optional.empty();
  }

  /// The square of the L2 norm of `count` values, summed in a fixed order.
  double squaredNorm(MemorySegment values, long count);

  /// One AdamW update of `count` values, see [AdamWRule].
  void adamW(AdamWRule rule, AdamWMemory memory);

  /// Writes `replacement` over each of `count` values that is greater than `largest`.
  ///
  /// @return how many were changed
  long replaceAbove(MemorySegment values, long count, double largest, double replacement);

  @Override
  void close();
}
