package org.statescope.training.plain;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.statescope.training.plain.PlainCanonicalScan.Form;
import org.statescope.training.plain.PlainCanonicalScan.Pattern;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.MatrixPrecision;
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

/// The slow twin that defines every operation, in double: what a fast backend must agree with.
public final class PlainBackend implements Backend {
  private final Arena arena = Arena.ofShared();
  private final MatrixPrecision precision;
  private long allocated;

  public PlainBackend() {
    this(MatrixPrecision.FLOAT32);
  }

  /// @param precision BF16 to round the factors of matrix products; all else is double
  public PlainBackend(MatrixPrecision precision) {
    this.precision = precision;
  }

  @Override
  public String description() {
    return "plain loops in double";
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public MemorySegment allocate(long count) {
    allocated += count * Double.BYTES;
    return arena.allocate(Math.max(1, count) * Double.BYTES, Double.BYTES);
  }

  @Override
  public boolean sharesMemoryWithJava() {
    return true;
  }

  @Override
  public long allocatedBytes() {
    return allocated;
  }

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    to.copyFrom(from);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {
    to.copyFrom(from);
  }

  @Override
  public Operation embedding(Tokens tokens, Tensor table, Tensor output) {
    return PlainOperations.embedding(tokens, table, output);
  }

  @Override
  public Operation linear(Tensor input, Tensor weight, Tensor output) {
    return precision == MatrixPrecision.BF16
        ? PlainOperations.roundedLinear(input, weight, output)
        : PlainOperations.linear(input, weight, output);
  }

  @Override
  public Operation add(Tensor left, Tensor right, Tensor output) {
    return PlainOperations.add(left, right, output);
  }

  @Override
  public Operation rmsNorm(Tensor input, Tensor weight, double epsilon, Tensor output) {
    return PlainOperations.rmsNorm(input, weight, epsilon, output);
  }

  @Override
  public Operation causalConvolutionSilu(
      int batch, Tensor input, Tensor weight, Tensor bias, Tensor output) {
    return PlainOperations.convolution(batch, input, weight, bias, output);
  }

  @Override
  public Operation negativeExponential(Tensor input, Tensor output) {
    return PlainOperations.negativeExponential(input, output);
  }

  @Override
  public Operation selectiveScan(
      ScanSignals signals, Discretisation rule, Tensor a, Tensor b, Tensor c, Tensor output) {
    return PlainSelectiveScan.of(signals, rule, a, b, c, output);
  }

  @Override
  public Operation companionScan(
      ScanSignals signals, Tensor parameters, Tensor open, Tensor output) {
    return PlainCanonicalScan.of(
        Pattern.COMPANION,
        Form.CONTROLLABLE,
        MatrixMap.BILINEAR,
        signals,
        parameters,
        open,
        output);
  }

  @Override
  public Operation observableCompanionScan(
      ScanSignals signals, Tensor parameters, Tensor open, Tensor output) {
    return PlainCanonicalScan.of(
        Pattern.COMPANION, Form.OBSERVABLE, MatrixMap.BILINEAR, signals, parameters, open, output);
  }

  @Override
  public Operation schwarzScan(ScanSignals signals, Tensor parameters, Tensor open, Tensor output) {
    return PlainCanonicalScan.of(
        Pattern.SCHWARZ, Form.CONTROLLABLE, MatrixMap.BILINEAR, signals, parameters, open, output);
  }

  @Override
  public Operation schwarzDualScan(
      ScanSignals signals, Tensor parameters, Tensor open, Tensor output) {
    return PlainCanonicalScan.of(
        Pattern.SCHWARZ, Form.OBSERVABLE, MatrixMap.BILINEAR, signals, parameters, open, output);
  }

  @Override
  public Operation positive(Tensor input, Tensor output) {
    return PlainParameters.positive(input, output);
  }

  @Override
  public Operation hurwitzCoefficients(Tensor factors, Tensor coefficients) {
    return PlainParameters.hurwitzCoefficients(factors, coefficients);
  }

  @Override
  public Operation negativeSoftplus(Tensor input, double margin, Tensor output) {
    return PlainOperations.negativeSoftplus(input, margin, output);
  }

  @Override
  public RecurrentOperation headScan(
      HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    return new PlainHeadScan(signals, rule, rates, output);
  }

  @Override
  public Operation gatedRmsNorm(
      Tensor input, Tensor gate, Tensor weight, int groups, double epsilon, Tensor output) {
    return new PlainGatedNorm(input, gate, weight, groups, epsilon, output);
  }

  @Override
  public LossOperation crossEntropy(Tokens tokens, Tensor logits) {
    return PlainOperations.crossEntropy(tokens, logits);
  }

  @Override
  public double squaredNorm(MemorySegment values, long count) {
    double sum = 0;
    for (long i = 0; i < count; i++) {
      double value = precision().get(values, i);
      sum += value * value;
    }
    return sum;
  }

  @Override
  public void adamW(AdamWRule rule, AdamWMemory on) {
    Precision cells = precision();
    for (long i = 0; i < on.count(); i++) {
      double g = cells.get(on.gradient(), i) * rule.gradientScale();
      double m = rule.beta1() * cells.get(on.firstMoment(), i) + (1 - rule.beta1()) * g;
      double v = rule.beta2() * cells.get(on.secondMoment(), i) + (1 - rule.beta2()) * g * g;
      double p = cells.get(on.parameter(), i) * rule.decay();
      cells.set(on.firstMoment(), i, m);
      cells.set(on.secondMoment(), i, v);
      double scale = Math.sqrt(v) * rule.secondScale() + rule.epsilon();
      cells.set(on.parameter(), i, p - rule.stepSize() * m / scale);
    }
  }

  @Override
  public long replaceAbove(MemorySegment values, long count, double largest, double replacement) {
    long changed = 0;
    for (long i = 0; i < count; i++) {
      if (precision().get(values, i) > largest) {
        precision().set(values, i, replacement);
        changed++;
      }
    }
    return changed;
  }

  @Override
  public void close() {
    arena.close();
  }
}
