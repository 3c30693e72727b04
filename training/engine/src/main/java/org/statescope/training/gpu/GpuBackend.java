package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Precision;
import org.statescope.training.tensor.QueuedTraining;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.StepPlan;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// A graphics processor as a [Backend], float32. Kernels are queued without waiting; the host waits
/// where it reads, and for queued steps not even there.
public final class GpuBackend implements Backend {
  private final GpuRuntime runtime;
  private final Kernels kernels;
  private final Faults faults;
  private final OptimizerKernels optimizer;

  /// @param precision of the factors of matrix products
  GpuBackend(GpuRuntime runtime, MatrixPrecision precision) {
    this(runtime, precision, SequenceSplit.over(runtime.parallelism()));
  }

  private GpuBackend(GpuRuntime runtime, MatrixPrecision precision, SequenceSplit split) {
    this.runtime = runtime;
    kernels = new Kernels(runtime, precision, split);
    faults = new Faults(runtime, kernels.reads);
    optimizer = new OptimizerKernels(kernels);
  }

  /// A backend on the same open device, closed with this one, that cuts sequences into that number
  /// of segments as far as they have chunks.
  GpuBackend splitInto(int segments) {
    SequenceSplit split = SequenceSplit.into(segments, runtime.parallelism());
    return new GpuBackend(runtime, kernels.precision, split);
  }

  /// Operations made from now on cut no sequences, which takes time where a device is not full, but
  /// no memory.
  public void keepSequencesWhole() {
    kernels.split = SequenceSplit.into(1, runtime.parallelism());
  }

  @Override
  public String description() {
    return runtime.description();
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public boolean sharesMemoryWithJava() {
    return false;
  }

  @Override
  public long allocatedBytes() {
    return runtime.allocatedBytes();
  }

  /// Waits until the device has done everything it was asked for; for timings.
  public void finish() {
    runtime.finish();
  }

  /// Bytes that the operations made so far take, the memory they share included.
  public long neededBytes() {
    return runtime.allocatedBytes() + kernels.scratch.bytes();
  }

  @Override
  public MemorySegment allocate(long count) {
    return runtime.allocate(Math.max(1, count) * Float.BYTES);
  }

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    kernels.reads.read(from, to);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {
    runtime.write(from, to);
    kernels.weights.outdate();
  }

  @Override
  public Operation embedding(Tokens tokens, Tensor table, Tensor output) {
    return new EmbeddingOperation(kernels, tokens, table, output);
  }

  @Override
  public Operation linear(Tensor input, Tensor weight, Tensor output) {
    return new LinearOperation(kernels, input, weight, output);
  }

  @Override
  public Operation add(Tensor left, Tensor right, Tensor output) {
    return ElementwiseOperations.add(kernels, left, right, output);
  }

  @Override
  public Operation rmsNorm(Tensor input, Tensor weight, double epsilon, Tensor output) {
    return new RmsNormOperation(kernels, input, weight, epsilon, output);
  }

  @Override
  public Operation causalConvolutionSilu(
      int batch, Tensor input, Tensor weight, Tensor bias, Tensor output) {
    return new ConvolutionOperation(kernels, batch, input, weight, bias, output);
  }

  @Override
  public Operation negativeExponential(Tensor input, Tensor output) {
    return ElementwiseOperations.negativeExponential(kernels, input, output);
  }

  @Override
  public Operation selectiveScan(
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output) {
    return new SelectiveScanOperation(
        kernels, signals, rule, stateMatrix, inputVector, outputVector, output);
  }

  @Override
  public Operation companionScan(
      ScanSignals signals, Tensor coefficients, Tensor outputVector, Tensor output) {
    return canonical(
        CanonicalForm.CONTROLLABLE_COMPANION, signals, coefficients, outputVector, output);
  }

  @Override
  public Operation observableCompanionScan(
      ScanSignals signals, Tensor coefficients, Tensor inputVector, Tensor output) {
    return canonical(
        CanonicalForm.OBSERVABLE_COMPANION, signals, coefficients, inputVector, output);
  }

  @Override
  public Operation schwarzScan(
      ScanSignals signals, Tensor parameters, Tensor outputVector, Tensor output) {
    return canonical(CanonicalForm.SCHWARZ, signals, parameters, outputVector, output);
  }

  @Override
  public Operation schwarzDualScan(
      ScanSignals signals, Tensor parameters, Tensor inputVector, Tensor output) {
    return canonical(CanonicalForm.SCHWARZ_DUAL, signals, parameters, inputVector, output);
  }

  private Operation canonical(
      CanonicalForm form,
      ScanSignals signals,
      Tensor parameters,
      Tensor openVector,
      Tensor output) {
    return new CanonicalScanOperation(
        kernels, faults, form, signals, parameters, openVector, output);
  }

  @Override
  public Operation hurwitzCoefficients(Tensor factors, Tensor coefficients) {
    return new HurwitzOperation(kernels, factors, coefficients);
  }

  @Override
  public Operation positive(Tensor input, Tensor output) {
    return SoftplusOperations.positive(kernels, input, HurwitzPolynomial.SMALLEST, output);
  }

  @Override
  public Operation negativeSoftplus(Tensor input, double margin, Tensor output) {
    return SoftplusOperations.negative(kernels, input, margin, output);
  }

  @Override
  public RecurrentOperation headScan(
      HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    return new HeadScanOperation(kernels, signals, rule, rates, output);
  }

  @Override
  public Operation gatedRmsNorm(
      Tensor input, Tensor gate, Tensor weight, int groups, double epsilon, Tensor output) {
    return new GatedNormOperation(kernels, input, gate, weight, groups, epsilon, output);
  }

  @Override
  public LossOperation crossEntropy(Tokens tokens, Tensor logits) {
    return new CrossEntropyOperation(kernels, faults, tokens, logits);
  }

  @Override
  public Optional<QueuedTraining> queue(StepPlan plan) {
    return Optional.of(new QueuedSteps(kernels, faults, optimizer, plan));
  }

  @Override
  public double squaredNorm(MemorySegment values, long count) {
    return optimizer.squaredNorm(values, count);
  }

  @Override
  public void adamW(AdamWRule rule, AdamWMemory memory) {
    optimizer.update(rule, memory);
    kernels.weights.outdate();
  }

  @Override
  public long replaceAbove(MemorySegment values, long count, double largest, double replacement) {
    kernels.weights.outdate();
    return optimizer.replaceAbove(values, count, largest, replacement);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
