package org.statescope.analysis.network;

import java.util.Arrays;
import org.statescope.analysis.lti.Discrete;

/// Closed forms for diagonal systems. With x = −λ, or x = (1 − λ)/(1 + λ) and weights (1 + x)/√2 in
/// discrete time, both Gramians are weighted Cauchy matrices bᵢbⱼ/(xᵢ + xⱼ) and cᵢcⱼ/(xᵢ + xⱼ),
/// their inverses are known, and with the factor L of |bc|^½ 1/(xᵢ + xⱼ) |bc|^½ and S = sign(bc)
/// the Hankel singular values are |eig(Lᵀ S L)|.
final class DiagonalAnalysis implements BlockAnalysis {
  private final DiagonalBank bank;
  private final int n;
  private final boolean discrete;
  private final double[] lambda;
  private final double[] node;
  private final double[] b;
  private final double[] c;
  private final double[] weight;
  private final double[] sign;
  private final double[] inverseWeight;
  private final double[] squaredInverseGap;
  private final double[] inverseSum;
  private final CauchyFactor factor;
  private final GradedJacobi jacobi;
  private final int[] systemOfLane = new int[GradedJacobi.LANES];
  private int lanes;

  DiagonalAnalysis(DiagonalBank bank) {
    this.bank = bank;
    n = bank.order();
    discrete = bank.timeDomain() instanceof Discrete(double _);
    lambda = new double[n];
    node = new double[n];
    b = new double[n];
    c = new double[n];
    weight = new double[n];
    sign = new double[n];
    inverseWeight = new double[n];
    squaredInverseGap = new double[n * n];
    inverseSum = new double[n * n];
    factor = new CauchyFactor(n);
    jacobi = new GradedJacobi(n);
  }

  @Override
  public void fill(CensusBlock block) {
    lanes = 0;
    for (int k = 0; k < block.count(); k++) {
      load(block, k);
      boolean stable = block.stabilityMargin()[k] > 0;
      boolean distinct = gaps();
      block.controllable()[k] = distinct && allReached(b) ? Answer.YES : Answer.NO;
      block.observable()[k] = distinct && allReached(c) ? Answer.YES : Answer.NO;
      block.hautusControllability()[k] = hautus(b);
      block.hautusObservability()[k] = hautus(c);
      if (stable) {
        sums();
        block.controllabilityCondition()[k] = condition(b);
        block.observabilityCondition()[k] = condition(c);
        enqueue(block, k);
      } else {
        block.controllabilityCondition()[k] = Double.POSITIVE_INFINITY;
        block.observabilityCondition()[k] = Double.POSITIVE_INFINITY;
        Arrays.fill(block.hankelSingularValues(), k * n, (k + 1) * n, Double.POSITIVE_INFINITY);
      }
    }
    flush(block);
  }

