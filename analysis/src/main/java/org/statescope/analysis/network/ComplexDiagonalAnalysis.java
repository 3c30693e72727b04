package org.statescope.analysis.network;

import java.util.Arrays;
import org.statescope.analysis.linalg.DoubleDouble;
import org.statescope.analysis.lti.Discrete;

/// Closed forms for complex diagonal systems with real input and output. In the coordinates (h,
/// h̄)/√2, which are a unitary change of the real ones, the poles are λ and λ̄, the input (b,
/// b̄)/√2 and the output √2 (c, c̄). Both Gramians are weighted Cauchy matrices and their inverses
/// are known; the Hankel singular values are the singular values of Zᵀ diag(eⁱᶿ) Z with the factor
/// Z of |bc|^½ 1/Sᵢⱼ |bc|^½ and θ = arg bc, see [KernelFactor].
///
/// A real λ gives the block λI, which one input cannot control nor one output observe; its transfer
/// function is that of one state with the product 2 Re bc.
final class ComplexDiagonalAnalysis implements BlockAnalysis {
  /// |β|² = |b|²/2 and |γ|² = 2|c|² of the unitary coordinates.
  private static final double INPUT_SHARE = 0.5;

  private static final double OUTPUT_SHARE = 2;

  private final ComplexDiagonalBank bank;
  private final int pairs;
  private final int n;
  private final ConjugateNodes nodes;
  private final ComplexHankelValues hankel;
  private final DoubleDouble precise = new DoubleDouble();
  private final double[] input;
  private final double[] output;
  private final double[] weight;
  private final double[] phaseReal;
  private final double[] phaseImaginary;
  private final double[] squaredSum;
  private final double[] squaredGap;
  private final double[] inverseWeight;

  ComplexDiagonalAnalysis(ComplexDiagonalBank bank) {
    this.bank = bank;
    pairs = bank.pairs();
    n = bank.order();
    nodes = new ConjugateNodes(pairs, bank.timeDomain() instanceof Discrete(double _));
    hankel = new ComplexHankelValues(pairs);
    input = new double[pairs];
    output = new double[pairs];
    weight = new double[pairs];
    phaseReal = new double[pairs];
    phaseImaginary = new double[pairs];
    squaredSum = new double[pairs * n];
    squaredGap = new double[pairs * n];
    inverseWeight = new double[pairs];
  }

  @Override
  public void fill(CensusBlock block) {
    GradedSingularValues.Receiver column =
        (k, falling, trustedAbove) -> {
          System.arraycopy(falling, 0, block.hankelSingularValues(), k * n, n);
          block.trustedAbove()[k] = trustedAbove;
        };
    for (int k = 0; k < block.count(); k++) {
      load(block.first() + k);
      System.arraycopy(nodes.lambdaReal, 0, block.polesReal(), k * n, n);
      System.arraycopy(nodes.lambdaImaginary, 0, block.polesImaginary(), k * n, n);
      boolean distinct = nodes.areDistinct();
      block.stabilityMargin()[k] = nodes.margin();
      block.controllable()[k] = distinct && allReached(input) ? Answer.YES : Answer.NO;
      block.observable()[k] = distinct && allReached(output) ? Answer.YES : Answer.NO;
      squareModuli();
      block.hautusControllability()[k] = hautus(input, INPUT_SHARE);
      block.hautusObservability()[k] = hautus(output, OUTPUT_SHARE);
      if (block.stabilityMargin()[k] > 0) {
        invertWeights();
        block.controllabilityCondition()[k] = condition(input);
        block.observabilityCondition()[k] = condition(output);
        hankel.add(nodes, weight, phaseReal, phaseImaginary, k, column);
      } else {
        block.controllabilityCondition()[k] = Double.POSITIVE_INFINITY;
        block.observabilityCondition()[k] = Double.POSITIVE_INFINITY;
        Arrays.fill(block.hankelSingularValues(), k * n, (k + 1) * n, Double.POSITIVE_INFINITY);
      }
    }
    hankel.flush(column);
  }

