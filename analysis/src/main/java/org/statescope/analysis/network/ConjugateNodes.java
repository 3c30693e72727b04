package org.statescope.analysis.network;

import org.statescope.analysis.linalg.DoubleDouble;

/// The kernel of the Gramians of a complex diagonal system with real input and output: its nodes
/// are λ₀, λ̄₀, λ₁, λ̄₁, …, and both Gramians are Cauchy-like in them, Wᵢⱼ = bᵢb̄ⱼ / Sᵢⱼ.
///
/// - Formula: Sᵢⱼ = −λᵢ − λ̄ⱼ in continuous time and 1 − λᵢλ̄ⱼ in discrete time; Gᵢⱼ = λᵢ − λⱼ.
/// - Shapes: n = 2·pairs nodes; S and G n×n, row-major.
/// - Tolerance: every S and G is accurate relative to its own modulus, poles beside each other and
///   beside the unit circle included: products are summed in twice the working precision.
final class ConjugateNodes {
  final int pairs;
  final int n;
  final double[] lambdaReal;
  final double[] lambdaImaginary;
  final double[] sumReal;
  final double[] sumImaginary;
  final double[] gapReal;
  final double[] gapImaginary;

  private final boolean discrete;
  private final DoubleDouble precise = new DoubleDouble();

  ConjugateNodes(int pairs, boolean discrete) {
    this.pairs = pairs;
    this.discrete = discrete;
    n = 2 * pairs;
    lambdaReal = new double[n];
    lambdaImaginary = new double[n];
    sumReal = new double[n * n];
    sumImaginary = new double[n * n];
    gapReal = new double[n * n];
    gapImaginary = new double[n * n];
  }

  /// Takes the poles of one system, `pairs` of each part from an offset on.
  void load(double[] real, int realOffset, double[] imaginary, int imaginaryOffset) {
    for (int k = 0; k < pairs; k++) {
      double re = real[realOffset + k];
      double im = imaginary[imaginaryOffset + k];
      lambdaReal[2 * k] = re;
      lambdaReal[2 * k + 1] = re;
      lambdaImaginary[2 * k] = im;
      lambdaImaginary[2 * k + 1] = -im;
    }
    for (int i = 0; i < n; i += 2) {
      for (int j = 0; j < n; j++) {
        kernel(i, j);
      }
    }
  }

  /// Entry (i, j) of S and G, and the conjugate entry of both.
  private void kernel(int i, int j) {
    double re = lambdaReal[i];
    double im = lambdaImaginary[i];
    double otherRe = lambdaReal[j];
    double otherIm = lambdaImaginary[j];
    int here = i * n + j;
    int conjugate = (i + 1) * n + (j ^ 1);
    if (discrete) {
      precise.set(1);
      precise.addProduct(-re, otherRe);
      precise.addProduct(-im, otherIm);
      sumReal[here] = precise.value();
      precise.set(0);
      precise.addProduct(re, otherIm);
      precise.addProduct(-im, otherRe);
      sumImaginary[here] = precise.value();
    } else {
      sumReal[here] = -re - otherRe;
      sumImaginary[here] = otherIm - im;
    }
    gapReal[here] = re - otherRe;
    gapImaginary[here] = im - otherIm;
    sumReal[conjugate] = sumReal[here];
    sumImaginary[conjugate] = -sumImaginary[here];
    gapReal[conjugate] = gapReal[here];
    gapImaginary[conjugate] = -gapImaginary[here];
  }

  /// Whether pole k has no partner: its real 2×2 block is λI.
  boolean isReal(int pair) {
    return lambdaImaginary[2 * pair] == 0;
  }

  /// The distance of the nearest pole from the boundary of stability, negative beyond it; in
  /// discrete time 1 − |λ| = (1 − |λ|²) / (1 + |λ|), which keeps its digits beside the circle.
  double margin() {
    double margin = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i += 2) {
      double own = sumReal[i * n + i];
      margin =
          Math.min(
              margin,
              discrete ? own / (1 + Math.hypot(lambdaReal[i], lambdaImaginary[i])) : own / 2);
    }
    return margin;
  }

  /// Whether no two of the n poles are equal.
  boolean areDistinct() {
    for (int i = 0; i < n; i += 2) {
      for (int j = 0; j < n; j++) {
        if (j != i && gapReal[i * n + j] == 0 && gapImaginary[i * n + j] == 0) {
          return false;
        }
      }
    }
    return true;
  }

  /// How far the vectors of a pair's two kernel columns are from parallel, in (0, 1]: |Im x| / |x|
  /// with x = −λ, or x = (1 − λ)/(1 + λ) in discrete time.
  double separation(int pair) {
    double re = lambdaReal[2 * pair];
    double im = Math.abs(lambdaImaginary[2 * pair]);
    return discrete
        ? 2 * im / (Math.hypot(1 - re, im) * Math.hypot(1 + re, im))
        : im / Math.hypot(re, im);
  }

  boolean isDiscrete() {
    return discrete;
  }
}