  private void load(CensusBlock block, int k) {
    int system = block.first() + k;
    int poles = Vectors.offset(bank.poles(), system, n);
    System.arraycopy(bank.poles(), poles, lambda, 0, n);
    System.arraycopy(bank.input(), Vectors.offset(bank.input(), system, n), b, 0, n);
    System.arraycopy(bank.output(), Vectors.offset(bank.output(), system, n), c, 0, n);
    System.arraycopy(lambda, 0, block.polesReal(), k * n, n);
    double margin = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      margin = Math.min(margin, discrete ? 1 - Math.abs(lambda[i]) : -lambda[i]);
    }
    block.stabilityMargin()[k] = margin;
  }

  /// Squared inverse distances of the poles; false if two are equal.
  private boolean gaps() {
    boolean distinct = true;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double gap = lambda[i] - lambda[j];
        distinct &= gap != 0;
        double inverse = 1 / gap;
        squaredInverseGap[i * n + j] = inverse * inverse;
        squaredInverseGap[j * n + i] = inverse * inverse;
      }
    }
    return distinct;
  }

  private static boolean allReached(double[] vector) {
    for (double entry : vector) {
      if (entry == 0) {
        return false;
      }
    }
    return true;
  }

  /// σ² ≤ bᵢ² / (1 + Σ bⱼ²/(λᵢ − λⱼ)²): the first step from zero of the secular equation of (λᵢI −
  /// A)² + b bᵀ, which never falls below its smallest root.
  private double hautus(double[] vector) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double sum = 1;
      for (int j = 0; j < n; j++) {
        if (j != i && vector[j] != 0) {
          sum += vector[j] * vector[j] * squaredInverseGap[i * n + j];
        }
      }
      smallest = Math.min(smallest, vector[i] * vector[i] / sum);
    }
    return Math.sqrt(smallest);
  }

  /// The nodes, 1/(xᵢ + xⱼ), and the weights of the inverse 2xᵢ ∏ (xᵢ + xⱼ)/(xᵢ − xⱼ).
  private void sums() {
    for (int i = 0; i < n; i++) {
      node[i] = discrete ? (1 - lambda[i]) / (1 + lambda[i]) : -lambda[i];
      double own = discrete ? (1 + node[i]) * (1 + node[i]) / 2 : 1;
      double product = b[i] * c[i] * own;
      weight[i] = Math.sqrt(Math.abs(product));
      sign[i] = Math.signum(product);
    }
    for (int i = 0; i < n; i++) {
      inverseWeight[i] = 2 * node[i];
      inverseSum[i * n + i] = 1 / (2 * node[i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double sum = node[i] + node[j];
        double quotient = sum / (node[i] - node[j]);
        inverseWeight[i] *= quotient;
        inverseWeight[j] *= quotient;
        inverseSum[i * n + j] = 1 / sum;
        inverseSum[j * n + i] = inverseSum[i * n + j];
      }
    }
  }

  /// ‖W‖‖W⁻¹‖ from the entries of both, which are known to full relative accuracy.
  private double condition(double[] vector) {
    double direct = 0;
    double inverse = 0;
    for (int i = 0; i < n; i++) {
      double own = discrete ? (1 + node[i]) * 0x1.6a09e667f3bcdp-1 : 1;
      double wi = vector[i] * own;
      double vi = inverseWeight[i] / wi;
      double row = 0;
      double inverseRow = 0;
      for (int j = 0; j < n; j++) {
        double ownJ = discrete ? (1 + node[j]) * 0x1.6a09e667f3bcdp-1 : 1;
        double wj = vector[j] * ownJ;
        double vj = inverseWeight[j] / wj;
        double k = inverseSum[i * n + j];
        row += wj * k * (wj * k);
        inverseRow += vj * k * (vj * k);
      }
      direct += wi * wi * row;
      inverse += vi * vi * inverseRow;
    }
    double condition = Math.sqrt(direct) * Math.sqrt(inverse);
    return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : condition;
  }

  /// Puts Lᵀ S L into the next lane.
  private void enqueue(CensusBlock block, int k) {
    factor.compute(node, weight);
    double[] l = factor.l;
    int[] order = factor.order;
    for (int p = 0; p < n; p++) {
      for (int q = p; q < n; q++) {
        double sum = 0;
        for (int i = q; i < n; i++) {
          sum += l[i * n + p] * l[i * n + q] * sign[order[i]];
        }
        jacobi.m[p * n + q][lanes] = sum;
      }
    }
    systemOfLane[lanes++] = k;
    if (lanes == GradedJacobi.LANES) {
      flush(block);
    }
  }

  private void flush(CensusBlock block) {
    if (lanes == 0) {
      return;
    }
    for (int lane = lanes; lane < GradedJacobi.LANES; lane++) {
      for (double[] entry : jacobi.m) {
        entry[lane] = 0;
      }
    }
    if (!jacobi.diagonalise()) {
      throw new ArithmeticException("The Jacobi rotations of a census block did not converge");
    }
    double[] values = new double[n];
    for (int lane = 0; lane < lanes; lane++) {
      for (int i = 0; i < n; i++) {
        values[i] = Math.abs(jacobi.m[i * n + i][lane]);
      }
      Arrays.sort(values);
      for (int i = 0; i < n; i++) {
        block.hankelSingularValues()[systemOfLane[lane] * n + i] = values[n - 1 - i];
      }
    }
    lanes = 0;
  }
}