  private void load(int system) {
    nodes.load(
        bank.polesReal(),
        Vectors.offset(bank.polesReal(), system, pairs),
        bank.polesImaginary(),
        Vectors.offset(bank.polesImaginary(), system, pairs));
    int inputRe = Vectors.offset(bank.inputReal(), system, pairs);
    int inputIm = Vectors.offset(bank.inputImaginary(), system, pairs);
    int outputRe = Vectors.offset(bank.outputReal(), system, pairs);
    int outputIm = Vectors.offset(bank.outputImaginary(), system, pairs);
    for (int k = 0; k < pairs; k++) {
      double bRe = bank.inputReal()[inputRe + k];
      double bIm = bank.inputImaginary()[inputIm + k];
      double cRe = bank.outputReal()[outputRe + k];
      double cIm = bank.outputImaginary()[outputIm + k];
      input[k] = Math.hypot(bRe, bIm);
      output[k] = Math.hypot(cRe, cIm);
      precise.set(0);
      precise.addProduct(bRe, cRe);
      precise.addProduct(-bIm, cIm);
      double re = precise.value();
      double im = nodes.isReal(k) ? 0 : bRe * cIm + bIm * cRe;
      double modulus = Math.hypot(re, im);
      weight[k] = Math.sqrt(modulus);
      phaseReal[k] = modulus == 0 ? 0 : re / modulus;
      phaseImaginary[k] = modulus == 0 ? 0 : im / modulus;
    }
  }

  private static boolean allReached(double[] moduli) {
    for (double modulus : moduli) {
      if (modulus == 0) {
        return false;
      }
    }
    return true;
  }

  private void squareModuli() {
    for (int k = 0; k < pairs; k++) {
      for (int j = 0; j < n; j++) {
        int at = 2 * k * n + j;
        double sumRe = nodes.sumReal[at];
        double sumIm = nodes.sumImaginary[at];
        double gapRe = nodes.gapReal[at];
        double gapIm = nodes.gapImaginary[at];
        squaredSum[k * n + j] = sumRe * sumRe + sumIm * sumIm;
        squaredGap[k * n + j] = gapRe * gapRe + gapIm * gapIm;
      }
    }
  }

  /// σ² ≤ |βᵢ|² / (1 + Σ |βⱼ|²/|λᵢ − λⱼ|²), the sum over the other poles of all n: see
  /// `DiagonalAnalysis`.
  private double hautus(double[] moduli, double share) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < pairs; k++) {
      double sum = 1;
      for (int j = 0; j < n; j++) {
        double other = moduli[j / 2];
        if (j != 2 * k && other != 0) {
          sum += share * other * other / squaredGap[k * n + j];
        }
      }
      smallest = Math.min(smallest, share * moduli[k] * moduli[k] / sum);
    }
    return Math.sqrt(smallest);
  }

  /// The moduli of the weights of the inverse kernel, ∏ⱼ Sᵢⱼ / ∏ⱼ≠ᵢ Gᵢⱼ.
  private void invertWeights() {
    for (int k = 0; k < pairs; k++) {
      double product = Math.sqrt(squaredSum[k * n + 2 * k]);
      for (int j = 0; j < n; j++) {
        if (j != 2 * k) {
          product *= Math.sqrt(squaredSum[k * n + j] / squaredGap[k * n + j]);
        }
      }
      inverseWeight[k] = product;
    }
  }

  /// ‖W‖‖W⁻¹‖ from the moduli of the entries of both, which are known to full relative accuracy; a
  /// factor of the whole vector has no say in it.
  private double condition(double[] moduli) {
    double largest = 0;
    for (double modulus : moduli) {
      largest = Math.max(largest, modulus);
    }
    double direct = 0;
    double inverse = 0;
    for (int k = 0; k < pairs; k++) {
      double own = moduli[k] / largest;
      double ownInverse = inverseWeight[k] / own;
      double row = 0;
      double inverseRow = 0;
      for (int j = 0; j < n; j++) {
        double other = moduli[j / 2] / largest;
        double otherInverse = inverseWeight[j / 2] / other;
        row += other * other / squaredSum[k * n + j];
        inverseRow += otherInverse * otherInverse / squaredSum[k * n + j];
      }
      direct += own * own * row;
      inverse += ownInverse * ownInverse * inverseRow;
    }
    double condition = 2 * Math.sqrt(direct) * Math.sqrt(inverse);
    return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : condition;
  }
}
