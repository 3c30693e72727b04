package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Precision;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// The processor as a [Backend], float32. Results are repeatable to the bit on one machine with one
/// number of threads.
public final class CpuBackend implements Backend {
  private final WorkPool pool;
  private final Blas blas = new Blas();
  private final GemmClock clock = new GemmClock();
  private final AdamWKernel optimizer;
  private final ScratchMemory scratch;
  private final ScanTile tile = new ScanTile();

  private CpuBackend(int threads) {
    pool = new WorkPool(threads);
    optimizer = new AdamWKernel(pool);
    scratch = new ScratchMemory(blas, threads);
  }

  /// A backend on all processors of the machine.
  public static CpuBackend create() {
    return create(Runtime.getRuntime().availableProcessors());
  }

  /// A backend on `threads` threads, the caller's among them.
  public static CpuBackend create(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "a backend needs at least one thread, not %d".formatted(threads));
    }
    return new CpuBackend(threads);
  }

  @Override
  public String description() {
    return "CPU, %d threads, vectors of %d".formatted(pool.threads(), VectorMath.LANES);
  }

  /// Lets only `threads` of the backend's threads work from now on. The division of the work stays,
  /// so results keep every bit.
  ///
  /// @throws IllegalArgumentException if there are not so many
  public void working(int threads) {
    pool.working(threads);
  }

  /// Lets the scans take `tokens` tokens at a time from the next forward pass on; results keep
  /// every bit.
  ///
  /// @throws IllegalArgumentException if it is not between 1 and [ScanTile#LONGEST]
  public void scanTile(int tokens) {
    tile.tokens(tokens);
  }

  /// How many tokens the scans take at a time.
  public int scanTile() {
    return tile.tokens();
  }

  /// Other lengths worth trying; none if no operation of this backend is such a scan.
  public List<Integer> otherScanTiles() {
    return tile.isUsed() ? ScanTile.OTHERS : List.of();
  }

  @Override
  public boolean sharesMemoryWithJava() {
    return true;
  }

  @Override
  public long allocatedBytes() {
    return blas.allocatedBytes();
  }

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    copy(from, to);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {
    copy(from, to);
  }

  private static void copy(MemorySegment from, MemorySegment to) {
    MemorySegment.copy(from, 0, to, 0, Math.min(from.byteSize(), to.byteSize()));
  }

  /// Wall time spent in matrix products since the backend was made.
  public long gemmNanoseconds() {
    return clock.nanoseconds();
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public MemorySegment allocate(long count) {
    return blas.allocate(count);
  }

  @Override
  public Operation embedding(Tokens tokens, Tensor table, Tensor output) {
    return new EmbeddingKernel(pool, tokens, table, output);
  }

  @Override
  public Operation linear(Tensor input, Tensor weight, Tensor output) {
    return new LinearKernel(pool, clock, input, weight, output);
  }

  @Override
  public Operation add(Tensor left, Tensor right, Tensor output) {
    return new AddKernel(pool, left, right, output);
  }

  @Override
  public Operation rmsNorm(Tensor input, Tensor weight, double epsilon, Tensor output) {
    return new RmsNormKernel(pool, input, weight, epsilon, output);
  }

  @Override
  public Operation causalConvolutionSilu(
      int batch, Tensor input, Tensor weight, Tensor bias, Tensor output) {
    return new ConvolutionKernel(pool, batch, input, weight, bias, output);
  }

  @Override
  public Operation negativeExponential(Tensor input, Tensor output) {
    return new NegativeExponentialKernel(input, output);
  }

  @Override
  public Operation selectiveScan(
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output) {
    return new SelectiveScanKernel(
        pool, tile, signals, rule, stateMatrix, inputVector, outputVector, output);
  }

  @Override
  public Operation companionScan(
      ScanSignals signals, Tensor coefficients, Tensor outputVector, Tensor output) {
    // The published form has a kernel of its own, whose sweeps are fused.
    boolean published = coefficients.rows() == 1 && outputVector.shape().dimensions() > 2;
    return published
        ? new CompanionScanKernel(pool, tile, signals, coefficients, outputVector, output)
        : new CanonicalScanKernel(
            pool,
            tile,
            CanonicalScan.CONTROLLABLE_COMPANION,
            signals,
            coefficients,
            outputVector,
            output);
  }

  @Override
  public Operation observableCompanionScan(
      ScanSignals signals, Tensor coefficients, Tensor inputVector, Tensor output) {
    return new CanonicalScanKernel(
        pool, tile, CanonicalScan.OBSERVABLE_COMPANION, signals, coefficients, inputVector, output);
  }

  @Override
  public Operation schwarzScan(
      ScanSignals signals, Tensor parameters, Tensor outputVector, Tensor output) {
    return new CanonicalScanKernel(
        pool, tile, CanonicalScan.SCHWARZ, signals, parameters, outputVector, output);
  }

  @Override
  public Operation schwarzDualScan(
      ScanSignals signals, Tensor parameters, Tensor inputVector, Tensor output) {
    return new CanonicalScanKernel(
        pool, tile, CanonicalScan.SCHWARZ_DUAL, signals, parameters, inputVector, output);
  }

  @Override
  public Operation positive(Tensor input, Tensor output) {
    return new PositiveKernel(input, output);
  }

  @Override
  public Operation hurwitzCoefficients(Tensor factors, Tensor coefficients) {
    return new HurwitzKernel(factors, coefficients);
  }

  @Override
  public Operation negativeSoftplus(Tensor input, double margin, Tensor output) {
    return new NegativeSoftplusKernel(input, margin, output);
  }

  @Override
  public RecurrentOperation headScan(
      HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    return new HeadScanKernel(pool, scratch, signals, rule, rates, output);
  }

  @Override
  public Operation gatedRmsNorm(
      Tensor input, Tensor gate, Tensor weight, int groups, double epsilon, Tensor output) {
    return new GatedNormKernel(pool, input, gate, weight, groups, epsilon, output);
  }

  @Override
  public LossOperation crossEntropy(Tokens tokens, Tensor logits) {
    return new CrossEntropyKernel(pool, tokens, logits);
  }

  @Override
  public double squaredNorm(MemorySegment values, long count) {
    return optimizer.squaredNorm(values, count);
  }

  @Override
  public void adamW(AdamWRule rule, AdamWMemory memory) {
    optimizer.update(rule, memory);
  }

  @Override
  public long replaceAbove(MemorySegment values, long count, double largest, double replacement) {
    long changed = 0;
    for (long i = 0; i < count; i++) {
      if (Memory.get(values, i) > largest) {
        Memory.set(values, i, (float) replacement);
        changed++;
      }
    }
    return changed;
  }

  @Override
  public void close() {
    pool.close();
    blas.close();
  }
}
