package org.statescope.training.plain;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.HurwitzPolynomial;
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
    return arena.allocate(Math.max(1, count) * Double.BYTES, Double.BYTES);
  }

  @Override
  public Operation embedding(Tokens tokens, Tensor table, Tensor output) {
    return PlainOperations.embedding(tokens, table, output);
  }

  @Override
  public Operation linear(Tensor input, Tensor weight, Tensor output) {
    return PlainOperations.linear(input, weight, output);
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
  public Operation selectiveScan(ScanSignals signals, Tensor a, Tensor b, Tensor c, Tensor output) {
    return PlainSelectiveScan.of(signals, a, b, c, output);
  }

  @Override
  public Operation companionScan(
      ScanSignals signals, Tensor coefficients, Tensor c, Tensor output) {
    return PlainCompanionScan.of(
        PlainCompanionScan.Form.CONTROLLABLE, MatrixMap.BILINEAR, signals, coefficients, c, output);
  }

  @Override
  public Operation hurwitzCoefficients(Tensor factors, Tensor coefficients) {
    HurwitzPolynomial polynomial = new HurwitzPolynomial(factors.columns());
    double[] values = new double[factors.columns()];
    double[] gradients = new double[values.length];
    return PlainOperations.operation(
        () -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = factors.get(0, i);
          }
          polynomial.expand(values);
          for (int i = 0; i < values.length; i++) {
            coefficients.set(0, i, polynomial.coefficient(i));
          }
        },
        () -> {
          Cells.begin(factors);
          for (int i = 0; i < values.length; i++) {
            gradients[i] = coefficients.gradientAt(0, i);
          }
          polynomial.backward(gradients, values);
          for (int i = 0; i < values.length; i++) {
            Cells.add(factors, 0, i, values[i]);
          }
        });
  }

  @Override
  public Operation negativeSoftplus(Tensor input, double margin, Tensor output) {
    return PlainOperations.negativeSoftplus(input, margin, output);
  }

  @Override
  public RecurrentOperation headScan(HeadSignals signals, Tensor rates, Tensor output) {
    return new PlainHeadScan(signals, rates, output);
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
